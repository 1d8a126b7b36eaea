//! The export dialog: which files an ad becomes.

use dioxus::prelude::*;
use types::call::make::{ExportTarget, StartExports};
use types::geometry::Aspect;
use types::preset;

use crate::bridge;
use crate::kit::choice::toggle;
use crate::kit::dialog::Dialog;
use crate::state::{Screen, Shared};
use crate::words::words;

/// The export dialog.
#[component]
pub fn ExportDialog() -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let Some(open) = *shared.open.read() else { return rsx! {} };
    let canvas = open.document.read().canvas.size;
    let own = Aspect::ALL.into_iter().find(|aspect| aspect.canvas() == canvas).unwrap_or_default();
    let mut shapes = use_signal(|| vec![own]);
    let mut chosen = use_signal(|| "standard".to_owned());
    let mut busy = use_signal(|| false);
    let start = move |_| async move {
        busy.set(true);
        let target = |shape: &Aspect| ExportTarget {
            preset: chosen.peek().clone(),
            aspect: (*shape != own).then_some(*shape),
            placement: None,
        };
        let targets = shapes.peek().iter().map(target).collect();
        match bridge::ask(&StartExports { id: open.id, targets, folder: None, disclosure: None }).await {
            Ok(_) => shared.go(Screen::Queue),
            Err(failure) => shared.failed(&failure),
        }
        busy.set(false);
    };
    rsx! {
        Dialog { title: words.export_ad,
            p { class: "muted", "{words.choose_formats}" }
            div { class: "choices", role: "group", aria_label: words.format,
                for shape in Aspect::ALL {
                    label { class: "choice",
                        input {
                            r#type: "checkbox",
                            "data-testid": "shape-{shape.name()}",
                            checked: shapes.read().contains(&shape),
                            onchange: move |_| toggle(&mut shapes.write(), shape),
                        }
                        span { "{shape.name()}" }
                        span { class: "muted number", "{shape.canvas().width}×{shape.canvas().height}" }
                    }
                }
            }
            div { class: "presets", role: "radiogroup", aria_label: words.export,
                for option in preset::catalogue() {
                    button {
                        key: "{option.id}",
                        role: "radio",
                        class: "row",
                        "data-testid": "preset-option",
                        "data-preset": option.id,
                        aria_checked: "{*chosen.read() == option.id}",
                        onclick: move |_| chosen.set(option.id.to_owned()),
                        span { class: "row-name", "{option.name}" }
                        span { class: "muted", "{option.summary}" }
                    }
                }
            }
            footer {
                button {
                    class: "primary",
                    "data-testid": "export-start",
                    title: if shapes.read().is_empty() { words.reason.no_shape },
                    disabled: shapes.read().is_empty() || *busy.read(),
                    onclick: start,
                    "{words.start_export}"
                }
            }
        }
    }
}
