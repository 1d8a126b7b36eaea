//! How loud a clip is over its length, as a waveform on the screen shows it.

use std::ops::Range;

use types::document::Document;
use types::document::clip::{Clip, Source};
use types::id::ClipId;
use types::time::{SAMPLE_RATE, Seconds};

use super::Session;
use crate::error::EngineError;

/// The most stretches in one answer: nearly three hours at 400 a second.
const STRETCHES_MAX: i64 = 4 << 20;
/// The most stretches in a second; one is then shorter than the finest waveform that is kept.
const PER_SECOND_MAX: u32 = 400;

impl Session {
    /// How loud a clip on a sound track is before its gain: one byte for each of `per_second` (1 to 400) stretches a
    /// second of its length, 255 for full scale. Waveforms are kept in steps of 256 samples, so a stretch shows what
    /// lies up to that far beside it as well.
    ///
    /// # Errors
    /// `InvalidJob` for a clip that is not heard or too many stretches; what is wrong with its file.
    pub fn peaks(&self, document: &Document, clip: ClipId, per_second: u32) -> Result<Vec<u8>, EngineError> {
        if !(1..=PER_SECOND_MAX).contains(&per_second) {
            return Err(refused(format!("a waveform has 1 to {PER_SECOND_MAX} stretches in a second")));
        }
        let found = document.find_clip(clip).filter(|(track, _, _)| track.kind.is_sound());
        let (_, _, clip) =
            found.ok_or_else(|| refused(format!("there is no clip {clip} on a sound track")))?;
        let (range, stretches) = stretches(clip, per_second)?;
        let wave = match &clip.source {
            Source::Media(id) => {
                let media = document.media(*id).ok_or_else(|| refused(format!("there is no media {id}")))?;
                self.sounds.wave(media)?
            }
            Source::Bed(bed) => self
                .sounds
                .wave_of_bed(bed, range.end)
                .ok_or_else(|| refused(format!("there is no music bed \"{}\"", bed.id)))?,
            Source::Image(_)
            | Source::DraftActor(_)
            | Source::Title(_)
            | Source::Caption(_)
            | Source::Solid(_) => return Err(refused(format!("clip {} has no sound", clip.id))),
        };
        let byte = |low: f32, high: f32| (high.max(-low).clamp(0.0, 1.0) * 255.0).round() as u8;
        Ok(wave.columns(range, stretches).iter().map(|peak| byte(peak.low, peak.high)).collect())
    }
}

/// The samples of its source that a clip plays, and in how many stretches.
fn stretches(clip: &Clip, per_second: u32) -> Result<(Range<i64>, usize), EngineError> {
    let stretches = (clip.length.saturating_mul(i64::from(per_second)) + SAMPLE_RATE - 1) / SAMPLE_RATE;
    if stretches > STRETCHES_MAX {
        return Err(refused("the clip is too long for a waveform as fine as that".to_owned()));
    }
    let (num, den) = clip.speed.fraction();
    let heard = Seconds::from_samples(clip.length).scaled(i64::from(num), i64::from(den));
    let start = clip.source_start.samples();
    Ok((start..start.saturating_add(heard.samples()), usize::try_from(stretches).unwrap_or(0)))
}

fn refused(reason: String) -> EngineError {
    EngineError::InvalidJob { reason }
}
