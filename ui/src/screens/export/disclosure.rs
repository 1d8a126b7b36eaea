//! How the ad says that its people are synthetic. Nothing is chosen for the user: the law asks them.

use dioxus::prelude::*;
use types::call::make::Disclosure;

use super::Choice;
use crate::words::words;

/// How the ad says that its people are synthetic.
#[component]
pub fn DisclosureChoice(choice: Choice) -> Element {
    let words = &words().export_words;
    let mut disclosure = choice.disclosure;
    let choices = [
        (Disclosure::Label, words.label, words.label_hint, "disclosure-label"),
        (Disclosure::Notes, words.notes, words.notes_hint, "disclosure-notes"),
        (Disclosure::None, words.none, words.none_hint, "disclosure-none"),
    ];
    rsx! {
        section { class: "disclosure",
            h3 { "{words.disclosure}" }
            p { class: "muted", "{words.law}" }
            div { class: "choices", role: "radiogroup", aria_label: words.disclosure,
                for (value, name, hint, id) in choices {
                    button {
                        key: "{id}",
                        role: "radio",
                        "data-testid": id,
                        title: hint,
                        aria_checked: "{*disclosure.read() == Some(value)}",
                        onclick: move |_| disclosure.set(Some(value)),
                        span { "{name}" }
                        small { class: "muted", "{hint}" }
                    }
                }
            }
        }
    }
}
