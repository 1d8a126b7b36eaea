//! Long work as the library keeps it.

use serde_json::Value;
use store::table::tasks::{Task, TaskState};
use types::id::ProjectId;
use uuid::Uuid;

use crate::error::StudioError;
use crate::studio::Studio;

impl Studio {
    /// Keeps a task that waits.
    pub(crate) fn keep_task(
        &self,
        kind: &str,
        project: Option<ProjectId>,
        request: &Value,
    ) -> Result<Task, StudioError> {
        let now = self.now_ms();
        self.library.write(|tables| Ok(tables.tasks_mut().create(kind, project, request, now)?))
    }

    /// One task.
    pub(crate) fn task(&self, id: Uuid) -> Result<Task, StudioError> {
        self.library.read(|tables| Ok(tables.tasks().get(id)?))
    }

    /// Tasks in whatever state, newest first.
    pub(crate) fn newest_tasks(&self, limit: u32) -> Result<Vec<Task>, StudioError> {
        self.library.read(|tables| Ok(tables.tasks().newest(limit)?))
    }

    /// Tasks that wait or were cut off.
    pub(crate) fn unfinished_tasks(&self) -> Result<Vec<Task>, StudioError> {
        self.library.read(|tables| Ok(tables.tasks().unfinished()?))
    }

    /// Says that a task has ended, and what came of it.
    pub(crate) fn end_task(
        &self,
        id: Uuid,
        state: TaskState,
        outcome: Option<&Value>,
    ) -> Result<(), StudioError> {
        let now = self.now_ms();
        self.library.write(|tables| Ok(tables.tasks_mut().set_state(id, state, outcome, now)?))
    }
}
