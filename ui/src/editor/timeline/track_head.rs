//! The head of a track: its name, muted, solo, locked, how loud.

use dioxus::prelude::*;
use types::document::track::{Kind, TrackSettings};
use types::id::TrackId;

use crate::command::track;
use crate::editor::menu::{About, Menu, is_menu_key};
use crate::editor::page;
use crate::editor::view::Naming;
use crate::project::Open;
use crate::state::Shared;
use crate::words::words;

/// The head of a track.
#[component]
pub fn TrackHead(open: Open, id: TrackId, kind: Kind, settings: TrackSettings) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().timeline;
    let (mut chosen, mut menu, mut naming) = (open.view.track, open.view.menu, open.view.naming);
    let name = settings.name;
    rsx! {
        div {
            id: "track-{id.0}",
            class: if *chosen.read() == Some(id) { "track-head chosen" } else { "track-head" },
            role: "group",
            aria_label: "{words.track} {name}",
            onpointerdown: move |_| chosen.set(Some(id)),
            oncontextmenu: move |event| {
                event.prevent_default();
                chosen.set(Some(id));
                let at = event.client_coordinates();
                menu.set(Some(Menu::at(About::Track, at.x, at.y)));
            },
            onkeydown: move |event| {
                if is_menu_key(&event)
                    && let Some(head) = page::element(&format!("track-{}", id.0))
                {
                    event.prevent_default();
                    chosen.set(Some(id));
                    let area = head.get_bounding_client_rect();
                    menu.set(Some(Menu::at(About::Track, area.left(), area.bottom())));
                }
            },
            button {
                class: "track-name",
                "data-testid": "track-name",
                title: "{name} · {words.rename_track}",
                aria_label: "{words.rename_track}: {name}",
                aria_pressed: "{*chosen.read() == Some(id)}",
                onclick: move |_| chosen.set(Some(id)),
                ondoubleclick: move |_| naming.set(Some(Naming::Track(id))),
                "{name}"
            }
            if kind.is_sound() {
                input {
                    r#type: "number",
                    class: "track-gain",
                    "data-testid": "track-gain",
                    title: words.gain,
                    aria_label: "{words.gain}: {name}",
                    min: "-60",
                    max: "24",
                    step: "1",
                    value: "{settings.gain_db}",
                    onchange: move |event| {
                        if let Ok(gain) = event.value().parse::<f32>() {
                            track::change(shared, open, id, |settings| settings.gain_db = gain.clamp(-60.0, 24.0));
                        }
                    },
                }
            }
            button {
                class: "tiny",
                "data-testid": "track-mute",
                title: words.mute,
                aria_label: "{words.mute}: {name}",
                aria_pressed: "{settings.muted}",
                onclick: move |_| track::change(shared, open, id, |settings| settings.muted = !settings.muted),
                "M"
            }
            button {
                class: "tiny",
                "data-testid": "track-solo",
                title: words.solo,
                aria_label: "{words.solo}: {name}",
                aria_pressed: "{settings.solo}",
                onclick: move |_| track::change(shared, open, id, |settings| settings.solo = !settings.solo),
                "S"
            }
            button {
                class: "tiny",
                "data-testid": "track-lock",
                title: words.lock,
                aria_label: "{words.lock}: {name}",
                aria_pressed: "{settings.locked}",
                onclick: move |_| track::change(shared, open, id, |settings| settings.locked = !settings.locked),
                "L"
            }
        }
    }
}
