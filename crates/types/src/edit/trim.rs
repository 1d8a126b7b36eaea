//! Edits that change where clips begin and end: trim, ripple, roll, slip, slide, speed.

use std::sync::Arc;

use super::reach::{self, Shift};
use super::row::{self, Row};
use super::{Edge, EditError, Reach};
use crate::document::Document;
use crate::document::clip::{Clip, Speed};
use crate::document::track::Item;
use crate::id::ClipId;
use crate::time::Seconds;

/// Moves an edge of a clip into or out of a gap.
pub(super) fn trim(document: &mut Document, clip: ClipId, edge: Edge, by: i64) -> Result<(), EditError> {
    let (mut row, index) = row::open_at(document, clip)?;
    let trimmed = with_edge(&row, index, edge, by)?;
    match edge {
        Edge::Start => {
            set(&mut row, index, trimmed);
            give(&mut row, index.checked_sub(1), by, (clip, index))?;
        }
        Edge::End => {
            set(&mut row, index, trimmed);
            let next = index + 1;
            if next < row.items.len() {
                give(&mut row, Some(next), -by, (clip, next))?;
            }
        }
    }
    row.finish(document);
    Ok(())
}

/// Moves an edge of a clip and all that comes after.
pub(super) fn ripple(
    document: &mut Document,
    clip: ClipId,
    (edge, by): (Edge, i64),
    reach: Reach,
) -> Result<(), EditError> {
    let (mut row, index) = row::open_at(document, clip)?;
    let trimmed = with_edge(&row, index, edge, by)?;
    let start = row.start_of(index);
    let end = start + row.items.get(index).map_or(0, Item::length);
    set(&mut row, index, trimmed);
    row.finish(document);
    let (track, _, _) = document.find_clip(clip).ok_or(EditError::ClipNotFound(clip))?;
    let track = track.id;
    let (range, shift) = match (edge, by) {
        (Edge::Start, 0..) => (start..start + by, Shift::Close),
        (Edge::Start, _) => (start..start - by, Shift::Open),
        (Edge::End, 0..) => (end..end + by, Shift::Open),
        (Edge::End, _) => (end + by..end, Shift::Close),
    };
    reach::follow(document, track, range, (shift, reach))
}

/// Moves the cut between a clip and its neighbour.
pub(super) fn roll(document: &mut Document, clip: ClipId, edge: Edge, by: i64) -> Result<(), EditError> {
    let (mut row, index) = row::open_at(document, clip)?;
    let neighbour = match edge {
        Edge::Start => index.checked_sub(1),
        Edge::End => Some(index + 1),
    };
    let neighbour = neighbour.filter(|at| row.items.get(*at).is_some_and(|item| item.clip().is_some()));
    let neighbour = neighbour.ok_or(EditError::NoNeighbour(clip))?;
    let opposite = if edge == Edge::Start { Edge::End } else { Edge::Start };
    let (this, that) = (with_edge(&row, index, edge, by)?, with_edge(&row, neighbour, opposite, by)?);
    set(&mut row, index, this);
    set(&mut row, neighbour, that);
    row.finish(document);
    Ok(())
}

/// Shows another part of the source in the same place.
pub(super) fn slip(document: &mut Document, clip: ClipId, by: Seconds) -> Result<(), EditError> {
    let (mut row, index) = row::open_at(document, clip)?;
    let found = clip_at(&row, index)?;
    let source_start = found.source_start.plus(by);
    if source_start < Seconds::ZERO {
        return Err(EditError::NoHandle(clip));
    }
    set(&mut row, index, Clip { source_start, ..(*found).clone() });
    row.finish(document);
    Ok(())
}

/// Moves a clip between its neighbours, which give and take.
pub(super) fn slide(document: &mut Document, clip: ClipId, by: i64) -> Result<(), EditError> {
    let (mut row, index) = row::open_at(document, clip)?;
    let next = index + 1;
    match row.items.get(next) {
        Some(Item::Clip(_)) => {
            let part = with_edge(&row, next, Edge::Start, by)?;
            set(&mut row, next, part);
        }
        Some(Item::Gap(_)) => give(&mut row, Some(next), -by, (clip, next))?,
        None => {}
    }
    match index.checked_sub(1) {
        Some(before) if row.items.get(before).is_some_and(|item| item.clip().is_some()) => {
            let part = with_edge(&row, before, Edge::End, by)?;
            set(&mut row, before, part);
        }
        before => give(&mut row, before, by, (clip, index))?,
    }
    row.finish(document);
    Ok(())
}

/// Changes how fast a clip plays and with it how long it is.
pub(super) fn set_speed(
    document: &mut Document,
    clip: ClipId,
    speed: Speed,
    reach: Reach,
) -> Result<(), EditError> {
    let (mut row, index) = row::open_at(document, clip)?;
    let found = clip_at(&row, index)?;
    let ((old_num, old_den), (new_num, new_den)) = (found.speed.fraction(), speed.fraction());
    let above = i128::from(found.length) * i128::from(old_num) * i128::from(new_den);
    let below = i128::from(old_den) * i128::from(new_num);
    let length = ((2 * above + below) / (2 * below)).clamp(1, i128::from(super::check::LONGEST_SAMPLES));
    let by = length as i64 - found.length;
    let source_start = found.source_start;
    set(&mut row, index, Clip { speed, ..(*found).clone() });
    row.finish(document);
    ripple(document, clip, (Edge::End, by), reach)?;
    debug_assert_eq!(document.find_clip(clip).map(|(_, _, clip)| clip.source_start), Some(source_start));
    Ok(())
}

fn clip_at(row: &Row, index: usize) -> Result<Arc<Clip>, EditError> {
    row.items.get(index).and_then(|item| item.clip()).cloned().ok_or(EditError::ClipNotFound(ClipId(0)))
}

fn with_edge(row: &Row, index: usize, edge: Edge, by: i64) -> Result<Clip, EditError> {
    if by.abs() > super::check::LONGEST_SAMPLES {
        return Err(EditError::OutOfRange("the length of the clip"));
    }
    let clip = clip_at(row, index)?;
    match edge {
        Edge::Start => row.without_head(&clip, by),
        Edge::End if clip.length + by > 0 => Ok(Clip { length: clip.length + by, ..(*clip).clone() }),
        Edge::End => Err(EditError::NothingLeft(clip.id)),
    }
}

fn set(row: &mut Row, index: usize, clip: Clip) {
    if let Some(item) = row.items.get_mut(index) {
        *item = Item::Clip(Arc::new(clip));
    }
}

/// Gives `by` units to the gap at `gap`, or takes them when negative. Where no gap is, one is made at `at`.
fn give(row: &mut Row, gap: Option<usize>, by: i64, (clip, at): (ClipId, usize)) -> Result<(), EditError> {
    match gap.and_then(|index| row.items.get_mut(index)) {
        Some(Item::Gap(length)) if *length + by >= 0 => *length += by,
        Some(Item::Clip(_)) | None if by >= 0 => row.items.insert(at, Item::Gap(by)),
        Some(_) | None => return Err(EditError::NoRoom(clip)),
    }
    Ok(())
}
