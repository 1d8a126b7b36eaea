//! What the pointer holds on the timeline. While it moves, only styles change; one edit is made when it is let go.

pub mod guide;
mod hold;
mod marquee;
mod slide;

use dioxus::prelude::*;
use types::edit::Edge;
use types::id::{ClipId, MarkerId, MediaId};
use ui::cut::gesture::Grip;
use ui::cut::snap::Snap;

use self::hold::Hold;
use self::marquee::Marquee;
use self::slide::{Slide, What};
use crate::project::Open;
use crate::state::Shared;

/// Pixels a pointer trembles.
const STILL: f64 = 3.0;

/// What the pointer holds.
#[derive(Clone)]
pub enum Gesture {
    /// Clips.
    Clips(Hold),
    /// A rectangle that selects.
    Marquee(Marquee),
    /// Something that goes along the ruler or onto a track.
    Slide(Slide),
}

impl Gesture {
    /// Takes hold of a clip.
    pub fn clip(event: &PointerEvent, open: Open, clip: ClipId, grip: Grip) -> Option<Self> {
        Hold::begin(event, open, clip, grip).map(Self::Clips)
    }

    /// Begins to select by a rectangle.
    pub fn marquee(event: &PointerEvent) -> Option<Self> {
        Marquee::begin(event).map(Self::Marquee)
    }

    /// Takes hold of a marker.
    pub fn marker(event: &PointerEvent, open: Open, marker: MarkerId) -> Option<Self> {
        Slide::begin(event, open, What::Marker(marker)).map(Self::Slide)
    }

    /// Takes hold of an edge of the transition before a clip.
    pub fn transition(event: &PointerEvent, open: Open, clip: ClipId, edge: Edge) -> Option<Self> {
        Slide::begin(event, open, What::Transition(clip, edge)).map(Self::Slide)
    }

    /// Takes hold of a file of the bin.
    pub fn media(event: &PointerEvent, open: Open, media: MediaId) -> Option<Self> {
        Slide::begin(event, open, What::Media(media)).map(Self::Slide)
    }

    /// Follows the pointer.
    pub fn moved(&mut self, event: &PointerEvent, open: Open) {
        match self {
            Self::Clips(hold) => hold.moved(event, open),
            Self::Marquee(marquee) => marquee.moved(event),
            Self::Slide(slide) => slide.moved(event, open),
        }
    }

    /// Ends it, with an edit where there is one to make.
    pub fn ended(mut self, event: &PointerEvent, shared: Shared, open: Open) {
        guide::hide();
        match &mut self {
            Self::Clips(hold) => hold.ended(event, shared, open),
            Self::Marquee(marquee) => marquee.ended(event, open),
            Self::Slide(slide) => slide.ended(event, shared, open),
        }
    }

    /// Ends it as if it had never begun.
    pub fn give_up(self) {
        guide::hide();
        match self {
            Self::Clips(hold) => hold.put_back(),
            Self::Marquee(_) | Self::Slide(_) => {}
        }
    }
}

/// Places at which edges snap: edges of other clips, the playhead, markers, marks of in and out, the start.
fn snap(open: Open, without: &[ClipId]) -> Snap {
    let document = open.document.peek();
    let scale = *open.scale.peek();
    let rate = document.canvas.frame_rate;
    let of_frame = |frame: i64| rate.time_of(frame).as_f64() * scale;
    let others = document.clips().filter(|(_, _, clip)| !without.contains(&clip.id));
    let edges = others.flat_map(|(track, start, clip)| {
        let pixels = |at| document.time_of(track.kind.unit(), at).as_f64() * scale;
        [pixels(start), pixels(start + clip.length)]
    });
    let marks = *open.view.marks.peek();
    let frames = [Some(0), Some(*open.playhead.peek()), marks.first, marks.end];
    let markers = document.markers.iter().map(|marker| marker.frame);
    let frames = frames.into_iter().flatten().chain(markers).map(of_frame);
    Snap::at(edges.chain(frames).collect())
}

/// Whether edges are to snap now: Alt moves freely.
fn snaps(event: &PointerEvent, open: Open) -> bool {
    *open.view.snaps.peek() && !event.modifiers().alt()
}
