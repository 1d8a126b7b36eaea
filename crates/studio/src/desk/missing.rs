//! Files of a project that are not where they were.

use std::path::Path;

use types::call::edit::{ListMissing, Made, RelinkMedia, Relinked};
use types::id::MediaId;

use super::editing::history;
use super::job::Job;
use super::{Desk, guard};
use crate::error::StudioError;
use crate::relink::missing;

impl Desk {
    /// Files of a project that are not there, in rising order of id. They are looked for, not read.
    ///
    /// # Errors
    /// When there is no such project.
    pub fn list_missing(&self, call: ListMissing) -> Result<Vec<MediaId>, StudioError> {
        let (document, _) = self.document(call.id)?;
        Ok(missing(&document).map(|media| media.id).collect())
    }

    /// Puts a file in the place of one, and others that lie beside it in the places of others that are missing, as
    /// one edit.
    ///
    /// # Errors
    /// When there is no such project or media, or the file cannot be read or has no picture or sound where the old one
    /// had; nothing has changed then.
    pub fn relink_media(&self, call: RelinkMedia) -> Result<Relinked, StudioError> {
        let open = self.project(call.id)?;
        // The files are read before the project is held: that takes its time.
        let before = std::sync::Arc::clone(guard(&open).document());
        let relinking = self.studio().workshop().relinking(&before, call.media, Path::new(&call.path))?;
        let mut open = guard(&open);
        for found in &relinking.footage {
            self.studio().know(found)?;
        }
        open.edit(&relinking.edit)?;
        self.play_on(&open);
        let made = Made { edit: relinking.edit, history: history(&open) };
        drop(open);
        self.begin(Job::Prepare {}, None)?;
        Ok(Relinked { made, beside: relinking.beside, differs: relinking.differs })
    }
}
