//! A rectangle over empty parts of the tracks that selects what it touches.

use dioxus::prelude::*;
use types::id::ClipId;
use ui::cut::link;

use super::{STILL, guide};
use crate::editor::page;
use crate::project::Open;

/// A rectangle that selects.
#[derive(Clone)]
pub struct Marquee {
    from: (f64, f64),
    start: f64,
}

impl Marquee {
    pub(super) fn begin(event: &PointerEvent) -> Option<Self> {
        let at = event.client_coordinates();
        Some(Self { from: (at.x, at.y), start: page::place_of(at.x)? })
    }

    pub(super) fn moved(&self, event: &PointerEvent) {
        let at = event.client_coordinates();
        let corner = (at.x.min(self.from.0), at.y.min(self.from.1));
        guide::rectangle(corner, ((at.x - self.from.0).abs(), (at.y - self.from.1).abs()));
    }

    pub(super) fn ended(&self, event: &PointerEvent, mut open: Open) {
        let at = event.client_coordinates();
        let adds = event.modifiers().shift() || event.modifiers().ctrl() || event.modifiers().meta();
        let is_far = (at.x - self.from.0).abs() > STILL || (at.y - self.from.1).abs() > STILL;
        let touched = if is_far { self.touched(event, open) } else { Vec::new() };
        let mut clips = if adds { open.selection.peek().clone() } else { Vec::new() };
        clips.extend(touched.into_iter().filter(|clip| !open.selection.peek().contains(clip) || !adds));
        let clips = link::with_linked(&open.document.peek(), &clips);
        open.view.transition.set(None);
        open.selection.set(clips);
    }

    /// The clips that the rectangle touches.
    fn touched(&self, event: &PointerEvent, open: Open) -> Vec<ClipId> {
        let at = event.client_coordinates();
        let Some(end) = page::place_of(at.x) else { return Vec::new() };
        let (left, right) = (self.start.min(end), self.start.max(end));
        let (top, bottom) = (self.from.1.min(at.y), self.from.1.max(at.y));
        let document = open.document.peek();
        let scale = *open.scale.peek();
        let page = web_sys::window().and_then(|window| window.document());
        let is_crossed = |track: types::id::TrackId| {
            let lane = page.as_ref()?.query_selector(&format!("[data-track='{}']", track.0)).ok()??;
            let lane = lane.get_bounding_client_rect();
            Some(lane.top() < bottom && lane.bottom() > top)
        };
        let tracks = document.tracks.iter().filter(|track| is_crossed(track.id) == Some(true));
        let clips = tracks.flat_map(|track| {
            let pixels = |at| document.time_of(track.kind.unit(), at).as_f64() * scale;
            let touched = track
                .clips()
                .filter(move |(start, clip)| pixels(*start) < right && pixels(start + clip.length) > left);
            touched.map(|(_, clip)| clip.id).collect::<Vec<_>>()
        });
        clips.collect()
    }
}
