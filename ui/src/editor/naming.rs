//! A small field in which a track or a marker is given a name.

use dioxus::prelude::*;
use ui::cut::marks;

use crate::command::track;
use crate::editor::view::Naming;
use crate::project::Open;
use crate::state::Shared;
use crate::words::words;

/// The field, while something is being given a name.
#[component]
pub fn NamingLayer(open: Open) -> Element {
    let Some(naming) = *open.view.naming.read() else { return rsx! {} };
    rsx! { Field { key: "{naming:?}", open, naming } }
}

#[component]
fn Field(open: Open, naming: Naming) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().timeline;
    let mut shown = open.view.naming;
    let mut typed = use_signal(|| name_of(open, naming));
    let title = match naming {
        Naming::Track(_) => words.rename_track,
        Naming::Marker(_) => words.rename_marker,
    };
    rsx! {
        div { class: "menu-veil", onpointerdown: move |_| shown.set(None) }
        form {
            class: "naming",
            role: "dialog",
            aria_label: title,
            onsubmit: move |event| {
                event.prevent_default();
                give(shared, open, naming, typed.peek().trim());
                shown.set(None);
            },
            label { class: "field",
                span { "{title}" }
                input {
                    r#type: "text",
                    "data-testid": "naming",
                    maxlength: "200",
                    value: "{typed}",
                    onmounted: move |event| async move { drop(event.set_focus(true).await) },
                    oninput: move |event| typed.set(event.value()),
                    onkeydown: move |event| {
                        event.stop_propagation();
                        if event.key() == Key::Escape {
                            shown.set(None);
                        }
                    },
                }
            }
        }
    }
}

fn name_of(open: Open, naming: Naming) -> String {
    let document = open.document.peek();
    let name = match naming {
        Naming::Track(id) => document.track(id).map(|track| track.settings.name.clone()),
        Naming::Marker(id) => {
            document.markers.iter().find(|marker| marker.id == id).map(|marker| marker.text.clone())
        }
    };
    name.unwrap_or_default()
}

fn give(shared: Shared, open: Open, naming: Naming, name: &str) {
    match naming {
        Naming::Track(id) if !name.is_empty() => {
            track::change(shared, open, id, |settings| name.clone_into(&mut settings.name));
        }
        Naming::Track(_) => {}
        Naming::Marker(id) => {
            let edit = marks::renamed(&open.document.peek(), id, name);
            if let Some(edit) = edit {
                open.edit(shared, edit);
            }
        }
    }
}
