//! What is selected, and what can be changed of it.

pub mod caption;
mod change;
mod channel;
pub mod chosen;
mod letters;
mod picture;
mod project;
mod source;
mod timing;
mod title;

use dioxus::prelude::*;
use types::document::clip::Source;
use types::edit::ClipChange;
use types::id::ClipId;

use crate::editor::add::AddMenu;
use crate::editor::captions::Captions;
use crate::kit::section::Section;
use crate::kit::time::timecode;
use crate::project::Open;
use crate::state::Shared;
use crate::words::{Words, words};

use caption::{CaptionLooks, caption_of};
use channel::{Channel, ChannelField};
use chosen::Chosen;
use letters::{Letters, style_of};
use source::{ActorFraming, BedChoice, SolidColor};
use timing::{Fades, Name, Pace, Transitions};
use title::{Titles, title_of};

/// What the panel on the right shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tab {
    Selection,
    Captions,
}

/// The panel on the right: what is selected, or all captions.
#[component]
pub fn Inspector(open: Open) -> Element {
    let all = words();
    let mut tab = use_signal(|| Tab::Selection);
    let tabs = [
        (Tab::Selection, all.inspector.inspector, "tab-selection"),
        (Tab::Captions, all.captions.captions, "tab-captions"),
    ];
    rsx! {
        aside { class: "side inspector", aria_label: all.inspector.inspector,
            div { class: "inspector-top",
                div { class: "segments", role: "tablist", aria_label: all.inspector.inspector,
                    for (value, name, id) in tabs {
                        button {
                            role: "tab",
                            "data-testid": id,
                            title: name,
                            aria_selected: "{*tab.read() == value}",
                            onclick: move |_| tab.set(value),
                            "{name}"
                        }
                    }
                }
                AddMenu { open }
            }
            div { class: "inspector-body", role: "tabpanel",
                match *tab.read() {
                    Tab::Selection => rsx! { Selected { open } },
                    Tab::Captions => rsx! { Captions { open } },
                }
            }
        }
    }
}

/// What is selected; the whole ad while nothing is.
#[component]
fn Selected(open: Open) -> Element {
    let chosen = Chosen::of(open);
    let key = chosen.clips.iter().map(|clip| clip.0.to_string()).collect::<Vec<_>>().join(",");
    rsx! {
        if chosen.clips.is_empty() {
            project::ProjectFields { open }
        } else {
            // Fields keep what is typed into them, so other clips get other fields: keys count in lists only.
            for chosen in std::iter::once(chosen) {
                Clips { key: "{key}", chosen }
            }
        }
    }
}

/// What can be changed of the selected clips.
#[component]
fn Clips(chosen: Chosen) -> Element {
    let words = words();
    let is = |what: fn(&types::document::clip::Clip) -> bool| {
        chosen.common(|here| what(here.clip).then_some(())).is_there()
    };
    let is_seen = {
        let document = chosen.open.document.read();
        let seen = |id: &ClipId| document.find_clip(*id).is_some_and(|(track, _, _)| !track.kind.is_sound());
        chosen.clips.iter().all(seen)
    };
    let is_caption = is(|clip| caption_of(clip).is_some());
    let is_title = is(|clip| title_of(clip).is_some());
    let has_letters = is(|clip| style_of(clip).is_some());
    let is_actor = is(|clip| matches!(clip.source, Source::DraftActor(_)));
    let is_solid = is(|clip| matches!(clip.source, Source::Solid(_)));
    let is_bed = is(|clip| matches!(clip.source, Source::Bed(_)));
    rsx! {
        Heading { chosen: chosen.clone() }
        Name { chosen: chosen.clone() }
        if has_letters && chosen.clips.len() == 1 { Text { chosen: chosen.clone() } }
        if is_title { Titles { chosen: chosen.clone() } }
        if is_caption {
            Section { title: words.inspector.caption_style, CaptionLooks { chosen: chosen.clone() } }
        }
        if has_letters { Letters { chosen: chosen.clone() } }
        if is_actor { ActorFraming { chosen: chosen.clone() } }
        if is_solid { SolidColor { chosen: chosen.clone() } }
        if is_bed { BedChoice { chosen: chosen.clone() } }
        if is_seen && !is_caption {
            picture::Place { chosen: chosen.clone() }
            picture::Crop { chosen: chosen.clone() }
            picture::Colors { chosen: chosen.clone() }
        }
        if !is_seen {
            Section { title: words.inspector.sound, ChannelField { chosen: chosen.clone(), channel: Channel::Gain } }
        }
        Pace { chosen: chosen.clone() }
        if !is_caption {
            Fades { chosen: chosen.clone() }
            Transitions { chosen }
        }
    }
}

/// What is selected and where it lies.
#[component]
fn Heading(chosen: Chosen) -> Element {
    let words = words();
    let document = chosen.open.document.read();
    let rate = document.canvas.frame_rate;
    let found = chosen.clips.first().and_then(|id| document.find_clip(*id));
    let Some((track, start, clip)) = found else { return rsx! {} };
    let frames = |at: i64| rate.frame_of(document.time_of(track.kind.unit(), at));
    rsx! {
        if chosen.clips.len() > 1 {
            h2 { "{chosen.clips.len()} {words.selected}" }
            p { class: "muted", "{words.inspector.shared_hint}" }
        } else {
            h2 { "{label(&clip.source, &clip.name, words)}" }
            dl {
                dt { "{words.begins}" } dd { class: "number", "{timecode(frames(start), rate)}" }
                dt { "{words.length}" } dd { class: "number", "{timecode(frames(clip.length), rate)}" }
            }
        }
    }
}

/// The words of a title or a caption.
#[component]
fn Text(chosen: Chosen) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let text = chosen.common(|here| text_of(&here.clip.source)).same().unwrap_or_default();
    let mut typed = use_signal(|| None::<String>);
    let shown = typed.read().clone().unwrap_or_else(|| text.clone());
    let is_same = shown == text;
    let mut apply = move || {
        let Some(text) = typed.write().take() else { return };
        chosen.change(shared, |here| {
            let next = with_text(&here.clip.source, &text)?;
            (next != here.clip.source).then(|| ClipChange::Source(Box::new(next)))
        });
    };
    let mut by_key = apply.clone();
    rsx! {
        label { class: "field",
            span { "{words.words_shown}" }
            textarea {
                "data-testid": "clip-text",
                rows: 3,
                title: "Ctrl+Enter",
                maxlength: "2000",
                value: "{shown}",
                oninput: move |event| typed.set(Some(event.value())),
                onkeydown: move |event| match event.key() {
                    Key::Enter if event.modifiers().ctrl() || event.modifiers().meta() => by_key(),
                    Key::Escape => typed.set(None),
                    _ => {}
                },
            }
        }
        button { "data-testid": "apply-text", title: if is_same { words.reason.nothing_changed } else { "Ctrl+Enter" }, disabled: is_same, onclick: move |_| apply(), "{words.apply}" }
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
