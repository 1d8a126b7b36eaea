//! A project that is being worked on: its document is in memory, every change is on the disk before it counts.

use std::sync::Arc;

use store::history::{Commit, History, Step, StoredProject};
use types::document::Document;
use types::edit::Edit;
use types::id::ProjectId;

use crate::error::StudioError;
use crate::studio::Studio;

/// A project that is being worked on.
pub struct OpenProject {
    studio: Studio,
    id: ProjectId,
    document: Arc<Document>,
    history: History,
}

impl Studio {
    /// Opens a project to work on it.
    ///
    /// # Errors
    /// When there is no such project.
    pub fn work_on(&self, id: ProjectId) -> Result<OpenProject, StudioError> {
        Ok(OpenProject::of(self, id, self.library.open_project(id)?))
    }
}

impl OpenProject {
    /// A project as it was just read from the library.
    pub(crate) fn of(studio: &Studio, id: ProjectId, stored: StoredProject) -> Self {
        Self { studio: studio.clone(), id, document: Arc::new(stored.document), history: stored.history }
    }

    /// The document as it is now. Later edits do not change what was given out.
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// Where the history stands.
    pub fn history(&self) -> History {
        self.history
    }

    /// Makes an edit. When this returns, it is on the disk.
    ///
    /// # Errors
    /// When the edit does not fit or cannot be kept; nothing has changed then.
    pub fn edit(&mut self, edit: &Edit) -> Result<History, StudioError> {
        let mut next = Document::clone(&self.document);
        let inverse = next.apply(edit)?;
        let commit = Commit {
            project: self.id,
            revision: self.history.revision,
            edit,
            inverse: &inverse,
            now_ms: self.studio.now_ms(),
        };
        self.history = self.studio.library.commit_edit(&commit)?;
        self.document = Arc::new(next);
        Ok(self.history)
    }

    /// Takes the last edit back. Gives the edit that did so.
    ///
    /// # Errors
    /// When there is nothing to undo.
    pub fn undo(&mut self) -> Result<Edit, StudioError> {
        let step = self.studio.library.undo(self.id, self.history.revision, self.studio.now_ms())?;
        self.take(step)
    }

    /// Makes the edit again that was taken back. Gives the edit that did so.
    ///
    /// # Errors
    /// When there is nothing to redo.
    pub fn redo(&mut self) -> Result<Edit, StudioError> {
        let step = self.studio.library.redo(self.id, self.history.revision, self.studio.now_ms())?;
        self.take(step)
    }

    fn take(&mut self, step: Step) -> Result<Edit, StudioError> {
        let mut next = Document::clone(&self.document);
        next.apply(&step.edit)?;
        self.document = Arc::new(next);
        self.history = step.history;
        Ok(step.edit)
    }
}
