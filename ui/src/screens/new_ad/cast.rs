//! Who is seen and who is heard.

use dioxus::prelude::*;
use types::actor::{Actor, catalogue, language_name};
use types::call::play::{ACTOR_PICTURE, ActorPicture};
use types::geometry::Size;
use types::voice::{Availability, Voice};

use super::Plan;
use crate::command::Command;
use crate::kit::hear::Hear;
use crate::kit::language::base;
use crate::kit::picture::Picture;
use crate::state::Shared;
use crate::words::words;

/// Actors offered at once; the gallery has them all.
const OFFERED: usize = 12;

/// The voices that are ready, by language.
#[component]
pub(super) fn VoiceChoice(plan: Plan) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let mut settings = plan.settings;
    let chosen = settings.read().voice.clone();
    let voices = shared.voices.read();
    let ready: Vec<&Voice> =
        voices.iter().filter(|voice| voice.availability == Availability::Installed).collect();
    let language_of_chosen = chosen
        .as_ref()
        .and_then(|id| ready.iter().find(|voice| voice.id.0 == *id))
        .map(|voice| base(&voice.language).to_owned());
    let mut language = use_signal(|| language_of_chosen.unwrap_or_else(|| "en".to_owned()));
    let mut codes: Vec<String> = ready.iter().map(|voice| base(&voice.language).to_owned()).collect();
    codes.sort_by_key(|code| name_of(code));
    codes.dedup();
    let favourites = shared.preferences.read().voices.clone();
    let mut offered: Vec<Voice> =
        ready.into_iter().filter(|voice| base(&voice.language) == *language.read()).cloned().collect();
    offered.sort_by_key(|voice| !favourites.contains(&voice.id.0));
    let line = first_line(&plan.script.read());
    rsx! {
        fieldset { class: "panel voices-panel",
            legend { "{words.voice}" }
            label { class: "field inline",
                span { "{words.language}" }
                select { "data-testid": "voice-language", onchange: move |event| language.set(event.value()),
                    for code in codes {
                        option { key: "{code}", value: "{code}", selected: *language.read() == code, "{name_of(&code)}" }
                    }
                }
            }
            div { class: "voice-list", role: "radiogroup", aria_label: words.voice,
                button {
                    role: "radio",
                    class: "row",
                    aria_checked: "{chosen.is_none()}",
                    onclick: move |_| settings.write().voice = None,
                    "{words.any_voice}"
                }
                for voice in offered {
                    div { key: "{voice.id}", class: "voice-line",
                        button {
                            role: "radio",
                            class: "row",
                            "data-testid": "voice-row",
                            aria_checked: "{chosen.as_deref() == Some(&voice.id.0)}",
                            onclick: move |_| settings.write().voice = Some(voice.id.0.clone()),
                            span { "{voice.name}" }
                            span { class: "muted", "{voice.language} {voice.style}" }
                        }
                        Hear { voice: voice.id.clone(), name: voice.name.clone(), line: line.clone(), manner: settings.read().voice_settings }
                    }
                }
            }
        }
    }
}

fn name_of(code: &str) -> String {
    language_name(code).unwrap_or(code).to_owned()
}

/// The first line of a script, to hear a voice by.
fn first_line(script: &str) -> Option<String> {
    let parsed = types::script::parse(script).ok()?;
    parsed.lines().next().map(|(_, line)| line.text.clone())
}

/// The actor: a few, favourites first, and the way to all.
#[component]
pub(super) fn ActorChoice(plan: Plan) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let (mut settings, mut actors) = (plan.settings, plan.actors);
    let chosen = settings.read().actor.clone();
    let several = actors.read().len();
    let offered = offered(&actors.read(), chosen.as_deref(), &shared.preferences.read().actors);
    rsx! {
        fieldset { class: "panel",
            legend { "{words.cast}" }
            if several > 1 {
                p { class: "muted", "data-testid": "several-actors", "{several} {words.library.selected_actors}. {words.write.drafts_each}" }
            }
            div { class: "actor-strip", role: "radiogroup", aria_label: words.cast,
                for actor in offered {
                    button {
                        key: "{actor.id}",
                        role: "radio",
                        "data-testid": "actor-card",
                        class: "actor-chip",
                        aria_checked: "{is_chosen(&actors.read(), chosen.as_deref(), actor)}",
                        aria_label: "{actor.name}",
                        title: "{actor.name}",
                        onclick: move |_| {
                            let was = settings.peek().actor.as_deref() == Some(&actor.id.0);
                            settings.write().actor = (!was).then(|| actor.id.0.clone());
                            actors.set(Vec::new());
                        },
                        Picture { id: "offer-{actor.id}", name: ACTOR_PICTURE, call: ActorPicture { actor: actor.id.0.clone(), size: Size::new(108, 144) }, label: actor.name.clone() }
                    }
                }
            }
            button { class: "quiet", onclick: move |_| Command::GoActors.run(shared), "{words.actors}: {catalogue().len()}" }
        }
    }
}

fn is_chosen(several: &[String], chosen: Option<&str>, actor: &Actor) -> bool {
    if several.len() > 1 { several.contains(&actor.id.0) } else { chosen == Some(&actor.id.0) }
}

/// Who is offered: who was chosen elsewhere, favourites, then a few of every kind.
fn offered(several: &[String], chosen: Option<&str>, favourites: &[String]) -> Vec<&'static Actor> {
    let named = several.iter().map(String::as_str).chain(chosen).chain(favourites.iter().map(String::as_str));
    let named = named.filter_map(|id| types::actor::find(&id.into()));
    let room = OFFERED.max(several.len());
    let mut offered: Vec<&'static Actor> = Vec::new();
    for actor in named.chain(catalogue().iter().step_by(47)) {
        if offered.len() < room && !offered.iter().any(|known| known.id == actor.id) {
            offered.push(actor);
        }
    }
    offered
}
