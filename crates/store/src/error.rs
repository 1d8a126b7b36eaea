//! Why the library could not do as asked.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use types::edit::EditError;
use types::id::ProjectId;
use uuid::Uuid;

/// Why the library could not do as asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process has the library open.
    #[error("the library in {} is open in another Greenroom; close it there first", .0.display())]
    LibraryInUse(PathBuf),
    /// A newer version has written the library.
    #[error(
        "the library was written by a newer version of Greenroom (format {found}, this version knows {known}); install the newer version to open it, nothing was changed"
    )]
    LibraryTooNew {
        /// The format of the file.
        found: u32,
        /// The newest format this version knows.
        known: u32,
    },
    /// The file is not a whole library.
    #[error("the library {} is damaged ({detail}); {}", .path.display(), backups_in_words(*.backups))]
    LibraryDamaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        detail: String,
        /// How many backups lie beside it.
        backups: usize,
    },
    /// A backup cannot be restored.
    #[error("the backup {} cannot be restored: {detail}; choose another one", .path.display())]
    BackupUnusable {
        /// The backup.
        path: PathBuf,
        /// What is wrong with it.
        detail: String,
    },
    /// The disk is full.
    #[error("the disk with the library is full; free some space and try again, nothing saved so far is lost")]
    DiskFull,
    /// A file or folder could not be read or written.
    #[error("{} could not be used: {cause}; check the folder and its permissions", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// No such project.
    #[error("there is no project {0}")]
    ProjectNotFound(ProjectId),
    /// No such task.
    #[error("there is no task {0}")]
    TaskNotFound(Uuid),
    /// No such media.
    #[error("the library does not know the media file {0}")]
    MediaNotFound(String),
    /// A project needs a name that can be read in a list.
    #[error("a project's name has 1 to 200 characters")]
    InvalidName,
    /// A template needs a name that can be read in a list.
    #[error("a template's name has 1 to 200 characters")]
    InvalidTemplateName,
    /// No such template.
    #[error("there is no template \"{0}\"")]
    TemplateNotFound(String),
    /// There is no room for another template.
    #[error("there are {0} templates, which is the most that are kept; delete one first")]
    TooManyTemplates(usize),
    /// The document has changed since the writer looked.
    #[error("the project has changed in the meantime (revision {found}, expected {expected}); open it again")]
    RevisionConflict {
        /// The revision the writer knew.
        expected: u64,
        /// The revision it has.
        found: u64,
    },
    /// There is no edit left to undo.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// There is no edit left to redo.
    #[error("there is nothing to redo")]
    NothingToRedo,
    /// The log of a project's edits does not lead to a document.
    #[error("the project {project} cannot be read: {detail}; restore a backup of the library")]
    ProjectDamaged {
        /// The project.
        project: ProjectId,
        /// What is wrong with it.
        detail: String,
    },
    /// An edit that should be in the log is not.
    #[error("an edit is missing from the log")]
    EditMissing,
    /// A value could not be written as, or read from, JSON.
    #[error("a value of the library cannot be read or written: {0}")]
    Json(#[from] serde_json::Error),
    /// An edit of the log does not fit.
    #[error("an edit of the log does not fit the document: {0}")]
    Edit(#[from] EditError),
    /// Anything else that SQLite reports.
    #[error("the library could not be read or written: {0}")]
    Database(rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            _ => Self::Database(error),
        }
    }
}

impl StoreError {
    /// Whether SQLite says that the file itself is broken.
    pub fn is_damage(&self) -> bool {
        let Self::Database(error) = self else { return false };
        matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
    }
}

/// Says where an input or output error happened.
pub(crate) trait At<T> {
    fn at(self, path: &Path) -> Result<T, StoreError>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, path: &Path) -> Result<T, StoreError> {
        self.map_err(|cause| match cause.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::DiskFull,
            _ => StoreError::Io { path: path.to_path_buf(), cause },
        })
    }
}

fn backups_in_words(count: usize) -> String {
    match count {
        0 => "no backup lies beside it, so move it away to begin a new one".into(),
        1 => "restore the backup that lies beside it".into(),
        count => format!("restore one of the {count} backups that lie beside it"),
    }
}
