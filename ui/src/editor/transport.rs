//! The row under the viewer: time, play, step.

use dioxus::prelude::*;

use crate::command::Command;
use crate::kit::icon::{Icon, Shape};
use crate::kit::time::timecode;
use crate::project::Open;
use crate::state::Shared;
use crate::words::words;

/// The row under the viewer.
#[component]
pub fn Transport(open: Open) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let (rate, frames) = {
        let document = open.document.read();
        (document.canvas.frame_rate, document.frames())
    };
    let playing = *open.playing.read();
    let (label, shape) = if playing { (words.pause, Shape::Pause) } else { (words.play, Shape::Play) };
    rsx! {
        div { class: "transport", role: "toolbar", aria_label: words.play,
            span { class: "timecode", "data-testid": "timecode", "{timecode(*open.playhead.read(), rate)}" }
            button { class: "quiet", title: "{words.step_back} (←)", aria_label: words.step_back, onclick: move |_| Command::StepBack.run(shared), Icon { shape: Shape::StepBack } }
            button { class: "round", "data-testid": "play", title: Command::PlayPause.title(shared, words), aria_label: label, disabled: frames == 0, onclick: move |_| Command::PlayPause.run(shared), Icon { shape } }
            button { class: "quiet", title: "{words.step_forward} (→)", aria_label: words.step_forward, onclick: move |_| Command::StepForward.run(shared), Icon { shape: Shape::StepForward } }
            span { class: "timecode muted", "{timecode(frames, rate)}" }
        }
    }
}
