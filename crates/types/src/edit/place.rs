//! Edits that put clips somewhere: insert, overwrite, split, move.

use std::sync::Arc;

use super::reach::{self, Shift};
use super::row;
use super::{EditError, Placing, Reach};
use crate::document::Document;
use crate::document::clip::{Clip, Source};
use crate::document::track::{Item, Kind};
use crate::id::{ClipId, TrackId};

/// Puts a clip in and moves what comes after.
pub(super) fn insert(
    document: &mut Document,
    (track, at): (TrackId, i64),
    clip: &Clip,
    reach: Reach,
) -> Result<(), EditError> {
    accepts(document, track, at, clip)?;
    let mut row = row::open(document, track)?;
    let item = Item::Clip(Arc::new(Clip { id: row.new_clip_id(), ..clip.clone() }));
    row.replace(at..at, vec![item])?;
    row.finish(document);
    reach::follow(document, track, at..at + clip.length, (Shift::Open, reach))
}

/// Puts a clip in the place of whatever lies there.
pub(super) fn overwrite(
    document: &mut Document,
    (track, at): (TrackId, i64),
    clip: &Clip,
) -> Result<(), EditError> {
    accepts(document, track, at, clip)?;
    let mut row = row::open(document, track)?;
    let item = Item::Clip(Arc::new(Clip { id: row.new_clip_id(), ..clip.clone() }));
    row.replace(at..at + clip.length, vec![item])?;
    row.finish(document);
    Ok(())
}

/// Cuts a clip in two.
pub(super) fn split(document: &mut Document, clip: ClipId, at: i64) -> Result<(), EditError> {
    let (mut row, index) = row::open_at(document, clip)?;
    let length = row.items.get(index).map_or(0, Item::length);
    if at <= 0 || at >= length {
        return Err(EditError::OutOfRange("the place of the cut"));
    }
    let start = row.start_of(index);
    row.replace(start + at..start + at, Vec::new())?;
    row.finish(document);
    Ok(())
}

/// Takes a clip from its place and puts it somewhere else, with the same id.
pub(super) fn shift(
    document: &mut Document,
    clip: ClipId,
    (track, at): (TrackId, i64),
    placing: Placing,
) -> Result<(), EditError> {
    let (mut row, index) = row::open_at(document, clip)?;
    let found = row.items.get(index).and_then(|item| item.clip()).cloned();
    let moved = found.ok_or(EditError::ClipNotFound(clip))?;
    accepts(document, track, at, &moved)?;
    let start = row.start_of(index);
    row.replace(start..start + moved.length, vec![Item::Gap(moved.length)])?;
    row.finish(document);
    let mut row = row::open(document, track)?;
    let range = match placing {
        Placing::Overwrite => at..at + moved.length,
        Placing::Insert => at..at,
    };
    row.replace(range, vec![Item::Clip(moved)])?;
    row.finish(document);
    Ok(())
}

fn accepts(document: &Document, track: TrackId, at: i64, clip: &Clip) -> Result<(), EditError> {
    let kind = document.track(track).ok_or(EditError::TrackNotFound(track))?.kind;
    let fits = match (&clip.source, kind) {
        (Source::Caption(_), Kind::Caption) => true,
        (Source::Caption(_), _) | (_, Kind::Caption) => false,
        (Source::Bed(_), kind) => kind.is_sound(),
        (Source::Media(_), _) => true,
        (Source::Image(_) | Source::DraftActor(_) | Source::Title(_) | Source::Solid(_), kind) => {
            !kind.is_sound()
        }
    };
    if !fits {
        return Err(EditError::WrongTrack(track));
    }
    if !(0..=super::check::LONGEST_SAMPLES).contains(&at) || clip.length > super::check::LONGEST_SAMPLES {
        return Err(EditError::OutOfRange("the place of the clip"));
    }
    if let Some(media) = clip.source.media()
        && document.media(media).is_none()
    {
        return Err(EditError::MediaNotFound(media));
    }
    Ok(())
}
