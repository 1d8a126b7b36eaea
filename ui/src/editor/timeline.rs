//! The timeline: tracks from top to bottom, clips as buttons, the playhead over all.

mod clip_view;
mod lane;
mod marker_view;
mod playhead;
mod ruler;
mod table;
mod tools;
mod track_head;
mod wedge;

use std::sync::Arc;

use dioxus::prelude::*;
use types::document::track::Track;

use self::lane::Lane;
use self::playhead::Playhead;
use self::ruler::RulerLane;
use self::table::Table;
use self::tools::Tools;
use crate::editor::gesture::guide::Guides;
use crate::editor::page::{self, SCROLLER};
use crate::project::Open;
use crate::state::Shared;
use crate::words::words;

/// The timeline.
#[component]
pub fn Timeline(open: Open) -> Element {
    rsx! {
        section { class: "timeline", "data-testid": "timeline", aria_label: words().timeline.timeline,
            Tools { open }
            if *open.view.is_list.read() {
                Table { open }
            } else {
                Tracks { open }
            }
        }
    }
}

/// The tracks, which scroll.
#[component]
fn Tracks(open: Open) -> Element {
    let shared = use_context::<Shared>();
    let mut gesture = open.view.gesture;
    let document = open.document.read().clone();
    let scale = *open.scale.read();
    let seconds = document.frames() as f64 / document.canvas.frame_rate.as_f64();
    // Room after the end, to put something there.
    let width = seconds * scale + open.view.span.read().width / 2.0;
    let tracks: Vec<Arc<Track>> = document.tracks.iter().rev().cloned().collect();
    rsx! {
        div {
            id: SCROLLER,
            class: "tracks",
            onmounted: move |_| page::look(open),
            onresize: move |_| page::look(open),
            onscroll: move |_| page::look(open),
            onwheel: move |event| {
                if event.modifiers().ctrl() || event.modifiers().meta() {
                    event.prevent_default();
                    let factor = (-event.delta().strip_units().y / 400.0).clamp(-0.7, 0.7).exp();
                    page::zoom_about(open, event.client_coordinates().x, factor);
                }
            },
            onpointermove: move |event| {
                let held = gesture.write().take();
                if let Some(mut held) = held {
                    held.moved(&event, open);
                    *gesture.write() = Some(held);
                }
            },
            onpointerup: move |event| {
                let held = gesture.write().take();
                if let Some(held) = held {
                    held.ended(&event, shared, open);
                }
            },
            onpointercancel: move |_| {
                let held = gesture.write().take();
                if let Some(held) = held {
                    held.give_up();
                }
            },
            div { class: "track-rows",
                RulerLane { open, width }
                for track in tracks {
                    Lane { key: "{track.id.0}", open, track, width }
                }
                Playhead { open }
                Guides {}
            }
        }
    }
}
