//! A picture on the canvas under the pointer: moved and scaled, with guides at the centre and the safe edges.
//! Everything is in fractions of the canvas, as `PictureSettings` has it.

use types::geometry::Area;
use types::keyframe::{Animated, Keyframe};

/// Where a picture lies: its centre from the canvas's centre, and how much larger than fitted it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FrameBox {
    /// To the right, in canvas widths.
    pub x: f32,
    /// Down, in canvas heights.
    pub y: f32,
    /// How much larger than fitted.
    pub scale: f32,
}

/// A picture after it was moved, with the guides it lies on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    /// Where it lies.
    pub place: FrameBox,
    /// The upright guide, from the left edge of the canvas.
    pub upright: Option<f32>,
    /// The level guide, from the top edge of the canvas.
    pub level: Option<f32>,
}

impl FrameBox {
    /// The rectangle it covers, from the top left of the canvas.
    pub fn area(self) -> Area {
        let half = self.scale / 2.0;
        Area {
            left: 0.5 + self.x - half,
            top: 0.5 + self.y - half,
            right: 0.5 + self.x + half,
            bottom: 0.5 + self.y + half,
        }
    }

    /// Moved by about so much; near a guide, within `radius`, it lies on it.
    pub fn moved(self, by: (f32, f32), safe: Area, radius: (f32, f32)) -> Moved {
        let to = Self { x: (self.x + by.0).clamp(-4.0, 4.0), y: (self.y + by.1).clamp(-4.0, 4.0), ..self };
        let area = to.area();
        let across = [(0.5 + to.x, 0.5), (area.left, safe.left), (area.right, safe.right)];
        let down = [(0.5 + to.y, 0.5), (area.top, safe.top), (area.bottom, safe.bottom)];
        let (x, upright) = guided(across, radius.0);
        let (y, level) = guided(down, radius.1);
        Moved { place: Self { x: to.x + x, y: to.y + y, ..to }, upright, level }
    }

    /// Scaled as a pointer that was `from` its centre and is `to` now asks.
    pub fn scaled(self, from: f32, to: f32) -> Self {
        if from <= f32::EPSILON {
            return self;
        }
        let scale = (self.scale * to / from).clamp(0.01, 32.0);
        // Near its fitted size it is meant to have it.
        Self { scale: if (scale - 1.0).abs() < 0.02 { 1.0 } else { scale }, ..self }
    }
}

fn guided(edges: [(f32, f32); 3], radius: f32) -> (f32, Option<f32>) {
    let near = edges.into_iter().map(|(edge, guide)| (guide - edge, guide));
    let near = near.filter(|(miss, _)| miss.abs() <= radius).min_by(|a, b| a.0.abs().total_cmp(&b.0.abs()));
    near.map_or((0.0, None), |(miss, guide)| (miss, Some(guide)))
}

/// A value that changes over time, moved as a whole by `by` within its range.
pub fn plus(value: &Animated, by: f32, (low, high): (f32, f32)) -> Animated {
    each(value, |old| (old + by).clamp(low, high))
}

/// A value that changes over time, multiplied as a whole within its range.
pub fn times(value: &Animated, factor: f32, (low, high): (f32, f32)) -> Animated {
    each(value, |old| (old * factor).clamp(low, high))
}

fn each(value: &Animated, change: impl Fn(f32) -> f32) -> Animated {
    match value {
        Animated::Fixed(value) => Animated::Fixed(change(*value)),
        Animated::Keys(keys) => {
            Animated::Keys(keys.iter().map(|key| Keyframe { value: change(key.value), ..*key }).collect())
        }
    }
}
