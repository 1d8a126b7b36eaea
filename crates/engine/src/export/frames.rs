//! Frames rendered by several threads and handed on in order. At most a window of them is in memory.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::error::EngineError;

/// What is rendered, and what has been handed on.
pub struct OrderedFrames<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
    total: i64,
    window: i64,
}

struct State<T> {
    next_to_render: i64,
    next_to_give: i64,
    ready: BTreeMap<i64, Result<T, EngineError>>,
    stopped: bool,
}

impl<T> OrderedFrames<T> {
    /// Frames 0 to `total`, of which at most `window` are rendered ahead of the last one given.
    pub fn new(total: i64, window: usize) -> Self {
        let state = State { next_to_render: 0, next_to_give: 0, ready: BTreeMap::new(), stopped: false };
        Self { state: Mutex::new(state), changed: Condvar::new(), total, window: window.max(1) as i64 }
    }

    /// What each rendering thread does: takes the next frame, renders it, and so on until all are taken,
    /// one fails or `stop` is called.
    pub fn work(&self, render: impl Fn(i64) -> Result<T, EngineError>) {
        while let Some(frame) = self.take() {
            let promise = Promise { frames: self, frame };
            let rendered = render(frame);
            let failed = rendered.is_err();
            promise.keep(rendered);
            if failed {
                return;
            }
        }
    }

    /// The next frame in order, waiting for it; `None` after the last one or `stop`.
    pub fn next(&self) -> Option<Result<T, EngineError>> {
        let mut state = self.lock();
        loop {
            if state.stopped || state.next_to_give >= self.total {
                return None;
            }
            let wanted = state.next_to_give;
            if let Some(frame) = state.ready.remove(&wanted) {
                state.next_to_give += 1;
                drop(state);
                self.changed.notify_all();
                return Some(frame);
            }
            state = self.wait(state);
        }
    }

    /// Ends the work of all threads as soon as their present frame is done.
    pub fn stop(&self) {
        self.lock().stopped = true;
        self.changed.notify_all();
    }

    fn put(&self, frame: i64, rendered: Result<T, EngineError>) {
        self.lock().ready.insert(frame, rendered);
        self.changed.notify_all();
    }

    fn take(&self) -> Option<i64> {
        let mut state = self.lock();
        loop {
            if state.stopped || state.next_to_render >= self.total {
                return None;
            }
            if state.next_to_render < state.next_to_give + self.window {
                state.next_to_render += 1;
                return Some(state.next_to_render - 1);
            }
            state = self.wait(state);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        // No code that holds the lock can panic half-way through a change.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State<T>>) -> MutexGuard<'a, State<T>> {
        let waited = self.changed.wait_timeout(state, Duration::from_millis(100));
        waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

/// A frame that somebody waits for. A thread that dies over it says so, or they would wait for ever.
struct Promise<'a, T> {
    frames: &'a OrderedFrames<T>,
    frame: i64,
}

impl<T> Promise<'_, T> {
    fn keep(self, rendered: Result<T, EngineError>) {
        self.frames.put(self.frame, rendered);
        std::mem::forget(self);
    }
}

impl<T> Drop for Promise<'_, T> {
    fn drop(&mut self) {
        let died = EngineError::Pipeline(format!("rendering frame {} broke off", self.frame));
        self.frames.put(self.frame, Err(died));
    }
}
