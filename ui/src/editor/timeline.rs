//! The timeline: tracks from top to bottom, clips as buttons, the playhead over all.

use std::sync::Arc;

use dioxus::prelude::*;
use types::document::Document;
use types::document::clip::Clip;
use types::document::track::{Kind, Track};
use types::edit::Edit;
use types::id::{ClipId, TrackId};

use crate::command::Command;
use crate::editor::gesture::{self, Gesture, Grip};
use crate::editor::inspector::label;
use crate::kit::icon::{Icon, Shape};
use crate::kit::time::timecode;
use crate::project::Open;
use crate::state::Shared;
use crate::words::{Words, words};

/// Pixels of the headers of tracks.
pub const HEADER: f64 = 120.0;

/// The timeline.
#[component]
pub fn Timeline(open: Open) -> Element {
    let shared = use_context::<Shared>();
    let mut gesture = use_signal(|| None::<Gesture>);
    let document = open.document.read().clone();
    let scale = *open.scale.read();
    let rate = document.canvas.frame_rate.as_f64();
    let width = document.frames() as f64 / rate * scale + 400.0;
    let tracks: Vec<Arc<Track>> = document.tracks.iter().rev().cloned().collect();
    rsx! {
        section { class: "timeline", "data-testid": "timeline", aria_label: words().clip,
            Tools { open }
            div {
                class: "tracks",
                onpointermove: move |event| {
                    if let Some(gesture) = gesture.peek().as_ref() {
                        gesture.moved(&event);
                    }
                },
                onpointerup: move |event| {
                    if let Some(done) = gesture.write().take() {
                        done.ended(&event, shared, open);
                    }
                },
                onkeydown: move |event| {
                    if event.key() == Key::Escape
                        && let Some(given_up) = gesture.write().take()
                    {
                        given_up.undo();
                    }
                },
                div { class: "lane ruler-lane",
                    div { class: "track-head" }
                    Ruler { open, width }
                }
                for track in tracks {
                    Lane { key: "{track.id.0}", open, track, width, gesture }
                }
                Playhead { open }
            }
        }
    }
}

/// The row of tools over the tracks.
#[component]
fn Tools(open: Open) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let tools = [
        (Command::Split, Shape::Split, "split"),
        (Command::Lift, Shape::Bin, "lift"),
        (Command::ZoomOut, Shape::ZoomOut, "zoom-out"),
        (Command::ZoomIn, Shape::ZoomIn, "zoom-in"),
    ];
    rsx! {
        div { class: "tools", role: "toolbar", aria_label: words.clip,
            for (command, shape, id) in tools {
                button {
                    class: "quiet",
                    "data-testid": id,
                    title: command.title(shared, words),
                    aria_label: command.label(words),
                    disabled: !command.is_possible(shared),
                    onclick: move |_| command.run(shared),
                    Icon { shape }
                }
            }
        }
    }
}

/// Seconds over the tracks. Pressing it puts the playhead there.
#[component]
fn Ruler(open: Open, width: f64) -> Element {
    let scale = *open.scale.read();
    let rate = open.document.read().canvas.frame_rate;
    // As many seconds between marks as leave room for their numbers.
    let every = [1, 2, 5, 10, 15, 30, 60, 120, 300]
        .into_iter()
        .find(|step| f64::from(*step) * scale > 56.0)
        .unwrap_or(600);
    let marks = (0..(width / scale) as i32).step_by(every as usize);
    let to_frame = move |x: f64| (x / scale * rate.as_f64()).round() as i64;
    let mut held = use_signal(|| false);
    rsx! {
        div {
            class: "ruler",
            style: "width: {width}px",
            "data-testid": "ruler",
            onpointerdown: move |event| {
                gesture::capture(&event);
                held.set(true);
                open.seek(to_frame(event.element_coordinates().x));
            },
            onpointermove: move |event| {
                if *held.peek() {
                    open.seek(to_frame(event.element_coordinates().x));
                }
            },
            onpointerup: move |_| held.set(false),
            for second in marks {
                span { class: "mark", left: "{f64::from(second) * scale}px", "{second / 60}:{second % 60:02}" }
            }
        }
    }
}

/// A track.
#[component]
fn Lane(open: Open, track: Arc<Track>, width: f64, gesture: Signal<Option<Gesture>>) -> Element {
    let words = words();
    let document = open.document.read();
    let scale = *open.scale.read();
    let selection = open.selection.read().clone();
    let kind = track.kind;
    let clips: Vec<Placed> = track
        .clips()
        .map(|(start, clip)| Placed {
            is_selected: selection.contains(&clip.id),
            ..Placed::of((&document, &track, words), start, clip, scale)
        })
        .collect();
    rsx! {
        div { class: "lane {class_of(kind)}", "data-track": "{track.id.0}",
            TrackHead { open, id: track.id, name: track.settings.name.clone(), muted: track.settings.muted, locked: track.settings.locked }
            div { class: "row-of-clips", style: "width: {width}px",
                for placed in clips {
                    ClipView { key: "{placed.id.0}", open, placed, gesture }
                }
            }
        }
    }
}

