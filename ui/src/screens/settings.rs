//! Settings. How the page looks is kept by the page, before the library is open; everything else in the library.

use dioxus::prelude::*;
use types::preferences::Mode;

use crate::bridge;
use crate::kit::segments::{Choice, Segments};
use crate::state::Shared;
use crate::words::{Language, words};

const THEME: &str = "theme";
const LANGUAGE: &str = "language";

/// Settings.
#[component]
pub fn Settings() -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    rsx! {
        section { class: "page narrow", "data-testid": "settings",
            header { class: "page-head", h1 { "{words.settings}" } }
            Looks {}
            ModeChoice {}
            Order {}
            ExportsFolder {}
            Graphics {}
            if shared.preferences.read().mode == Mode::Expert {
                Terminal {}
            }
        }
    }
}

/// Theme and language.
#[component]
fn Looks() -> Element {
    let mut language = use_context::<Signal<Language>>();
    let words = words();
    let mut theme = use_signal(|| kept(THEME).unwrap_or_else(|| "dark".to_owned()));
    let themes = [("dark", words.dark), ("light", words.light), ("system", words.system)];
    let themes = themes.map(|(value, name)| Choice::new(value.to_owned(), name, format!("theme-{value}")));
    let languages = Language::ALL.map(|one| Choice::new(one, one.name(), format!("language-{}", one.tag())));
    rsx! {
        fieldset { class: "panel",
            legend { "{words.theme}" }
            Segments {
                id: "theme",
                label: words.theme,
                choices: themes.to_vec(),
                chosen: theme.read().clone(),
                onchoose: move |value: String| {
                    keep(THEME, &value);
                    theme.set(value);
                    apply_theme();
                },
            }
        }
        fieldset { class: "panel",
            legend { "{words.page_language}" }
            Segments {
                id: "language",
                label: words.page_language,
                choices: languages.to_vec(),
                chosen: *language.read(),
                onchoose: move |one: Language| {
                    keep(LANGUAGE, one.tag());
                    language.set(one);
                    apply_theme();
                },
            }
        }
    }
}

/// How much is shown at once.
#[component]
fn ModeChoice() -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let mode = shared.preferences.read().mode;
    let named = |mode| match mode {
        Mode::Beginner => (words.brand.beginner, words.brand.beginner_hint),
        Mode::Advanced => (words.brand.advanced, words.brand.advanced_hint),
        Mode::Expert => (words.brand.expert, words.brand.expert_hint),
    };
    let modes = Mode::ALL.map(|mode| Choice::new(mode, named(mode).0, format!("mode-{mode:?}")));
    rsx! {
        fieldset { class: "panel",
            legend { "{words.brand.mode}" }
            Segments { id: "mode", label: words.brand.mode, choices: modes.to_vec(), chosen: mode, onchoose: move |mode| shared.prefer(move |preferences| preferences.mode = mode) }
            p { class: "muted", "{named(mode).1}" }
        }
    }
}

/// Whether what was used before comes first.
#[component]
fn Order() -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let choices = [
        Choice::new(true, words.brand.on, "used-first-on"),
        Choice::new(false, words.brand.off, "used-first-off"),
    ];
    rsx! {
        fieldset { class: "panel",
            legend { "{words.library.used_first}" }
            Segments { id: "order", label: words.library.used_first, choices: choices.to_vec(), chosen: shared.preferences.read().used_first, onchoose: move |on| shared.prefer(move |preferences| preferences.used_first = on) }
        }
    }
}

