//! Clips under the pointer.

use dioxus::prelude::*;
use types::document::track::Unit;
use types::edit::Edge;
use types::id::{ClipId, TrackId};
use ui::cut::by::By;
use ui::cut::gesture::{self as cut, Act, Grip, Held};
use ui::cut::snap::{Snap, Snapped};
use ui::cut::{limits, link};
use web_sys::HtmlElement;

use super::{STILL, guide, snap, snaps};
use crate::editor::page;
use crate::kit::time::timecode;
use crate::project::Open;
use crate::state::Shared;

/// Clips under the pointer.
#[derive(Clone)]
pub struct Hold {
    clips: Vec<ClipId>,
    act: Act,
    from: (f64, f64),
    start: f64,
    pieces: Vec<Piece>,
    edges: Vec<f64>,
    snap: Snap,
    limits: (f64, f64),
    unit: Unit,
    scale: f64,
}

/// The element of a clip and where it was.
#[derive(Clone)]
struct Piece {
    element: HtmlElement,
    left: String,
    width: String,
}

impl Hold {
    pub(super) fn begin(event: &PointerEvent, open: Open, clip: ClipId, grip: Grip) -> Option<Self> {
        let modifiers = event.modifiers();
        let held = match () {
            () if modifiers.alt() => Held::Alt,
            () if modifiers.ctrl() || modifiers.meta() => Held::Ctrl,
            () => Held::Nothing,
        };
        let act = Act::of(*open.view.tool.peek(), grip, held)?;
        let document = open.document.peek();
        let (track, start, found) = document.find_clip(clip)?;
        if track.settings.locked {
            return None;
        }
        let clips = cut::going_along(&document, clip, &open.selection.peek(), act);
        let scale = *open.scale.peek();
        let unit = track.kind.unit();
        let pixels = |at| document.time_of(unit, at).as_f64() * scale;
        let (left, right) = (pixels(start), pixels(start + found.length));
        let edges = match act {
            Act::Move | Act::Slide => vec![left, right],
            Act::Trim(Edge::Start) | Act::Ripple(Edge::Start) | Act::Roll(Edge::Start) => vec![left],
            Act::Trim(Edge::End) | Act::Ripple(Edge::End) | Act::Roll(Edge::End) => vec![right],
            Act::Slip => Vec::new(),
        };
        let (low, high) = limits::of_all(&document, &clips, act);
        let at = event.client_coordinates();
        Some(Self {
            act,
            from: (at.x, at.y),
            start: page::place_of(at.x)?,
            pieces: clips.iter().filter_map(|clip| Piece::of(*clip)).collect(),
            edges,
            snap: snap(open, &clips),
            limits: (low * scale, high * scale),
            unit,
            scale,
            clips,
        })
    }

    pub(super) fn moved(&mut self, event: &PointerEvent, open: Open) {
        if !self.is_far(event) {
            return;
        }
        let snapped = self.snapped(event, open);
        guide::line(snapped.line);
        let at = event.client_coordinates();
        let rate = open.document.peek().canvas.frame_rate;
        let frames = By::seconds(snapped.by / self.scale, self.unit, rate).frames;
        let sign = if frames < 0 { "−" } else { "+" };
        guide::words(&format!("{sign}{}", timecode(frames.abs(), rate)), (at.x, at.y));
        let down = if self.act == Act::Move { self.down(open, (at.x, at.y)) } else { 0.0 };
        for piece in &self.pieces {
            piece.show(self.act, snapped.by, down);
        }
    }

    pub(super) fn ended(&mut self, event: &PointerEvent, shared: Shared, mut open: Open) {
        self.put_back();
        let Some(held) = self.clips.first().copied() else { return };
        if !self.is_far(event) {
            // A press on one of several selected clips means this one.
            if !event.modifiers().alt() {
                let clips = link::with_linked(&open.document.peek(), &[held]);
                open.selection.set(clips);
            }
            return;
        }
        let snapped = self.snapped(event, open);
        let onto = if self.act == Act::Move { self.onto(open, event) } else { None };
        let edit = {
            let document = open.document.peek();
            let by = By::seconds(snapped.by / self.scale, self.unit, document.canvas.frame_rate);
            cut::edit(&document, &self.clips, self.act, by, onto)
        };
        if let Some(edit) = edit {
            open.edit(shared, edit);
        }
    }

