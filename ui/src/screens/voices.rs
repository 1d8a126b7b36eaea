//! The gallery of voices.

use dioxus::prelude::*;
use types::actor::language_name;
use types::call::cast::InstallVoice;
use types::event::{TaskKind, TaskState};
use types::preferences::Preferences;
use types::voice::{Availability, Voice, VoiceAge, VoiceGender, VoiceSettings};

use crate::app::Empty;
use crate::bridge;
use crate::kit::hear::Hear;
use crate::kit::icon::{Icon, Shape};
use crate::kit::language::base;
use crate::kit::star::{Liked, Star};
use crate::state::{Casting, Screen, Shared};
use crate::words::{Words, words};

/// Rows on the page at once; more come at the end of the list.
const STRETCH: usize = 60;

/// What voices must be like.
#[derive(Clone, Default, PartialEq)]
struct Wanted {
    search: String,
    language: Option<String>,
    gender: Option<VoiceGender>,
    age: Option<VoiceAge>,
    accent: Option<String>,
    style: Option<String>,
    ready_only: bool,
    favourites_only: bool,
}

impl Wanted {
    fn fits(&self, voice: &Voice, preferences: &Preferences) -> bool {
        let base = base(&voice.language);
        let said = format!(
            "{} {} {} {}",
            voice.name,
            voice.language,
            language_name(base).unwrap_or_default(),
            voice.style
        );
        said.to_lowercase().contains(&self.search.to_lowercase())
            && self.language.as_deref().is_none_or(|language| language == base)
            && self.gender.is_none_or(|gender| gender == voice.gender)
            && self.age.is_none_or(|age| age == voice.age)
            && (self.accent.is_none() || self.accent == voice.accent)
            && self.style.as_ref().is_none_or(|style| *style == voice.style)
            && (!self.ready_only || voice.availability == Availability::Installed)
            && (!self.favourites_only || preferences.voices.contains(&voice.id.0))
    }
}

/// The gallery of voices.
#[component]
pub fn Voices() -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let mut wanted = use_signal(Wanted::default);
    let line = use_signal(|| words.library.sample_line.to_owned());
    let mut limit = use_signal(|| STRETCH);
    let found = use_memo(move || {
        let preferences = shared.preferences.read();
        let mut found: Vec<Voice> = shared
            .voices
            .read()
            .iter()
            .filter(|voice| wanted.read().fits(voice, &preferences))
            .cloned()
            .collect();
        // The order of the list is by readiness and quality; favourites go before all.
        found.sort_by_key(|voice| !preferences.voices.contains(&voice.id.0));
        found
    });
    // A voice that was just fetched can speak now.
    let fetched = use_memo(move || {
        let tasks = shared.tasks.read();
        tasks.iter().filter(|task| task.kind == TaskKind::Voice && task.state.has_ended()).count()
    });
    use_effect(move || {
        fetched.read();
        spawn(shared.load_voices());
    });
    let found = found.read();
    rsx! {
        section { class: "page", "data-testid": "voices",
            header { class: "page-head",
                h1 { "{found.len()} {words.voices}" }
            }
            Filters { wanted, line }
            if found.is_empty() {
                Empty { title: words.nothing_found, hint: "",
                    button { onclick: move |_| wanted.set(Wanted::default()), "{words.clear_filters}" }
                }
            }
            ul { class: "rows",
                for voice in found.iter().take(*limit.read()).cloned() {
                    VoiceRow { key: "{voice.id}", voice, line: line.read().clone() }
                }
            }
            if found.len() > *limit.read() {
                button { class: "more", onclick: move |_| limit += STRETCH, "{limit} {words.of} {found.len()}" }
            }
        }
    }
}

