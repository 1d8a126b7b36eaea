//! The difference between two documents, small where they differ little.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::EditError;
use crate::document::track::{Item, Kind, Track, TrackSettings};
use crate::document::{Canvas, Document, Loudness, Marker};
use crate::id::TrackId;
use crate::media::Media;

/// What turns one document into another. It only fits the document it was made for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Patch {
    changes: Vec<Change>,
    next_id: (u32, u32),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Change {
    /// The tracks there are and their order; items follow.
    Tracks(Splice<Arc<Track>>),
    Settings {
        track: TrackId,
        kind: Swap<Kind>,
        settings: Swap<TrackSettings>,
    },
    Items {
        track: TrackId,
        splice: Splice<Item>,
    },
    Media(Splice<Arc<Media>>),
    Markers(Splice<Marker>),
    Canvas(Swap<Canvas>),
    Loudness(Swap<Loudness>),
    Placement(Swap<Option<String>>),
}

/// One value for another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Swap<T> {
    old: T,
    new: T,
}

/// From `at` on, `old` is replaced by `new`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Splice<T> {
    at: usize,
    old: Vec<T>,
    new: Vec<T>,
}

impl Patch {
    /// What turns `from` into `to`.
    pub fn between(from: &Document, to: &Document) -> Self {
        let mut changes = Vec::new();
        if same_tracks(from, to) {
            for (old, new) in from.tracks.iter().zip(&to.tracks).filter(|(old, new)| !Arc::ptr_eq(old, new)) {
                track_changes(&mut changes, old, new);
            }
        } else {
            changes.extend(Splice::between(&from.tracks, &to.tracks).map(Change::Tracks));
        }
        changes.extend(Splice::between(&from.media, &to.media).map(Change::Media));
        changes.extend(Splice::between(&from.markers, &to.markers).map(Change::Markers));
        changes.extend(Swap::between(&from.canvas, &to.canvas).map(Change::Canvas));
        changes.extend(Swap::between(&from.loudness, &to.loudness).map(Change::Loudness));
        changes.extend(Swap::between(&from.placement, &to.placement).map(Change::Placement));
        Self { changes, next_id: (from.next_id, to.next_id) }
    }

    /// What turns the second document back into the first.
    pub fn reversed(&self) -> Self {
        let changes = self.changes.iter().map(Change::reversed).collect();
        Self { changes, next_id: (self.next_id.1, self.next_id.0) }
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.next_id.0 == self.next_id.1
    }

    pub(super) fn perform(&self, document: &mut Document) -> Result<(), EditError> {
        if document.next_id != self.next_id.0 {
            return Err(EditError::PatchDoesNotFit);
        }
        for change in &self.changes {
            change.perform(document)?;
        }
        document.next_id = self.next_id.1;
        Ok(())
    }
}

fn same_tracks(from: &Document, to: &Document) -> bool {
    let ids = |document: &Document| document.tracks.iter().map(|track| track.id).collect::<Vec<_>>();
    ids(from) == ids(to)
}

fn track_changes(changes: &mut Vec<Change>, old: &Track, new: &Track) {
    if old.settings != new.settings || old.kind != new.kind {
        changes.push(Change::Settings {
            track: old.id,
            kind: Swap { old: old.kind, new: new.kind },
            settings: Swap { old: old.settings.clone(), new: new.settings.clone() },
        });
    }
    let splice = Splice::between(&old.items, &new.items);
    changes.extend(splice.map(|splice| Change::Items { track: old.id, splice }));
}

impl Change {
    /// No two changes of a patch touch the same part of a document, so their order does not matter.
    fn reversed(&self) -> Self {
        match self {
            Self::Tracks(splice) => Self::Tracks(splice.reversed()),
            Self::Settings { track, kind, settings } => {
                Self::Settings { track: *track, kind: kind.reversed(), settings: settings.reversed() }
            }
            Self::Items { track, splice } => Self::Items { track: *track, splice: splice.reversed() },
            Self::Media(splice) => Self::Media(splice.reversed()),
            Self::Markers(splice) => Self::Markers(splice.reversed()),
            Self::Canvas(swap) => Self::Canvas(swap.reversed()),
            Self::Loudness(swap) => Self::Loudness(swap.reversed()),
            Self::Placement(swap) => Self::Placement(swap.reversed()),
        }
    }

    fn perform(&self, document: &mut Document) -> Result<(), EditError> {
        match self {
            Self::Tracks(splice) => splice.perform(&mut document.tracks),
            Self::Settings { track, kind, settings } => {
                let track = track_mut(document, *track)?;
                kind.perform(&mut track.kind)?;
                settings.perform(&mut track.settings)
            }
            Self::Items { track, splice } => splice.perform(&mut track_mut(document, *track)?.items),
            Self::Media(splice) => splice.perform(&mut document.media),
            Self::Markers(splice) => splice.perform(&mut document.markers),
            Self::Canvas(swap) => swap.perform(&mut document.canvas),
            Self::Loudness(swap) => swap.perform(&mut document.loudness),
            Self::Placement(swap) => swap.perform(&mut document.placement),
        }
    }
}

fn track_mut(document: &mut Document, id: TrackId) -> Result<&mut Track, EditError> {
    let track = document.tracks.iter_mut().find(|track| track.id == id);
    track.map(Arc::make_mut).ok_or(EditError::PatchDoesNotFit)
}

impl<T: Clone + PartialEq> Swap<T> {
    fn reversed(&self) -> Self {
        Self { old: self.new.clone(), new: self.old.clone() }
    }

    fn between(old: &T, new: &T) -> Option<Self> {
        (old != new).then(|| Self { old: old.clone(), new: new.clone() })
    }

    fn perform(&self, value: &mut T) -> Result<(), EditError> {
        if *value != self.old {
            return Err(EditError::PatchDoesNotFit);
        }
        value.clone_from(&self.new);
        Ok(())
    }
}

impl<T: Clone + PartialEq> Splice<T> {
    fn reversed(&self) -> Self {
        Self { at: self.at, old: self.new.clone(), new: self.old.clone() }
    }

    fn between(old: &[T], new: &[T]) -> Option<Self> {
        let at = old.iter().zip(new).take_while(|(a, b)| a == b).count();
        let (old, new) = (old.get(at..).unwrap_or_default(), new.get(at..).unwrap_or_default());
        let same = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
        let keep = |items: &[T]| items.iter().take(items.len() - same).cloned().collect::<Vec<_>>();
        let (old, new) = (keep(old), keep(new));
        (!old.is_empty() || !new.is_empty()).then_some(Self { at, old, new })
    }

    fn perform(&self, items: &mut Vec<T>) -> Result<(), EditError> {
        let end = self.at.checked_add(self.old.len()).ok_or(EditError::PatchDoesNotFit)?;
        if items.get(self.at..end) != Some(&self.old[..]) {
            return Err(EditError::PatchDoesNotFit);
        }
        items.splice(self.at..end, self.new.iter().cloned());
        Ok(())
    }
}
