//! Clips: a stretch of a source with how it is seen and heard.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::look::PictureSettings;
use crate::geometry::Color;
use crate::id::{ClipId, GroupId, LineId, MediaId};
use crate::keyframe::Animated;
use crate::mouth::MouthCue;
use crate::text::{Caption, Title};
use crate::time::Seconds;

/// A stretch of a source on a track.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Clip {
    /// Its name in the document.
    pub id: ClipId,
    /// How long it is on its track, in the track's unit; more than 0.
    pub length: i64,
    /// Where in the source it begins, at or after 0.
    #[serde(default = "zero", skip_serializing_if = "is_zero")]
    pub source_start: Seconds,
    /// How fast the source plays.
    #[serde(default, skip_serializing_if = "is_default")]
    pub speed: Speed,
    /// What is shown or heard.
    pub source: Source,
    /// What users call it; empty means by its source.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The line of the script it speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<LineId>,
    /// Clips with the same link, as the picture and the voice of a line, are edited together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<GroupId>,
    /// Units over which it comes in from nothing.
    #[serde(default, skip_serializing_if = "is_default")]
    pub fade_in: i64,
    /// Units over which it goes out to nothing.
    #[serde(default, skip_serializing_if = "is_default")]
    pub fade_out: i64,
    /// How the clip before it becomes this one; only while a clip comes directly before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transition: Option<Transition>,
    /// How it is seen.
    #[serde(default, skip_serializing_if = "is_default")]
    pub picture: PictureSettings,
    /// How loud it is, in decibels from -60 to 24; keyframes count in the track's unit.
    #[serde(default = "unchanged_gain", skip_serializing_if = "is_unchanged_gain")]
    pub gain_db: Animated,
}

impl Clip {
    /// A clip of `length` units of a source, from its start, with nothing changed. Edits that take a clip
    /// give it an id of their own.
    pub fn new(length: i64, source: Source) -> Self {
        Self {
            id: ClipId(0),
            length,
            source_start: Seconds::ZERO,
            speed: Speed::default(),
            source,
            name: String::new(),
            line: None,
            link: None,
            fade_in: 0,
            fade_out: 0,
            transition: None,
            picture: PictureSettings::default(),
            gain_db: unchanged_gain(),
        }
    }
}

/// What a clip shows or plays. Times inside are from the start of the source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A file: its pictures on a picture track, its sound on a sound track.
    Media(MediaId),
    /// A still picture.
    Image(MediaId),
    /// A draft actor speaking.
    DraftActor(DraftActor),
    /// Words on the picture.
    Title(Title),
    /// Words as they are spoken.
    Caption(Caption),
    /// One colour.
    Solid(Color),
    /// Music made by the product.
    Bed(Bed),
}

impl Source {
    /// The media it needs, if any.
    pub fn media(&self) -> Option<MediaId> {
        match self {
            Self::Media(media) | Self::Image(media) => Some(*media),
            Self::DraftActor(DraftActor { face: Face::Portrait(media), .. }) => Some(*media),
            Self::DraftActor(_) | Self::Title(_) | Self::Caption(_) | Self::Solid(_) | Self::Bed(_) => None,
        }
    }

    /// Whether its time matters: a solid or a still is the same at every moment.
    pub fn is_timeless(&self) -> bool {
        matches!(self, Self::Image(_) | Self::Solid(_) | Self::Title(_))
    }
}

/// An actor of the draft, drawn or a portrait, speaking one take.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DraftActor {
    /// Who is seen.
    pub face: Face,
    /// How close the camera is.
    #[serde(default)]
    pub framing: Framing,
    /// When the mouth takes which shape, in samples from the start of the take.
    pub mouth: Arc<[MouthCue]>,
}

/// Who is seen.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Face {
    /// An actor of the catalogue, by id.
    Drawn(String),
    /// A photo.
    Portrait(MediaId),
}

/// How close the camera is. Lines alternate between the two, which hides the seams between takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Framing {
    /// Head and half of the body.
    #[default]
    Wide,
    /// Head and shoulders.
    Close,
}

/// Music made by the product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bed {
    /// Which bed of the catalogue.
    pub id: String,
    /// Varies the details; the same seed gives the same music.
    #[serde(default)]
    pub seed: u32,
}

/// How the clip before becomes this one. Both clips run on into the transition, over what is left of their
/// sources; where nothing is left the last or first picture stands.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Transition {
    /// What it looks like; on a sound track every kind is a cross-fade.
    pub kind: TransitionKind,
    /// Units before the cut, at or above 0.
    pub before: i64,
    /// Units after the cut, at or above 0; the two together are more than 0.
    pub after: i64,
}

/// What a transition looks like.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransitionKind {
    /// One picture fades into the other.
    CrossFade,
    /// Out to a colour and in again.
    Dip(Color),
    /// A soft edge moves over the picture in that direction.
    Wipe(Direction),
    /// The new picture pushes the old one out in that direction.
    Push(Direction),
    /// The old picture comes closer and fades, the new one settles.
    Zoom,
}

/// Where something moves to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Up.
    Up,
    /// Down.
    Down,
}

/// How fast a source plays, as a fraction: 2/1 is twice as fast. From 1/16 to 16.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "(u32, u32)", into = "(u32, u32)")]
pub struct Speed(u32, u32);

impl Speed {
    /// As recorded.
    pub const NORMAL: Self = Self(1, 1);

    /// `num/den` times as fast. `None` outside 1/16 to 16.
    pub fn new(num: u32, den: u32) -> Option<Self> {
        let fits =
            num > 0 && den > 0 && num <= 1_000_000 && den <= 1_000_000 && num <= den * 16 && den <= num * 16;
        fits.then_some(Self(num, den))
    }

    /// The fraction: source time passed over time passed.
    pub fn fraction(self) -> (u32, u32) {
        (self.0, self.1)
    }
}

impl Default for Speed {
    fn default() -> Self {
        Self::NORMAL
    }
}

impl TryFrom<(u32, u32)> for Speed {
    type Error = &'static str;

    fn try_from((num, den): (u32, u32)) -> Result<Self, Self::Error> {
        Self::new(num, den).ok_or("a speed lies from 1/16 to 16")
    }
}

impl From<Speed> for (u32, u32) {
    fn from(speed: Speed) -> Self {
        speed.fraction()
    }
}

fn zero() -> Seconds {
    Seconds::ZERO
}

fn is_zero(time: &Seconds) -> bool {
    *time == Seconds::ZERO
}

fn unchanged_gain() -> Animated {
    Animated::Fixed(0.0)
}

fn is_unchanged_gain(gain: &Animated) -> bool {
    *gain == unchanged_gain()
}

pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
