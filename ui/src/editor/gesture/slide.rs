//! A marker, an edge of a transition, or a file of the bin under the pointer.

use dioxus::prelude::*;
use types::document::track::Unit;
use types::edit::{Edge, Placing};
use types::id::{ClipId, MarkerId, MediaId};
use ui::cut::by::By;
use ui::cut::snap::Snap;
use ui::cut::{join, marks, place};

use super::{STILL, guide, snaps};
use crate::command::clip::paste;
use crate::editor::page;
use crate::kit::time::timecode;
use crate::project::Open;
use crate::state::Shared;

/// What goes along.
#[derive(Clone, Copy, PartialEq)]
pub enum What {
    /// A marker.
    Marker(MarkerId),
    /// An edge of the transition before a clip.
    Transition(ClipId, Edge),
    /// A file of the bin.
    Media(MediaId),
}

/// Something under the pointer that goes along the ruler or onto a track.
#[derive(Clone)]
pub struct Slide {
    what: What,
    from: (f64, f64),
    start: f64,
    snap: Snap,
}

impl Slide {
    pub(super) fn begin(event: &PointerEvent, open: Open, what: What) -> Option<Self> {
        let at = event.client_coordinates();
        let document = open.document.peek();
        let scale = *open.scale.peek();
        let start = match what {
            What::Marker(id) => {
                let marker = document.markers.iter().find(|marker| marker.id == id)?;
                document.canvas.frame_rate.time_of(marker.frame).as_f64() * scale
            }
            What::Transition(..) => page::place_of(at.x)?,
            What::Media(_) => 0.0,
        };
        Some(Self { what, from: (at.x, at.y), start, snap: super::snap(open, &[]) })
    }

    pub(super) fn moved(&mut self, event: &PointerEvent, open: Open) {
        if !self.is_far(event) {
            return;
        }
        let at = event.client_coordinates();
        let Some(place) = self.place(event, open) else { return };
        guide::line(Some(place));
        let document = open.document.peek();
        let name = match self.what {
            What::Media(id) => document.media(id).map(|media| place::name_of(&media.path).to_owned()),
            What::Marker(_) | What::Transition(..) => None,
        };
        let time = timecode(page::frame_at(open, place), document.canvas.frame_rate);
        guide::words(&name.unwrap_or(time), (at.x, at.y));
    }

    pub(super) fn ended(&mut self, event: &PointerEvent, shared: Shared, mut open: Open) {
        if !self.is_far(event) {
            if let What::Transition(clip, _) = self.what {
                open.selection.set(Vec::new());
                open.view.transition.set(Some(clip));
            }
            return;
        }
        let Some(place) = self.place(event, open) else { return };
        let document = open.document.peek().clone();
        let frame = page::frame_at(open, place).max(0);
        let edit = match self.what {
            What::Marker(id) => marks::moved(&document, id, frame),
            What::Transition(clip, edge) => {
                let seconds = (place - self.start) / *open.scale.peek();
                let unit = document.find_clip(clip).map_or(Unit::Frames, |(track, _, _)| track.kind.unit());
                join::resize(&document, clip, edge, By::seconds(seconds, unit, document.canvas.frame_rate))
            }
            What::Media(media) => {
                let at = event.client_coordinates();
                let Some(track) = page::track_at(at.x, at.y) else { return };
                let placing = if event.modifiers().ctrl() { Placing::Insert } else { Placing::Overwrite };
                return paste(shared, open, place::put(&document, media, (Some(track), frame), placing));
            }
        };
        if let Some(edit) = edit {
            open.edit(shared, edit);
        }
    }

    /// Where it would be let go, in pixels from the start of the ad.
    fn place(&mut self, event: &PointerEvent, open: Open) -> Option<f64> {
        let at = page::place_of(event.client_coordinates().x)?;
        if !snaps(event, open) {
            return Some(self.snap.free(at).by);
        }
        // What lies at the start is moved by as much as its place says.
        Some(self.snap.snapped(&[0.0], at).by)
    }

    fn is_far(&self, event: &PointerEvent) -> bool {
        let at = event.client_coordinates();
        (at.x - self.from.0).abs() > STILL || (at.y - self.from.1).abs() > STILL
    }
}
