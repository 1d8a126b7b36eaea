//! A brand kit is put on an ad: one edit for titles, captions, end card and logo.

use super::{BrandKit, LogoFile, card, dress, logo};
use crate::document::Document;
use crate::document::clip::{Clip, Source};
use crate::document::track::{Kind, Track};
use crate::edit::{ClipChange, Edit, EditError};
use crate::id::{ClipId, TrackId};

impl BrandKit {
    /// The edit that makes an ad look like the brand's. `file` is the kit's logo; without it the ad gets none, and
    /// loses the one that was put there before.
    ///
    /// Titles and captions get the kit's fonts and colours, the end card its ground and words, and where there is no
    /// end card but a word for one, one of 3 s is added. Applied to an ad that has it already, the edit is empty.
    ///
    /// # Errors
    /// Where a track is locked or the ad would outgrow the limits of a document.
    pub fn applied(&self, document: &Document, file: Option<&LogoFile>) -> Result<Edit, EditError> {
        let mut work = Work { document: document.clone(), edits: Vec::new() };
        if document.frames() > 0 {
            dress::titles(&mut work, self)?;
            dress::captions(&mut work, self)?;
            let card = card::brand(&mut work, self)?;
            logo::place(&mut work, self, file, card)?;
        }
        Ok(Edit::Batch(work.edits))
    }
}

/// A document under the brush, and the edits so far.
pub(super) struct Work {
    pub(super) document: Document,
    edits: Vec<Edit>,
}

impl Work {
    /// Makes an edit; one that changes nothing is left out.
    pub(super) fn edit(&mut self, edit: Edit) -> Result<(), EditError> {
        let before = self.document.clone();
        self.document.apply(&edit)?;
        if self.document != before {
            self.edits.push(edit);
        }
        Ok(())
    }

    /// Shows something else in the place of what a clip shows.
    pub(super) fn show(&mut self, clip: ClipId, source: Source) -> Result<(), EditError> {
        self.edit(Edit::SetClip { clip, change: ClipChange::Source(Box::new(source)) })
    }

    /// Puts a clip on a track and returns its id.
    pub(super) fn place(&mut self, track: TrackId, at: i64, clip: Clip) -> Result<ClipId, EditError> {
        let id = ClipId(self.document.next_id);
        self.edit(Edit::Overwrite { track, at, clip: Box::new(clip) })?;
        Ok(id)
    }

    /// An overlay track above every other thing that is seen from `from` to `to`, free in that stretch; a new one
    /// where there is none. Captions stay on top of it.
    pub(super) fn overlay_on_top(&mut self, from: i64, to: i64) -> Result<TrackId, EditError> {
        let is_free = |track: &Track| {
            track.placed().all(|(at, item)| item.clip().is_none() || at >= to || at + item.length() <= from)
        };
        let pictures = |track: &&std::sync::Arc<Track>| matches!(track.kind, Kind::Overlay | Kind::Video);
        let free: Vec<TrackId> = self
            .document
            .tracks
            .iter()
            .rev()
            .filter(pictures)
            .take_while(|track| track.kind == Kind::Overlay && is_free(track))
            .filter(|track| !track.settings.locked)
            .map(|track| track.id)
            .collect();
        // The lowest of those that are free, so that tracks do not pile up.
        if let Some(track) = free.last() {
            return Ok(*track);
        }
        let tracks = &self.document.tracks;
        let highest = tracks.iter().rposition(|track| pictures(&track)).map_or(0, |at| at + 1);
        let id = TrackId(self.document.next_id);
        self.edit(Edit::AddTrack { kind: Kind::Overlay, at: highest })?;
        Ok(id)
    }
}