    /// Puts the clips back where the document has them.
    pub(super) fn put_back(&self) {
        self.pieces.iter().for_each(Piece::put_back);
    }

    fn is_far(&self, event: &PointerEvent) -> bool {
        let at = event.client_coordinates();
        (at.x - self.from.0).abs() > STILL || (at.y - self.from.1).abs() > 12.0
    }

    fn snapped(&mut self, event: &PointerEvent, open: Open) -> Snapped {
        let at = page::place_of(event.client_coordinates().x).unwrap_or(self.start);
        let by = (at - self.start).clamp(self.limits.0, self.limits.1);
        let snapped =
            if snaps(event, open) { self.snap.snapped(&self.edges, by) } else { self.snap.free(by) };
        let (low, high) = self.limits;
        if (low..=high).contains(&snapped.by) { snapped } else { self.snap.free(by) }
    }

    fn onto(&self, open: Open, event: &PointerEvent) -> Option<TrackId> {
        let at = event.client_coordinates();
        let under = page::track_at(at.x, at.y)?;
        let document = open.document.peek();
        let (home, _, _) = document.find_clip(*self.clips.first()?)?;
        let track = document.track(under)?;
        (cut::is_same_sort(home.kind, track.kind) && !track.settings.locked).then_some(under)
    }

    /// Pixels by which the clips are seen lower, on the track under the pointer.
    fn down(&self, open: Open, at: (f64, f64)) -> f64 {
        let top = |track: TrackId| {
            let lane = web_sys::window()?.document()?;
            let lane = lane.query_selector(&format!("[data-track='{}']", track.0)).ok()??;
            Some(lane.get_bounding_client_rect().top())
        };
        let document = open.document.peek();
        let moved = || {
            let (home, _, _) = document.find_clip(*self.clips.first()?)?;
            let under = document.track(page::track_at(at.0, at.1)?)?;
            let fits = cut::is_same_sort(home.kind, under.kind) && !under.settings.locked;
            fits.then(|| Some(top(under.id)? - top(home.id)?)).flatten()
        };
        moved().unwrap_or(0.0)
    }
}

impl Piece {
    fn of(clip: ClipId) -> Option<Self> {
        let element = page::clip_element(clip)?;
        let style = element.style();
        let read = |name: &str| style.get_property_value(name).unwrap_or_default();
        Some(Self { left: read("left"), width: read("width"), element })
    }

    fn show(&self, act: Act, by: f64, down: f64) {
        drop(self.element.class_list().add_1("held"));
        let pixels = |text: &str| text.trim_end_matches("px").parse::<f64>().unwrap_or_default();
        let (left, width) = (pixels(&self.left), pixels(&self.width));
        let set = |name: &str, value: f64| guide::set(&self.element, name, &format!("{value}px"));
        match act {
            Act::Move | Act::Slide => {
                guide::set(&self.element, "transform", &format!("translate({by}px, {down}px)"));
            }
            Act::Trim(Edge::Start) | Act::Ripple(Edge::Start) | Act::Roll(Edge::Start) => {
                set("left", left + by);
                set("width", (width - by).max(3.0));
            }
            Act::Trim(Edge::End) | Act::Ripple(Edge::End) | Act::Roll(Edge::End) => {
                set("width", (width + by).max(3.0));
            }
            Act::Slip => {}
        }
    }

    fn put_back(&self) {
        drop(self.element.class_list().remove_1("held"));
        drop(self.element.style().remove_property("transform"));
        guide::set(&self.element, "left", &self.left);
        guide::set(&self.element, "width", &self.width);
    }
}
