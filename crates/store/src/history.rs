//! A project's document and its edits: opened, changed, undone and redone. The log survives a restart.

use types::document::Document;
use types::edit::Edit;
use types::id::ProjectId;
use types::project::{Project, ProjectSettings};

use crate::error::StoreError;
use crate::library::Library;
use crate::replay;
use crate::table::TablesMut;
use crate::table::edits::Place;

/// A project as it was left.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredProject {
    /// What the library lists.
    pub project: Project,
    /// Its document.
    pub document: Document,
    /// The newest version of its script, if it has one.
    pub script: Option<String>,
    /// Where its history stands.
    pub history: History,
}

/// Where a project's history stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct History {
    /// Counts the changes of the document; every change names the revision it was made against.
    pub revision: u64,
    /// How many edits can be undone.
    pub undoable: u64,
    /// How many edits can be redone.
    pub redoable: u64,
}

/// An edit that was made to the document and is to be kept.
#[derive(Clone, Copy, Debug)]
pub struct Commit<'a> {
    /// The project.
    pub project: ProjectId,
    /// The revision the edit was made against.
    pub revision: u64,
    /// The edit.
    pub edit: &'a Edit,
    /// What `apply` returned for it.
    pub inverse: &'a Edit,
    /// When it was made, in milliseconds since 1970 UTC.
    pub now_ms: i64,
}

/// A step back or forward that has been recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What to apply to the document.
    pub edit: Edit,
    /// Where the history stands after it.
    pub history: History,
}

impl Library {
    /// Begins a project with that document.
    pub fn create_project(
        &self,
        name: &str,
        settings: &ProjectSettings,
        document: &Document,
        now_ms: i64,
    ) -> Result<Project, StoreError> {
        self.write(|tables| tables.begin_project(name, settings, document, now_ms))
    }

    /// A project with its document as it was left.
    pub fn open_project(&self, project: ProjectId) -> Result<StoredProject, StoreError> {
        self.read(|tables| {
            let place = tables.edits().place(project)?;
            Ok(StoredProject {
                project: tables.projects().get(project)?.project,
                document: replay::document(tables, project, place)?,
                script: tables.scripts().newest(project)?.map(|script| script.text),
                history: tables.edits().history(place)?,
            })
        })
    }

    /// Keeps an edit and its inverse. Edits that were undone before it cannot be redone any more.
    /// When this returns, the edit is on the disk.
    pub fn commit_edit(&self, commit: &Commit) -> Result<History, StoreError> {
        let edit = serde_json::to_string(commit.edit)?;
        let inverse = serde_json::to_string(commit.inverse)?;
        let (history, due) = self.write(|tables| {
            let place = at_revision(tables, commit.project, commit.revision)?;
            let next = place.forward();
            replay::anchor(tables, commit.project, place)?;
            tables.snapshots_mut().drop_after(place)?;
            tables.edits_mut().drop_after(place)?;
            tables.edits_mut().append(next, (&edit, &inverse), commit.now_ms)?;
            self.moved(tables, next, commit.now_ms)
        })?;
        if due {
            self.housekeeper().snapshot(commit.project);
        }
        Ok(history)
    }

    /// Steps back: returns the edit that takes the document there, recorded as done.
    pub fn undo(&self, project: ProjectId, revision: u64, now_ms: i64) -> Result<Step, StoreError> {
        let (step, due) = self.write(|tables| {
            let place = at_revision(tables, project, revision)?;
            let undone = tables.edits().get(place, place.head)?.ok_or(StoreError::NothingToUndo)?;
            let (history, due) = self.moved(tables, place.back(), now_ms)?;
            Ok::<_, StoreError>((Step { edit: undone.inverse, history }, due))
        })?;
        if due {
            self.housekeeper().snapshot(project);
        }
        Ok(step)
    }

    /// Steps forward again: returns the edit that takes the document there, recorded as done.
    pub fn redo(&self, project: ProjectId, revision: u64, now_ms: i64) -> Result<Step, StoreError> {
        let (step, due) = self.write(|tables| {
            let place = at_revision(tables, project, revision)?;
            let next = place.forward();
            let redone = tables.edits().get(place, next.head)?.ok_or(StoreError::NothingToRedo)?;
            let edit = redone.forward()?;
            let (history, due) = self.moved(tables, next, now_ms)?;
            Ok::<_, StoreError>((Step { edit, history }, due))
        })?;
        if due {
            self.housekeeper().snapshot(project);
        }
        Ok(step)
    }

    /// Waits until snapshots and backups that are due have been written. For tests and for measuring.
    pub fn finish_housekeeping(&self) {
        self.housekeeper().finish();
    }

    fn moved(&self, tables: &TablesMut, place: Place, now_ms: i64) -> Result<(History, bool), StoreError> {
        tables.edits_mut().move_to(place, now_ms)?;
        Ok((tables.edits().history(place)?, replay::is_due(tables, place, self.options())?))
    }
}

fn at_revision(tables: &TablesMut, project: ProjectId, revision: u64) -> Result<Place, StoreError> {
    let place = tables.edits().place(project)?;
    if place.revision != revision {
        return Err(StoreError::RevisionConflict { expected: revision, found: place.revision });
    }
    Ok(place)
}
