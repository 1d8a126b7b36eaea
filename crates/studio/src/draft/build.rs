//! A document under construction: the same edits a user would make, one after the other.

use types::document::Document;
use types::document::clip::Clip;
use types::document::track::Kind;
use types::edit::{Edit, EditError};
use types::id::{ClipId, MediaId, TrackId};

use super::Footage;

/// A document under construction.
pub(super) struct Build {
    pub(super) document: Document,
}

impl Build {
    /// Makes one edit.
    pub(super) fn edit(&mut self, edit: Edit) -> Result<(), EditError> {
        self.document.apply(&edit).map(drop)
    }

    /// The lowest track of that kind; one is added where there is none.
    pub(super) fn track(&mut self, kind: Kind) -> Result<TrackId, EditError> {
        match self.document.first_track(kind) {
            Some(track) => Ok(track.id),
            None => self.add_track(kind, self.document.tracks.len()),
        }
    }

    /// A new track of that kind at that height.
    pub(super) fn add_track(&mut self, kind: Kind, at: usize) -> Result<TrackId, EditError> {
        let id = TrackId(self.document.next_id);
        self.edit(Edit::AddTrack { kind, at })?;
        Ok(id)
    }

    /// Makes a file known, once however often it is used.
    pub(super) fn media(&mut self, footage: &Footage) -> Result<MediaId, EditError> {
        let path = footage.path.to_string_lossy().into_owned();
        let known =
            self.document.media.iter().find(|media| media.identity == footage.identity && media.path == path);
        if let Some(media) = known {
            return Ok(media.id);
        }
        let id = MediaId(self.document.next_id);
        let (identity, info) = (footage.identity.clone(), Box::new(footage.info.clone()));
        self.edit(Edit::AddMedia { path, identity, info })?;
        Ok(id)
    }

    /// Puts a clip on a track and returns its id.
    pub(super) fn place(&mut self, track: TrackId, at: i64, clip: Clip) -> Result<ClipId, EditError> {
        let id = ClipId(self.document.next_id);
        self.edit(Edit::Overwrite { track, at, clip: Box::new(clip) })?;
        Ok(id)
    }
}
