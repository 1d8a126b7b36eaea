//! Where the files go.

use dioxus::prelude::*;
use serde_json::json;
use types::call::library::GetPreferences;

use super::Choice;
use crate::bridge;
use crate::state::Shared;
use crate::words::words;

/// Where the files go: where they usually do, or a folder that is chosen.
#[component]
pub fn FolderChoice(choice: Choice) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().export_words;
    let mut folder = choice.folder;
    let usual = use_resource(|| async { bridge::ask(&GetPreferences {}).await.ok()?.exports_folder });
    let usual = usual.read().clone().flatten().unwrap_or_else(|| words.usual_folder.to_owned());
    let choose = move |_| async move {
        match bridge::call::<Option<String>>("choose_folder", &json!({})).await {
            Ok(Some(chosen)) => folder.set(Some(chosen)),
            Ok(None) => {}
            Err(failure) => shared.failed(&failure),
        }
    };
    let is_chosen = folder.read().is_some();
    let shown = folder.read().clone().unwrap_or(usual);
    rsx! {
        section { class: "folder", aria_label: words.folder,
            span { "{words.folder}" }
            code { "data-testid": "export-folder", "{shown}" }
            button { title: words.choose_folder, onclick: choose, "{words.choose_folder}" }
            if is_chosen {
                button { class: "quiet", title: words.usual_again, onclick: move |_| folder.set(None), "{words.usual_again}" }
            }
        }
    }
}
