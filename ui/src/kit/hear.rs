//! The button that lets a voice say a line.

use dioxus::prelude::*;
use types::call::cast::HearLine;
use types::voice::{VoiceId, VoiceSettings};

use crate::bridge;
use crate::kit::icon::{Icon, Shape};
use crate::state::Shared;
use crate::words::words;

/// Lets a voice say a line; without one of the user's own, the same sentence each time.
#[component]
pub fn Hear(voice: VoiceId, name: String, line: Option<String>, manner: VoiceSettings) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let mut speaking = use_signal(|| false);
    let said = words.library.hear_line;
    let hear = move |_| {
        let text = line
            .clone()
            .filter(|line| !line.trim().is_empty())
            .unwrap_or_else(|| words.library.sample_line.to_owned());
        let call = HearLine { voice: voice.clone(), text, settings: manner };
        async move {
            speaking.set(true);
            match bridge::ask(&call).await {
                Ok(ms) => {
                    gloo_timers::future::TimeoutFuture::new(u32::try_from(ms).unwrap_or(0).min(60_000)).await
                }
                Err(failure) => shared.failed(&failure),
            }
            speaking.set(false);
        }
    };
    let label = if *speaking.read() { words.library.speaking } else { said };
    rsx! {
        button {
            class: "quiet",
            "data-testid": "hear",
            aria_label: "{label}: {name}",
            title: label,
            disabled: *speaking.read(),
            onclick: hear,
            Icon { shape: if *speaking.read() { Shape::Voice } else { Shape::Play } }
        }
    }
}
