//! What media are made of. A recipe is named by its SHA-256, so that the same request is made once.

use serde::{Deserialize, Serialize};
use types::geometry::Size;

use crate::check::Switch;

/// Something that can be made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "make", rename_all = "snake_case")]
pub enum Recipe {
    /// A line, spoken: a WAV.
    Speech(Speech),
    /// An actor who speaks: an MP4.
    Talk(Talk),
    /// A moving picture: an MP4.
    Shot(Shot),
    /// A video with another sound: an MP4.
    Lips(Lips),
}

/// A line, spoken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Speech {
    /// The voice, by its name in crate `speech`.
    pub voice: String,
    /// What is said.
    pub text: String,
    /// How fast, in thousandths of the voice's own pace.
    pub rate_thousandths: u32,
    /// How high, in hundredths of a semitone above the voice's own pitch.
    pub pitch_cents: i32,
}

/// Where sound or pictures come from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// An address to fetch.
    Url(String),
    /// Bytes that are kept here, by their SHA-256.
    Kept(String),
}

/// What is heard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sound {
    /// A line, spoken for it.
    Speech(Speech),
    /// A recording.
    Recording(Origin),
}

/// Whoever is seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Person {
    /// A drawn actor, by id.
    Drawn(String),
    /// A photo.
    Photo(Origin),
}

/// An actor who speaks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Talk {
    /// Who is seen.
    pub person: Person,
    /// What is heard.
    pub sound: Sound,
    /// Pixels across and down, both even.
    pub size: Size,
}

/// A moving picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shot {
    /// What it shows, in words.
    pub prompt: String,
    /// The picture that it moves over; none makes one from the prompt.
    pub image: Option<Origin>,
    /// Other files that were given: a last picture, references, a sound. They must be media; the shot does not show them.
    pub extras: Vec<Origin>,
    /// Pixels across and down, both even; none takes the shape of the picture.
    pub size: Option<Size>,
    /// Its short side, where the shape is the picture's.
    pub short_side: u32,
    /// How long it is, in milliseconds.
    pub length_ms: u32,
    /// What is heard.
    pub music: Music,
    /// Varies what is made.
    pub seed: u64,
}

/// Whether something is heard in a shot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Music {
    /// Music.
    Played,
    /// There is no sound at all.
    Silent,
}

impl Music {
    /// Played when that is on.
    pub fn when(wanted: Switch) -> Self {
        match wanted {
            Switch::On => Self::Played,
            Switch::Off => Self::Silent,
        }
    }
}

/// A video with another sound.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lips {
    /// The video, or a still picture.
    pub video: Origin,
    /// The sound.
    pub sound: Sound,
    /// What happens where one is longer than the other.
    pub fitting: Fitting,
}

/// What happens where a video and its new sound differ in length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fitting {
    /// As long as the shorter.
    CutOff,
    /// As long as the sound; the video begins again. A video that is to run backwards begins again too.
    Loop,
    /// As long as the video; the sound is followed by silence.
    Silence,
    /// As long as the sound; the video runs faster or slower.
    Remap,
}

/// What was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Made {
    /// Its file, by name, in the folder of media.
    pub file: String,
    /// How long it plays, in seconds.
    pub seconds: f64,
}

impl Made {
    /// What kind of bytes it is.
    pub fn content_type(&self) -> &'static str {
        if self.file.ends_with(".mp4") { "video/mp4" } else { "audio/wav" }
    }
}
