//! The row under the viewer: time, marks, play, loop, speed.

use dioxus::prelude::*;

use crate::command::Command;
use crate::command::play::OnPlayhead;
use crate::command::view::OnView;
use crate::kit::icon::{Icon, Shape};
use crate::kit::time::{frame_of, timecode};
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
    let speed = *open.view.speed.read();
    let loops = *open.view.loops.read();
    let (label, shape) = if playing { (words.pause, Shape::Pause) } else { (words.play, Shape::Play) };
    let play = Command::Playhead(OnPlayhead::PlayPause);
    rsx! {
        div { class: "transport", role: "toolbar", aria_label: words.play,
            Timecode { open }
            button {
                class: "quiet",
                "data-testid": "mark-in",
                title: Command::Playhead(OnPlayhead::MarkIn).title(shared, words),
                aria_label: words.timeline.mark_in,
                onclick: move |_| Command::Playhead(OnPlayhead::MarkIn).run(shared),
                "I"
            }
            Step { command: OnPlayhead::StepBack, shape: Shape::StepBack }
            button { class: "round", "data-testid": "play", title: "{label} ({play.key()})", aria_label: label, disabled: frames == 0, onclick: move |_| play.run(shared), Icon { shape } }
            Step { command: OnPlayhead::StepForward, shape: Shape::StepForward }
            button {
                class: "quiet",
                "data-testid": "mark-out",
                title: Command::Playhead(OnPlayhead::MarkOut).title(shared, words),
                aria_label: words.timeline.mark_out,
                onclick: move |_| Command::Playhead(OnPlayhead::MarkOut).run(shared),
                "O"
            }
            button {
                class: "quiet",
                "data-testid": "loop",
                title: Command::Playhead(OnPlayhead::Loop).title(shared, words),
                aria_label: words.timeline.looping,
                aria_pressed: "{loops}",
                onclick: move |_| Command::Playhead(OnPlayhead::Loop).run(shared),
                Icon { shape: Shape::Loop }
            }
            if playing && speed != 1 {
                span { class: "speed number", "data-testid": "speed", title: words.timeline.speed, "{speed}×" }
            }
            span { class: "timecode muted", "{timecode(frames, rate)}" }
            button {
                class: "quiet",
                "data-testid": "full-screen",
                title: Command::View(OnView::FullScreen).title(shared, words),
                aria_label: words.timeline.full_screen,
                onclick: move |_| Command::View(OnView::FullScreen).run(shared),
                Icon { shape: Shape::Whole }
            }
        }
    }
}

/// A step of the playhead as a button.
#[component]
fn Step(command: OnPlayhead, shape: Shape) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let command = Command::Playhead(command);
    rsx! {
        button { class: "quiet", title: command.title(shared, words), aria_label: command.label(words), onclick: move |_| command.run(shared), Icon { shape } }
    }
}

/// Where the playhead is; another time can be typed.
#[component]
fn Timecode(open: Open) -> Element {
    let rate = open.document.read().canvas.frame_rate;
    let mut typed = use_signal(|| None::<String>);
    let shown = typed.read().clone().unwrap_or_else(|| timecode(*open.playhead.read(), rate));
    let label = words().timeline.timecode;
    rsx! {
        input {
            r#type: "text",
            class: "timecode",
            "data-testid": "timecode",
            inputmode: "numeric",
            title: label,
            aria_label: label,
            value: "{shown}",
            oninput: move |event| typed.set(Some(event.value())),
            onchange: move |event| {
                typed.set(None);
                if let Some(frame) = frame_of(&event.value(), rate) {
                    open.seek(frame);
                }
            },
            onblur: move |_| typed.set(None),
            onkeydown: move |event| {
                if event.key() == Key::Escape {
                    typed.set(None);
                }
            },
        }
    }
}
