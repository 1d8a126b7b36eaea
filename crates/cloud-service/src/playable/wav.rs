//! WAV: chunks of a RIFF file, whose numbers are the small end first.

use super::input::Input;
use super::{Container, Facts, Unplayable, milliseconds};

/// The most chunks of a file that are walked.
const CHUNKS_MAX: usize = 10_000;

/// Looks into a file.
pub(super) fn look(input: &mut Input) -> Result<Facts, Unplayable> {
    let mut at = 12_u64;
    let mut format: Option<Format> = None;
    let mut large: Option<u64> = None;
    for _ in 0..CHUNKS_MAX {
        let header = input.exactly(at, 8)?;
        let (name, size) = header.split_at_checked(4).ok_or(Unplayable::Truncated)?;
        let size = number(size);
        let start = at.saturating_add(8);
        match name {
            b"fmt " => format = Some(Format::read(&input.exactly(start, 16)?)?),
            b"ds64" => large = Some(number(&input.exactly(start.saturating_add(8), 8)?)),
            b"data" => {
                let format = format.ok_or(Unplayable::Damaged("its sound comes before its format"))?;
                return sound(&format, data_bytes(size, large, input.len().saturating_sub(start))?);
            }
            _ => {}
        }
        // Chunks begin at even places.
        at =
            start.checked_add(size).and_then(|end| end.checked_add(size % 2)).ok_or(Unplayable::Truncated)?;
    }
    Err(Unplayable::Damaged("it has more parts than any that are read"))
}

struct Format {
    per_second: u32,
    frame_bytes: u64,
}

impl Format {
    fn read(bytes: &[u8]) -> Result<Self, Unplayable> {
        let at = |from: usize, to: usize| bytes.get(from..to).map_or(0, number);
        let (channels, frame_bytes) = (at(2, 4), at(12, 14));
        let per_second = u32::try_from(at(4, 8)).unwrap_or(0);
        if channels == 0 || per_second == 0 || frame_bytes == 0 {
            return Err(Unplayable::Damaged("its format has no channels, no rate or no size"));
        }
        Ok(Self { per_second, frame_bytes })
    }
}

/// How much sound there is. Who writes without knowing the end says 0xffffffff: then it goes to the end of the file.
fn data_bytes(said: u64, large: Option<u64>, there: u64) -> Result<u64, Unplayable> {
    let said = match (said, large) {
        (0xffff_ffff, Some(large)) => large,
        (0xffff_ffff, None) => there,
        (said, _) => said,
    };
    if said > there { Err(Unplayable::Truncated) } else { Ok(said) }
}

fn sound(format: &Format, bytes: u64) -> Result<Facts, Unplayable> {
    let frames = bytes / format.frame_bytes;
    if frames == 0 {
        return Err(Unplayable::NoFrames);
    }
    let milliseconds = milliseconds(frames, format.per_second);
    Ok(Facts { container: Container::Wav, milliseconds, picture: None, sound: true })
}

/// A number of up to eight bytes.
fn number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}
