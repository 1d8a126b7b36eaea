//! What the tests share: a library in a temporary folder, documents, edits.

use std::path::Path;

use store::history::{Commit, History, StoredProject};
use store::library::{Library, Options};
use tempfile::TempDir;
use types::document::Document;
use types::document::clip::{Clip, Source};
use types::document::track::Kind;
use types::edit::{Edit, Reach};
use types::geometry::{Aspect, Color};
use types::id::ProjectId;
use types::project::ProjectSettings;
use types::time::FrameRate;

/// 2026-11-22 12:00 UTC.
pub const NOW_MS: i64 = 1_795_348_800_000;
pub const DAY_MS: i64 = 24 * 3600 * 1000;

pub fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

pub fn open(folder: &Path) -> Library {
    Library::open(folder, NOW_MS).expect("the library opens")
}

/// Snapshots come often and little is kept, so that short tests pass through every case.
pub fn open_eager(folder: &Path) -> Library {
    let options = Options { snapshot_distance: 3, history_max: 12, ..Options::default() };
    Library::open_with(folder, NOW_MS, options).expect("the library opens")
}

pub fn empty_document() -> Document {
    Document::new(Aspect::default(), FrameRate::FPS_30)
}

pub fn new_project(library: &Library, name: &str) -> ProjectId {
    let settings = ProjectSettings::default();
    library.create_project(name, &settings, &empty_document(), NOW_MS).expect("the project is new").id
}

/// An open project, kept in step with the library as the product does it.
pub struct Session {
    pub library: Library,
    pub project: ProjectId,
    pub document: Document,
    pub history: History,
}

impl Session {
    pub fn new(library: &Library) -> Self {
        let project = new_project(library, "Morning ad");
        Self::open(library, project)
    }

    pub fn open(library: &Library, project: ProjectId) -> Self {
        let StoredProject { document, history, .. } =
            library.open_project(project).expect("the project opens");
        Self { library: library.clone(), project, document, history }
    }

    pub fn edit(&mut self, edit: &Edit) {
        let inverse = self.document.apply(edit).expect("the edit fits");
        self.history = self.library.commit_edit(&self.commit(edit, &inverse)).expect("the edit is kept");
    }

    pub fn undo(&mut self) {
        let step =
            self.library.undo(self.project, self.history.revision, NOW_MS).expect("there is an edit to undo");
        self.document.apply(&step.edit).expect("an inverse fits");
        self.history = step.history;
    }

    pub fn redo(&mut self) {
        let step =
            self.library.redo(self.project, self.history.revision, NOW_MS).expect("there is an edit to redo");
        self.document.apply(&step.edit).expect("an edit fits again");
        self.history = step.history;
    }

    pub fn commit<'a>(&self, edit: &'a Edit, inverse: &'a Edit) -> Commit<'a> {
        Commit { project: self.project, revision: self.history.revision, edit, inverse, now_ms: NOW_MS }
    }

    #[track_caller]
    pub fn check_stored(&self) {
        let stored = self.library.open_project(self.project).expect("the project opens");
        assert_eq!(stored.document, self.document, "the library leads to the same document");
        assert_eq!(stored.history, self.history, "the library counts the same");
    }
}

/// Puts a clip of that length at the start of the video track.
pub fn insert(document: &Document, length: i64) -> Edit {
    let track = document.first_track(Kind::Video).expect("a new document has a video track").id;
    let clip = Box::new(Clip::new(length, Source::Solid(Color::BLACK)));
    Edit::Insert { track, at: 0, clip, reach: Reach::Track }
}
