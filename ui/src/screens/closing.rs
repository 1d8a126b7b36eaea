//! The question whether to close the window while exports run.

use dioxus::prelude::*;

use crate::bridge;
use crate::kit::dialog::Dialog;
use crate::state::Shared;
use crate::words::words;

/// The question whether to close the window while exports run.
#[component]
pub fn Closing() -> Element {
    let mut shared = use_context::<Shared>();
    let words = words();
    let close = move |_| async move {
        if let Err(failure) = bridge::call::<()>("close_now", &serde_json::json!({})).await {
            shared.failed(&failure);
        }
    };
    rsx! {
        Dialog { title: words.brand.closing,
            p { "{words.brand.closing_hint}" }
            footer {
                button { "data-testid": "stay", onclick: move |_| shared.layer.set(None), "{words.brand.stay}" }
                button { class: "primary", "data-testid": "close-now", onclick: close, "{words.brand.close_now}" }
            }
        }
    }
}
