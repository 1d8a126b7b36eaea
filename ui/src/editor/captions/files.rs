//! Captions from and to the files of other programs.

use dioxus::prelude::*;
use serde_json::json;
use types::error::{ErrorCode, Failure};
use types::text::subtitle::{self, Format};

use crate::bridge;
use crate::project::Open;
use crate::state::Shared;
use crate::words::words;

/// Read a file; write one of either format.
#[component]
pub fn FileButtons(open: Open) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().captions;
    let is_empty =
        open.document.read().clips().all(|(track, _, _)| track.kind != types::document::track::Kind::Caption);
    rsx! {
        div { class: "file-buttons", role: "toolbar", aria_label: words.files,
            button { "data-testid": "captions-import", title: words.import_hint, onclick: move |_| read(shared, open), "{words.import}" }
            for format in Format::ALL {
                button {
                    "data-testid": "captions-export-{format.extension()}",
                    title: words.export_hint,
                    disabled: is_empty,
                    onclick: move |_| write(shared, open, format),
                    "{format.extension().to_uppercase()}"
                }
            }
        }
    }
}

/// Lets the user choose a file and puts its captions in the place of all.
async fn read(shared: Shared, open: Open) {
    let asked = json!({ "kind": "captions" });
    let text = match bridge::call::<Option<String>>("open_text", &asked).await {
        Ok(Some(text)) => text,
        Ok(None) => return,
        Err(failure) => return shared.failed(&failure),
    };
    match subtitle::read(&text) {
        Ok(cues) => {
            let edit = subtitle::replace(&open.document.peek(), &cues);
            if let Some(edit) = edit {
                open.edit(shared, edit);
            }
        }
        Err(error) => shared.failed(&Failure::new(ErrorCode::MediaUnreadable, error.to_string())),
    }
}

/// Lets the user say where, and writes all captions there.
async fn write(shared: Shared, open: Open, format: Format) {
    let text = subtitle::write(&subtitle::cues(&open.document.peek()), format);
    let name = format!("{}.{}", open.project.peek().name, format.extension());
    let asked = json!({ "name": name, "text": text });
    if let Err(failure) = bridge::call::<Option<String>>("save_text", &asked).await {
        shared.failed(&failure);
    }
}
