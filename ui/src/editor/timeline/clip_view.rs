//! A clip. Its edges trim it, the rest of it moves it.

use dioxus::html::input_data::MouseButton;
use dioxus::prelude::*;
use types::document::Document;
use types::document::clip::Clip;
use types::document::track::{Kind, Track};
use types::id::ClipId;
use ui::cut::gesture::{Grip, Tool};
use ui::cut::{knife, link};

use crate::editor::gesture::Gesture;
use crate::editor::inspector::label;
use crate::editor::menu::{About, Menu, is_menu_key};
use crate::editor::page::{self, SCROLLER};
use crate::editor::waves::Dense;
use crate::kit::time::timecode;
use crate::project::Open;
use crate::state::Shared;
use crate::words::Words;

/// Clips narrower than this show neither waves nor pictures.
const DENSE: f64 = 24.0;

/// A clip where it is seen.
#[derive(Clone, PartialEq)]
pub struct Placed {
    /// Which clip.
    pub id: ClipId,
    /// Pixels from the start of the ad.
    pub left: f64,
    /// Pixels it is wide.
    pub width: f64,
    /// Whether it is selected.
    pub is_selected: bool,
    /// Whether its file is not where it was.
    pub is_missing: bool,
    /// What it is called.
    pub name: String,
    /// What a screen reader says of it.
    pub spoken: String,
    /// Whether it is edited together with others.
    pub is_linked: bool,
}

impl Placed {
    /// Where a clip that begins at `start` is seen.
    pub fn of(
        (document, track, words): (&Document, &Track, &Words),
        start: i64,
        clip: &Clip,
        scale: f64,
    ) -> Self {
        let seconds = |at: i64| document.time_of(track.kind.unit(), at).as_f64();
        let rate = document.canvas.frame_rate;
        let time = |at: i64| timecode(rate.frame_of(document.time_of(track.kind.unit(), at)), rate);
        let name = label(&clip.source, &clip.name, words);
        let spoken =
            format!("{name}, {}, {}–{}", track.settings.name, time(start), time(start + clip.length));
        Self {
            id: clip.id,
            left: seconds(start) * scale,
            width: (seconds(clip.length) * scale - 1.0).max(3.0),
            name,
            spoken,
            is_selected: false,
            is_missing: false,
            is_linked: clip.link.is_some(),
        }
    }

    fn class(&self) -> String {
        let selected = if self.is_selected { " selected" } else { "" };
        let missing = if self.is_missing { " missing" } else { "" };
        let linked = if self.is_linked { " linked" } else { "" };
        format!("clip{selected}{missing}{linked}")
    }
}

/// A clip.
#[component]
pub fn ClipView(open: Open, placed: Placed, kind: Kind) -> Element {
    let shared = use_context::<Shared>();
    let mut open = open;
    let id = placed.id;
    let tool = *open.view.tool.read();
    let mut show_menu = move |x: f64, y: f64| {
        if !open.selection.peek().contains(&id) {
            select(open, id);
        }
        open.view.menu.set(Some(Menu::at(About::Clips, x, y)));
    };
    rsx! {
        button {
            id: "clip-{id.0}",
            class: placed.class(),
            "data-testid": "clip",
            "data-clip": "{id.0}",
            "data-tool": if tool == Tool::Blade { "blade" },
            left: "{placed.left}px",
            width: "{placed.width}px",
            aria_label: "{placed.spoken}",
            aria_pressed: "{placed.is_selected}",
            title: "{placed.name}",
            onpointerdown: move |event| grab(&event, shared, open, id, Grip::Whole),
            onclick: move |event| {
                // A key presses a button too; then nothing was grabbed.
                if event.client_coordinates() == dioxus::html::geometry::ClientPoint::zero() {
                    select(open, id);
                }
            },
            oncontextmenu: move |event| {
                event.prevent_default();
                event.stop_propagation();
                let at = event.client_coordinates();
                show_menu(at.x, at.y);
            },
            onkeydown: move |event| {
                if is_menu_key(&event)
                    && let Some(element) = page::clip_element(id)
                {
                    event.prevent_default();
                    let area = element.get_bounding_client_rect();
                    show_menu(area.left(), area.bottom());
                }
            },
            if placed.width > DENSE && !placed.is_missing {
                Dense { open, clip: id, kind, width: placed.width }
            }
            span { class: "edge start", "data-testid": "trim-start", onpointerdown: move |event| grab(&event, shared, open, id, Grip::Start) }
            span { class: "clip-name", "{placed.name}" }
            span { class: "edge end", "data-testid": "trim-end", onpointerdown: move |event| grab(&event, shared, open, id, Grip::End) }
        }
    }
}

/// Selects a clip with what is linked with it.
fn select(mut open: Open, id: ClipId) {
    let clips = link::with_linked(&open.document.peek(), &[id]);
    open.view.transition.set(None);
    open.selection.set(clips);
}

/// A press on a clip: selects it, cuts it, or takes hold of it.
fn grab(event: &PointerEvent, shared: Shared, mut open: Open, id: ClipId, grip: Grip) {
    event.stop_propagation();
    if event.trigger_button() != Some(MouseButton::Primary) {
        return;
    }
    let keys = event.modifiers();
    let adds = keys.shift() || ((keys.ctrl() || keys.meta()) && grip == Grip::Whole);
    if *open.view.tool.peek() == Tool::Blade {
        return cut(event, shared, open, id);
    }
    open.view.transition.set(None);
    if adds {
        return toggle(open, id);
    }
    if keys.alt() {
        open.selection.set(vec![id]);
    } else if open.selection.peek().contains(&id) {
        open.selection.with_mut(|clips| clips.sort_by_key(|clip| *clip != id));
    } else {
        select(open, id);
    }
    page::capture(event, SCROLLER);
    open.view.gesture.set(Gesture::clip(event, open, id, grip));
}

/// Adds a clip and what is linked with it to the selection, or takes them out.
fn toggle(mut open: Open, id: ClipId) {
    let clips = link::with_linked(&open.document.peek(), &[id]);
    let mut selection = open.selection.write();
    if selection.contains(&id) {
        selection.retain(|clip| !clips.contains(clip));
    } else {
        let new: Vec<ClipId> = clips.into_iter().filter(|clip| !selection.contains(clip)).collect();
        selection.splice(0..0, new);
    }
}

/// Cuts a clip, and what is linked with it, where it was pressed.
fn cut(event: &PointerEvent, shared: Shared, open: Open, id: ClipId) {
    let Some(place) = page::place_of(event.client_coordinates().x) else { return };
    let edit = {
        let document = open.document.peek();
        let clips = if event.modifiers().alt() { vec![id] } else { link::with_linked(&document, &[id]) };
        knife::split(&document, &clips, page::frame_at(open, place))
    };
    if let Some(edit) = edit {
        open.edit(shared, edit);
    }
}