/// What narrows the list down, and the line that voices are heard by.
#[component]
fn Filters(wanted: Signal<Wanted>, line: Signal<String>) -> Element {
    let (mut wanted, mut line) = (wanted, line);
    let shared = use_context::<Shared>();
    let words = words();
    let chosen = wanted.read().clone();
    let voices = shared.voices.read();
    let languages = names(voices.iter().map(|voice| base(&voice.language).to_owned()), |code| {
        language_name(code).unwrap_or(code).to_owned()
    });
    let accents = names(voices.iter().filter_map(|voice| voice.accent.clone()), str::to_owned);
    let styles = names(
        voices.iter().map(|voice| voice.style.clone()).filter(|style| !style.is_empty()),
        str::to_owned,
    );
    let genders = [VoiceGender::Female, VoiceGender::Male, VoiceGender::Neutral]
        .map(|one| (key(&one), gender(one, words).to_owned()));
    let ages =
        [VoiceAge::Young, VoiceAge::Middle, VoiceAge::Old].map(|one| (key(&one), age(one, words).to_owned()));
    rsx! {
        div { class: "voice-filters",
            label { class: "search",
                Icon { shape: Shape::Search }
                input { r#type: "search", "data-testid": "voice-search", placeholder: words.search_voices, aria_label: words.search_voices, value: "{chosen.search}", oninput: move |event| wanted.write().search = event.value() }
            }
            One { label: words.language, any: words.library.any_language, options: languages, chosen: chosen.language.clone(), onchoose: move |one| wanted.write().language = one }
            One { label: words.gender, any: words.library.any_gender, options: genders.to_vec(), chosen: chosen.gender.map(|one| key(&one)), onchoose: move |one: Option<String>| wanted.write().gender = one.and_then(|one| of_key(&one)) }
            One { label: words.age, any: words.library.any_gender, options: ages.to_vec(), chosen: chosen.age.map(|one| key(&one)), onchoose: move |one: Option<String>| wanted.write().age = one.and_then(|one| of_key(&one)) }
            One { label: words.library.accent, any: words.library.any_gender, options: accents, chosen: chosen.accent.clone(), onchoose: move |one| wanted.write().accent = one }
            One { label: words.library.style, any: words.library.any_gender, options: styles, chosen: chosen.style.clone(), onchoose: move |one| wanted.write().style = one }
            label { class: "tick",
                input { r#type: "checkbox", checked: chosen.ready_only, onchange: move |_| { let ready = wanted.peek().ready_only; wanted.write().ready_only = !ready; } }
                span { "{words.library.installed}" }
            }
            label { class: "tick",
                input { r#type: "checkbox", checked: chosen.favourites_only, onchange: move |_| { let only = wanted.peek().favourites_only; wanted.write().favourites_only = !only; } }
                span { "{words.library.favourites}" }
            }
            label { class: "field line-to-hear",
                span { "{words.library.line_to_hear}" }
                input { r#type: "text", maxlength: 400, value: "{line}", oninput: move |event| line.set(event.value()) }
            }
        }
    }
}

/// Every value once, with its name, in the order of names.
fn names(values: impl Iterator<Item = String>, name: impl Fn(&str) -> String) -> Vec<(String, String)> {
    let mut named: Vec<(String, String)> = values.map(|value| (value.clone(), name(&value))).collect();
    named.sort_by(|(_, a), (_, b)| a.cmp(b));
    named.dedup();
    named
}

/// A value's name in data.
fn key(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn of_key<T: serde::de::DeserializeOwned>(key: &str) -> Option<T> {
    serde_json::from_value(key.into()).ok()
}

fn gender(gender: VoiceGender, words: &Words) -> &'static str {
    match gender {
        VoiceGender::Female => words.library.female,
        VoiceGender::Male => words.library.male,
        VoiceGender::Neutral => words.library.neutral,
    }
}

fn age(age: VoiceAge, words: &Words) -> &'static str {
    match age {
        VoiceAge::Young => words.library.young,
        VoiceAge::Middle => words.library.middle,
        VoiceAge::Old => words.library.old,
    }
}

/// One of many, or none of them.
#[component]
fn One(
    label: String,
    any: String,
    options: Vec<(String, String)>,
    chosen: Option<String>,
    onchoose: EventHandler<Option<String>>,
) -> Element {
    rsx! {
        label { class: "field",
            span { "{label}" }
            select { onchange: move |event| onchoose.call(Some(event.value()).filter(|value| !value.is_empty())),
                option { value: "", selected: chosen.is_none(), "{any}" }
                for (value, name) in options {
                    option { value: "{value}", selected: chosen.as_deref() == Some(&value), "{name}" }
                }
            }
        }
    }
}

/// A voice in the gallery.
#[component]
fn VoiceRow(voice: Voice, line: String) -> Element {
    let words = words();
    let language = language_name(base(&voice.language)).unwrap_or(&voice.language).to_owned();
    let accent = voice.accent.clone().unwrap_or_default();
    rsx! {
        li { class: "row", "data-testid": "voice-row",
            Star { liked: Liked::Voice, id: voice.id.0.clone(), name: voice.name.clone() }
            span { class: "row-name", "{voice.name}" }
            span { "{language} {accent}" }
            span { class: "muted", "{gender(voice.gender, words)}, {age(voice.age, words)}" }
            span { class: "muted", "{voice.style}" }
            span { class: "muted licence", title: "{voice.licence}", "{voice.licence}" }
            if voice.availability == Availability::Installed {
                Hear { voice: voice.id.clone(), name: voice.name.clone(), line, manner: VoiceSettings::default() }
                Use { id: voice.id.0.clone(), name: voice.name.clone() }
            } else {
                Fetch { voice: voice.clone() }
            }
        }
    }
}

/// Takes a voice into a new ad.
#[component]
fn Use(id: String, name: String) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    rsx! {
        button {
            aria_label: "{words.use_in_ad}: {name}",
            onclick: move |_| shared.go(Screen::NewAd(Casting { actors: Vec::new(), voice: Some(id.clone()) })),
            "{words.use_in_ad}"
        }
    }
}

/// Fetches a voice, after saying how much that is.
#[component]
fn Fetch(voice: Voice) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let megabytes = voice.download_bytes.div_ceil(1_000_000);
    let running = shared.tasks.read().iter().find_map(|task| match task.state {
        TaskState::Running { permille, .. } if task.kind == TaskKind::Voice && task.title == voice.id.0 => {
            Some(permille)
        }
        TaskState::Waiting if task.kind == TaskKind::Voice && task.title == voice.id.0 => Some(0),
        _ => None,
    });
    if let Some(permille) = running {
        return rsx! { progress { max: "1000", value: "{permille}", aria_label: "{words.library.fetching}: {voice.name}" } };
    }
    let (id, name) = (voice.id, voice.name);
    let fetch = move |_| {
        let call = InstallVoice { id: id.clone() };
        async move {
            if let Err(failure) = bridge::ask(&call).await {
                shared.failed(&failure);
            }
        }
    };
    rsx! {
        button { aria_label: "{words.fetch} {megabytes} MB: {name}", onclick: fetch, "{words.fetch} {megabytes} MB" }
    }
}
