//! Long work as tasks: kept in the library, told of by events, stopped, done again. Exports wait for each other;
//! everything else begins at once.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};

use engine::cancel::Cancel;
use engine::error::EngineError;
use serde_json::{Value, json};
use store::table::tasks::{Task as Kept, TaskState as KeptState};
use types::call::make::{CancelTask, ListTasks, RetryTask};
use types::error::Failure;
use types::event::{Event, Task, TaskId, TaskKind, TaskState};

use super::job::{Job, Outcome};
use super::{Desk, guard};
use crate::error::StudioError;
use crate::progress::{Progress, Stage};

/// Tasks that are shown at most.
const SHOWN: u32 = 200;

/// What is under way.
pub(super) struct Tasks {
    running: Mutex<HashMap<TaskId, (Task, Cancel)>>,
    exports: Mutex<Sender<(TaskId, Job)>>,
}

impl Tasks {
    /// No task yet, and where exports come out in the order in which they were asked for.
    pub(super) fn new() -> (Self, Receiver<(TaskId, Job)>) {
        let (sender, receiver) = channel();
        (Self { running: Mutex::default(), exports: Mutex::new(sender) }, receiver)
    }
}

impl Desk {
    /// Every task, newest first.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn list_tasks(&self, _call: ListTasks) -> Result<Vec<Task>, StudioError> {
        let kept = self.studio().newest_tasks(SHOWN)?;
        let running = guard(&self.inner.tasks.running);
        let shown = |kept: &Kept| {
            let id = TaskId(kept.id);
            running.get(&id).map_or_else(|| shown(kept), |(task, _)| Some(task.clone()))
        };
        Ok(kept.iter().filter_map(shown).collect())
    }

    /// Whether files are being written that the user asked for.
    pub fn is_exporting(&self) -> bool {
        guard(&self.inner.tasks.running).values().any(|(task, _)| task.kind == TaskKind::Export)
    }

    /// Stops a task. One that has ended stays as it is.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn cancel_task(&self, call: CancelTask) -> Result<(), StudioError> {
        if let Some((_, cancel)) = guard(&self.inner.tasks.running).get(&call.id) {
            cancel.cancel();
        }
        Ok(())
    }

    /// Does a task again, as a new one.
    ///
    /// # Errors
    /// When there is no such task.
    pub fn retry_task(&self, call: RetryTask) -> Result<TaskId, StudioError> {
        let kept = self.studio().task(call.id.0)?;
        let job: Job = serde_json::from_value(kept.request).map_err(|_| StudioError::UnknownTask)?;
        self.begin(job, Some(call.id))
    }

    /// Begins long work. `instead_of` is the task it replaces.
    pub(super) fn begin(&self, job: Job, instead_of: Option<TaskId>) -> Result<TaskId, StudioError> {
        let request = serde_json::to_value(&job).map_err(|error| StudioError::Invalid(error.to_string()))?;
        let kept = self.studio().keep_task(job.name(), job.project(), &request)?;
        if let Some(old) = instead_of {
            tracing::info!(old = %old.0, new = %kept.id, "a task is done again");
        }
        let id = TaskId(kept.id);
        self.enlist(id, job, kept.created_ms);
        Ok(id)
    }

    /// Exports that were cut off are taken up again; other work that was is called stopped.
    pub(super) fn start_queue(&self, orders: Receiver<(TaskId, Job)>) {
        let desk = self.downgrade();
        let queue = std::thread::Builder::new().name("exports".to_owned()).spawn(move || {
            while let Ok((id, job)) = orders.recv() {
                let Some(desk) = desk.upgrade() else { return };
                desk.work(id, &job);
            }
        });
        if let Err(error) = queue {
            tracing::error!(%error, "no thread for exports");
        }
        for kept in self.studio().unfinished_tasks().unwrap_or_default() {
            match serde_json::from_value(kept.request.clone()) {
                Ok(job @ Job::Export(_)) => self.enlist(TaskId(kept.id), job, kept.created_ms),
                _ => self.note(TaskId(kept.id), KeptState::Cancelled, None),
            }
        }
    }

    fn enlist(&self, id: TaskId, job: Job, created_ms: i64) {
        let (kind, title, project) = (job.kind(), job.title(), job.project());
        let task = Task { id, kind, title, project, state: TaskState::Waiting, created_ms };
        guard(&self.inner.tasks.running).insert(id, (task.clone(), Cancel::new()));
        self.tell(Event::Task(task));
        if kind == TaskKind::Export {
            if guard(&self.inner.tasks.exports).send((id, job)).is_err() {
                tracing::error!("the queue of exports has ended");
            }
            return;
        }
        let desk = self.clone();
        let worker = std::thread::Builder::new().name("task".to_owned()).spawn(move || desk.work(id, &job));
        if let Err(error) = worker {
            tracing::error!(%error, "no thread for a task");
        }
    }

    /// Does a task to its end, whatever end that is.
    fn work(&self, id: TaskId, job: &Job) {
        let Some(cancel) = guard(&self.inner.tasks.running).get(&id).map(|(_, cancel)| cancel.clone()) else {
            return;
        };
        let begun = self.studio().now_ms();
        let report = |stage: Stage, done: u64, total: u64| self.report(id, (stage, done, total), begun);
        let progress = Progress::new(&report, cancel.clone());
        let outcome = if cancel.is_cancelled() {
            Err(EngineError::Cancelled.into())
        } else {
            self.perform(job, &progress)
        };
        let state = ended(outcome);
        let (kept, detail) = as_kept(&state);
        self.note(id, kept, detail.as_ref());
        self.set(id, state);
        guard(&self.inner.tasks.running).remove(&id);
    }

    /// Tells how far a task is, whenever that is another thousandth.
    fn report(&self, id: TaskId, (stage, done, total): (Stage, u64, u64), begun_ms: i64) {
        let permille = (done.min(total) * 1000 / total.max(1)) as u16;
        let elapsed = (self.studio().now_ms() - begun_ms).max(0).unsigned_abs();
        let remaining_ms =
            (permille >= 50).then(|| elapsed * u64::from(1000 - permille) / u64::from(permille));
        let state = TaskState::Running { step: step(stage).to_owned(), permille, remaining_ms };
        let before = guard(&self.inner.tasks.running).get(&id).map(|(task, _)| task.state.clone());
        let is_new = match (&before, &state) {
            (
                Some(TaskState::Running { step: old, permille: was, .. }),
                TaskState::Running { step, permille, .. },
            ) => old != step || was != permille,
            _ => true,
        };
        if is_new {
            self.set(id, state);
        }
    }

    fn set(&self, id: TaskId, state: TaskState) {
        let task = guard(&self.inner.tasks.running).get_mut(&id).map(|(task, _)| {
            task.state = state;
            task.clone()
        });
        if let Some(task) = task {
            self.tell(Event::Task(task));
        }
    }

    fn note(&self, id: TaskId, state: KeptState, outcome: Option<&Value>) {
        if let Err(error) = self.studio().end_task(id.0, state, outcome) {
            tracing::warn!(%error, "the end of a task could not be kept");
        }
    }
}

