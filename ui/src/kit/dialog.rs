//! Dialogs: over everything, closed by Escape, with the focus inside.

use dioxus::prelude::*;
use wasm_bindgen::JsCast;

use crate::state::Shared;

/// A dialog with a title. It takes the focus when it appears, and gives it back to what had it.
#[component]
pub fn Dialog(title: String, children: Element) -> Element {
    let mut shared = use_context::<Shared>();
    let before = use_hook(|| web_sys::window()?.document()?.active_element());
    use_drop(move || give_focus(before));
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

/// Gives the focus back once the page under the dialog can be reached again.
fn give_focus(to: Option<web_sys::Element>) {
    wasm_bindgen_futures::spawn_local(async move {
        gloo_timers::future::TimeoutFuture::new(0).await;
        // What had the focus may have gone with its screen.
        if let Some(element) = to.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
            drop(element.focus());
        }
    });
}
