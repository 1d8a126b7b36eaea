//! A marker on the ruler.

use dioxus::html::input_data::MouseButton;
use dioxus::prelude::*;
use types::document::Marker;

use crate::command::Command;
use crate::command::play::OnPlayhead;
use crate::editor::gesture::Gesture;
use crate::editor::menu::{About, Menu, is_menu_key};
use crate::editor::page::{self, SCROLLER};
use crate::kit::time::timecode;
use crate::project::Open;
use crate::state::Shared;
use crate::words::words;

/// A marker on the ruler: pulled along it, opened by a double click, removed by its menu.
#[component]
pub fn MarkerView(open: Open, marker: Marker, left: f64) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().timeline;
    let (mut chosen, mut menu, mut gesture) = (open.view.marker, open.view.menu, open.view.gesture);
    let (id, frame) = (marker.id, marker.frame);
    let time = timecode(frame, open.document.read().canvas.frame_rate);
    let name = if marker.text.is_empty() { words.marker } else { &marker.text };
    let color = String::from(marker.color);
    rsx! {
        button {
            id: "marker-{id.0}",
            class: "marker",
            "data-testid": "marker",
            left: "{left}px",
            color: "{color}",
            title: "{name}, {time}",
            aria_label: "{words.marker}: {marker.text} {time}",
            onpointerdown: move |event| {
                event.stop_propagation();
                chosen.set(Some(id));
                page::capture(&event, &format!("marker-{}", id.0));
            },
            onpointermove: move |event| {
                // Taken hold of once it is pulled, so that a double click still reaches it.
                if event.held_buttons().contains(MouseButton::Primary) && gesture.peek().is_none() {
                    page::capture(&event, SCROLLER);
                    gesture.set(Gesture::marker(&event, open, id));
                }
            },
            onclick: move |_| open.seek(frame),
            ondoubleclick: move |_| Command::Playhead(OnPlayhead::RenameMarker).run(shared),
            oncontextmenu: move |event| {
                event.prevent_default();
                event.stop_propagation();
                chosen.set(Some(id));
                let at = event.client_coordinates();
                menu.set(Some(Menu::at(About::Marker, at.x, at.y)));
            },
            onkeydown: move |event| {
                chosen.set(Some(id));
                if is_menu_key(&event)
                    && let Some(element) = page::element(&format!("marker-{}", id.0))
                {
                    event.prevent_default();
                    event.stop_propagation();
                    let area = element.get_bounding_client_rect();
                    menu.set(Some(Menu::at(About::Marker, area.left(), area.bottom())));
                }
            },
            if !marker.text.is_empty() { span { class: "marker-name", "{marker.text}" } }
        }
    }
}
