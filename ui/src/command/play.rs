//! What can be done with the playhead: playing, stepping, marks, markers.

use dioxus::prelude::*;
use types::edit::Edit;
use ui::cut::near::{self, Way};
use ui::cut::{marks, shuttle};

use super::make;
use crate::editor::view::Naming;
use crate::project::Open;
use crate::state::Shared;
use crate::words::Words;

group! {
    /// What can be done with the playhead.
    OnPlayhead {
        PlayPause, "Space", play;
        StepBack, "←", step_back;
        StepForward, "→", step_forward;
        SecondBack, "Shift+←", second_back;
        SecondForward, "Shift+→", second_forward;
        GoToStart, "Home", to_start;
        GoToEnd, "End", to_end;
        PreviousEdit, "↑", previous_edit;
        NextEdit, "↓", next_edit;
        ShuttleBack, "J", shuttle_back;
        ShuttleStop, "K", shuttle_stop;
        ShuttleForward, "L", shuttle_forward;
        Loop, "Shift+L", looping;
        MarkIn, "I", mark_in;
        MarkOut, "O", mark_out;
        ClearMarks, "Alt+X", clear_marks;
        AddMarker, "M", add_marker;
        NextMarker, "Shift+M", next_marker;
        PreviousMarker, "Ctrl+Shift+M", previous_marker;
        RenameMarker, "", rename_marker;
        RemoveMarker, "", remove_marker;
    }
}

impl OnPlayhead {
    /// Whether it can be done now.
    pub fn is_possible(self, open: Open) -> bool {
        match self {
            Self::RenameMarker | Self::RemoveMarker => open.view.marker.read().is_some(),
            Self::NextMarker => {
                near::marker(&open.document.read(), *open.playhead.read(), Way::Forward).is_some()
            }
            Self::PreviousMarker => {
                near::marker(&open.document.read(), *open.playhead.read(), Way::Back).is_some()
            }
            Self::Loop => true,
            Self::ShuttleStop => *open.playing.read(),
            Self::ClearMarks => *open.view.marks.read() != marks::InOut::default(),
            _ => open.document.read().frames() > 0,
        }
    }

    /// Why it cannot be done now.
    pub fn reason(self, words: &Words) -> &'static str {
        match self {
            Self::RenameMarker | Self::RemoveMarker | Self::NextMarker | Self::PreviousMarker => {
                words.reason.no_marker
            }
            Self::ShuttleStop | Self::ClearMarks => words.reason.so_already,
            _ => words.reason.empty_ad,
        }
    }

    /// Does it.
    pub fn run(self, shared: Shared, mut open: Open) {
        let document = open.document.peek().clone();
        let playhead = *open.playhead.peek();
        let second = document.canvas.frame_rate.as_f64().round() as i64;
        let go = |frame: Option<i64>| open.seek(frame.unwrap_or(playhead));
        match self {
            Self::PlayPause => {
                let is_playing = *open.playing.peek();
                if is_playing { stop(open) } else { play(open, 1) }
            }
            Self::StepBack => step(open, playhead - 1),
            Self::StepForward => step(open, playhead + 1),
            Self::SecondBack => open.seek(playhead - second),
            Self::SecondForward => open.seek(playhead + second),
            Self::GoToStart => open.seek(0),
            Self::GoToEnd => open.seek(i64::MAX),
            Self::PreviousEdit => go(near::edit(&document, playhead, Way::Back)),
            Self::NextEdit => go(near::edit(&document, playhead, Way::Forward)),
            Self::NextMarker => go(near::marker(&document, playhead, Way::Forward)),
            Self::PreviousMarker => go(near::marker(&document, playhead, Way::Back)),
            Self::ShuttleBack => shuttle(open, Way::Back),
            Self::ShuttleForward => shuttle(open, Way::Forward),
            Self::ShuttleStop => stop(open),
            Self::Loop => open.view.loops.toggle(),
            Self::MarkIn => open.view.marks.with_mut(|marks| *marks = marks.from(playhead)),
            Self::MarkOut => open.view.marks.with_mut(|marks| *marks = marks.to(playhead)),
            Self::ClearMarks => open.view.marks.set(marks::InOut::default()),
            Self::AddMarker => {
                make(shared, open, marks::add(&document, playhead));
            }
            Self::RenameMarker => {
                let marker = *open.view.marker.peek();
                open.view.naming.set(marker.map(Naming::Marker));
            }
            Self::RemoveMarker => {
                let marker = open.view.marker.write().take();
                make(shared, open, marker.map(|marker| Edit::RemoveMarker { marker }));
            }
        }
    }
}

/// Steps to a frame; what plays stops there.
fn step(mut open: Open, frame: i64) {
    open.playing.set(false);
    open.seek(frame);
}

fn shuttle(open: Open, way: Way) {
    let speed = if *open.playing.peek() { *open.view.speed.peek() } else { 0 };
    play(open, shuttle::pressed(speed, way));
}

/// Plays at a speed.
fn play(mut open: Open, speed: i32) {
    open.view.speed.set(speed);
    open.playing.set(true);
}

/// Stops; what plays next plays at its own speed again.
fn stop(mut open: Open) {
    open.view.speed.set(1);
    open.playing.set(false);
}
