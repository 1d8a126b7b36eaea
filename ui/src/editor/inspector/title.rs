//! What the selected titles say, where they stand and how they come and go.

use dioxus::prelude::*;
use types::document::clip::{Clip, Source};
use types::edit::ClipChange;
use types::text::title::TitlePreset;
use types::text::{Animation, AnimationKind, Inside, Title};

use super::chosen::Chosen;
use super::letters::{percent, share};
use crate::kit::number::{NumberField, Scale};
use crate::kit::section::Section;
use crate::kit::select::Select;
use crate::kit::touch::Touch;
use crate::state::Shared;
use crate::words::words;

/// How long a way in is that had none, in frames.
const NEW_FRAMES: u32 = 9;

/// The title of a clip, if it is one.
pub fn title_of(clip: &Clip) -> Option<&Title> {
    match &clip.source {
        Source::Title(title) => Some(title),
        _ => None,
    }
}

/// The change that sets something of a title; none where it is so already.
pub fn retitled(clip: &Clip, set: impl FnOnce(&mut Title)) -> Option<ClipChange> {
    let now = title_of(clip)?;
    let mut next = now.clone();
    set(&mut next);
    (next != *now).then(|| ClipChange::Source(Box::new(Source::Title(next))))
}

/// Everything of the selected titles but their letters.
#[component]
pub fn Titles(chosen: Chosen) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().inspector;
    let preset = chosen.common(|here| {
        let title = title_of(here.clip)?;
        Some(TitlePreset::ALL.iter().position(|preset| preset.title("").style == title.style))
    });
    let dressed = chosen.clone();
    rsx! {
        Section { title: words.title,
            Select {
                label: words.title_preset,
                testid: "title-preset",
                options: words.titles().map(String::from).to_vec(),
                chosen: preset.same().flatten(),
                onchoose: move |index: usize| {
                    let preset = TitlePreset::ALL.get(index).copied().unwrap_or_default();
                    dressed.change(shared, |here| retitled(here.clip, |title| *title = preset.title(title.text.clone())));
                },
            }
            Where { chosen: chosen.clone() }
        }
        Section { title: words.animate, unfolded: false,
            Way { chosen: chosen.clone(), label: words.animation_in, end: End::In }
            Way { chosen, label: words.animation_out, end: End::Out }
        }
    }
}

/// A share of a title: its name, where it is, the least of it in percent.
type Part = (&'static str, fn(&mut Title) -> &mut f32, f64);

/// Where the titles stand.
#[component]
fn Where(chosen: Chosen) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().inspector;
    let parts: [Part; 3] = [
        (words.across, |title| &mut title.position.x, 0.0),
        (words.down, |title| &mut title.position.y, 0.0),
        (words.widest, |title| &mut title.width_limit, 5.0),
    ];
    let inside = chosen.common(|here| Some(title_of(here.clip)?.position.inside)).same();
    let placed = chosen.clone();
    rsx! {
        for (label, of, least) in parts {
            NumberField {
                key: "{label}",
                label,
                value: chosen.common(|here| Some(percent(*of(&mut title_of(here.clip)?.clone())))).same(),
                scale: Scale::new(least, 100.0, "%"),
                ontouch: {
                    let chosen = chosen.clone();
                    move |touch: Touch<f64>| {
                        chosen.touch(shared, touch, |here, value| {
                            retitled(here.clip, |title| *of(title) = share(*value))
                        });
                    }
                },
            }
        }
        Select {
            label: words.inside,
            options: [words.safe_area, words.whole_picture].map(String::from).to_vec(),
            chosen: inside.map(|inside| usize::from(inside == Inside::Canvas)),
            onchoose: move |index: usize| {
                let inside = if index == 0 { Inside::SafeArea } else { Inside::Canvas };
                placed.change(shared, |here| retitled(here.clip, |title| title.position.inside = inside));
            },
        }
    }
}

/// The beginning or the end of a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    In,
    Out,
}

impl End {
    /// The way in or out there.
    fn of(self, title: &mut Title) -> &mut Option<Animation> {
        match self {
            Self::In => &mut title.animation_in,
            Self::Out => &mut title.animation_out,
        }
    }
}

/// A way in or out.
#[component]
fn Way(chosen: Chosen, label: &'static str, end: End) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().inspector;
    let now = chosen.common(|here| Some(*end.of(&mut title_of(here.clip)?.clone()))).same();
    let kind = now.map(|way| {
        way.and_then(|way| AnimationKind::ALL.iter().position(|kind| *kind == way.kind))
            .map_or(0, |at| at + 1)
    });
    let frames = now.flatten().map(|way| f64::from(way.frames));
    let kinded = chosen.clone();
    rsx! {
        Select {
            label,
            options: words.animations().map(String::from).to_vec(),
            chosen: kind,
            onchoose: move |index: usize| {
                let kind = index.checked_sub(1).and_then(|index| AnimationKind::ALL.get(index)).copied();
                kinded.change(shared, |here| {
                    retitled(here.clip, |title| {
                        let way = end.of(title);
                        let frames = way.map_or(NEW_FRAMES, |way| way.frames);
                        *way = kind.map(|kind| Animation { kind, frames });
                    })
                });
            },
        }
        if frames.is_some() {
            NumberField {
                label: "{label}: {words.frames}",
                value: frames,
                scale: Scale { decimals: 0, ..Scale::new(1.0, 600.0, "") },
                ontouch: move |touch: Touch<f64>| {
                    chosen.touch(shared, touch, |here, frames| {
                        retitled(here.clip, |title| {
                            if let Some(way) = end.of(title) {
                                way.frames = frames.round() as u32;
                            }
                        })
                    });
                },
            }
        }
    }
}
