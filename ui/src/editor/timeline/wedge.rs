//! A transition over a cut, as a wedge whose edges are pulled.

use dioxus::html::input_data::MouseButton;
use dioxus::prelude::*;
use types::document::Document;
use types::document::clip::Clip;
use types::document::track::Track;
use types::edit::Edge;
use types::id::ClipId;

use crate::editor::gesture::Gesture;
use crate::editor::menu::{About, Menu, is_menu_key};
use crate::editor::page::{self, SCROLLER};
use crate::project::Open;
use crate::words::words;

/// A transition where it is seen.
#[derive(Clone, Copy, PartialEq)]
pub struct Wedge {
    /// The clip after the cut.
    pub clip: ClipId,
    left: f64,
    width: f64,
}

impl Wedge {
    /// The transition before a clip that begins at `start`.
    pub fn of(document: &Document, track: &Track, start: i64, clip: &Clip, scale: f64) -> Option<Self> {
        let transition = clip.transition?;
        let pixels = |at: i64| document.time_of(track.kind.unit(), at).as_f64() * scale;
        let left = pixels(start - transition.before);
        Some(Self { clip: clip.id, left, width: (pixels(start + transition.after) - left).max(6.0) })
    }
}

/// A transition.
#[component]
pub fn WedgeView(open: Open, wedge: Wedge) -> Element {
    let mut open = open;
    let clip = wedge.clip;
    let label = words().timeline.transition;
    let is_chosen = *open.view.transition.read() == Some(clip);
    let mut choose = move || {
        open.selection.set(Vec::new());
        open.view.transition.set(Some(clip));
    };
    let mut grab = move |event: &PointerEvent, edge: Edge| {
        event.stop_propagation();
        choose();
        if event.trigger_button() == Some(MouseButton::Primary) {
            page::capture(event, SCROLLER);
            open.view.gesture.set(Gesture::transition(event, open, clip, edge));
        }
    };
    rsx! {
        button {
            id: "wedge-{clip.0}",
            class: if is_chosen { "wedge chosen" } else { "wedge" },
            "data-testid": "transition",
            left: "{wedge.left}px",
            width: "{wedge.width}px",
            title: label,
            aria_label: label,
            aria_pressed: "{is_chosen}",
            onpointerdown: move |event| {
                event.stop_propagation();
                choose();
            },
            onclick: move |_| choose(),
            oncontextmenu: move |event| {
                event.prevent_default();
                event.stop_propagation();
                choose();
                let at = event.client_coordinates();
                open.view.menu.set(Some(Menu::at(About::Transition, at.x, at.y)));
            },
            onkeydown: move |event| {
                if is_menu_key(&event)
                    && let Some(element) = page::element(&format!("wedge-{}", clip.0))
                {
                    event.prevent_default();
                    choose();
                    let area = element.get_bounding_client_rect();
                    open.view.menu.set(Some(Menu::at(About::Transition, area.left(), area.bottom())));
                }
            },
            span { class: "edge start", "data-testid": "transition-start", onpointerdown: move |event| grab(&event, Edge::Start) }
            span { class: "edge end", "data-testid": "transition-end", onpointerdown: move |event| grab(&event, Edge::End) }
        }
    }
}
