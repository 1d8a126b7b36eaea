//! Tracks: rows of clips and gaps.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::clip::Clip;
use crate::id::TrackId;

/// A row of clips and gaps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Track {
    /// Its name in the document.
    pub id: TrackId,
    /// What lies on it.
    pub kind: Kind,
    /// How it is played and edited.
    pub settings: TrackSettings,
    /// Clips and gaps from the start of the ad on. No two gaps follow each other and none comes last.
    pub items: Vec<Item>,
}

/// What lies on a track.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Pictures that fill the canvas: actors, footage.
    Video,
    /// Pictures over pictures: titles, logos, cutaways.
    Overlay,
    /// Captions.
    Caption,
    /// Speech; music is ducked under it.
    Voice,
    /// Music.
    Music,
    /// Sound effects and the sound of footage.
    Effect,
}

/// What the lengths on a track count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Whole frames at the canvas's rate.
    Frames,
    /// Samples at 48 kHz.
    Samples,
}

impl Kind {
    /// Every kind, in the order of a new document's tracks.
    pub const ALL: [Self; 6] =
        [Self::Video, Self::Overlay, Self::Caption, Self::Voice, Self::Music, Self::Effect];

    /// What lengths on such a track count.
    pub fn unit(self) -> Unit {
        match self {
            Self::Video | Self::Overlay => Unit::Frames,
            Self::Caption | Self::Voice | Self::Music | Self::Effect => Unit::Samples,
        }
    }

    /// Whether it is heard rather than seen.
    pub fn is_sound(self) -> bool {
        matches!(self, Self::Voice | Self::Music | Self::Effect)
    }

    /// The name of a new track of this kind.
    pub fn name(self) -> &'static str {
        match self {
            Self::Video => "Video",
            Self::Overlay => "Overlay",
            Self::Caption => "Captions",
            Self::Voice => "Voice",
            Self::Music => "Music",
            Self::Effect => "Effects",
        }
    }
}

/// How a track is played and edited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrackSettings {
    /// What users call it.
    pub name: String,
    /// Neither seen nor heard.
    #[serde(default)]
    pub muted: bool,
    /// While any track is soloed, only soloed tracks of its sort (seen or heard) are played.
    #[serde(default)]
    pub solo: bool,
    /// Edits are refused, and ripples pass it by.
    #[serde(default)]
    pub locked: bool,
    /// Gain of the whole track in decibels, from -60 to 24.
    #[serde(default)]
    pub gain_db: f32,
    /// Made quieter while somebody speaks on a voice track.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duck: Option<Ducking>,
}

/// How music gives way to speech.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ducking {
    /// How much quieter under speech, in decibels: from -48 to 0.
    pub depth_db: f32,
    /// Milliseconds it takes to go down, and it starts that long before the speech.
    pub attack_ms: u32,
    /// Milliseconds it takes to come back.
    pub release_ms: u32,
}

impl Default for Ducking {
    fn default() -> Self {
        Self { depth_db: -12.0, attack_ms: 120, release_ms: 450 }
    }
}

/// A clip or an empty stretch of a track.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// Nothing, for that many units; more than 0.
    Gap(i64),
    /// A clip.
    Clip(Arc<Clip>),
}

/// Two documents share the clips in which they do not differ, so most comparisons end at the address: an edit
/// to a document of thousands of clips would otherwise compare every one to its last detail.
impl PartialEq for Item {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Gap(length), Self::Gap(other)) => length == other,
            (Self::Clip(clip), Self::Clip(other)) => Arc::ptr_eq(clip, other) || clip == other,
            (Self::Gap(_), Self::Clip(_)) | (Self::Clip(_), Self::Gap(_)) => false,
        }
    }
}

impl Item {
    /// How long it is, in the track's unit.
    pub fn length(&self) -> i64 {
        match self {
            Self::Gap(length) => *length,
            Self::Clip(clip) => clip.length,
        }
    }

    /// The clip, unless it is a gap.
    pub fn clip(&self) -> Option<&Arc<Clip>> {
        match self {
            Self::Gap(_) => None,
            Self::Clip(clip) => Some(clip),
        }
    }
}

impl Track {
    /// An empty track.
    pub fn new(id: TrackId, kind: Kind) -> Self {
        let duck = (kind == Kind::Music).then(Ducking::default);
        let settings = TrackSettings {
            name: kind.name().into(),
            muted: false,
            solo: false,
            locked: false,
            gain_db: 0.0,
            duck,
        };
        Self { id, kind, settings, items: Vec::new() }
    }

    /// To the end of the last clip, in the track's unit.
    pub fn length(&self) -> i64 {
        self.items.iter().map(Item::length).sum()
    }

    /// Every clip with where it starts.
    pub fn clips(&self) -> impl Iterator<Item = (i64, &Clip)> {
        self.placed().filter_map(|(start, item)| Some((start, &**item.clip()?)))
    }

    /// Every clip and gap with where it starts.
    pub fn placed(&self) -> impl Iterator<Item = (i64, &Item)> {
        self.items.iter().scan(0, |next, item| {
            let start = *next;
            *next += item.length();
            Some((start, item))
        })
    }

    /// The clip at `at`, with where it starts.
    pub fn clip_at(&self, at: i64) -> Option<(i64, &Clip)> {
        let (start, item) =
            self.placed().find(|(start, item)| (*start..*start + item.length()).contains(&at))?;
        Some((start, &**item.clip()?))
    }
}
