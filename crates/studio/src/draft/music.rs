//! Music under the whole ad, ducked while somebody speaks.

use types::document::clip::{Bed, Clip, Source};
use types::document::track::Kind;
use types::edit::EditError;
use types::keyframe::Animated;
use types::time::SAMPLE_RATE;

use super::Music;
use super::build::Build;

/// How far below speech music lies before ducking, in decibels.
const GAIN_DB: f32 = -8.0;
/// Music goes out over this many samples: 0.8 s.
const FADE_OUT: i64 = SAMPLE_RATE * 8 / 10;
/// The most often a short piece is repeated.
const REPEATS_MAX: i64 = 200;

/// Adds the music, as long as the pictures are.
pub(super) fn add(build: &mut Build, music: &Music) -> Result<(), EditError> {
    let length = build.document.samples();
    if length == 0 {
        return Ok(());
    }
    let under = |length, source| Clip { gain_db: Animated::Fixed(GAIN_DB), ..Clip::new(length, source) };
    match music {
        Music::None => {}
        Music::Bed(id, seed) => {
            let track = build.track(Kind::Music)?;
            // A bed is written to end with the ad, so it needs no fade.
            build.place(track, 0, under(length, Source::Bed(Bed { id: id.clone(), seed: *seed })))?;
        }
        Music::Own(footage) => {
            let track = build.track(Kind::Music)?;
            let media = build.media(footage)?;
            let piece = footage.info.duration.samples().max(length / REPEATS_MAX).max(1);
            let mut at = 0;
            while at < length {
                let part = piece.min(length - at);
                let fade_out = if at + part == length { FADE_OUT.min(part) } else { 0 };
                build.place(track, at, Clip { fade_out, ..under(part, Source::Media(media)) })?;
                at += part;
            }
        }
    }
    Ok(())
}