/// Where exports go.
#[component]
fn ExportsFolder() -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let folder = shared.preferences.read().exports_folder.clone();
    let choose = move |_| async move {
        match bridge::call::<Option<String>>("choose_folder", &serde_json::json!({})).await {
            Ok(Some(folder)) => shared.prefer(move |preferences| preferences.exports_folder = Some(folder)),
            Ok(None) => {}
            Err(failure) => shared.failed(&failure),
        }
    };
    rsx! {
        fieldset { class: "panel",
            legend { "{words.brand.exports_folder}" }
            div { class: "pair",
                span { class: "file", "data-testid": "exports-folder", if let Some(folder) = &folder { "{folder}" } else { "{words.brand.usual_folder}" } }
                button { onclick: choose, "{words.brand.choose_folder}" }
                if folder.is_some() {
                    button { class: "quiet", onclick: move |_| shared.prefer(|preferences| preferences.exports_folder = None), "{words.brand.usual}" }
                }
            }
        }
    }
}

/// How the window is drawn, from the next start on.
#[component]
fn Graphics() -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let mut chosen = use_signal(|| "auto".to_owned());
    use_future(move || async move {
        match bridge::call::<String>("graphics", &serde_json::json!({})).await {
            Ok(kept) => chosen.set(kept),
            Err(failure) => shared.failed(&failure),
        }
    });
    let modes = [
        ("auto", words.brand.graphics_auto),
        ("hardware", words.brand.graphics_hardware),
        ("safe", words.brand.graphics_safe),
    ];
    let modes = modes.map(|(value, name)| Choice::new(value.to_owned(), name, format!("graphics-{value}")));
    let choose = move |mode: String| async move {
        match bridge::call::<()>("set_graphics", &serde_json::json!({ "mode": mode })).await {
            Ok(()) => chosen.set(mode),
            Err(failure) => shared.failed(&failure),
        }
    };
    rsx! {
        fieldset { class: "panel",
            legend { "{words.brand.graphics}" }
            Segments { id: "graphics", label: words.brand.graphics, choices: modes.to_vec(), chosen: chosen.read().clone(), onchoose: choose }
            p { class: "muted", "{words.brand.graphics_hint}" }
        }
    }
}

/// Where the command line finds what the window shows.
#[component]
fn Terminal() -> Element {
    let words = words();
    let folder =
        use_resource(|| async { bridge::call::<String>("data_folder", &serde_json::json!({})).await });
    let folder = folder.read().as_ref().and_then(|folder| folder.as_ref().ok().cloned()).unwrap_or_default();
    rsx! {
        fieldset { class: "panel",
            legend { "{words.brand.terminal}" }
            p { class: "muted", "{words.brand.data_folder}" }
            pre { class: "selectable", "data-testid": "data-folder", "greenroom --data-dir \"{folder}\" project list" }
        }
    }
}

/// The language that was chosen.
pub fn language() -> Language {
    let tag = kept(LANGUAGE).unwrap_or_default();
    Language::ALL.into_iter().find(|language| language.tag() == tag).unwrap_or_default()
}

/// Tells the style sheet which theme was chosen, and readers which language the page is in.
pub fn apply_theme() {
    let Some(window) = web_sys::window() else { return };
    let chosen = kept(THEME).unwrap_or_else(|| "dark".to_owned());
    let prefers_light = || {
        let asked = window.match_media("(prefers-color-scheme: light)").ok().flatten();
        asked.is_some_and(|answer| answer.matches())
    };
    let theme = match chosen.as_str() {
        "system" if prefers_light() => "light",
        "light" => "light",
        _ => "dark",
    };
    if let Some(root) = window.document().and_then(|document| document.document_element()) {
        // Attributes of the root can always be set.
        drop(root.set_attribute("data-theme", theme));
        drop(root.set_attribute("lang", language().tag()));
    }
}

/// What the page keeps by that name.
pub fn kept(name: &str) -> Option<String> {
    web_sys::window()?.local_storage().ok()??.get_item(name).ok()?
}

/// Keeps something by that name, for as long as the page's own store lasts.
pub fn keep(name: &str, value: &str) {
    if let Some(storage) = web_sys::window().and_then(|window| window.local_storage().ok().flatten()) {
        // A page that may not keep anything still works.
        drop(storage.set_item(name, value));
    }
}
