//! The tasks table: long work that must survive a restart.

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde_json::Value;
use types::id::ProjectId;
use uuid::Uuid;

use crate::error::StoreError;
use crate::table::new_id;

/// A piece of long work.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// Its name: a UUIDv7.
    pub id: Uuid,
    /// What sort of work: "export", "proxy" …
    pub kind: String,
    /// The project it is for, if it is for one.
    pub project: Option<ProjectId>,
    /// How far it is.
    pub state: TaskState,
    /// What was asked for.
    pub request: Value,
    /// Thousandths of the whole, from 0 to 1000.
    pub progress: u16,
    /// What came of it: the result once done, the failure once failed.
    pub outcome: Option<Value>,
    /// When it was asked for, in milliseconds since 1970 UTC.
    pub created_ms: i64,
    /// When it last changed, in milliseconds since 1970 UTC.
    pub changed_ms: i64,
}

/// How far a piece of long work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TaskState {
    /// Not begun.
    Waiting,
    /// Under way, or cut off by the end of the process.
    Running,
    /// Done.
    Done,
    /// Failed for good.
    Failed,
    /// The user stopped it.
    Cancelled,
}

impl TaskState {
    const ALL: [Self; 5] = [Self::Waiting, Self::Running, Self::Done, Self::Failed, Self::Cancelled];

    fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }
}

/// Reads tasks.
pub struct Tasks<'a> {
    pub(super) connection: &'a Connection,
}

/// Writes tasks.
pub struct TasksMut<'a> {
    pub(super) connection: &'a Connection,
}

const COLUMNS: &str = "id, kind, project, state, request, progress, outcome, created_ms, changed_ms";

impl Tasks<'_> {
    /// One task.
    pub fn get(&self, task: Uuid) -> Result<Task, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM tasks WHERE id = ?");
        let row = self.connection.prepare_cached(&sql)?.query_row([task], read).optional()?;
        row.ok_or(StoreError::TaskNotFound(task))?.task()
    }

    /// Tasks that wait or were cut off, in the order in which they were asked for.
    pub fn unfinished(&self) -> Result<Vec<Task>, StoreError> {
        self.list(
            &format!("SELECT {COLUMNS} FROM tasks WHERE state IN ('waiting', 'running') ORDER BY key"),
            [],
        )
    }

    /// The newest tasks, in whatever state.
    pub fn newest(&self, limit: u32) -> Result<Vec<Task>, StoreError> {
        self.list(&format!("SELECT {COLUMNS} FROM tasks ORDER BY key DESC LIMIT ?"), [limit])
    }

    fn list(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<Task>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(values, read)?;
        rows.map(|row| row?.task()).collect()
    }
}

impl TasksMut<'_> {
    /// Adds a task that waits.
    pub fn create(
        &self,
        kind: &str,
        project: Option<ProjectId>,
        request: &Value,
        now_ms: i64,
    ) -> Result<Task, StoreError> {
        let id = new_id(now_ms);
        self.connection
            .prepare_cached(
                "INSERT INTO tasks (id, kind, project, state, request, created_ms, changed_ms)
                 VALUES (?1, ?2, ?3, 'waiting', ?4, ?5, ?5)",
            )?
            .execute(params![
                id,
                kind,
                project.map(|project| project.0),
                serde_json::to_string(request)?,
                now_ms
            ])?;
        Tasks { connection: self.connection }.get(id)
    }

    /// Says how much is done, in thousandths; a task that waited is then under way.
    /// Does nothing to a task that has ended: the last report may come after the user stopped it.
    pub fn set_progress(&self, task: Uuid, progress: u16, now_ms: i64) -> Result<(), StoreError> {
        let sql = "UPDATE tasks SET progress = ?, changed_ms = ?, state = 'running'
                   WHERE id = ? AND state IN ('waiting', 'running')";
        self.connection.prepare_cached(sql)?.execute(params![progress.min(1000), now_ms, task])?;
        Ok(())
    }

    /// Says that a task has ended, or that it waits again.
    pub fn set_state(
        &self,
        task: Uuid,
        state: TaskState,
        outcome: Option<&Value>,
        now_ms: i64,
    ) -> Result<(), StoreError> {
        let outcome = outcome.map(serde_json::to_string).transpose()?;
        let changed = self
            .connection
            .prepare_cached("UPDATE tasks SET state = ?, outcome = ?, changed_ms = ? WHERE id = ?")?
            .execute(params![state.word(), outcome, now_ms, task])?;
        if changed == 0 { Err(StoreError::TaskNotFound(task)) } else { Ok(()) }
    }

    /// Forgets tasks that ended before that time.
    pub fn forget_ended_before(&self, time_ms: i64) -> Result<(), StoreError> {
        let sql = "DELETE FROM tasks WHERE changed_ms < ? AND state NOT IN ('waiting', 'running')";
        self.connection.prepare_cached(sql)?.execute([time_ms])?;
        Ok(())
    }
}

/// A row before its JSON is read.
struct Raw {
    task: Task,
    request: String,
    outcome: Option<String>,
}

fn read(row: &Row) -> rusqlite::Result<Raw> {
    let word: String = row.get(3)?;
    let state = TaskState::ALL.into_iter().find(|state| state.word() == word);
    let task = Task {
        id: row.get(0)?,
        kind: row.get(1)?,
        project: row.get::<_, Option<Uuid>>(2)?.map(ProjectId),
        // A state that this version does not know is none it could go on from.
        state: state.unwrap_or(TaskState::Failed),
        request: Value::Null,
        progress: row.get(5)?,
        outcome: None,
        created_ms: row.get(7)?,
        changed_ms: row.get(8)?,
    };
    Ok(Raw { task, request: row.get(4)?, outcome: row.get(6)? })
}

impl Raw {
    fn task(self) -> Result<Task, StoreError> {
        let outcome = self.outcome.map(|outcome| serde_json::from_str(&outcome)).transpose()?;
        Ok(Task { request: serde_json::from_str(&self.request)?, outcome, ..self.task })
    }
}
