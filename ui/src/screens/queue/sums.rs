//! How far all of the queue is, and what of it is hidden.

use types::event::{Task, TaskState};

/// How far all of the queue is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Tasks that wait or are under way.
    pub to_do: usize,
    /// Tasks that are done.
    pub done: usize,
    /// Tasks that failed.
    pub failed: usize,
    /// What the user should know about those that are done.
    pub warnings: usize,
    /// Thousandths of all that is to be done.
    pub permille: u64,
    /// How long what is under way will still take, in milliseconds, once that can be told.
    pub remaining_ms: Option<u64>,
}

impl Sums {
    /// Of those tasks.
    pub fn of(tasks: &[Task]) -> Self {
        let mut sums = Self::default();
        let mut permille = 0;
        for task in tasks {
            match &task.state {
                TaskState::Waiting => sums.to_do += 1,
                TaskState::Running { permille: of_one, remaining_ms, .. } => {
                    sums.to_do += 1;
                    permille += u64::from(*of_one);
                    sums.remaining_ms = sums.remaining_ms.max(*remaining_ms);
                }
                TaskState::Done { warnings, .. } => {
                    sums.done += 1;
                    sums.warnings += warnings.len();
                }
                TaskState::Failed(_) => sums.failed += 1,
                TaskState::Cancelled => {}
            }
        }
        sums.permille = permille / sums.to_do.max(1) as u64;
        sums
    }
}

/// Whether a task is shown: what is not finished always, what is finished unless it was cleared away.
pub fn is_shown(task: &Task, cleared: Option<i64>) -> bool {
    !task.state.has_ended() || cleared.is_none_or(|cleared| task.created_ms > cleared)
}

/// When the newest finished task was asked for, in milliseconds since 1970 UTC.
pub fn newest_ended(tasks: &[Task]) -> Option<i64> {
    tasks.iter().filter(|task| task.state.has_ended()).map(|task| task.created_ms).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::event::{TaskId, TaskKind};

    fn task(created_ms: i64, state: TaskState) -> Task {
        let id = TaskId(uuid::Uuid::from_u128(created_ms as u128));
        Task { id, kind: TaskKind::Export, title: String::new(), project: None, state, created_ms }
    }

    fn running(permille: u16, remaining_ms: Option<u64>) -> TaskState {
        TaskState::Running { step: "Encoding".to_owned(), permille, remaining_ms }
    }

    fn done() -> TaskState {
        TaskState::Done { path: None, warnings: vec!["quiet".to_owned()] }
    }

    #[test]
    fn what_waits_counts_as_nothing_done() {
        let sums = Sums::of(&[task(1, running(500, Some(9))), task(2, TaskState::Waiting), task(3, done())]);
        assert_eq!((sums.to_do, sums.done, sums.warnings, sums.permille), (2, 1, 1, 250));
        assert_eq!(sums.remaining_ms, Some(9));
    }

    #[test]
    fn an_empty_queue_has_no_sums() {
        assert_eq!(Sums::of(&[]), Sums::default());
    }

    #[test]
    fn clearing_hides_what_is_finished_and_nothing_later() {
        let tasks = [task(1, done()), task(2, running(0, None)), task(3, TaskState::Cancelled)];
        let cleared = newest_ended(&tasks);
        assert_eq!(cleared, Some(3));
        let shown: Vec<bool> = tasks.iter().map(|task| is_shown(task, cleared)).collect();
        assert_eq!(shown, [false, true, false]);
        assert!(is_shown(&task(4, done()), cleared));
    }
}
