//! What must hold of every document, checked on the tracks that an edit changed.

use std::sync::Arc;

use super::EditError;
use crate::document::Document;
use crate::document::clip::Clip;
use crate::document::track::{Item, Track, Unit};
use crate::time::{SAMPLE_RATE, Seconds};

/// The longest a document may be: 24 hours.
pub(super) const LONGEST_SAMPLES: i64 = 24 * 3600 * SAMPLE_RATE;
const CLIPS_MAX: usize = 100_000;
const TRACKS_MAX: usize = 200;

/// Checks what differs from `before`.
pub(super) fn changed(before: &Document, after: &Document) -> Result<(), EditError> {
    if after.tracks.len() > TRACKS_MAX || after.next_id == u32::MAX {
        return Err(EditError::TooLarge);
    }
    let known = |track: &Arc<Track>| before.tracks.iter().any(|other| Arc::ptr_eq(track, other));
    for track in after.tracks.iter().filter(|track| !known(track)) {
        check_track(after, track)?;
    }
    Ok(())
}

fn check_track(document: &Document, track: &Track) -> Result<(), EditError> {
    let longest = match track.kind.unit() {
        Unit::Frames => document.canvas.frame_rate.frame_at(LONGEST_SAMPLES),
        Unit::Samples => LONGEST_SAMPLES,
    };
    let mut length = 0_i64;
    for item in &track.items {
        if item.length() <= 0 {
            return Err(EditError::OutOfRange("the length of an item"));
        }
        length = length.saturating_add(item.length());
        if let Item::Clip(clip) = item {
            check_clip(clip)?;
        }
    }
    if length > longest || track.items.len() > CLIPS_MAX { Err(EditError::TooLarge) } else { Ok(()) }
}

fn check_clip(clip: &Clip) -> Result<(), EditError> {
    if clip.source_start < Seconds::ZERO {
        return Err(EditError::NoHandle(clip.id));
    }
    if !clip.picture.is_valid() {
        return Err(EditError::OutOfRange("a setting of the picture"));
    }
    if !clip.gain_db.is_within(-60.0, 24.0) {
        return Err(EditError::OutOfRange("the gain"));
    }
    Ok(())
}
