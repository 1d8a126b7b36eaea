//! Putting time into the other tracks, or taking it out, so that all stay together.

use std::ops::Range;
use std::sync::Arc;

use super::row::{self, Row};
use super::{EditError, Reach};
use crate::document::Document;
use crate::document::clip::Clip;
use crate::document::track::{Item, Unit};
use crate::id::TrackId;

/// A change of time on one track that the others are to follow.
#[derive(Clone, Copy)]
pub(super) enum Shift {
    /// Time is put in.
    Open,
    /// Time is taken out.
    Close,
}

/// Lets the other tracks follow when time was put in at, or taken out of, `range` of `track`.
pub(super) fn follow(
    document: &mut Document,
    track: TrackId,
    range: Range<i64>,
    (shift, reach): (Shift, Reach),
) -> Result<(), EditError> {
    if reach == Reach::Track || range.is_empty() {
        return Ok(());
    }
    let unit = document.track(track).ok_or(EditError::TrackNotFound(track))?.kind.unit();
    let frames = in_frames(document, unit, &range)?;
    let rate = document.canvas.frame_rate;
    let samples = match unit {
        Unit::Frames => rate.sample_of(range.start)..rate.sample_of(range.end),
        Unit::Samples => range,
    };
    let others = document.tracks.iter().filter(|other| other.id != track && !other.settings.locked);
    let others: Vec<_> = others.map(|other| (other.id, other.kind.unit())).collect();
    for (other, unit) in others {
        let range = match unit {
            Unit::Frames => frames.clone(),
            Unit::Samples => samples.clone(),
        };
        let mut row = row::open(document, other)?;
        match shift {
            Shift::Open => open_gap(&mut row, range),
            Shift::Close => close_gap(&mut row, range)?,
        }
        row.finish(document);
    }
    Ok(())
}

fn in_frames(document: &Document, unit: Unit, range: &Range<i64>) -> Result<Range<i64>, EditError> {
    let rate = document.canvas.frame_rate;
    match unit {
        Unit::Frames => Ok(range.clone()),
        Unit::Samples => {
            let frames = rate.frame_at(range.start)..rate.frame_at(range.end);
            let whole =
                rate.sample_of(frames.start) == range.start && rate.sample_of(frames.end) == range.end;
            if whole { Ok(frames) } else { Err(EditError::NotWholeFrames) }
        }
    }
}

fn open_gap(row: &mut Row, range: Range<i64>) {
    let mut start = 0;
    for index in 0..row.items.len() {
        if start >= range.start {
            row.items.insert(index, Item::Gap(range.end - range.start));
            return;
        }
        let Some(item) = row.items.get_mut(index) else { return };
        let end = start + item.length();
        match item {
            Item::Gap(length) if end > range.start => {
                *length += range.end - range.start;
                return;
            }
            Item::Gap(_) | Item::Clip(_) => start = end,
        }
    }
}

fn close_gap(row: &mut Row, range: Range<i64>) -> Result<(), EditError> {
    let mut start = 0;
    for item in &mut row.items {
        let end = start + item.length();
        if let Item::Clip(clip) = item
            && start < range.start
            && end > range.end
        {
            // What lies across, as music does, gives up its end, so that it is not cut in the middle.
            let length = clip.length - (range.end - range.start);
            *item = Item::Clip(Arc::new(Clip { length, ..(**clip).clone() }));
            return Ok(());
        }
        start = end;
    }
    if range.start < row.length() { row.replace(range, Vec::new()) } else { Ok(()) }
}