/// The head of a track: its name, muted, locked.
#[component]
fn TrackHead(open: Open, id: TrackId, name: String, muted: bool, locked: bool) -> Element {
    let shared = use_context::<Shared>();
    let change = move |change: fn(&mut types::document::track::TrackSettings)| {
        let settings = open.document.peek().track(id).map(|track| track.settings.clone());
        if let Some(mut settings) = settings {
            change(&mut settings);
            open.edit(shared, Edit::SetTrack { track: id, settings });
        }
    };
    rsx! {
        div { class: "track-head",
            span { title: "{name}", "{name}" }
            button { class: "tiny", title: "Mute", aria_label: "Mute {name}", aria_pressed: "{muted}", onclick: move |_| change(|settings| settings.muted = !settings.muted), "M" }
            button { class: "tiny", title: "Lock", aria_label: "Lock {name}", aria_pressed: "{locked}", onclick: move |_| change(|settings| settings.locked = !settings.locked), "L" }
        }
    }
}

/// A clip where it is seen.
#[derive(Clone, PartialEq)]
pub struct Placed {
    /// Which clip.
    pub id: ClipId,
    /// Pixels from the start of the ad.
    pub left: f64,
    /// Pixels it is wide.
    pub width: f64,
    name: String,
    spoken: String,
    is_selected: bool,
}

impl Placed {
    fn of(
        (document, track, words): (&Document, &Track, &Words),
        start: i64,
        clip: &Clip,
        scale: f64,
    ) -> Self {
        let seconds = |at: i64| document.time_of(track.kind.unit(), at).as_f64();
        let rate = document.canvas.frame_rate;
        let time = |at: i64| timecode(rate.frame_of(document.time_of(track.kind.unit(), at)), rate);
        let name = label(&clip.source, &clip.name, words);
        let spoken =
            format!("{name}, {}, {}–{}", track.settings.name, time(start), time(start + clip.length));
        Self {
            id: clip.id,
            left: seconds(start) * scale,
            width: (seconds(clip.length) * scale - 1.0).max(3.0),
            name,
            spoken,
            is_selected: false,
        }
    }
}

/// A clip. Its edges trim it, the rest of it moves it.
#[component]
fn ClipView(open: Open, placed: Placed, gesture: Signal<Option<Gesture>>) -> Element {
    let mut gesture = gesture;
    let mut open = open;
    let id = placed.id;
    let mut grab = move |event: &PointerEvent, grip: Grip| {
        event.stop_propagation();
        gesture::capture(event);
        let adds = event.modifiers().shift();
        let mut selection = open.selection.write();
        if !adds && !selection.contains(&id) {
            selection.clear();
        }
        if !selection.contains(&id) {
            selection.push(id);
        }
        drop(selection);
        gesture.set(Gesture::begin(event, open, id, grip));
    };
    rsx! {
        button {
            id: "clip-{id.0}",
            class: if placed.is_selected { "clip selected" } else { "clip" },
            "data-testid": "clip",
            "data-clip": "{id.0}",
            left: "{placed.left}px",
            width: "{placed.width}px",
            aria_label: "{placed.spoken}",
            aria_pressed: "{placed.is_selected}",
            title: "{placed.name}",
            onpointerdown: move |event| grab(&event, Grip::Whole),
            onclick: move |event| {
                // A key presses a button too; then nothing was grabbed.
                if event.client_coordinates() == dioxus::html::geometry::ClientPoint::zero() {
                    open.selection.set(vec![id]);
                }
            },
            span { class: "edge start", "data-testid": "trim-start", onpointerdown: move |event| grab(&event, Grip::Start) }
            span { class: "clip-name", "{placed.name}" }
            span { class: "edge end", "data-testid": "trim-end", onpointerdown: move |event| grab(&event, Grip::End) }
        }
    }
}

/// The line at the playhead.
#[component]
fn Playhead(open: Open) -> Element {
    let rate = open.document.read().canvas.frame_rate;
    let frame = *open.playhead.read();
    let x = HEADER + frame as f64 / rate.as_f64() * *open.scale.read();
    rsx! {
        div {
            class: "playhead",
            "data-testid": "playhead",
            role: "slider",
            tabindex: "0",
            aria_label: words().play,
            aria_valuemin: "0",
            aria_valuemax: "{open.document.read().frames()}",
            aria_valuenow: "{frame}",
            aria_valuetext: timecode(frame, rate),
            transform: "translateX({x}px)",
        }
    }
}

fn class_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Video => "video",
        Kind::Overlay => "overlay",
        Kind::Caption => "captions",
        Kind::Voice => "voice",
        Kind::Music => "music",
        Kind::Effect => "effects",
    }
}
