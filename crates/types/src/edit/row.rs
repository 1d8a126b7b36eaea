//! The items of one track while they are being changed. `replace` is the one operation all edits of
//! places are made of.

use std::ops::Range;
use std::sync::Arc;

use super::EditError;
use crate::document::Document;
use crate::document::clip::{Clip, Transition};
use crate::document::track::{Item, Track, Unit};
use crate::id::{ClipId, TrackId};
use crate::time::{FrameRate, Seconds};

/// A track's items taken out of the document to be changed, and put back with `finish`.
pub(super) struct Row {
    index: usize,
    unit: Unit,
    rate: FrameRate,
    next_id: u32,
    pub(super) items: Vec<Item>,
}

/// Takes the items of a track that is not locked.
pub(super) fn open(document: &Document, track: TrackId) -> Result<Row, EditError> {
    let found = document.tracks.iter().enumerate().find(|(_, candidate)| candidate.id == track);
    let (index, track) = found.ok_or(EditError::TrackNotFound(track))?;
    if track.settings.locked {
        return Err(EditError::TrackLocked(track.id));
    }
    Ok(Row {
        index,
        unit: track.kind.unit(),
        rate: document.canvas.frame_rate,
        next_id: document.next_id,
        items: track.items.clone(),
    })
}

/// Takes the items of the track a clip is on, with where in them the clip is.
pub(super) fn open_at(document: &Document, clip: ClipId) -> Result<(Row, usize), EditError> {
    let (track, _, _) = document.find_clip(clip).ok_or(EditError::ClipNotFound(clip))?;
    let row = open(document, track.id)?;
    let index = row.index_of(clip).ok_or(EditError::ClipNotFound(clip))?;
    Ok((row, index))
}

impl Row {
    /// Puts the items back, tidied.
    pub(super) fn finish(mut self, document: &mut Document) {
        self.items = tidied(std::mem::take(&mut self.items));
        document.next_id = document.next_id.max(self.next_id);
        if let Some(track) = document.tracks.get_mut(self.index) {
            Arc::<Track>::make_mut(track).items = self.items;
        }
    }

    /// An id that nothing has.
    pub(super) fn new_clip_id(&mut self) -> ClipId {
        let id = ClipId(self.next_id);
        self.next_id += 1;
        id
    }

    /// Where in the items a clip is.
    pub(super) fn index_of(&self, clip: ClipId) -> Option<usize> {
        self.items.iter().position(|item| item.clip().is_some_and(|found| found.id == clip))
    }

    /// Where the item with that index starts.
    pub(super) fn start_of(&self, index: usize) -> i64 {
        self.items.iter().take(index).map(Item::length).sum()
    }

    /// The length of all items.
    pub(super) fn length(&self) -> i64 {
        self.items.iter().map(Item::length).sum()
    }

    /// How much of its source a clip plays in `units`.
    pub(super) fn source_time(&self, clip: &Clip, units: i64) -> Seconds {
        let time = match self.unit {
            Unit::Frames => self.rate.time_of(units),
            Unit::Samples => Seconds::from_samples(units),
        };
        let (num, den) = clip.speed.fraction();
        time.scaled(i64::from(num), i64::from(den))
    }

    /// The clip without its first `by` units (or with more of its source before, when negative).
    pub(super) fn without_head(&self, clip: &Clip, by: i64) -> Result<Clip, EditError> {
        let mut part = clip.clone();
        part.length = clip.length - by;
        if part.length <= 0 {
            return Err(EditError::NothingLeft(clip.id));
        }
        if !clip.source.is_timeless() {
            part.source_start = clip.source_start.plus(self.source_time(clip, by));
        }
        if part.source_start < Seconds::ZERO {
            return Err(EditError::NoHandle(clip.id));
        }
        part.picture = clip.picture.shifted(by);
        part.gain_db = clip.gain_db.shifted(by);
        Ok(part)
    }

