//! What is selected, and what can be changed of it.

use dioxus::prelude::*;
use types::document::clip::Source;
use types::edit::{ClipChange, Edit};
use types::keyframe::Animated;

use crate::kit::time::timecode;
use crate::project::Open;
use crate::state::Shared;
use crate::words::{Words, words};

/// What is selected.
#[component]
pub fn Inspector(open: Open) -> Element {
    let words = words();
    let selection = open.selection.read().clone();
    let document = open.document.read();
    let found = selection.first().and_then(|id| document.find_clip(*id));
    rsx! {
        aside { class: "side inspector", aria_label: words.clip,
            match found {
                None => rsx! {
                    h2 { "{open.project.read().name}" }
                    dl {
                        dt { "{words.format}" } dd { "{document.canvas.size.width}×{document.canvas.size.height}" }
                        dt { "{words.length}" } dd { class: "number", "{timecode(document.frames(), document.canvas.frame_rate)}" }
                    }
                    p { class: "muted", "{words.nothing_selected}" }
                },
                Some((track, start, clip)) => {
                    let rate = document.canvas.frame_rate;
                    let frames = |at: i64| rate.frame_of(document.time_of(track.kind.unit(), at));
                    rsx! {
                        h2 { "{label(&clip.source, &clip.name, words)}" }
                        if selection.len() > 1 { p { class: "muted", "{selection.len()} {words.selected}" } }
                        dl {
                            dt { "{words.begins}" } dd { class: "number", "{timecode(frames(start), rate)}" }
                            dt { "{words.length}" } dd { class: "number", "{timecode(frames(clip.length), rate)}" }
                        }
                        if let Some(text) = text_of(&clip.source) {
                            Text { key: "text-{clip.id.0}", open, clip: clip.id, text }
                        }
                        if track.kind.is_sound() {
                            Gain { key: "gain-{clip.id.0}", open, clip: clip.id, gain: gain_of(&clip.gain_db) }
                        }
                    }
                }
            }
        }
    }
}

/// The words of a title or a caption.
#[component]
fn Text(open: Open, clip: types::id::ClipId, text: String) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let mut typed = use_signal(|| text.clone());
    let apply = move |_| {
        let document = open.document.peek().clone();
        let Some((_, _, found)) = document.find_clip(clip) else { return };
        if let Some(source) = with_text(&found.source, &typed.peek()) {
            open.edit(shared, Edit::SetClip { clip, change: ClipChange::Source(Box::new(source)) });
        }
    };
    rsx! {
        label { class: "field",
            span { "{words.words_shown}" }
            textarea { "data-testid": "clip-text", rows: 3, value: "{typed}", oninput: move |event| typed.set(event.value()) }
        }
        button { "data-testid": "apply-text", title: if *typed.read() == text { words.reason.nothing_changed }, disabled: *typed.read() == text, onclick: apply, "{words.apply}" }
    }
}

/// How loud a clip is.
#[component]
fn Gain(open: Open, clip: types::id::ClipId, gain: f64) -> Element {
    let shared = use_context::<Shared>();
    rsx! {
        label { class: "field",
            span { "{words().gain} (dB)" }
            input {
                r#type: "number",
                min: "-60",
                max: "24",
                step: "0.5",
                value: "{gain}",
                onchange: move |event| {
                    if let Ok(gain) = event.value().parse::<f64>() {
                        let gain = Animated::Fixed(gain.clamp(-60.0, 24.0) as _);
                        open.edit(shared, Edit::SetClip { clip, change: ClipChange::Gain(gain) });
                    }
                },
            }
        }
    }
}

fn gain_of(gain: &Animated) -> f64 {
    match gain {
        Animated::Fixed(gain) => f64::from(*gain),
        Animated::Keys(keys) => keys.first().map_or(0.0, |key| f64::from(key.value)),
    }
}

/// What a clip is called.
pub fn label(source: &Source, name: &str, words: &Words) -> String {
    if !name.is_empty() {
        return name.to_owned();
    }
    match source {
        Source::Media(_) => words.media.to_owned(),
        Source::Image(_) => words.reason.image.to_owned(),
        Source::DraftActor(_) => words.cast.to_owned(),
        Source::Title(title) => title.text.clone(),
        Source::Caption(caption) => caption.text(),
        Source::Solid(_) => words.reason.color.to_owned(),
        Source::Bed(bed) => bed.id.clone(),
    }
}

fn text_of(source: &Source) -> Option<String> {
    match source {
        Source::Title(title) => Some(title.text.clone()),
        Source::Caption(caption) => Some(caption.text()),
        _ => None,
    }
}

/// The same title or caption with other words.
fn with_text(source: &Source, text: &str) -> Option<Source> {
    match source {
        Source::Title(title) => {
            let mut title = title.clone();
            title.text = text.to_owned();
            Some(Source::Title(title))
        }
        Source::Caption(caption) => Some(Source::Caption(caption.reworded(text))),
        _ => None,
    }
}
