//! How the letters of the selected titles and captions look.

use dioxus::prelude::*;
use types::document::clip::{Clip, Source};
use types::edit::ClipChange;
use types::geometry::Color;
use types::text::CaptionLook;
use types::text::style::{Align, Background, BoxShape, Case, Outline, TextStyle};

use super::change::Here;
use super::chosen::Chosen;
use crate::kit::color::ColorField;
use crate::kit::number::{NumberField, Scale};
use crate::kit::section::Section;
use crate::kit::select::{Select, Tick};
use crate::kit::touch::Touch;
use crate::state::Shared;
use crate::words::words;

/// Families that come with the product.
const FAMILIES: [&str; 4] = ["Montserrat", "Anton", "Inter", "Playfair Display"];
const WEIGHTS: [u16; 9] = [100, 200, 300, 400, 500, 600, 700, 800, 900];
const ALIGNS: [Align; 3] = [Align::Start, Align::Center, Align::End];
const CASES: [Case; 3] = [Case::AsTyped, Case::Upper, Case::Lower];
const SHAPES: [BoxShape; 3] = [BoxShape::Block, BoxShape::Lines, BoxShape::Canvas];
/// The line around letters that had none.
const NEW_OUTLINE: Outline = Outline { color: Color::BLACK, width: 0.06 };
/// The box behind text that had none.
const NEW_BOX: Background = Background {
    color: Color::BLACK.with_alpha(200),
    padding_x: 0.4,
    padding_y: 0.3,
    radius: 0.2,
    shape: BoxShape::Block,
    fade: None,
};

/// How the letters of a title or a caption look; none for other clips.
pub fn style_of(clip: &Clip) -> Option<TextStyle> {
    match &clip.source {
        Source::Title(title) => Some(title.style.clone()),
        Source::Caption(caption) => Some(caption.style().text.clone()),
        _ => None,
    }
}

/// The change that sets something of the letters; none where it is so already. A caption gets a style of its own.
pub fn restyled(clip: &Clip, set: impl FnOnce(&mut TextStyle)) -> Option<ClipChange> {
    let now = style_of(clip)?;
    let mut next = now.clone();
    set(&mut next);
    if next == now {
        return None;
    }
    let source = match &clip.source {
        Source::Title(title) => {
            let mut title = title.clone();
            title.style = next;
            Source::Title(title)
        }
        Source::Caption(caption) => {
            let mut style = caption.style().into_owned();
            style.text = next;
            let mut caption = caption.clone();
            caption.style = CaptionLook::Own(Box::new(style));
            Source::Caption(caption)
        }
        _ => return None,
    };
    Some(ClipChange::Source(Box::new(source)))
}

/// How the letters of the selected titles and captions look.
#[component]
pub fn Letters(chosen: Chosen) -> Element {
    let words = &words().inspector;
    rsx! {
        Section { title: words.letters,
            Font { chosen: chosen.clone() }
            Spacing { chosen: chosen.clone() }
        }
        Section { title: words.outline_and_box, unfolded: false,
            OutlineFields { chosen: chosen.clone() }
            BoxFields { chosen }
        }
    }
}

