//! Requests that wait for their answer.

use std::collections::HashMap;
use std::sync::mpsc::SyncSender;
use std::time::{Duration, Instant};

use crate::error::WorkerError;
use crate::message::Message;

/// More than this many wait for no worker.
const WAITING_MAX: usize = 1_024;

/// The answer to a request.
pub(crate) type Answer = Result<Message, WorkerError>;

/// All requests that wait.
#[derive(Default)]
pub(crate) struct Pending {
    next: u64,
    waiting: HashMap<u64, Waiting>,
}

struct Waiting {
    answer: SyncSender<Answer>,
    /// It may hear nothing of the worker for so long.
    silence: Duration,
    heard: Instant,
}

impl Pending {
    /// A new request, as its number.
    pub(crate) fn add(&mut self, answer: SyncSender<Answer>, silence: Duration) -> Result<u64, WorkerError> {
        if self.waiting.len() >= WAITING_MAX {
            return Err(WorkerError::Busy);
        }
        self.next += 1;
        self.waiting.insert(self.next, Waiting { answer, silence, heard: Instant::now() });
        Ok(self.next)
    }

    /// Gives a request its answer; one that nobody waits for is forgotten.
    pub(crate) fn answer(&mut self, id: u64, answer: Answer) {
        if let Some(waiting) = self.waiting.remove(&id) {
            // The one who asked may have gone; then nobody misses the answer.
            let _ = waiting.answer.try_send(answer);
        }
    }

    /// The worker reported something: it works.
    pub(crate) fn heard(&mut self) {
        let now = Instant::now();
        self.waiting.values_mut().for_each(|waiting| waiting.heard = now);
    }

    /// Whether a request has heard nothing for longer than it may.
    pub(crate) fn is_stuck(&self) -> bool {
        self.waiting.values().any(|waiting| waiting.heard.elapsed() > waiting.silence)
    }

    /// Ends all requests.
    pub(crate) fn end(&mut self, error: impl Fn() -> WorkerError) {
        for (_, waiting) in self.waiting.drain() {
            let _ = waiting.answer.try_send(Err(error()));
        }
    }
}
