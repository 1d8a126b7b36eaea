//! The line at the playhead.

use dioxus::prelude::*;

use crate::editor::page::HEADER;
use crate::kit::time::timecode;
use crate::project::Open;
use crate::words::words;

/// The line at the playhead.
#[component]
pub fn Playhead(open: Open) -> Element {
    let rate = open.document.read().canvas.frame_rate;
    let frame = *open.playhead.read();
    let x = HEADER + frame as f64 / rate.as_f64() * *open.scale.read();
    rsx! {
        div {
            class: "playhead",
            "data-testid": "playhead",
            role: "slider",
            tabindex: "0",
            aria_label: words().timeline.timecode,
            aria_valuemin: "0",
            aria_valuemax: "{open.document.read().frames()}",
            aria_valuenow: "{frame}",
            aria_valuetext: timecode(frame, rate),
            transform: "translateX({x}px)",
        }
    }
}

/// The head of the line, on the ruler.
#[component]
pub fn PlayheadCap(open: Open) -> Element {
    let rate = open.document.read().canvas.frame_rate;
    let x = *open.playhead.read() as f64 / rate.as_f64() * *open.scale.read();
    rsx! {
        div { class: "playhead-cap", "aria-hidden": "true", transform: "translateX({x}px)" }
    }
}
