//! Requests for long work: drafts and exports. Each is a task whose progress comes up as events.

use serde::{Deserialize, Serialize};

use super::calls;
use crate::event::{Task, TaskId};
use crate::geometry::{Aspect, Size};
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
    /// The placement it is for, by id: its checks are made and its safe area is kept.
    #[serde(default)]
    pub placement: Option<String>,
}

/// How an ad says that its people are synthetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Disclosure {
    /// Words in the picture from the first frame to the last, and the file's own notes.
    Label,
    /// The file's own notes; the platform's switch is set by the user.
    Notes,
    /// Not at all: the user answers for it.
    None,
}

/// Looks at exports before they are made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckExports {
    /// Which project.
    pub id: ProjectId,
    /// What would be written.
    pub targets: Vec<ExportTarget>,
    /// The folder for the files; none means where they usually go.
    #[serde(default)]
    pub folder: Option<String>,
}

/// What is known of an export before it is made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExportOutlook {
    /// Pixels across and down.
    pub size: Size,
    /// How long it plays, in milliseconds.
    pub length_ms: u64,
    /// How large the file will be, about, in bytes.
    pub bytes: u64,
    /// How long making it takes, about, in milliseconds.
    pub making_ms: u64,
    /// What may be refused or seen badly, the gravest first.
    pub findings: Vec<Finding>,
}

/// Something about an export that the user should know before it is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// How grave it is.
    pub weight: Weight,
    /// What it is, a sentence.
    pub text: String,
    /// The frame at which it is seen, if it is at one.
    pub frame: Option<i64>,
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// The file cannot be made, or would be refused.
    Stops,
    /// It will be taken, but seen or heard badly.
    Warns,
    /// Good to know.
    Tells,
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
    /// How the ad says that its people are synthetic. It must be chosen where an actor is one.
    #[serde(default)]
    pub disclosure: Option<Disclosure>,
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
    CheckExports => "check_exports" -> Vec<ExportOutlook>;
    StartExports => "start_exports" -> Vec<TaskId>;
    ListTasks => "list_tasks" -> Vec<Task>;
    CancelTask => "cancel_task" -> ();
    RetryTask => "retry_task" -> TaskId;
}
