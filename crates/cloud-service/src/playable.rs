//! Whether a result can be played, told from its container alone: boxes and sample tables of MP4 and MOV, chunks of WAV,
//! frames of MP3. Nothing is decoded; the desktop does that.
//!
//! Files come from elsewhere and may be anything. What is read into memory is bounded, so is every walk, and all
//! arithmetic on their numbers is checked.

mod boxes;
mod fragment;
mod input;
mod mp3;
mod mp4;
mod table;
mod wav;

use std::fs::File;
use std::path::Path;

use crate::playable::input::Input;

/// What was ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// What kind of thing.
    pub kind: Kind,
    /// How long it should be, in milliseconds; none where any length will do.
    pub milliseconds: Option<u32>,
}

/// A kind of result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Sound.
    Sound,
    /// A moving picture, with or without sound.
    Picture,
    /// A moving picture that must have sound.
    PictureWithSound,
}

/// How a file is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// MP4 or MOV.
    Mp4,
    /// WAV.
    Wav,
    /// MP3.
    Mp3,
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// How it is built.
    pub container: Container,
    /// How long it is: its picture where it has one, else its sound.
    pub milliseconds: u64,
    /// Its picture.
    pub picture: Option<Picture>,
    /// Whether there is sound in it.
    pub sound: bool,
}

/// A moving picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// How many frames.
    pub frames: u64,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The codec's four letters, such as `avc1`.
    pub codec: String,
}

/// Why a result cannot be played, or is not what was ordered.
#[derive(Debug, thiserror::Error)]
pub enum Unplayable {
    /// The system does not let it be read.
    #[error("the result cannot be read: {0}")]
    Unreadable(#[from] std::io::Error),
    /// It has no bytes.
    #[error("the result is an empty file")]
    Empty,
    /// It is neither MP4, MOV, WAV nor MP3, or not the kind of thing that was ordered.
    #[error("the result is not what was ordered: {0}")]
    WrongKind(&'static str),
    /// It ends before its end.
    #[error("the result is cut off: it tells of more than is in the file")]
    Truncated,
    /// It contradicts itself.
    #[error("the result is damaged: {0}")]
    Damaged(&'static str),
    /// There is nothing to play in it.
    #[error("the result has nothing in it to play")]
    NoFrames,
    /// It is too short.
    #[error("the result is {is_ms} ms long and should be {expected_ms} ms")]
    TooShort {
        /// How long it is.
        is_ms: u64,
        /// How long it should be.
        expected_ms: u32,
    },
    /// There is no sound where some was ordered.
    #[error("the result has no sound, which was ordered")]
    NoSound,
}

/// Looks into a file and says what it holds, or why it is not what was ordered. Reads the disk: call it where waiting is
/// allowed.
pub fn check(path: &Path, expected: Expected) -> Result<Facts, Unplayable> {
    let facts = look(path)?;
    match (expected.kind, &facts.picture) {
        (Kind::Sound, Some(_)) => return Err(Unplayable::WrongKind("it is a picture and should be a sound")),
        (Kind::Sound, None) if !facts.sound => return Err(Unplayable::NoFrames),
        (Kind::Picture | Kind::PictureWithSound, None) => {
            return Err(Unplayable::WrongKind("it has no picture"));
        }
        (Kind::PictureWithSound, Some(_)) if !facts.sound => return Err(Unplayable::NoSound),
        _ => {}
    }
    if let Some(expected_ms) = expected.milliseconds {
        // Half a second, or a tenth of a long one: providers cut on frames and pauses.
        let tolerance = u64::from(expected_ms / 10).max(500);
        if facts.milliseconds.saturating_add(tolerance) < u64::from(expected_ms) {
            return Err(Unplayable::TooShort { is_ms: facts.milliseconds, expected_ms });
        }
    }
    Ok(facts)
}

fn look(path: &Path) -> Result<Facts, Unplayable> {
    let mut input = Input::new(File::open(path)?)?;
    if input.len() == 0 {
        return Err(Unplayable::Empty);
    }
    let start = input.up_to(0, 12)?;
    let is = |at: usize, word: &[u8]| start.get(at..).is_some_and(|rest| rest.starts_with(word));
    if is(0, b"RIFF") || is(0, b"RF64") {
        if is(8, b"WAVE") { wav::look(&mut input) } else { Err(NOT_KNOWN) }
    } else if is(0, b"ID3") || mp3::is_header(&start) {
        mp3::look(&mut input)
    } else if mp4::BEGINNINGS.iter().any(|name| is(4, *name)) {
        mp4::look(&mut input)
    } else {
        Err(NOT_KNOWN)
    }
}

const NOT_KNOWN: Unplayable = Unplayable::WrongKind("it is neither MP4, MOV, WAV nor MP3");

/// A length in milliseconds; 0 where there is no scale.
fn milliseconds(units: u64, per_second: u32) -> u64 {
    let exact = u128::from(units) * 1000 / u128::from(per_second.max(1));
    if per_second == 0 { 0 } else { u64::try_from(exact).unwrap_or(u64::MAX) }
}
