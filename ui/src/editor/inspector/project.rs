//! What can be changed of the whole ad, while no clip is selected.

use dioxus::prelude::*;
use types::document::track::Unit;
use types::document::{Canvas, Document, Loudness};
use types::edit::Edit;
use types::geometry::{Aspect, Color};
use types::placement::catalogue;
use types::preferences::Mode;
use types::time::FrameRate;

use crate::editor::trial;
use crate::kit::color::ColorField;
use crate::kit::number::{NumberField, Scale};
use crate::kit::section::Section;
use crate::kit::select::Select;
use crate::kit::time::timecode;
use crate::kit::touch::Touch;
use crate::project::Open;
use crate::state::Shared;
use crate::words::words;

/// Rates to choose from.
const RATES: [(FrameRate, &str); 5] = [
    (FrameRate::FPS_24, "24"),
    (FrameRate::FPS_25, "25"),
    (FrameRate::FPS_29_97, "29.97"),
    (FrameRate::FPS_30, "30"),
    (FrameRate::FPS_60, "60"),
];

/// Whether the frame rate can still change: no pictures are on any track.
fn rate_is_free(document: &Document) -> bool {
    !document.tracks.iter().any(|track| track.kind.unit() == Unit::Frames && track.length() > 0)
}

/// What can be changed of the whole ad.
#[component]
pub fn ProjectFields(open: Open) -> Element {
    let words = words();
    let document = open.document.read();
    let canvas = document.canvas;
    rsx! {
        h2 { "{open.project.read().name}" }
        dl {
            dt { "{words.format}" } dd { "{canvas.size.width}×{canvas.size.height}" }
            dt { "{words.length}" } dd { class: "number", "{timecode(document.frames(), canvas.frame_rate)}" }
        }
        p { class: "muted", "{words.nothing_selected}" }
        Section { title: words.inspector.picture, CanvasFields { open } }
        Section { title: words.inspector.sound, LoudnessFields { open } }
        Section { title: words.inspector.runs_on, PlacementField { open } }
        Terminal { open }
    }
}

/// How the command line does what the window does, for whoever likes that.
#[component]
fn Terminal(open: Open) -> Element {
    let shared = use_context::<Shared>();
    if shared.preferences.read().mode != Mode::Expert {
        return rsx! {};
    }
    let id = open.id.0;
    rsx! {
        Section { title: words().brand.terminal,
            pre { class: "selectable", "data-testid": "terminal",
                "greenroom project show {id} --json\ngreenroom project edit {id} EDIT.json\ngreenroom frame {id} --at {open.playhead} --out frame.png\ngreenroom export {id} --preset standard --out ad.mp4"
            }
        }
    }
}

/// Shape, ground and frame rate.
#[component]
fn CanvasFields(open: Open) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().inspector;
    let document = open.document.read();
    let canvas = document.canvas;
    let is_free = rate_is_free(&document);
    let set = move |canvas: Canvas| {
        if canvas != open.document.peek().canvas {
            open.edit(shared, Edit::SetCanvas { canvas });
        }
    };
    rsx! {
        Select {
            label: words.shape,
            testid: "canvas-shape",
            options: Aspect::ALL.map(|aspect| aspect.name().to_owned()).to_vec(),
            chosen: Aspect::ALL.iter().position(|aspect| aspect.canvas() == canvas.size),
            onchoose: move |index: usize| {
                let size = Aspect::ALL.get(index).copied().unwrap_or_default().canvas();
                set(Canvas { size, ..canvas });
            },
        }
        ColorField {
            label: words.background,
            value: Some(canvas.background),
            ontouch: move |touch: Touch<Color>| {
                let edit = touch.map(|background| {
                    let canvas = Canvas { background: background.with_alpha(255), ..canvas };
                    Some(Edit::SetCanvas { canvas })
                });
                trial::touch(open, shared, edit);
            },
        }
        if is_free {
            Select {
                label: words.frame_rate,
                options: RATES.map(|(_, name)| name.to_owned()).to_vec(),
                chosen: RATES.iter().position(|(rate, _)| *rate == canvas.frame_rate),
                onchoose: move |index: usize| {
                    if let Some((frame_rate, _)) = RATES.get(index) {
                        set(Canvas { frame_rate: *frame_rate, ..canvas });
                    }
                },
            }
        } else {
            p { class: "muted", "{words.frame_rate}: {canvas.frame_rate.as_f64():.2}. {words.rate_is_fixed}" }
        }
    }
}

/// How loud the whole is made.
#[component]
fn LoudnessFields(open: Open) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().inspector;
    let now = open.document.read().loudness;
    let set = move |loudness: Loudness| {
        if loudness != open.document.peek().loudness {
            open.edit(shared, Edit::SetLoudness { loudness });
        }
    };
    rsx! {
        NumberField {
            label: words.target,
            value: Some(f64::from(now.target_lufs)),
            scale: Scale { decimals: 1, ..Scale::new(-36.0, -8.0, "LUFS") },
            ontouch: move |touch: Touch<f64>| {
                if let Touch::Set(target) = touch {
                    set(Loudness { target_lufs: target as f32, ..now });
                }
            },
        }
        NumberField {
            label: words.peak,
            value: Some(f64::from(now.peak_dbtp)),
            scale: Scale { decimals: 1, ..Scale::new(-9.0, 0.0, "dBTP").by(0.1) },
            ontouch: move |touch: Touch<f64>| {
                if let Touch::Set(peak) = touch {
                    set(Loudness { peak_dbtp: peak as f32, ..now });
                }
            },
        }
    }
}

/// Where the ad runs.
#[component]
fn PlacementField(open: Open) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().inspector;
    let now = open.document.read().placement.clone();
    let names = catalogue::ALL.iter().map(|placement| placement.name.to_owned());
    let chosen = match &now {
        None => Some(0),
        Some(id) => catalogue::ALL.iter().position(|placement| placement.id == id).map(|at| at + 1),
    };
    rsx! {
        Select {
            label: words.placement,
            testid: "placement",
            options: std::iter::once(words.any_placement.to_owned()).chain(names).collect::<Vec<_>>(),
            chosen,
            onchoose: move |index: usize| {
                let placement = index.checked_sub(1).and_then(|index| catalogue::ALL.get(index));
                let placement = placement.map(|placement| placement.id.to_owned());
                if placement != now {
                    open.edit(shared, Edit::SetPlacement { placement });
                }
            },
        }
        p { class: "muted", "{words.placement_hint}" }
    }
}
