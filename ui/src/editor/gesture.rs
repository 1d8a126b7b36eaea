//! A clip under the pointer. While it moves, only its own style changes; one edit is made when it is let go.

use dioxus::prelude::*;
use dioxus::web::WebEventExt;
use types::document::track::{Kind, Unit};
use types::edit::{Edge, Edit, Placing};
use types::id::{ClipId, TrackId};
use wasm_bindgen::JsCast;
use web_sys::{Element as WebElement, HtmlElement};

use crate::project::Open;
use crate::state::Shared;

/// Pixels within which an edge snaps.
const SNAP: f64 = 8.0;
/// Pixels a pointer trembles.
const STILL: f64 = 3.0;

/// Which part of a clip was taken hold of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grip {
    /// Its beginning.
    Start,
    /// All of it.
    Whole,
    /// Its end.
    End,
}

/// A clip under the pointer.
#[derive(Clone)]
pub struct Gesture {
    clip: ClipId,
    grip: Grip,
    from: (f64, f64),
    left: f64,
    width: f64,
    element: HtmlElement,
    /// Pixels at which edges snap.
    targets: Vec<f64>,
    scale: f64,
}

/// Keeps the pointer on the element it was pressed on, wherever it goes.
pub fn capture(event: &PointerEvent) {
    let event = event.as_web_event();
    // Not `current_target`: events are heard at the root of the page, and a pointer that is kept there would never be
    // let go over the tracks.
    if let Some(element) = event.target().and_then(|target| target.dyn_into::<WebElement>().ok()) {
        // A pointer that is gone already cannot be kept.
        drop(element.set_pointer_capture(event.pointer_id()));
    }
}

impl Gesture {
    /// Takes hold of a clip.
    pub fn begin(event: &PointerEvent, open: Open, clip: ClipId, grip: Grip) -> Option<Self> {
        let page = web_sys::window()?.document()?;
        let element: HtmlElement = page.get_element_by_id(&format!("clip-{}", clip.0))?.dyn_into().ok()?;
        let document = open.document.peek();
        let scale = *open.scale.peek();
        let (track, start, found) = document.find_clip(clip)?;
        let pixels = |unit, at| document.time_of(unit, at).as_f64() * scale;
        let unit = track.kind.unit();
        let others = document.clips().filter(|(_, _, other)| other.id != clip);
        let edges = others.flat_map(|(track, start, other)| {
            let unit = track.kind.unit();
            [pixels(unit, start), pixels(unit, start + other.length)]
        });
        let playhead = pixels(Unit::Frames, *open.playhead.peek());
        let targets = edges.chain([0.0, playhead]).collect();
        let at = event.client_coordinates();
        Some(Self {
            clip,
            grip,
            from: (at.x, at.y),
            left: pixels(unit, start),
            width: pixels(unit, found.length),
            element,
            targets,
            scale,
        })
    }

    /// Follows the pointer.
    pub fn moved(&self, event: &PointerEvent) {
        let by = self.snapped(event);
        let style = self.element.style();
        let set = |name: &str, pixels: f64| drop(style.set_property(name, &format!("{pixels}px")));
        match self.grip {
            Grip::Whole => set("left", (self.left + by).max(0.0)),
            Grip::Start => {
                set("left", self.left + by);
                set("width", (self.width - by).max(3.0));
            }
            Grip::End => set("width", (self.width + by).max(3.0)),
        }
        drop(style.set_property("z-index", "3"));
    }

    /// Makes the edit.
    pub fn ended(&self, event: &PointerEvent, shared: Shared, open: Open) {
        let by = self.snapped(event);
        let at = event.client_coordinates();
        let has_moved = (at.x - self.from.0).abs() > STILL || (at.y - self.from.1).abs() > 12.0;
        let edit = has_moved.then(|| self.edit(open, by, self.track_under(event))).flatten();
        let is_made = edit.is_some_and(|edit| open.edit(shared, edit));
        if !is_made {
            self.undo();
        }
        drop(self.element.style().remove_property("z-index"));
    }

    /// Puts the clip back where the document has it.
    pub fn undo(&self) {
        let style = self.element.style();
        drop(style.set_property("left", &format!("{}px", self.left)));
        drop(style.set_property("width", &format!("{}px", (self.width - 1.0).max(3.0))));
    }

    fn edit(&self, open: Open, by: f64, track_under: Option<TrackId>) -> Option<Edit> {
        let document = open.document.peek();
        let (track, start, _) = document.find_clip(self.clip)?;
        let rate = document.canvas.frame_rate;
        let frames = (by / self.scale * rate.as_f64()).round() as i64;
        // Sound moves by whole frames too, so that it stays with its picture.
        let units = match track.kind.unit() {
            Unit::Frames => frames,
            Unit::Samples => rate.sample_of(frames.abs()) * frames.signum(),
        };
        match self.grip {
            Grip::Start => {
                (units != 0).then_some(Edit::Trim { clip: self.clip, edge: Edge::Start, by: units })
            }
            Grip::End => (units != 0).then_some(Edit::Trim { clip: self.clip, edge: Edge::End, by: units }),
            Grip::Whole => {
                let fits =
                    |kind: Kind| kind.unit() == track.kind.unit() && kind.is_sound() == track.kind.is_sound();
                let to = track_under.and_then(|id| document.track(id)).filter(|to| fits(to.kind));
                let to = to.map_or(track.id, |to| to.id);
                let at = (start + units).max(0);
                (at != start || to != track.id).then_some(Edit::Move {
                    clip: self.clip,
                    track: to,
                    at,
                    placing: Placing::Overwrite,
                })
            }
        }
    }

    /// How far the pointer has moved, so that an edge near another lies on it. Alt moves freely.
    fn snapped(&self, event: &PointerEvent) -> f64 {
        let by = event.client_coordinates().x - self.from.0;
        if event.modifiers().alt() {
            return by;
        }
        let edges: &[f64] = match self.grip {
            Grip::Start => &[self.left],
            Grip::Whole => &[self.left, self.left + self.width],
            Grip::End => &[self.left + self.width],
        };
        let near = edges.iter().flat_map(|edge| self.targets.iter().map(move |target| target - (edge + by)));
        let near = near.filter(|miss| miss.abs() <= SNAP).min_by(|a, b| a.abs().total_cmp(&b.abs()));
        by + near.unwrap_or(0.0)
    }

    fn track_under(&self, event: &PointerEvent) -> Option<TrackId> {
        let at = event.client_coordinates();
        let page = web_sys::window()?.document()?;
        let hits = page.elements_from_point(at.x as f32, at.y as f32);
        let lane =
            hits.iter().find_map(|hit| hit.dyn_into::<WebElement>().ok()?.closest("[data-track]").ok()?)?;
        lane.get_attribute("data-track")?.parse().ok().map(TrackId)
    }
}
