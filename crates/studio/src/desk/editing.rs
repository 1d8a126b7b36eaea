//! The project that is being worked on: opened, edited, undone, given files and a script.

use std::path::PathBuf;

use types::call::edit::{
    Close, History, ImportMedia, Imported, ImportedFile, ListScriptVersions, Made, MakeEdit, Open, Opened,
    Redo, ScriptVersion, SetScript, Undo,
};
use types::edit::Edit;
use types::id::MediaId;

use super::job::Job;
use super::{Desk, guard};
use crate::error::StudioError;
use crate::open_project::OpenProject;

impl Desk {
    /// Opens a project to work on it.
    ///
    /// # Errors
    /// When there is no such project.
    pub fn open_project(&self, call: Open) -> Result<Opened, StudioError> {
        let open = self.project(call.id)?;
        let stored = self.studio().open_project(call.id)?;
        let open = guard(&open);
        Ok(Opened {
            project: stored.project,
            document: open.document().as_ref().clone(),
            script: stored.script,
            history: history(&open),
        })
    }

    /// Lets go of a project. What was committed stays.
    ///
    /// # Errors
    /// None; closing what is not open is nothing.
    pub fn close_project(&self, call: Close) -> Result<(), StudioError> {
        guard(&self.inner.projects).remove(&call.id);
        Ok(())
    }

    /// Makes an edit. When this returns, it is on the disk.
    ///
    /// # Errors
    /// When the edit does not fit, or was made against another revision; nothing has changed then.
    pub fn edit_project(&self, call: MakeEdit) -> Result<History, StudioError> {
        let open = self.project(call.id)?;
        let mut open = guard(&open);
        let now = open.history().revision;
        if call.revision != now {
            return Err(StudioError::OtherRevision { wanted: call.revision, now });
        }
        open.edit(&call.edit)?;
        self.play_on(&open);
        Ok(history(&open))
    }

    /// Takes the last edit back.
    ///
    /// # Errors
    /// When there is nothing to undo.
    pub fn undo_edit(&self, call: Undo) -> Result<Made, StudioError> {
        let open = self.project(call.id)?;
        let mut open = guard(&open);
        let edit = open.undo()?;
        self.play_on(&open);
        Ok(Made { edit, history: history(&open) })
    }

    /// Makes the edit again that was taken back.
    ///
    /// # Errors
    /// When there is nothing to redo.
    pub fn redo_edit(&self, call: Redo) -> Result<Made, StudioError> {
        let open = self.project(call.id)?;
        let mut open = guard(&open);
        let edit = open.redo()?;
        self.play_on(&open);
        Ok(Made { edit, history: history(&open) })
    }

    /// Adds files to a project, as one edit. Those that cannot be decoded are named and left out. What the engine
    /// wants of the others is then made in the background.
    ///
    /// # Errors
    /// When there is no such project.
    pub fn import_media(&self, call: ImportMedia) -> Result<Imported, StudioError> {
        let open = self.project(call.id)?;
        let (mut footage, mut refused) = (Vec::new(), Vec::new());
        for path in call.paths.iter().map(PathBuf::from) {
            match self.studio().workshop().footage(&path) {
                Ok(found) => footage.push(found),
                Err(error) => refused.push(error.to_string()),
            }
        }
        if footage.is_empty() {
            return Ok(Imported { made: None, added: Vec::new(), refused });
        }
        let mut open = guard(&open);
        let next_id = open.document().next_id;
        let (mut added, mut edits) = (Vec::new(), Vec::new());
        for (found, offset) in footage.into_iter().zip(0..) {
            self.studio().know(&found)?;
            let path = found.path.to_string_lossy().into_owned();
            let media = MediaId(next_id + offset);
            added.push(ImportedFile { media, path: path.clone(), info: found.info.clone() });
            edits.push(Edit::AddMedia { path, identity: found.identity, info: Box::new(found.info) });
        }
        let edit = Edit::Batch(edits);
        open.edit(&edit)?;
        let made = Made { edit, history: history(&open) };
        drop(open);
        self.begin(Job::Prepare {}, None)?;
        Ok(Imported { made: Some(made), added, refused })
    }

    /// Keeps a text as the newest version of a project's script, whatever it says: it is the user's.
    ///
    /// # Errors
    /// When there is no such project or the text is larger than any script.
    pub fn set_script(&self, call: SetScript) -> Result<u32, StudioError> {
        self.studio().put_script(call.id, &call.text)
    }

    /// Every version of a project's script, newest first.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn list_script_versions(&self, call: ListScriptVersions) -> Result<Vec<ScriptVersion>, StudioError> {
        self.studio().script_versions(call.id)
    }
}

/// Where a project's history stands, as the window is told.
pub(super) fn history(open: &OpenProject) -> History {
    let stands = open.history();
    History { revision: stands.revision, undo: stands.undoable, redo: stands.redoable }
}
