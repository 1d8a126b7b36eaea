//! One of several named values.

use dioxus::prelude::*;

/// A list to choose one value from. `chosen` counts from 0; none where several differ.
#[component]
pub fn Select(
    label: String,
    options: Vec<String>,
    chosen: Option<usize>,
    onchoose: EventHandler<usize>,
    #[props(default)] testid: &'static str,
) -> Element {
    rsx! {
        label { class: "field",
            span { "{label}" }
            select {
                "data-testid": testid,
                aria_label: "{label}",
                title: "{label}",
                onchange: move |event| {
                    if let Ok(index) = event.value().parse() {
                        onchoose.call(index);
                    }
                },
                if chosen.is_none() { option { value: "", selected: true, disabled: true, "—" } }
                for (index, option) in options.iter().enumerate() {
                    option { key: "{index}", value: "{index}", selected: chosen == Some(index), "{option}" }
                }
            }
        }
    }
}

/// Something that is or is not. `is_on` is none where several differ.
#[component]
pub fn Tick(label: String, is_on: Option<bool>, ontick: EventHandler<bool>) -> Element {
    rsx! {
        label { class: "tick",
            input {
                r#type: "checkbox",
                title: "{label}",
                checked: is_on.unwrap_or(false),
                onchange: move |event| ontick.call(event.checked()),
            }
            span { "{label}" if is_on.is_none() { " (—)" } }
        }
    }
}
