//! Versions of a script: listed, compared with the present one, restored.

use dioxus::prelude::*;
use similar::{ChangeTag, TextDiff};
use types::call::edit::{ListScriptVersions, ScriptVersion, SetScript};
use types::id::ProjectId;

use crate::bridge;
use crate::state::Shared;
use crate::words::words;

/// The versions of a project's script. `script` is the text as it is now.
#[component]
pub fn Versions(id: ProjectId, script: Signal<String>) -> Element {
    let mut script = script;
    let shared = use_context::<Shared>();
    let words = words();
    let mut opened = use_signal(|| None::<u32>);
    let mut listed = use_resource(move || async move { bridge::ask(&ListScriptVersions { id }).await });
    let versions = match listed.read().as_ref() {
        None => return rsx! {},
        Some(Err(failure)) => {
            let said = failure.message.clone();
            return rsx! { p { class: "bad", role: "alert", "{said}" } };
        }
        Some(Ok(versions)) => versions.clone(),
    };
    let keep = move || async move {
        match bridge::ask(&SetScript { id, text: script.peek().clone() }).await {
            Ok(_) => listed.restart(),
            Err(failure) => shared.failed(&failure),
        }
    };
    let shown = versions.iter().find(|version| Some(version.version) == *opened.read()).cloned();
    rsx! {
        section { class: "versions", aria_label: words.write.versions,
            button { "data-testid": "keep-version", onclick: move |_| keep(), "{words.write.keep_version}" }
            if versions.is_empty() {
                p { class: "muted", "{words.write.no_versions}" }
            }
            ul { class: "template-rows",
                for version in versions {
                    li { key: "{version.version}",
                        button {
                            class: "row",
                            "data-testid": "version",
                            aria_expanded: "{*opened.read() == Some(version.version)}",
                            onclick: move |_| opened.with_mut(|opened| *opened = (*opened != Some(version.version)).then_some(version.version)),
                            span { class: "row-name", "{words.write.version} {version.version}" }
                            span { class: "muted", "{when(version.made_ms)}" }
                        }
                    }
                }
            }
            if let Some(version) = shown {
                Compare {
                    version: version.clone(),
                    now: script.read().clone(),
                    onrestore: move |()| {
                        let text = version.text.clone();
                        async move {
                            // What is given up stays in the list.
                            keep().await;
                            script.set(text);
                        }
                    },
                }
            }
        }
    }
}

/// A version beside the present text, line by line.
#[component]
fn Compare(version: ScriptVersion, now: String, onrestore: EventHandler<()>) -> Element {
    let words = words();
    let diff = TextDiff::from_lines(now.as_str(), version.text.as_str());
    let lines: Vec<(ChangeTag, String)> =
        diff.iter_all_changes().map(|change| (change.tag(), change.value().trim_end().to_owned())).collect();
    let differs = lines.iter().any(|(tag, _)| *tag != ChangeTag::Equal);
    rsx! {
        div { class: "compare", "data-testid": "compare",
            p { class: "muted", "{words.write.compare} {words.write.version} {version.version}" }
            if !differs {
                p { "{words.write.same}" }
            }
            ul { class: "diff",
                for (tag, line) in lines {
                    match tag {
                        ChangeTag::Delete => rsx! { li { class: "gone", del { "{line}" } } },
                        ChangeTag::Insert => rsx! { li { class: "new", ins { "{line}" } } },
                        ChangeTag::Equal => rsx! { li { "{line}" } },
                    }
                }
            }
            button {
                class: "primary",
                "data-testid": "restore-version",
                disabled: !differs,
                title: if differs { words.write.restore } else { words.write.same },
                onclick: move |_| onrestore.call(()),
                "{words.write.restore}"
            }
        }
    }
}

/// A moment as the user's own clock has it.
fn when(ms: i64) -> String {
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(ms as f64));
    date.to_locale_string("default", &wasm_bindgen::JsValue::UNDEFINED).into()
}
