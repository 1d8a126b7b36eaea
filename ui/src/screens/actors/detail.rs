//! An actor from near: who it is, and how a line would sound.

use dioxus::prelude::*;
use types::actor::{Actor, Gender, language_name};
use types::call::play::{ACTOR_PICTURE, ActorPicture};
use types::geometry::Size;
use types::voice::{Availability, Voice, VoiceGender, VoiceId, VoiceSettings};

use crate::kit::hear::Hear;
use crate::kit::icon::{Icon, Shape};
use crate::kit::language::base;
use crate::kit::picture::Picture;
use crate::kit::star::{Liked, Star};
use crate::state::{Casting, Screen, Shared};
use crate::words::words;

/// An actor from near, beside the gallery.
#[component]
pub(super) fn Detail(id: String, onclose: EventHandler<()>) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let mut line = use_signal(|| words.library.sample_line.to_owned());
    let Some(actor) = types::actor::find(&id.as_str().into()) else { return rsx! {} };
    let voices = fitting(actor, &shared.voices.read());
    let mut voice = use_signal(|| voices.first().map(|voice| voice.id.0.clone()));
    let chosen = voice.read().clone();
    let cast = move |_| {
        shared.go(Screen::NewAd(Casting { actors: vec![actor.id.0.clone()], voice: voice.peek().clone() }));
    };
    rsx! {
        aside {
            class: "drawer",
            "data-testid": "actor-detail",
            aria_label: words.library.about,
            tabindex: "-1",
            onmounted: move |event| async move { drop(event.set_focus(true).await) },
            onkeydown: move |event| if event.key() == Key::Escape { onclose.call(()) },
            header { class: "drawer-head",
                h2 { "{actor.name}" }
                Star { liked: Liked::Actor, id: id.clone(), name: actor.name.clone() }
                button { class: "quiet", aria_label: words.close, title: "{words.close} (Esc)", onclick: move |_| onclose.call(()), Icon { shape: Shape::Close } }
            }
            div { class: "portrait",
                Picture { id: "detail-{id}", name: ACTOR_PICTURE, call: ActorPicture { actor: id.clone(), size: Size::new(270, 480) }, label: actor.name.clone() }
            }
            p { "{actor.description}" }
            Facts { id }
            label { class: "field",
                span { "{words.library.line_to_hear}" }
                input { r#type: "text", "data-testid": "line-to-hear", value: "{line}", maxlength: 400, oninput: move |event| line.set(event.value()) }
            }
            if voices.is_empty() {
                p { class: "muted", "{words.library.no_voice}" }
            } else {
                div { class: "pair",
                    label { class: "field",
                        span { "{words.library.voice_with}" }
                        select { onchange: move |event| voice.set(Some(event.value())),
                            for one in voices {
                                option { value: "{one.id}", selected: chosen.as_deref() == Some(&one.id.0), "{one.name} ({one.language})" }
                            }
                        }
                    }
                    if let Some(id) = chosen {
                        Hear { voice: VoiceId(id), name: actor.name.clone(), line: Some(line.read().clone()), manner: VoiceSettings::default() }
                    }
                }
            }
            button { class: "primary", "data-testid": "use-actor", onclick: cast, "{words.use_in_ad}" }
        }
    }
}

/// What is told of an actor.
#[component]
fn Facts(id: String) -> Element {
    let words = words();
    let Some(actor) = types::actor::find(&id.as_str().into()) else { return rsx! {} };
    let languages: Vec<&str> =
        actor.languages.iter().map(|code| language_name(code).unwrap_or(code)).collect();
    let suits: Vec<&str> = actor.use_cases.iter().map(|use_case| words.label(use_case.label())).collect();
    let rows = [
        (words.library.profession, words.label(actor.profession.label()).to_owned()),
        (words.library.style, words.label(actor.style.label()).to_owned()),
        (words.setting, words.label(actor.setting.label()).to_owned()),
        (words.library.environment, words.label(actor.environment.label()).to_owned()),
        (words.library.languages, languages.join(", ")),
        (words.library.suits, suits.join(", ")),
    ];
    rsx! {
        dl { class: "facts",
            for (name, value) in rows {
                dt { "{name}" }
                dd { "{value}" }
            }
        }
    }
}

/// Voices that are ready, in a language of the actor, those of the actor's gender first.
fn fitting(actor: &Actor, voices: &[Voice]) -> Vec<Voice> {
    let wanted = match actor.gender {
        Gender::Woman => VoiceGender::Female,
        Gender::Man => VoiceGender::Male,
        Gender::NonBinary => VoiceGender::Neutral,
    };
    let place = |voice: &Voice| actor.languages.iter().position(|code| code == base(&voice.language));
    let ready =
        voices.iter().filter(|voice| voice.availability == Availability::Installed && place(voice).is_some());
    let mut fitting: Vec<Voice> = ready.cloned().collect();
    fitting.sort_by_key(|voice| (place(voice), std::cmp::Reverse(voice.tier), voice.gender != wanted));
    fitting
}
