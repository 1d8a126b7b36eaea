//! How the selected clips are seen: place, size, fit, crop, mixing, colour.

use dioxus::prelude::*;
use types::document::look::{Blend, Fit, Grade, PictureSettings};
use types::edit::ClipChange;
use types::geometry::{Area, Color};

use super::change::Here;
use super::channel::{Channel, ChannelField};
use super::chosen::Chosen;
use crate::kit::color::ColorField;
use crate::kit::number::{NumberField, Scale};
use crate::kit::section::Section;
use crate::kit::select::Select;
use crate::kit::slider::Slider;
use crate::kit::touch::Touch;
use crate::state::Shared;
use crate::words::words;

/// Every way to mix.
const BLENDS: [Blend; 7] = [
    Blend::Normal,
    Blend::Add,
    Blend::Multiply,
    Blend::Screen,
    Blend::Overlay,
    Blend::Darken,
    Blend::Lighten,
];

/// The change that sets something of a picture; none where it is so already.
fn picture(here: &Here, set: impl FnOnce(&mut PictureSettings)) -> Option<ClipChange> {
    let mut picture = here.clip.picture.clone();
    set(&mut picture);
    (picture != here.clip.picture).then(|| ClipChange::Picture(Box::new(picture)))
}

/// How the selected clips are placed.
#[component]
pub fn Place(chosen: Chosen) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().inspector;
    let fit = chosen.common(|here| Some(here.clip.picture.fit)).same();
    let index = fit.map(|fit| match fit {
        Fit::Fill => 0,
        Fit::Blur => 1,
        Fit::Within(_) => 2,
        Fit::Stretch => 3,
    });
    let around = match fit {
        Some(Fit::Within(color)) => Some(color),
        _ => None,
    };
    let reset = |picture: &mut PictureSettings| {
        let plain = PictureSettings::default();
        (picture.x, picture.y, picture.scale) = (plain.x, plain.y, plain.scale);
        (picture.rotation, picture.opacity) = (plain.rotation, plain.opacity);
    };
    let (fitted, colored, blended, plain) = (chosen.clone(), chosen.clone(), chosen.clone(), chosen.clone());
    let blend = chosen.common(|here| Some(here.clip.picture.blend)).same();
    let blend = blend.and_then(|blend| BLENDS.iter().position(|known| *known == blend));
    rsx! {
        Section { title: words.place,
            for channel in Channel::PICTURE {
                ChannelField { key: "{channel:?}", chosen: chosen.clone(), channel }
            }
            Select {
                label: words.fit,
                options: [words.fill, words.blur, words.within, words.stretch].map(String::from).to_vec(),
                chosen: index,
                onchoose: move |index: usize| {
                    let fits = [Fit::Fill, Fit::Blur, Fit::Within(Color::BLACK), Fit::Stretch];
                    let fit = fits.get(index).copied();
                    fitted.change(shared, |here| picture(here, |picture| picture.fit = fit.unwrap_or_default()));
                },
            }
            if around.is_some() {
                ColorField {
                    label: words.around,
                    value: around,
                    ontouch: move |touch: Touch<Color>| {
                        colored.touch(shared, touch, |here, color| {
                            picture(here, |picture| picture.fit = Fit::Within(*color))
                        });
                    },
                }
            }
            Select {
                label: words.blend,
                options: words.blends().map(String::from).to_vec(),
                chosen: blend,
                onchoose: move |index: usize| {
                    let blend = BLENDS.get(index).copied().unwrap_or_default();
                    blended.change(shared, |here| picture(here, |picture| picture.blend = blend));
                },
            }
            button { onclick: move |_| plain.change(shared, |here| picture(here, reset)), "{words.reset}" }
        }
    }
}

/// An edge of the picture that is cropped.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Side {
    Left,
    Top,
    Right,
    Bottom,
}

/// The least of a picture that is left, as a share.
const LEAST_LEFT: f32 = 0.02;

/// What is cut off on that side, in percent.
fn cropped(area: Area, side: Side) -> f64 {
    let share = match side {
        Side::Left => area.left,
        Side::Top => area.top,
        Side::Right => 1.0 - area.right,
        Side::Bottom => 1.0 - area.bottom,
    };
    (f64::from(share) * 1e5).round() / 1e3
}