    /// Replaces what lies in `range` by `new`. Clips that reach into the range are trimmed; one that
    /// lies across it is split, and its second part gets a new id.
    pub(super) fn replace(&mut self, range: Range<i64>, new: Vec<Item>) -> Result<(), EditError> {
        let mut before = Vec::with_capacity(self.items.len() + new.len() + 2);
        let mut after = Vec::new();
        let mut start = 0;
        for item in std::mem::take(&mut self.items) {
            let end = start + item.length();
            let left = range.start.min(end) - start;
            let right = end - range.end.max(start);
            if left > 0 {
                before.push(head_of(&item, left));
            }
            if right > 0 {
                let mut part = self.tail_of(&item, item.length() - right)?;
                if left > 0 {
                    self.rename(&mut part);
                }
                after.push(part);
            }
            start = end;
        }
        if range.start > start {
            before.push(Item::Gap(range.start - start));
        }
        before.extend(new);
        before.append(&mut after);
        self.items = before;
        Ok(())
    }

    fn tail_of(&self, item: &Item, skipped: i64) -> Result<Item, EditError> {
        Ok(match item {
            Item::Gap(length) => Item::Gap(length - skipped),
            Item::Clip(clip) if skipped == 0 => Item::Clip(Arc::clone(clip)),
            Item::Clip(clip) => {
                let part = Clip { fade_in: 0, transition: None, ..self.without_head(clip, skipped)? };
                Item::Clip(Arc::new(part))
            }
        })
    }

    fn rename(&mut self, item: &mut Item) {
        if let Item::Clip(clip) = item {
            Arc::make_mut(clip).id = self.new_clip_id();
        }
    }
}

fn head_of(item: &Item, length: i64) -> Item {
    match item {
        Item::Gap(_) => Item::Gap(length),
        Item::Clip(clip) if clip.length == length => Item::Clip(Arc::clone(clip)),
        Item::Clip(clip) => Item::Clip(Arc::new(Clip { length, fade_out: 0, ..(**clip).clone() })),
    }
}

/// One gap where there were several, none at the end, and transitions and fades that fit their clips.
fn tidied(items: Vec<Item>) -> Vec<Item> {
    let mut tidy: Vec<Item> = Vec::with_capacity(items.len());
    for item in items {
        match (tidy.last_mut(), item) {
            (_, Item::Gap(0)) => {}
            (Some(Item::Gap(length)), Item::Gap(more)) => *length += more,
            (before, Item::Clip(clip)) => {
                let clip = fitted(before.and_then(|item| item.clip()), clip);
                tidy.push(Item::Clip(clip));
            }
            (_, gap) => tidy.push(gap),
        }
    }
    if matches!(tidy.last(), Some(Item::Gap(_))) {
        tidy.pop();
    }
    tidy
}

fn fitted(before: Option<&Arc<Clip>>, mut clip: Arc<Clip>) -> Arc<Clip> {
    let transition = clip.transition.and_then(|transition| fitted_transition(before?, &clip, transition));
    let fade_in = clip.fade_in.clamp(0, clip.length);
    let fade_out = clip.fade_out.clamp(0, clip.length - fade_in);
    if (transition, fade_in, fade_out) != (clip.transition, clip.fade_in, clip.fade_out) {
        let changed = Arc::make_mut(&mut clip);
        (changed.transition, changed.fade_in, changed.fade_out) = (transition, fade_in, fade_out);
    }
    clip
}

fn fitted_transition(before: &Clip, clip: &Clip, transition: Transition) -> Option<Transition> {
    // A clip cannot still be coming in when it starts to go out.
    let taken = before.transition.map_or(0, |earlier| earlier.after);
    let fitted = Transition {
        before: transition.before.clamp(0, (before.length - taken).max(0)),
        after: transition.after.clamp(0, clip.length),
        ..transition
    };
    (fitted.before + fitted.after > 0).then_some(fitted)
}
