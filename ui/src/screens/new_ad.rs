//! A new ad: the script, who says it, and its shape, on one page.

use dioxus::prelude::*;
use types::actor::catalogue;
use types::call::library::CreateProject;
use types::call::make::MakeDraft;
use types::call::play::{ACTOR_PICTURE, ActorPicture};
use types::geometry::{Aspect, Size};
use types::project::ProjectSettings;
use types::voice::Availability;

use crate::bridge;
use crate::kit::icon::{Icon, Shape};
use crate::kit::picture::Picture;
use crate::screens::editor::ScriptEditor;
use crate::state::{Screen, Shared};
use crate::words::words;

/// Actors offered at once; the gallery has them all.
const OFFERED: usize = 12;

/// A new ad.
#[component]
pub fn NewAd(settings: ProjectSettings) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let mut name = use_signal(String::new);
    let script = use_signal(String::new);
    let settings = use_signal(|| settings);
    let mut busy = use_signal(|| false);
    let can_draft = !script.read().trim().is_empty() && !*busy.read();
    let draft = move |_| async move {
        busy.set(true);
        let typed = name.peek().trim().to_owned();
        let title = if typed.is_empty() { first_words(&script.peek()) } else { typed };
        let title = if title.is_empty() { words.untitled.to_owned() } else { title };
        if let Err(failure) = begin(shared, title, script.peek().clone(), settings.peek().clone()).await {
            shared.failed(&failure);
        }
        busy.set(false);
    };
    rsx! {
        section { class: "page new-ad-page",
            header { class: "page-head",
                h1 { "{words.new_ad}" }
                input {
                    class: "ad-name",
                    r#type: "text",
                    "data-testid": "ad-name",
                    aria_label: words.name,
                    placeholder: words.untitled,
                    maxlength: 200,
                    value: "{name}",
                    oninput: move |event| name.set(event.value()),
                }
                button { class: "primary", "data-testid": "draft-button", title: if !can_draft { words.reason.empty_script }, disabled: !can_draft, onclick: draft,
                    Icon { shape: Shape::Play }
                    "{words.make_draft}"
                }
            }
            div { class: "columns",
                div { class: "column wide", ScriptEditor { script } }
                div { class: "column",
                    FormatChoice { settings }
                    VoiceChoice { settings }
                    ActorChoice { settings }
                }
            }
        }
    }
}

async fn begin(
    mut shared: Shared,
    name: String,
    script: String,
    settings: ProjectSettings,
) -> Result<(), types::error::Failure> {
    let project = bridge::ask(&CreateProject { name, settings: settings.clone() }).await?;
    bridge::ask(&MakeDraft { id: project.id, script, settings }).await?;
    shared.open.set(None);
    shared.go(Screen::Editor(project.id));
    Ok(())
}

/// The first few words of a script, as a name.
fn first_words(script: &str) -> String {
    let line = script.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    line.unwrap_or_default().split_whitespace().take(6).collect::<Vec<_>>().join(" ")
}

/// The shape of the picture.
#[component]
fn FormatChoice(settings: Signal<ProjectSettings>) -> Element {
    let mut settings = settings;
    let words = words();
    let chosen = settings.read().aspect;
    rsx! {
        fieldset { class: "panel",
            legend { "{words.format}" }
            div { class: "segments", role: "radiogroup", aria_label: words.format,
                for aspect in Aspect::ALL {
                    button {
                        role: "radio",
                        aria_checked: "{aspect == chosen}",
                        "data-testid": "aspect-{aspect.name()}",
                        onclick: move |_| settings.write().aspect = aspect,
                        "{aspect.name()}"
                    }
                }
            }
        }
    }
}

/// The voice.
#[component]
fn VoiceChoice(settings: Signal<ProjectSettings>) -> Element {
    let mut settings = settings;
    let shared = use_context::<Shared>();
    let words = words();
    let chosen = settings.read().voice.clone();
    rsx! {
        fieldset { class: "panel voices-panel",
            legend { "{words.voice}" }
            div { class: "voice-list", role: "radiogroup", aria_label: words.voice,
                button {
                    role: "radio",
                    class: "row",
                    aria_checked: "{chosen.is_none()}",
                    onclick: move |_| settings.write().voice = None,
                    "{words.any_voice}"
                }
                for voice in shared.voices.read().iter().filter(|voice| voice.availability == Availability::Installed).cloned() {
                    button {
                        key: "{voice.id}",
                        role: "radio",
                        class: "row",
                        "data-testid": "voice-row",
                        aria_checked: "{chosen.as_deref() == Some(&voice.id.0)}",
                        onclick: move |_| settings.write().voice = Some(voice.id.0.clone()),
                        span { "{voice.name}" }
                        span { class: "muted", "{voice.language}" }
                    }
                }
            }
        }
    }
}

/// The actor.
#[component]
fn ActorChoice(settings: Signal<ProjectSettings>) -> Element {
    let mut settings = settings;
    let words = words();
    let chosen = settings.read().actor.clone();
    let from_gallery = chosen.iter().filter_map(|id| types::actor::find(&id.as_str().into()));
    let first = catalogue().iter().step_by(47).take(OFFERED);
    let mut offered: Vec<_> = from_gallery.chain(first).collect();
    offered.dedup_by_key(|actor| actor.id.clone());
    rsx! {
        fieldset { class: "panel",
            legend { "{words.cast}" }
            div { class: "actor-strip", role: "radiogroup", aria_label: words.cast,
                for actor in offered {
                    button {
                        key: "{actor.id}",
                        role: "radio",
                        "data-testid": "actor-card",
                        class: "actor-chip",
                        aria_checked: "{chosen.as_deref() == Some(&actor.id.0)}",
                        aria_label: "{actor.name}",
                        title: "{actor.name}",
                        onclick: move |_| {
                            let is_chosen = settings.peek().actor.as_deref() == Some(&actor.id.0);
                            settings.write().actor = (!is_chosen).then(|| actor.id.0.clone());
                        },
                        Picture { id: "offer-{actor.id}", name: ACTOR_PICTURE, call: ActorPicture { actor: actor.id.0.clone(), size: Size::new(108, 144) }, label: actor.name.clone() }
                    }
                }
            }
        }
    }
}
