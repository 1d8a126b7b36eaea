//! Sentences for the user, at the bottom right.

use dioxus::prelude::*;

use crate::kit::icon::{Icon, Shape};
use crate::state::{Shared, Tone};
use crate::words::words;

/// The notices there are.
#[component]
pub fn Notices() -> Element {
    let shared = use_context::<Shared>();
    rsx! {
        div { class: "notices", role: "status", aria_live: "polite",
            for notice in shared.notices.read().iter().cloned() {
                div { key: "{notice.id}", class: if notice.tone == Tone::Failure { "notice failure" } else { "notice" },
                    p { "{notice.text}" }
                    if let Some(undo) = notice.undo {
                        button {
                            "data-testid": "notice-undo",
                            onclick: move |_| { shared.take_back(undo); shared.close_notice(notice.id); },
                            "{words().undo}"
                        }
                    }
                    button {
                        class: "quiet",
                        aria_label: words().close,
                        onclick: move |_| shared.close_notice(notice.id),
                        Icon { shape: Shape::Close }
                    }
                }
            }
        }
    }
}
