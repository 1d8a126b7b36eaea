//! The guide line an edge snaps to, and the words beside the pointer.

use dioxus::prelude::*;

use crate::editor::page::{self, HEADER};

const LINE: &str = "guide";
const WORDS: &str = "readout";
const BOX: &str = "marquee";

/// What a gesture shows: a line, words, a rectangle. They are moved without rendering.
#[component]
pub fn Guides() -> Element {
    rsx! {
        div { id: LINE, class: "guide", "data-testid": "guide", hidden: true }
        div { id: BOX, class: "marquee", "data-testid": "marquee", hidden: true }
        div { id: WORDS, class: "readout", role: "status", hidden: true }
    }
}

/// Shows the line at a place, in pixels from the start of the ad, or hides it.
pub fn line(at: Option<f64>) {
    let Some(line) = page::element(LINE) else { return };
    line.set_hidden(at.is_none());
    if let Some(at) = at {
        set(&line, "transform", &format!("translateX({}px)", HEADER + at));
    }
}

/// Shows words beside the pointer.
pub fn words(text: &str, (x, y): (f64, f64)) {
    let Some(words) = page::element(WORDS) else { return };
    words.set_hidden(false);
    words.set_text_content(Some(text));
    set(&words, "left", &format!("{}px", x + 14.0));
    set(&words, "top", &format!("{}px", y - 28.0));
}

/// Shows the rectangle, in pixels of the window.
pub fn rectangle((left, top): (f64, f64), (width, height): (f64, f64)) {
    let Some(marquee) = page::element(BOX) else { return };
    marquee.set_hidden(false);
    for (name, pixels) in [("left", left), ("top", top), ("width", width), ("height", height)] {
        set(&marquee, name, &format!("{pixels}px"));
    }
}

/// Hides all of it.
pub fn hide() {
    for id in [LINE, WORDS, BOX] {
        if let Some(element) = page::element(id) {
            element.set_hidden(true);
        }
    }
}

/// Changes a style of an element.
pub fn set(element: &web_sys::HtmlElement, name: &str, value: &str) {
    // A style that the page does not know changes nothing.
    drop(element.style().set_property(name, value));
}
