//! What comes up to the window by itself: progress of long work and changes that it did not make.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::call::edit::Made;
use crate::error::Failure;
use crate::id::ProjectId;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A task began, went on or ended.
    Task(Task),
    /// A project that is being worked on was changed by a task; the window makes the same edit.
    Changed {
        /// Which project.
        id: ProjectId,
        /// The edit.
        made: Box<Made>,
    },
    /// Something the user should know, a sentence.
    Notice(String),
}

/// The name of a task: a UUIDv7.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TaskId(pub Uuid);

/// A piece of long work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Task {
    /// Its name.
    pub id: TaskId,
    /// What sort of work.
    pub kind: TaskKind,
    /// What users call it: the file that is written, the voice that is fetched.
    pub title: String,
    /// The project it is for, if it is for one.
    pub project: Option<ProjectId>,
    /// How far it is.
    pub state: TaskState,
    /// When it was asked for, in milliseconds since 1970 UTC.
    pub created_ms: i64,
}

/// Sorts of long work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskKind {
    /// A draft is made from a script.
    Draft,
    /// A document becomes a file.
    Export,
    /// A voice is fetched.
    Voice,
    /// Imported files get their sound, proxy and full identity.
    Prepare,
}

/// How far a task is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskState {
    /// Not begun.
    Waiting,
    /// Under way.
    Running {
        /// What is being done, a word or two.
        step: String,
        /// Thousandths of the whole.
        permille: u16,
        /// How long it will still take, in milliseconds, once that can be told.
        remaining_ms: Option<u64>,
    },
    /// Done.
    Done {
        /// The file that was written, if one was.
        path: Option<String>,
        /// What the user should know, each a sentence.
        warnings: Vec<String>,
    },
    /// Failed.
    Failed(Failure),
    /// Stopped by the user, or cut off by the end of the program.
    Cancelled,
}

impl TaskState {
    /// Whether nothing more will come.
    pub fn has_ended(&self) -> bool {
        matches!(self, Self::Done { .. } | Self::Failed(_) | Self::Cancelled)
    }
}
