//! Settings: how the page looks and what it speaks. They are kept by the page itself.

use dioxus::prelude::*;

use crate::words::{Language, words};

const THEME: &str = "theme";
const LANGUAGE: &str = "language";
const THEMES: [&str; 3] = ["dark", "light", "system"];

/// Settings.
#[component]
pub fn Settings() -> Element {
    let mut language = use_context::<Signal<Language>>();
    let words = words();
    let mut theme = use_signal(|| kept(THEME).unwrap_or_else(|| "dark".to_owned()));
    let names = [words.dark, words.light, words.system];
    rsx! {
        section { class: "page narrow", "data-testid": "settings",
            header { class: "page-head", h1 { "{words.settings}" } }
            fieldset { class: "panel",
                legend { "{words.theme}" }
                div { class: "segments", role: "radiogroup", aria_label: words.theme,
                    for (value, name) in THEMES.into_iter().zip(names) {
                        button {
                            role: "radio",
                            "data-testid": "theme-{value}",
                            aria_checked: "{*theme.read() == value}",
                            onclick: move |_| {
                                keep(THEME, value);
                                theme.set(value.to_owned());
                                apply_theme();
                            },
                            "{name}"
                        }
                    }
                }
            }
            fieldset { class: "panel",
                legend { "{words.page_language}" }
                div { class: "segments", role: "radiogroup", aria_label: words.page_language,
                    for choice in Language::ALL {
                        button {
                            role: "radio",
                            lang: choice.tag(),
                            aria_checked: "{*language.read() == choice}",
                            onclick: move |_| {
                                keep(LANGUAGE, choice.tag());
                                language.set(choice);
                                apply_theme();
                            },
                            "{choice.name()}"
                        }
                    }
                }
            }
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

fn kept(name: &str) -> Option<String> {
    web_sys::window()?.local_storage().ok()??.get_item(name).ok()?
}

fn keep(name: &str, value: &str) {
    if let Some(storage) = web_sys::window().and_then(|window| window.local_storage().ok().flatten()) {
        // A page that may not keep anything still works.
        drop(storage.set_item(name, value));
    }
}
