//! A small picture that the host draws: a frame of a project, an actor.

use dioxus::prelude::*;
use serde::Serialize;
use wasm_bindgen::JsCast;
use web_sys::HtmlCanvasElement;

use crate::bridge::{self, Brush};

/// The canvas with that id, once it is on the page.
pub fn canvas(id: &str) -> Option<HtmlCanvasElement> {
    let element = web_sys::window()?.document()?.get_element_by_id(id)?;
    element.dyn_into().ok()
}

/// A picture on a canvas. `id` tells it from all others on the page; another `call` is shown in its place.
#[component]
pub fn Picture<C: Serialize + Clone + PartialEq + 'static>(
    id: String,
    name: &'static str,
    call: C,
    label: String,
) -> Element {
    let at = id.clone();
    let mut failed = use_signal(|| false);
    use_effect(use_reactive!(|(call,)| {
        let at = at.clone();
        spawn(async move {
            // The canvas is there once this render is.
            gloo_timers::future::TimeoutFuture::new(0).await;
            if let Some(canvas) = canvas(&at) {
                failed.set(bridge::show(&canvas, name, &call, Brush::Flat).await.is_err());
            }
        });
    }));
    rsx! {
        canvas { id, class: if *failed.read() { "picture missing" } else { "picture" }, role: "img", aria_label: label }
    }
}
