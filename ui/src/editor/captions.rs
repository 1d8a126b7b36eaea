//! All captions as a list: read, reworded, cut, joined, styled, taken to other programs and back.

mod files;
pub mod reading;

use dioxus::prelude::*;
use types::document::Document;
use types::edit::Edit;
use types::id::ClipId;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlTextAreaElement};

use super::inspector::caption::CaptionLooks;
use super::inspector::chosen::Chosen;
use crate::kit::section::Section;
use crate::kit::time::timecode;
use crate::project::Open;
use crate::state::Shared;
use crate::words::captions::CaptionsWords;
use crate::words::words;

use files::FileButtons;
use reading::{Hard, Line, seen_at};

/// All captions of the ad.
#[component]
pub fn Captions(open: Open) -> Element {
    let words = &words().captions;
    let lines = use_memo(move || reading::lines(&open.document.read()));
    let seen = use_memo(move || {
        let rate = open.document.read().canvas.frame_rate;
        seen_at(&lines.read(), rate.sample_of(*open.playhead.read()))
    });
    let has_placement = open.document.read().placement.is_some();
    let is_empty = lines.read().is_empty();
    rsx! {
        section { class: "captions-panel", "data-testid": "captions", aria_label: words.captions,
            FileButtons { open }
            if is_empty {
                p { class: "muted", "{words.none}" }
            } else {
                p { class: "muted", "{words.hint}" }
                if !has_placement { p { class: "muted", "{words.no_placement}" } }
            }
            ol { class: "caption-list",
                for line in lines.read().iter().cloned() {
                    CaptionRow {
                        key: "{line.id.0}",
                        open,
                        card: seen.read().filter(|(id, _)| *id == line.id).map(|(_, card)| card),
                        line,
                    }
                }
            }
            if !is_empty { Style { open, lines } }
        }
    }
}

/// How captions look: of all, or of the one that is selected.
#[component]
fn Style(open: Open, lines: Memo<Vec<Line>>) -> Element {
    let words = &words().captions;
    let mut all = use_signal(|| true);
    let every: Vec<ClipId> = lines.read().iter().map(|line| line.id).collect();
    let selected: Vec<ClipId> =
        open.selection.read().iter().filter(|id| every.contains(id)).copied().collect();
    let scopes = [(true, words.all), (false, words.selected_only)];
    let is_all = *all.read() || selected.is_empty();
    let clips = if is_all { every } else { selected.clone() };
    rsx! {
        Section { title: words.style,
            div { class: "segments", role: "radiogroup", aria_label: words.style,
                for (value, name) in scopes {
                    button {
                        role: "radio",
                        title: name,
                        aria_checked: "{is_all == value}",
                        disabled: !value && selected.is_empty(),
                        onclick: move |_| all.set(value),
                        "{name}"
                    }
                }
            }
            CaptionLooks { chosen: Chosen { open, clips } }
        }
    }
}

/// A caption: when, its cards, its words.
#[component]
fn CaptionRow(open: Open, line: Line, card: Option<usize>) -> Element {
    let words = &words().captions;
    let rate = open.document.read().canvas.frame_rate;
    let time = |sample: i64| timecode(rate.frame_from(sample), rate);
    let id = line.id;
    let is_selected = open.selection.read().contains(&id);
    let mut open_now = open;
    let mut go = move |sample: i64| {
        open_now.selection.set(vec![id]);
        open_now.seek(rate.frame_from(sample));
    };
    let from = line.from;
    rsx! {
        li { class: if card.is_some() { "caption-row now" } else { "caption-row" }, aria_current: "{card.is_some()}", "data-testid": "caption-row",
            button {
                class: "quiet number",
                title: words.go_there,
                aria_label: "{time(from)}–{time(line.to)}: {words.go_there}",
                aria_pressed: "{is_selected}",
                onclick: move |_| go(from),
                "{time(from)}–{time(line.to)}"
            }
            Words { open, id, text: line.text.clone() }
            if line.cards.len() > 1 {
                p { class: "cards-of",
                    for (index, shown) in line.cards.iter().cloned().enumerate() {
                        button {
                            key: "{index}",
                            class: if card == Some(index) { "quiet card-now" } else { "quiet" },
                            title: words.go_there,
                            onclick: move |_| go(shown.from),
                            "{shown.text}"
                        }
                    }
                }
            }
            for hard in line.hard.iter() {
                small { key: "{hard:?}", class: "warning", "{said(*hard, words)}" }
            }
        }
    }
}

fn said(hard: Hard, words: &CaptionsWords) -> &'static str {
    match hard {
        Hard::Fast => words.fast,
        Hard::Short => words.short,
        Hard::Full => words.full,
    }
}

/// The words of a caption. Enter cuts it where the cursor is, Backspace at the start joins it to the one before.
#[component]
fn Words(open: Open, id: ClipId, text: String) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().captions;
    let mut typed = use_signal(|| None::<String>);
    let shown = typed.read().clone().unwrap_or_else(|| text.clone());
    let now = shown.clone();
    let mut edit = move |edit: Option<Edit>, focus: Option<ClipId>| {
        typed.set(None);
        if edit.is_some_and(|edit| open.edit(shared, edit))
            && let Some(focus) = focus
        {
            focus_on(focus);
        }
    };
    let mut keep = move || {
        let text = typed.peek().clone();
        if let Some(text) = text {
            let made = reading::reword(&open.document.peek(), id, &text);
            edit(made, None);
        }
    };
    rsx! {
        textarea {
            id: "caption-{id.0}",
            rows: 2,
            "data-testid": "caption-text",
            aria_label: words.text,
            title: words.keys,
            maxlength: "2000",
            value: "{shown}",
            oninput: move |event| typed.set(Some(event.value())),
            onblur: move |_| keep(),
            onkeydown: move |event| {
                let document = open.document.peek().clone();
                match event.key() {
                    Key::Enter => {
                        event.prevent_default();
                        let letter = cursor(id, &now).unwrap_or(0);
                        let after = new_clip(&document);
                        match reading::cut(&document, id, (&now, letter)) {
                            Some(cut) => edit(Some(cut), Some(after)),
                            None => keep(),
                        }
                    }
                    Key::Backspace if cursor(id, &now) == Some(0) => {
                        if let Some(joined) = reading::join(&document, id, &now) {
                            event.prevent_default();
                            edit(Some(joined), reading::before(&document, id));
                        }
                    }
                    Key::Escape => typed.set(None),
                    _ => {}
                }
            },
        }
    }
}

/// The id that the next new clip gets.
fn new_clip(document: &Document) -> ClipId {
    ClipId(document.next_id)
}

fn field(id: ClipId) -> Option<web_sys::Element> {
    web_sys::window()?.document()?.get_element_by_id(&format!("caption-{}", id.0))
}

/// Letters before the cursor of a caption's field; none while some are marked.
fn cursor(id: ClipId, text: &str) -> Option<usize> {
    let area: HtmlTextAreaElement = field(id)?.dyn_into().ok()?;
    let (start, end) = (area.selection_start().ok()??, area.selection_end().ok()??);
    // The page counts as JavaScript does, in halves of UTF-16.
    let mut units = 0;
    let before = text.chars().take_while(|letter| {
        units += letter.len_utf16() as u32;
        units <= start
    });
    (start == end).then(|| before.count())
}

/// Puts the cursor into a caption's field, once it is there.
fn focus_on(id: ClipId) {
    spawn(async move {
        gloo_timers::future::TimeoutFuture::new(0).await;
        if let Some(field) = field(id).and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
            // A field that is gone again cannot have the cursor.
            drop(field.focus());
        }
    });
}
