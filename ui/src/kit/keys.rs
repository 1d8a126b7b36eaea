//! Keys pressed anywhere on the page, by name: "Ctrl+Shift+Z", "Space", "←".

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, KeyboardEvent};

/// Hears keys for as long as the page lives. `heard` says whether it did something with the key. Keys that are
/// typed into a field stay there.
pub fn listen(heard: impl Fn(&str) -> bool + 'static) {
    // While K is held, J and L step instead of playing.
    let stops = Rc::new(Cell::new(false));
    let released = Rc::clone(&stops);
    on_window("keyup", move |event| {
        if event.key().eq_ignore_ascii_case("k") {
            released.set(false);
        }
    });
    on_window("keydown", move |event| {
        let mut name = name_of(&event);
        if is_typing(&event) && !name.starts_with("Ctrl+K") || is_copying(&name) {
            return;
        }
        let is_shuttle = matches!(name.as_str(), "J" | "K" | "L");
        if is_shuttle && event.repeat() && !(stops.get() && name != "K") {
            return;
        }
        if name == "K" {
            stops.set(true);
        } else if is_shuttle && stops.get() {
            name.insert_str(0, "K+");
        }
        if heard(&name) {
            event.prevent_default();
        }
    });
}

fn on_window(kind: &str, heard: impl Fn(KeyboardEvent) + 'static) {
    let Some(window) = web_sys::window() else { return };
    let heard = Closure::<dyn Fn(KeyboardEvent)>::new(heard);
    if window.add_event_listener_with_callback(kind, heard.as_ref().unchecked_ref()).is_ok() {
        heard.forget();
    }
}

/// Whether the key copies words that are marked on the page.
fn is_copying(name: &str) -> bool {
    let marked = web_sys::window().and_then(|window| window.get_selection().ok().flatten());
    name == "Ctrl+C" && marked.is_some_and(|marked| !marked.is_collapsed())
}

/// Whether the key belongs to a field, a list or an open dialog.
fn is_typing(event: &KeyboardEvent) -> bool {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    let is_field = matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT");
    let presses = event.key() == "Enter" || (event.key() == " " && !target.class_list().contains("clip"));
    let is_pressed = target.tag_name() == "BUTTON" && presses;
    event.is_composing()
        || is_field
        || is_pressed
        || target.closest("[role=dialog], [role=menu]").ok().flatten().is_some()
}

fn name_of(event: &KeyboardEvent) -> String {
    let code = event.code();
    // With Alt some systems say what would be typed rather than which key it is.
    let letter = code.strip_prefix("Key").filter(|_| event.alt_key());
    let key = letter.map_or_else(|| event.key(), ToOwned::to_owned);
    let key = match key.as_str() {
        " " => "Space",
        "ArrowLeft" => "←",
        "ArrowRight" => "→",
        "ArrowUp" => "↑",
        "ArrowDown" => "↓",
        "+" => "=",
        "Backspace" => "Delete",
        other => other,
    };
    let mut name = String::new();
    if event.ctrl_key() || event.meta_key() {
        name.push_str("Ctrl+");
    }
    if event.alt_key() {
        name.push_str("Alt+");
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
