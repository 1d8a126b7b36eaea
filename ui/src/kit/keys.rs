//! Keys pressed anywhere on the page, by name: "Ctrl+Shift+Z", "Space", "←".

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, KeyboardEvent};

/// Hears keys for as long as the page lives. `heard` says whether it did something with the key. Keys that are
/// typed into a field stay there.
pub fn listen(heard: impl Fn(&str) -> bool + 'static) {
    let Some(window) = web_sys::window() else { return };
    let pressed = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        let name = name_of(&event);
        if is_typing(&event) && !name.starts_with("Ctrl+K") {
            return;
        }
        if heard(&name) {
            event.prevent_default();
        }
    });
    let added = window.add_event_listener_with_callback("keydown", pressed.as_ref().unchecked_ref());
    if added.is_ok() {
        pressed.forget();
    }
}

/// Whether the key belongs to a field, a list or an open dialog.
fn is_typing(event: &KeyboardEvent) -> bool {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    let is_field = matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT");
    let is_pressed = target.tag_name() == "BUTTON" && matches!(event.key().as_str(), " " | "Enter");
    is_field || is_pressed || target.closest("[role=dialog]").ok().flatten().is_some()
}

fn name_of(event: &KeyboardEvent) -> String {
    let key = event.key();
    let key = match key.as_str() {
        " " => "Space",
        "ArrowLeft" => "←",
        "ArrowRight" => "→",
        "+" => "=",
        "Backspace" => "Delete",
        other => other,
    };
    let mut name = String::new();
    if event.ctrl_key() || event.meta_key() {
        name.push_str("Ctrl+");
    }
    let is_letter = key.chars().count() == 1;
    // The shift of "?" is part of the key itself; an arrow is one letter here, but none to the keyboard.
    let is_named = event.key().chars().count() > 1;
    if event.shift_key() && (is_named || key.chars().all(char::is_alphabetic)) {
        name.push_str("Shift+");
    }
    name.push_str(&if is_letter { key.to_uppercase() } else { key.to_owned() });
    name
}