/// Family, weight, size, colour, case, alignment.
#[component]
fn Font(chosen: Chosen) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().inspector;
    let family = chosen.common(|here| Some(style_of(here.clip)?.family)).same();
    let mut families: Vec<String> = FAMILIES.map(String::from).to_vec();
    if let Some(own) = family.as_ref().filter(|own| !families.contains(own)) {
        families.push(own.clone());
    }
    let family = family.and_then(|family| families.iter().position(|known| *known == family));
    let weight = chosen.common(|here| Some(style_of(here.clip)?.weight)).same();
    let color = chosen.common(|here| Some(style_of(here.clip)?.color)).same();
    let case = chosen.common(|here| Some(style_of(here.clip)?.case)).same();
    let align = chosen.common(|here| Some(style_of(here.clip)?.align)).same();
    let on_family = {
        let (chosen, families) = (chosen.clone(), families.clone());
        move |index: usize| {
            let Some(family) = families.get(index) else { return };
            chosen.change(shared, |here| restyled(here.clip, |style| style.family.clone_from(family)));
        }
    };
    let (weighed, sized, colored) = (chosen.clone(), chosen.clone(), chosen.clone());
    let (cased, aligned) = (chosen.clone(), chosen.clone());
    let size = chosen.common(|here| Some(percent(style_of(here.clip)?.size))).same();
    rsx! {
        Select { label: words.family, options: families, chosen: family, onchoose: on_family }
        Select {
            label: words.weight,
            options: WEIGHTS.map(|weight| weight.to_string()).to_vec(),
            chosen: weight.and_then(|weight| WEIGHTS.iter().position(|known| *known == weight)),
            onchoose: move |index: usize| {
                let weight = WEIGHTS.get(index).copied().unwrap_or(700);
                weighed.change(shared, |here| restyled(here.clip, |style| style.weight = weight));
            },
        }
        NumberField {
            label: words.size,
            value: size,
            scale: Scale::new(0.5, 50.0, "%").by(0.1),
            ontouch: move |touch: Touch<f64>| {
                sized.touch(shared, touch, |here, size| restyled(here.clip, |style| style.size = share(*size)));
            },
        }
        ColorField {
            label: words.color,
            value: color,
            ontouch: move |touch: Touch<Color>| {
                colored.touch(shared, touch, |here, color| restyled(here.clip, |style| style.color = *color));
            },
        }
        Select {
            label: words.case,
            options: [words.as_typed, words.upper, words.lower].map(String::from).to_vec(),
            chosen: case.and_then(|case| CASES.iter().position(|known| *known == case)),
            onchoose: move |index: usize| {
                let case = CASES.get(index).copied().unwrap_or_default();
                cased.change(shared, |here| restyled(here.clip, |style| style.case = case));
            },
        }
        Select {
            label: words.align,
            options: [words.at_start, words.centered, words.at_end].map(String::from).to_vec(),
            chosen: align.and_then(|align| ALIGNS.iter().position(|known| *known == align)),
            onchoose: move |index: usize| {
                let align = ALIGNS.get(index).copied().unwrap_or_default();
                aligned.change(shared, |here| restyled(here.clip, |style| style.align = align));
            },
        }
    }
}

/// A length of the style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Length {
    Line,
    Letter,
    Word,
    Outline,
    PaddingX,
    PaddingY,
    Radius,
}

impl Length {
    /// Where it is in a style; none where there is no line or box that it belongs to.
    fn of(self, style: &mut TextStyle) -> Option<&mut f32> {
        match self {
            Self::Line => Some(&mut style.line_spacing),
            Self::Letter => Some(&mut style.letter_spacing),
            Self::Word => Some(&mut style.word_spacing),
            Self::Outline => style.outline.as_mut().map(|outline| &mut outline.width),
            Self::PaddingX => style.background.as_mut().map(|ground| &mut ground.padding_x),
            Self::PaddingY => style.background.as_mut().map(|ground| &mut ground.padding_y),
            Self::Radius => style.background.as_mut().map(|ground| &mut ground.radius),
        }
    }

    /// Which numbers are shown, in percent.
    fn scale(self) -> Scale {
        match self {
            Self::Line => Scale::new(70.0, 300.0, "%"),
            Self::Letter => Scale::new(-10.0, 100.0, "%"),
            Self::Word => Scale::new(0.0, 100.0, "%"),
            Self::Outline => Scale::new(0.0, 30.0, "%").by(0.5),
            Self::PaddingX | Self::PaddingY | Self::Radius => Scale::new(0.0, 200.0, "%"),
        }
    }
}

/// Space between lines, letters and words.
#[component]
fn Spacing(chosen: Chosen) -> Element {
    let words = &words().inspector;
    let lengths = [
        (words.line_spacing, Length::Line),
        (words.letter_spacing, Length::Letter),
        (words.word_spacing, Length::Word),
    ];
    rsx! {
        for (label, length) in lengths {
            LengthField { key: "{label}", chosen: chosen.clone(), label, length }
        }
    }
}

/// A length of the style, in percent.
#[component]
fn LengthField(chosen: Chosen, label: &'static str, length: Length) -> Element {
    let shared = use_context::<Shared>();
    let value = chosen.common(|here: &Here| Some(percent(*length.of(&mut style_of(here.clip)?)?))).same();
    rsx! {
        NumberField {
            label,
            value,
            scale: length.scale(),
            ontouch: move |touch: Touch<f64>| {
                chosen.touch(shared, touch, |here, value| {
                    restyled(here.clip, |style| {
                        if let Some(length) = length.of(style) {
                            *length = share(*value);
                        }
                    })
                });
            },
        }
    }
}

