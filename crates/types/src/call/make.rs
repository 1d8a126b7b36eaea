//! Requests for long work: drafts and exports. Each is a task whose progress comes up as events.

use serde::{Deserialize, Serialize};

use super::calls;
use crate::event::{Task, TaskId};
use crate::geometry::Aspect;
use crate::id::ProjectId;
use crate::project::ProjectSettings;

/// Makes the draft of a project from its script.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MakeDraft {
    /// Which project.
    pub id: ProjectId,
    /// The script; it is kept as the newest version.
    pub script: String,
    /// What the draft is made with; kept with the project.
    pub settings: ProjectSettings,
}

/// A file to export to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportTarget {
    /// The preset, by id.
    pub preset: String,
    /// The shape of the picture; none means the document's own.
    pub aspect: Option<Aspect>,
}

/// Exports a project to one file for each target, one after the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartExports {
    /// Which project.
    pub id: ProjectId,
    /// What is written.
    pub targets: Vec<ExportTarget>,
    /// The folder for the files; none means the user's folder for videos.
    pub folder: Option<String>,
}

/// Every task, newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListTasks {}

/// Stops a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancelTask {
    /// Which.
    pub id: TaskId,
}

/// Does a task again that failed or was stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetryTask {
    /// Which.
    pub id: TaskId,
}

calls! {
    MakeDraft => "make_draft" -> TaskId;
    StartExports => "start_exports" -> Vec<TaskId>;
    ListTasks => "list_tasks" -> Vec<Task>;
    CancelTask => "cancel_task" -> ();
    RetryTask => "retry_task" -> TaskId;
}
