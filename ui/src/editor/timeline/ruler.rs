//! Times over the tracks. Pressing them puts the playhead there.

use dioxus::prelude::*;
use ui::cut::ruler;

use super::marker_view::MarkerView;
use super::playhead::PlayheadCap;
use crate::editor::menu::{About, Menu, is_menu_key};
use crate::editor::page;
use crate::kit::time::timecode;
use crate::project::Open;
use crate::words::words;

const RULER: &str = "ruler";

/// The lane of the ruler.
#[component]
pub fn RulerLane(open: Open, width: f64) -> Element {
    rsx! {
        div { class: "lane ruler-lane",
            div { class: "track-head" }
            Ruler { open, width }
        }
    }
}

/// The ruler with markers and the marks of in and out.
#[component]
fn Ruler(open: Open, width: f64) -> Element {
    let scale = *open.scale.read();
    let document = open.document.read();
    let rate = document.canvas.frame_rate;
    let (from, to) = open.view.span.read().mounted();
    let steps = ruler::steps(scale, rate);
    let lines = ruler::lines(steps, scale, rate, (from, to.min(width)));
    let pixels = move |frame: i64| frame as f64 / rate.as_f64() * scale;
    let mut held = use_signal(|| false);
    let mut menu = open.view.menu;
    let seek = move |event: &PointerEvent| {
        if let Some(place) = page::place_of(event.client_coordinates().x) {
            open.seek(page::frame_at(open, place));
        }
    };
    let marks = *open.view.marks.read();
    let (first, end) = marks.within(document.frames());
    let is_marked = marks.first.is_some() || marks.end.is_some();
    rsx! {
        div {
            id: RULER,
            class: "ruler",
            style: "width: {width}px",
            "data-testid": "ruler",
            tabindex: "0",
            role: "group",
            aria_label: words().timeline.timecode,
            onpointerdown: move |event| {
                if event.trigger_button() == Some(dioxus::html::input_data::MouseButton::Primary) {
                    page::capture(&event, RULER);
                    held.set(true);
                    seek(&event);
                }
            },
            onpointermove: move |event| {
                if *held.peek() {
                    seek(&event);
                }
            },
            onpointerup: move |_| held.set(false),
            onpointercancel: move |_| held.set(false),
            oncontextmenu: move |event| {
                event.prevent_default();
                let at = event.client_coordinates();
                menu.set(Some(Menu::at(About::Ruler, at.x, at.y)));
            },
            onkeydown: move |event| {
                if is_menu_key(&event)
                    && let Some(ruler) = page::element(RULER)
                {
                    event.prevent_default();
                    let area = ruler.get_bounding_client_rect();
                    menu.set(Some(Menu::at(About::Ruler, area.left().max(0.0) + 200.0, area.bottom())));
                }
            },
            for frame in lines {
                if frame % steps.numbered == 0 {
                    span { key: "{frame}", class: "mark", left: "{pixels(frame)}px", "{timecode(frame, rate)}" }
                } else {
                    span { key: "{frame}", class: "mark small", left: "{pixels(frame)}px" }
                }
            }
            if is_marked {
                span { class: "in-out", "data-testid": "in-out", left: "{pixels(first)}px", width: "{pixels(end - first)}px" }
            }
            PlayheadCap { open }
            for marker in document.markers.iter().filter(|marker| (from..to).contains(&pixels(marker.frame))) {
                MarkerView { key: "{marker.id.0}", open, marker: marker.clone(), left: pixels(marker.frame) }
            }
        }
    }
}
