//! The gallery of voices.

use dioxus::prelude::*;
use types::call::cast::InstallVoice;
use types::event::{TaskKind, TaskState};
use types::project::ProjectSettings;
use types::voice::{Availability, Voice};

use crate::app::Empty;
use crate::bridge;
use crate::kit::icon::{Icon, Shape};
use crate::state::{Screen, Shared};
use crate::words::words;

/// The gallery of voices.
#[component]
pub fn Voices() -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let mut search = use_signal(String::new);
    let wanted = search.read().to_lowercase();
    let fits = |voice: &&Voice| {
        let language = types::actor::language_name(voice.language.split('-').next().unwrap_or_default());
        let all =
            format!("{} {} {} {}", voice.name, voice.language, language.unwrap_or_default(), voice.style);
        all.to_lowercase().contains(&wanted)
    };
    let found: Vec<Voice> = shared.voices.read().iter().filter(fits).cloned().collect();
    // A voice that was just fetched can speak now.
    let fetched = use_memo(move || {
        let tasks = shared.tasks.read();
        tasks.iter().filter(|task| task.kind == TaskKind::Voice && task.state.has_ended()).count()
    });
    use_effect(move || {
        fetched.read();
        spawn(shared.load_voices());
    });
    rsx! {
        section { class: "page", "data-testid": "voices",
            header { class: "page-head",
                h1 { "{found.len()} {words.voices}" }
                label { class: "search",
                    Icon { shape: Shape::Search }
                    input { r#type: "search", placeholder: words.search_voices, aria_label: words.search_voices, value: "{search}", oninput: move |event| search.set(event.value()) }
                }
            }
            if found.is_empty() {
                Empty { title: words.nothing_found, hint: "",
                    button { onclick: move |_| search.set(String::new()), "{words.clear_search}" }
                }
            }
            ul { class: "rows",
                for voice in found {
                    VoiceRow { key: "{voice.id}", voice }
                }
            }
        }
    }
}

/// A voice in the gallery.
#[component]
fn VoiceRow(voice: Voice) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let language = types::actor::language_name(voice.language.split('-').next().unwrap_or_default());
    let megabytes = voice.download_bytes.div_ceil(1_000_000);
    let fetching = shared.tasks.read().iter().any(|task| {
        task.kind == TaskKind::Voice
            && task.title == voice.id.0
            && matches!(task.state, TaskState::Running { .. } | TaskState::Waiting)
    });
    let (id, chosen) = (voice.id.clone(), voice.id.0.clone());
    rsx! {
        li { class: "row", "data-testid": "voice-row",
            span { class: "row-name", "{voice.name}" }
            span { "{language.unwrap_or(&voice.language)}" }
            span { class: "muted", "{voice.style}" }
            span { class: "muted licence", title: "{voice.licence}", "{voice.licence}" }
            if voice.availability == Availability::Installed {
                button { onclick: move |_| {
                        let settings = ProjectSettings { voice: Some(chosen.clone()), ..Default::default() };
                        shared.go(Screen::NewAd(Box::new(settings)));
                    },
                    "{words.use_in_ad}"
                }
            } else {
                button {
                    disabled: fetching,
                    title: if fetching { words.running },
                    onclick: move |_| {
                        let call = InstallVoice { id: id.clone() };
                        async move {
                            if let Err(failure) = bridge::ask(&call).await {
                                shared.failed(&failure);
                            }
                        }
                    },
                    "{words.fetch} {megabytes} MB"
                }
            }
        }
    }
}