/// The area with that much cut off on a side, in percent; something is always left.
fn with_cropped(area: Area, side: Side, percent: f64) -> Area {
    let share = (percent / 100.0) as f32;
    match side {
        Side::Left => Area { left: share.clamp(0.0, area.right - LEAST_LEFT), ..area },
        Side::Top => Area { top: share.clamp(0.0, area.bottom - LEAST_LEFT), ..area },
        Side::Right => Area { right: (1.0 - share).clamp(area.left + LEAST_LEFT, 1.0), ..area },
        Side::Bottom => Area { bottom: (1.0 - share).clamp(area.top + LEAST_LEFT, 1.0), ..area },
    }
}

/// What of the selected clips is cut off.
#[component]
pub fn Crop(chosen: Chosen) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().inspector;
    let sides = [
        (Side::Left, words.left),
        (Side::Right, words.right),
        (Side::Top, words.top),
        (Side::Bottom, words.bottom),
    ];
    let whole = chosen.clone();
    rsx! {
        Section { title: words.crop, unfolded: false,
            for (side, label) in sides {
                NumberField {
                    key: "{label}",
                    label,
                    value: chosen.common(|here| Some(cropped(here.clip.picture.crop, side))).same(),
                    scale: Scale::new(0.0, 98.0, "%"),
                    ontouch: {
                        let chosen = chosen.clone();
                        move |touch: Touch<f64>| {
                            chosen.touch(shared, touch, |here, percent| {
                                picture(here, |picture| picture.crop = with_cropped(picture.crop, side, *percent))
                            });
                        }
                    },
                }
            }
            button { onclick: move |_| whole.change(shared, |here| picture(here, |picture| picture.crop = Area::FULL)), "{words.reset}" }
        }
    }
}

/// A change of colour.
type Tone = (fn(&mut Grade) -> &mut f32, f64, &'static str);

/// How the colours of the selected clips are changed.
#[component]
pub fn Colors(chosen: Chosen) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().inspector;
    let tones: [Tone; 4] = [
        (|grade| &mut grade.exposure, 1.0, words.exposure),
        (|grade| &mut grade.contrast, 100.0, words.contrast),
        (|grade| &mut grade.saturation, 100.0, words.saturation),
        (|grade| &mut grade.temperature, 100.0, words.temperature),
    ];
    let plain = chosen.clone();
    rsx! {
        Section { title: words.adjust, unfolded: false,
            for (of, factor, label) in tones {
                Slider {
                    key: "{label}",
                    label,
                    value: chosen
                        .common(|here| {
                            let mut grade = here.clip.picture.grade;
                            Some((f64::from(*of(&mut grade)) * factor * 100.0).round() / 100.0)
                        })
                        .same(),
                    scale: if factor > 1.0 { Scale::new(-100.0, 100.0, "%") } else { Scale::new(-4.0, 4.0, "").by(0.1) },
                    ontouch: {
                        let chosen = chosen.clone();
                        move |touch: Touch<f64>| {
                            chosen.touch(shared, touch, |here, value| {
                                picture(here, |picture| *of(&mut picture.grade) = (*value / factor) as f32)
                            });
                        }
                    },
                }
            }
            button { "data-testid": "reset-grade", onclick: move |_| plain.change(shared, |here| picture(here, |picture| picture.grade = Grade::default())), "{words.reset}" }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crop_is_percent_of_each_side() {
        let area = with_cropped(with_cropped(Area::FULL, Side::Left, 25.0), Side::Bottom, 10.0);
        assert_eq!(cropped(area, Side::Left), 25.0);
        assert_eq!(cropped(area, Side::Bottom), 10.0);
        assert_eq!(cropped(area, Side::Right), 0.0);
    }

    #[test]
    fn sides_never_meet() {
        let area = with_cropped(with_cropped(Area::FULL, Side::Left, 90.0), Side::Right, 98.0);
        assert!(area.left < area.right);
        let picture = PictureSettings { crop: area, ..PictureSettings::default() };
        assert!(picture.is_valid());
    }
}
