//! A track: its head, and those of its clips that are in view.

use std::sync::Arc;

use dioxus::prelude::*;
use types::document::track::{Kind, Track};
use ui::cut::span;

use super::clip_view::{ClipView, Placed};
use super::track_head::TrackHead;
use super::wedge::{Wedge, WedgeView};
use crate::editor::gesture::Gesture;
use crate::editor::menu::{About, Menu};
use crate::editor::page::{self, SCROLLER};
use crate::project::Open;
use crate::words::words;

/// A track.
#[component]
pub fn Lane(open: Open, track: Arc<Track>, width: f64) -> Element {
    let words = words();
    let document = open.document.read();
    let scale = *open.scale.read();
    let selection = open.selection.read();
    let missing = open.view.missing.read();
    let (mut gesture, mut menu, mut chosen) = (open.view.gesture, open.view.menu, open.view.track);
    let (kind, id) = (track.kind, track.id);
    let mounted = open.view.span.read().mounted();
    let seen = span::clips(&document, &track, scale, mounted);
    let wedges: Vec<Wedge> =
        seen.iter().filter_map(|(start, clip)| Wedge::of(&document, &track, *start, clip, scale)).collect();
    let clips: Vec<Placed> = seen
        .into_iter()
        .map(|(start, clip)| Placed {
            is_selected: selection.contains(&clip.id),
            is_missing: clip.source.media().is_some_and(|media| missing.contains(&media)),
            ..Placed::of((&document, &track, words), start, clip, scale)
        })
        .collect();
    let hushed = if track.settings.muted { " hushed" } else { "" };
    let locked = if track.settings.locked { " locked" } else { "" };
    rsx! {
        div { class: "lane {class_of(kind)}{hushed}{locked}", "data-track": "{id.0}",
            TrackHead { open, id, kind, settings: track.settings.clone() }
            div {
                class: "row-of-clips",
                style: "width: {width}px",
                onpointerdown: move |event| {
                    chosen.set(Some(id));
                    if event.trigger_button() == Some(dioxus::html::input_data::MouseButton::Primary) {
                        page::capture(&event, SCROLLER);
                        gesture.set(Gesture::marquee(&event));
                    }
                },
                oncontextmenu: move |event| {
                    event.prevent_default();
                    chosen.set(Some(id));
                    let at = event.client_coordinates();
                    menu.set(Some(Menu::at(About::Track, at.x, at.y)));
                },
                for placed in clips {
                    ClipView { key: "{placed.id.0}", open, placed, kind }
                }
                for wedge in wedges {
                    WedgeView { key: "wedge-{wedge.clip.0}", open, wedge }
                }
            }
        }
    }
}

fn class_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Video => "video",
        Kind::Overlay => "overlay",
        Kind::Caption => "captions",
        Kind::Voice => "voice",
        Kind::Music => "music",
        Kind::Effect => "effects",
    }
}
