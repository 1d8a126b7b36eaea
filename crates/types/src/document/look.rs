//! How a clip's picture is placed, mixed and coloured.

use serde::{Deserialize, Serialize};

use super::clip::is_default;
use crate::geometry::{Area, Color};
use crate::keyframe::Animated;

/// How a clip's picture is placed, mixed and coloured. The default fills the canvas.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PictureSettings {
    /// How the picture is fitted to the canvas before it is moved.
    #[serde(skip_serializing_if = "is_default")]
    pub fit: Fit,
    /// The part of the source that is seen.
    #[serde(skip_serializing_if = "is_full")]
    pub crop: Area,
    /// Where its centre lies to the right of the canvas's centre, in canvas widths: from -4 to 4.
    #[serde(skip_serializing_if = "is_none_moved")]
    pub x: Animated,
    /// Where its centre lies below the canvas's centre, in canvas heights: from -4 to 4.
    #[serde(skip_serializing_if = "is_none_moved")]
    pub y: Animated,
    /// How much larger than fitted: from 0.01 to 32.
    #[serde(skip_serializing_if = "is_whole")]
    pub scale: Animated,
    /// Degrees turned clockwise: from -3600 to 3600.
    #[serde(skip_serializing_if = "is_none_moved")]
    pub rotation: Animated,
    /// From 0, clear, to 1, covering.
    #[serde(skip_serializing_if = "is_whole")]
    pub opacity: Animated,
    /// How it mixes with what lies below.
    #[serde(skip_serializing_if = "is_default")]
    pub blend: Blend,
    /// Changes of colour.
    #[serde(skip_serializing_if = "is_default")]
    pub grade: Grade,
}

impl Default for PictureSettings {
    fn default() -> Self {
        Self {
            fit: Fit::default(),
            crop: Area::FULL,
            x: Animated::Fixed(0.0),
            y: Animated::Fixed(0.0),
            scale: Animated::Fixed(1.0),
            rotation: Animated::Fixed(0.0),
            opacity: Animated::Fixed(1.0),
            blend: Blend::default(),
            grade: Grade::default(),
        }
    }
}

impl PictureSettings {
    /// Whether every value lies in its range.
    pub fn is_valid(&self) -> bool {
        let Area { left, top, right, bottom } = self.crop;
        let inside = [left, top, right, bottom].iter().all(|edge| (0.0..=1.0).contains(edge));
        let Grade { exposure, contrast, saturation, temperature } = self.grade;
        inside
            && left < right
            && top < bottom
            && self.x.is_within(-4.0, 4.0)
            && self.y.is_within(-4.0, 4.0)
            && self.scale.is_within(0.01, 32.0)
            && self.rotation.is_within(-3600.0, 3600.0)
            && self.opacity.is_within(0.0, 1.0)
            && (-4.0..=4.0).contains(&exposure)
            && [contrast, saturation, temperature].iter().all(|value| (-1.0..=1.0).contains(value))
    }

    /// The same settings for the part of the clip from `by` units on.
    pub fn shifted(&self, by: i64) -> Self {
        Self {
            x: self.x.shifted(by),
            y: self.y.shifted(by),
            scale: self.scale.shifted(by),
            rotation: self.rotation.shifted(by),
            opacity: self.opacity.shifted(by),
            ..self.clone()
        }
    }
}

/// How a picture of another shape is fitted to the canvas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fit {
    /// Fills the canvas; what stands over is cut off.
    #[default]
    Fill,
    /// Seen whole, over a blurred copy of itself.
    Blur,
    /// Seen whole, with this colour around it.
    Within(Color),
    /// Pulled to the shape of the canvas.
    Stretch,
}

/// How a picture mixes with what lies below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Blend {
    /// Lies over it.
    #[default]
    Normal,
    /// Adds its light.
    Add,
    /// Darkens as a filter does.
    Multiply,
    /// Lightens as a second projector does.
    Screen,
    /// Darkens the dark and lightens the light.
    Overlay,
    /// Keeps the darker of the two.
    Darken,
    /// Keeps the lighter of the two.
    Lighten,
}

/// Changes of colour; all 0 changes nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Grade {
    /// Brighter or darker, in stops: from -4 to 4.
    pub exposure: f32,
    /// Harder or softer: from -1 to 1.
    pub contrast: f32,
    /// More or less colourful: from -1, grey, to 1.
    pub saturation: f32,
    /// Colder or warmer: from -1 to 1.
    pub temperature: f32,
}

fn is_full(area: &Area) -> bool {
    *area == Area::FULL
}

fn is_none_moved(value: &Animated) -> bool {
    *value == Animated::Fixed(0.0)
}

fn is_whole(value: &Animated) -> bool {
    *value == Animated::Fixed(1.0)
}
