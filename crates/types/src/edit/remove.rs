//! Edits that take clips out: lift leaves gaps, extract closes them.

use std::ops::Range;

use super::reach::{self, Shift};
use super::row;
use super::{EditError, Reach};
use crate::document::Document;
use crate::document::track::Item;
use crate::id::{ClipId, TrackId};

/// Removes clips and leaves gaps.
pub(super) fn lift(document: &mut Document, clips: &[ClipId]) -> Result<(), EditError> {
    for clip in clips {
        let (track, range) = range_of(document, *clip)?;
        lift_range(document, track, range)?;
    }
    Ok(())
}

/// Removes clips and closes the gaps. Where all tracks follow, each clip's time goes only once, however many
/// of the clips share it.
pub(super) fn extract(document: &mut Document, clips: &[ClipId], reach: Reach) -> Result<(), EditError> {
    for (index, clip) in clips.iter().enumerate() {
        let found = range_of(document, *clip);
        let (track, range) = match (found, reach) {
            // The time of an earlier clip was taken out of all tracks, and this clip lay wholly within it.
            (Err(EditError::ClipNotFound(_)), Reach::AllTracks) if index > 0 => continue,
            (found, _) => found?,
        };
        extract_range(document, track, range, reach)?;
    }
    Ok(())
}

/// Removes what lies in a range and leaves a gap.
pub(super) fn lift_range(
    document: &mut Document,
    track: TrackId,
    range: Range<i64>,
) -> Result<(), EditError> {
    let mut row = row::open(document, track)?;
    let range = checked(range, row.length())?;
    let gap = Item::Gap(range.end - range.start);
    row.replace(range, vec![gap])?;
    row.finish(document);
    Ok(())
}

/// Removes what lies in a range and closes the gap.
pub(super) fn extract_range(
    document: &mut Document,
    track: TrackId,
    range: Range<i64>,
    reach: Reach,
) -> Result<(), EditError> {
    let mut row = row::open(document, track)?;
    let range = checked(range, row.length())?;
    row.replace(range.clone(), Vec::new())?;
    row.finish(document);
    reach::follow(document, track, range, (Shift::Close, reach))
}

fn range_of(document: &Document, clip: ClipId) -> Result<(TrackId, Range<i64>), EditError> {
    let (track, start, found) = document.find_clip(clip).ok_or(EditError::ClipNotFound(clip))?;
    Ok((track.id, start..start + found.length))
}

fn checked(range: Range<i64>, length: i64) -> Result<Range<i64>, EditError> {
    if range.start < 0 || range.end <= range.start || range.start > length {
        return Err(EditError::OutOfRange("the range"));
    }
    Ok(range.start..range.end.min(length))
}