fn step(stage: Stage) -> &'static str {
    match stage {
        Stage::Speaking => "Speaking",
        Stage::Listening => "Mixing",
        Stage::Rendering => "Rendering",
        Stage::Fetching => "Fetching",
        Stage::Proxy => "Making previews",
        Stage::Sound => "Reading sound",
        Stage::Identifying => "Checking files",
    }
}

fn ended(outcome: Result<Outcome, StudioError>) -> TaskState {
    match outcome {
        Ok(Outcome { path, warnings }) => TaskState::Done { path, warnings },
        Err(error) => match error.failure() {
            Failure { code: types::error::ErrorCode::Cancelled, .. } => TaskState::Cancelled,
            failure => TaskState::Failed(failure),
        },
    }
}

fn as_kept(state: &TaskState) -> (KeptState, Option<Value>) {
    match state {
        TaskState::Done { path, warnings } => {
            (KeptState::Done, Some(json!({ "path": path, "warnings": warnings })))
        }
        TaskState::Failed(failure) => (KeptState::Failed, serde_json::to_value(failure).ok()),
        TaskState::Waiting | TaskState::Running { .. } | TaskState::Cancelled => (KeptState::Cancelled, None),
    }
}

/// A task that is not under way, as the library has it; none where a later version wrote it.
fn shown(kept: &Kept) -> Option<Task> {
    let job: Job = serde_json::from_value(kept.request.clone()).ok()?;
    let detail = kept.outcome.clone().unwrap_or_default();
    let state = match kept.state {
        KeptState::Waiting | KeptState::Running => TaskState::Waiting,
        KeptState::Done => TaskState::Done {
            path: detail["path"].as_str().map(str::to_owned),
            warnings: serde_json::from_value(detail["warnings"].clone()).unwrap_or_default(),
        },
        KeptState::Failed => TaskState::Failed(serde_json::from_value(detail).ok()?),
        KeptState::Cancelled => TaskState::Cancelled,
    };
    Some(Task {
        id: TaskId(kept.id),
        kind: job.kind(),
        title: job.title(),
        project: job.project(),
        state,
        created_ms: kept.created_ms,
    })
}
