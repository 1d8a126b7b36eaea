//! One of a few, side by side. Arrow keys go from one to the next, as in every group of radio buttons.

use dioxus::prelude::*;
use wasm_bindgen::JsCast;

/// A choice: its value, its name and the id that tests find it by.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice<T> {
    /// What is chosen with it.
    pub value: T,
    /// What it is called.
    pub name: String,
    /// What it is called by tests; empty for none.
    pub test: String,
}

impl<T> Choice<T> {
    /// A choice that tests find by that name.
    pub fn new(value: T, name: impl Into<String>, test: impl Into<String>) -> Self {
        Self { value, name: name.into(), test: test.into() }
    }
}

/// One of a few, side by side. `id` tells the group from all others on the page.
#[component]
pub fn Segments<T: Clone + PartialEq + 'static>(
    id: String,
    label: String,
    choices: Vec<Choice<T>>,
    chosen: T,
    onchoose: EventHandler<T>,
) -> Element {
    let count = choices.len();
    let at = choices.iter().position(|choice| choice.value == chosen);
    let values: Vec<T> = choices.iter().map(|choice| choice.value.clone()).collect();
    let group = id.clone();
    let press = move |event: KeyboardEvent| {
        let step = match event.key() {
            Key::ArrowRight | Key::ArrowDown => 1,
            Key::ArrowLeft | Key::ArrowUp => count.saturating_sub(1),
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        let next = at.map_or(0, |at| (at + step) % count.max(1));
        if let Some(value) = values.get(next) {
            onchoose.call(value.clone());
            focus(&format!("{group}-{next}"));
        }
    };
    rsx! {
        div { class: "segments", role: "radiogroup", aria_label: "{label}", onkeydown: press,
            for (number, choice) in choices.into_iter().enumerate() {
                button {
                    id: "{id}-{number}",
                    r#type: "button",
                    role: "radio",
                    "data-testid": "{choice.test}",
                    tabindex: if at.unwrap_or(0) == number { "0" } else { "-1" },
                    aria_checked: "{at == Some(number)}",
                    onclick: move |_| onchoose.call(choice.value.clone()),
                    "{choice.name}"
                }
            }
        }
    }
}

/// Puts the focus on the element with that id, if it is there.
pub fn focus(id: &str) {
    let element =
        web_sys::window().and_then(|window| window.document()).and_then(|page| page.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An element that cannot take the focus leaves it where it is.
        drop(element.focus());
    }
}
