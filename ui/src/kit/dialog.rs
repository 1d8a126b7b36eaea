//! Dialogs: over everything, closed by Escape, with the focus inside.

use dioxus::prelude::*;

use crate::state::Shared;

/// A dialog with a title. It takes the focus when it appears.
#[component]
pub fn Dialog(title: String, children: Element) -> Element {
    let mut shared = use_context::<Shared>();
    rsx! {
        div { class: "veil", onclick: move |_| shared.layer.set(None),
            div {
                class: "dialog",
                role: "dialog",
                aria_modal: "true",
                aria_label: "{title}",
                tabindex: "-1",
                onmounted: move |event| async move {
                    // A page without focus is none that can lose it.
                    drop(event.set_focus(true).await);
                },
                onclick: move |event| event.stop_propagation(),
                onkeydown: move |event| {
                    if event.key() == Key::Escape {
                        shared.layer.set(None);
                    }
                },
                h2 { "{title}" }
                {children}
            }
        }
    }
}