/// The line around the letters.
#[component]
fn OutlineFields(chosen: Chosen) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().inspector;
    let outline = chosen.common(|here| Some(style_of(here.clip)?.outline)).same();
    let is_on = chosen.common(|here| Some(style_of(here.clip)?.outline.is_some())).same();
    let (ticked, colored) = (chosen.clone(), chosen.clone());
    rsx! {
        Tick {
            label: words.outline,
            is_on,
            ontick: move |is_on: bool| {
                let outline = is_on.then_some(NEW_OUTLINE);
                ticked.change(shared, |here| restyled(here.clip, |style| style.outline = outline));
            },
        }
        if is_on == Some(true) {
            ColorField {
                label: words.color,
                value: outline.flatten().map(|outline| outline.color),
                ontouch: move |touch: Touch<Color>| {
                    colored.touch(shared, touch, |here, color| {
                        restyled(here.clip, |style| {
                            style.outline = style.outline.map(|outline| Outline { color: *color, ..outline });
                        })
                    });
                },
            }
            LengthField { chosen, label: words.width, length: Length::Outline }
        }
    }
}

/// The box behind the text.
#[component]
fn BoxFields(chosen: Chosen) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().inspector;
    let ground = chosen.common(|here| Some(style_of(here.clip)?.background)).same().flatten();
    let is_on = chosen.common(|here| Some(style_of(here.clip)?.background.is_some())).same();
    let (ticked, colored, shaped) = (chosen.clone(), chosen.clone(), chosen.clone());
    let lengths = [
        (words.padding_x, Length::PaddingX),
        (words.padding_y, Length::PaddingY),
        (words.radius, Length::Radius),
    ];
    rsx! {
        Tick {
            label: words.text_box,
            is_on,
            ontick: move |is_on: bool| {
                let ground = is_on.then_some(NEW_BOX);
                ticked.change(shared, |here| restyled(here.clip, |style| style.background = ground));
            },
        }
        if is_on == Some(true) {
            ColorField {
                label: words.color,
                value: ground.map(|ground| ground.color),
                ontouch: move |touch: Touch<Color>| {
                    colored.touch(shared, touch, |here, color| {
                        restyled(here.clip, |style| {
                            style.background = style.background.map(|ground| Background { color: *color, ..ground });
                        })
                    });
                },
            }
            Select {
                label: words.box_shape,
                options: [words.block, words.lines, words.whole_picture].map(String::from).to_vec(),
                chosen: ground.and_then(|ground| SHAPES.iter().position(|known| *known == ground.shape)),
                onchoose: move |index: usize| {
                    let shape = SHAPES.get(index).copied().unwrap_or_default();
                    shaped.change(shared, |here| {
                        restyled(here.clip, |style| {
                            style.background = style.background.map(|ground| Background { shape, ..ground });
                        })
                    });
                },
            }
            for (label, length) in lengths {
                LengthField { key: "{label}", chosen: chosen.clone(), label, length }
            }
        }
    }
}

/// A share as percent, without what 32 bits add.
pub fn percent(share: f32) -> f64 {
    (f64::from(share) * 1e4).round() / 1e2
}

/// Percent as a share.
pub fn share(percent: f64) -> f32 {
    (percent / 100.0) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::text::{Caption, Title};

    fn letters_of(change: Option<ClipChange>) -> Option<TextStyle> {
        let Some(ClipChange::Source(source)) = change else { return None };
        style_of(&Clip::new(1, *source))
    }

    #[test]
    fn titles_and_captions_are_restyled_alike() {
        let title = Source::Title(Title::new("Hello"));
        let caption = Source::Caption(Caption { words: Vec::new(), style: CaptionLook::default() });
        for source in [title, caption] {
            let changed = letters_of(restyled(&Clip::new(1, source), |style| style.weight = 300));
            assert_eq!(changed.map(|style| style.weight), Some(300));
        }
    }

    #[test]
    fn what_is_so_already_is_no_change_and_a_colour_has_no_letters() {
        let title = Clip::new(1, Source::Title(Title::new("Hello")));
        assert_eq!(restyled(&title, |_| {}), None);
        assert_eq!(restyled(&Clip::new(1, Source::Solid(Color::BLACK)), |style| style.weight = 1), None);
    }
}
