//! MP3: frames one after another, each of which says how long it is.

use super::input::Input;
use super::{Container, Facts, Unplayable, milliseconds};

/// The most frames of a file that are walked: over a day of sound.
const FRAMES_MAX: u64 = 5_000_000;

/// Kilobits a second by layer III's index, for MPEG 1 and for MPEG 2 and 2.5.
const BITRATES: [[u32; 16]; 2] = [
    [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0],
    [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0],
];
/// Samples a second of MPEG 1; halved for MPEG 2, quartered for 2.5.
const RATES: [u32; 4] = [44_100, 48_000, 32_000, 0];

/// Looks into a file.
pub(super) fn look(input: &mut Input) -> Result<Facts, Unplayable> {
    let mut at = after_tag(input)?;
    let (mut length_us, mut frames) = (0_u64, 0_u64);
    while frames < FRAMES_MAX {
        let header = input.up_to(at, 4)?;
        let Some(frame) = Frame::read(&header) else {
            // What stands after the last frame is a tag, or nothing, or zeros.
            let is_end = header.len() < 4 || is_tag(&header) || header == [0; 4];
            return match (is_end, frames) {
                (_, 0) => Err(Unplayable::NoFrames),
                (true, _) => Ok(facts(length_us)),
                (false, _) => Err(Unplayable::Damaged("something else stands between its frames")),
            };
        };
        at = at.checked_add(frame.bytes).filter(|end| *end <= input.len()).ok_or(Unplayable::Truncated)?;
        frames += 1;
        length_us = length_us.saturating_add(milliseconds(frame.samples * 1000, frame.per_second));
    }
    Err(Unplayable::Damaged("it has more frames than any that are read"))
}

/// Whether a file begins with a frame.
pub(super) fn is_header(bytes: &[u8]) -> bool {
    Frame::read(bytes).is_some()
}

const fn facts(length_us: u64) -> Facts {
    Facts { container: Container::Mp3, milliseconds: length_us / 1000, picture: None, sound: true }
}

fn is_tag(header: &[u8]) -> bool {
    [&b"TAG"[..], b"APE", b"ID3", b"LYR"].iter().any(|tag| header.starts_with(tag))
}

/// Where the frames begin: after a tag, where there is one.
fn after_tag(input: &mut Input) -> Result<u64, Unplayable> {
    let header = input.up_to(0, 10)?;
    if !header.starts_with(b"ID3") {
        return Ok(0);
    }
    let size = header.get(6..10).ok_or(Unplayable::Truncated)?;
    // Seven bits to a byte.
    let size = size.iter().fold(0_u64, |size, byte| size << 7 | u64::from(byte & 0x7f));
    let footer = if header.get(5).is_some_and(|flags| flags & 0x10 != 0) { 10 } else { 0 };
    let end = 10 + size + footer;
    if end > input.len() { Err(Unplayable::Truncated) } else { Ok(end) }
}

/// One frame of layer III.
struct Frame {
    bytes: u64,
    samples: u64,
    per_second: u32,
}

impl Frame {
    fn read(header: &[u8]) -> Option<Self> {
        let word = u32::from_be_bytes(*header.first_chunk::<4>()?);
        if word >> 21 != 0x7ff || (word >> 17) & 3 != 1 {
            return None;
        }
        let (is_first, halvings) = match (word >> 19) & 3 {
            3 => (true, 0),
            2 => (false, 1),
            0 => (false, 2),
            _ => return None,
        };
        let index = |shift: u32, mask: u32| usize::try_from((word >> shift) & mask).ok();
        let table = BITRATES.get(usize::from(!is_first))?;
        let kilobits = *table.get(index(12, 15)?)?;
        let per_second = *RATES.get(index(10, 3)?)? >> halvings;
        if kilobits == 0 || per_second == 0 {
            return None;
        }
        let samples: u64 = if is_first { 1152 } else { 576 };
        let padding = u64::from((word >> 9) & 1);
        let bytes = samples / 8 * u64::from(kilobits) * 1000 / u64::from(per_second) + padding;
        Some(Self { bytes, samples, per_second })
    }
}
