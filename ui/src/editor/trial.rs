//! An edit that is seen before it is made: what a control shows while it is dragged.

use dioxus::prelude::*;
use types::call::play::{FRAME, FrameOf, TRIAL_FRAME, TrialFrame};
use types::edit::Edit;
use types::geometry::Size;

use crate::bridge::{self, Brush};
use crate::kit::picture::canvas;
use crate::kit::touch::Touch;
use crate::project::Open;
use crate::state::Shared;

/// The canvas of the viewer.
const CANVAS: &str = "viewer-canvas";
/// Pixels of a frame while something is tried, at most.
const PIXELS: u64 = 518_400;

/// Follows a control: shows the edit that is tried, makes the one that is set.
pub fn touch(open: Open, shared: Shared, edit: Touch<Option<Edit>>) {
    let mut trial = open.trial;
    match edit {
        Touch::Try(edit) => {
            let is_shown = trial.peek().is_some();
            trial.set(edit);
            // A trial that is under way takes the newest edit by itself.
            if !is_shown && trial.peek().is_some() {
                dioxus::core::spawn_forever(show(open));
            }
        }
        Touch::Set(edit) => {
            trial.set(None);
            if let Some(edit) = edit {
                open.edit(shared, edit);
            }
        }
        Touch::Leave => {
            trial.set(None);
            spawn(async move {
                let Some(canvas) = canvas(CANVAS) else { return };
                // The picture without the trial; one that cannot be drawn says so in the viewer.
                drop(bridge::show(&canvas, FRAME, &frame(open), Brush::Swift).await);
            });
        }
    }
}

/// Shows what is tried for as long as something is.
async fn show(open: Open) {
    let mut shown = None;
    while let Some(edit) = open.trial.peek().clone() {
        if *open.playing.peek() || shown.as_ref() == Some(&edit) {
            gloo_timers::future::TimeoutFuture::new(16).await;
            continue;
        }
        let Some(canvas) = canvas(CANVAS) else { break };
        let call = TrialFrame { of: frame(open), edit: edit.clone() };
        // A trial that cannot be drawn is refused when it is set, with the reason.
        drop(bridge::show(&canvas, TRIAL_FRAME, &call, Brush::Swift).await);
        shown = Some(edit);
    }
}

fn frame(open: Open) -> FrameOf {
    let full: Size = open.document.peek().canvas.size;
    FrameOf { id: open.id, frame: Some(*open.playhead.peek()), size: full.within(PIXELS), exact: false }
}
