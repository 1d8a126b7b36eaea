//! What the selected clips show or play, where that can be chosen: framing, colour, music.

use dioxus::prelude::*;
use types::bed;
use types::document::clip::{Bed, Clip, Framing, Source};
use types::edit::ClipChange;
use types::geometry::Color;

use super::chosen::Chosen;
use crate::kit::color::ColorField;
use crate::kit::number::{NumberField, Scale};
use crate::kit::section::Section;
use crate::kit::select::Select;
use crate::kit::touch::Touch;
use crate::state::Shared;
use crate::words::words;

/// The change to another source; none where it is that already.
fn source(clip: &Clip, next: Source) -> Option<ClipChange> {
    (next != clip.source).then(|| ClipChange::Source(Box::new(next)))
}

fn framing_of(clip: &Clip) -> Option<Framing> {
    match &clip.source {
        Source::DraftActor(actor) => Some(actor.framing),
        _ => None,
    }
}

fn color_of(clip: &Clip) -> Option<Color> {
    match clip.source {
        Source::Solid(color) => Some(color),
        _ => None,
    }
}

fn bed_of(clip: &Clip) -> Option<&Bed> {
    match &clip.source {
        Source::Bed(bed) => Some(bed),
        _ => None,
    }
}

/// How close the camera of draft actors is.
#[component]
pub fn ActorFraming(chosen: Chosen) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().inspector;
    let framing = chosen.common(|here| framing_of(here.clip)).same();
    rsx! {
        Section { title: words.actor,
            Select {
                label: words.framing,
                options: [words.wide, words.close].map(String::from).to_vec(),
                chosen: framing.map(|framing| usize::from(framing == Framing::Close)),
                onchoose: move |index: usize| {
                    let framing = if index == 0 { Framing::Wide } else { Framing::Close };
                    chosen.change(shared, |here| match &here.clip.source {
                        Source::DraftActor(actor) => {
                            let mut actor = actor.clone();
                            actor.framing = framing;
                            source(here.clip, Source::DraftActor(actor))
                        }
                        _ => None,
                    });
                },
            }
        }
    }
}

/// The colour of solids.
#[component]
pub fn SolidColor(chosen: Chosen) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().inspector;
    rsx! {
        ColorField {
            label: words.color,
            value: chosen.common(|here| color_of(here.clip)).same(),
            ontouch: move |touch: Touch<Color>| {
                chosen.touch(shared, touch, |here, color| {
                    color_of(here.clip)?;
                    source(here.clip, Source::Solid(*color))
                });
            },
        }
    }
}

/// Which music plays.
#[component]
pub fn BedChoice(chosen: Chosen) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().inspector;
    let id = chosen.common(|here| Some(bed_of(here.clip)?.id.clone())).same();
    let seed = chosen.common(|here| Some(f64::from(bed_of(here.clip)?.seed))).same();
    let now = id.as_deref().and_then(bed::find);
    let catalogue = &crate::words::words().catalogue;
    let chosen_bed = id.and_then(|id| bed::CATALOGUE.iter().position(|bed| bed.id == id));
    let named = chosen.clone();
    rsx! {
        Section { title: words.music,
            Select {
                label: words.bed,
                testid: "bed",
                options: bed::CATALOGUE.iter().map(|bed| format!("{} – {}, {} bpm", bed.name, catalogue.mood(bed.mood), bed.tempo_bpm)).collect::<Vec<_>>(),
                chosen: chosen_bed,
                onchoose: move |index: usize| {
                    let Some(bed) = bed::CATALOGUE.get(index) else { return };
                    named.change(shared, |here| {
                        let seed = bed_of(here.clip)?.seed;
                        source(here.clip, Source::Bed(Bed { id: bed.id.to_owned(), seed }))
                    });
                },
            }
            if let Some(bed) = now { p { class: "muted", "{bed.sound}" } }
            NumberField {
                label: words.variation,
                value: seed,
                scale: Scale { decimals: 0, ..Scale::new(0.0, 9999.0, "") },
                ontouch: move |touch: Touch<f64>| {
                    let Touch::Set(seed) = touch else { return };
                    chosen.change(shared, |here| {
                        let id = bed_of(here.clip)?.id.clone();
                        source(here.clip, Source::Bed(Bed { id, seed: seed.round() as u32 }))
                    });
                },
            }
        }
    }
}
