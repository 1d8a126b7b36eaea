//! The threads of a player: one makes documents ready and measures them, one mixes ahead.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use super::Shared;
use super::desk::Run;
use crate::lock::lock;

/// How often sound is mixed ahead while it is heard, far more often than what is ready lasts.
const TURN: Duration = Duration::from_millis(20);
/// How often an open device that plays nothing is looked at.
const LOOK: Duration = Duration::from_secs(5);

/// The threads; they end when this is dropped.
pub(super) struct Threads(Arc<Shared>);

impl Threads {
    pub(super) fn start(shared: &Arc<Shared>) -> Self {
        let (prepares, feeds) = (Arc::clone(shared), Arc::clone(shared));
        spawn("playback-prepare", move || prepares.keep_prepared());
        spawn("playback-feed", move || feeds.keep_fed());
        Self(Arc::clone(shared))
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        lock(&self.0.desk).closing = true;
        self.0.changed.notify_all();
    }
}

impl Shared {
    fn keep_prepared(&self) {
        while let Some(seen) = self.changes() {
            if !self.prepare() && !self.measure() {
                self.wait(seen, None);
            }
        }
    }

    fn keep_fed(&self) {
        while let Some(seen) = self.changes() {
            self.feed();
            let sounds = lock(&self.desk).run == Run::Sounding;
            let open = lock(&self.feeding).device.is_some();
            self.wait(seen, if sounds { Some(TURN) } else { open.then_some(LOOK) });
        }
        lock(&self.feeding).device = None;
    }

    /// How often the desk has changed; `None` at the end.
    fn changes(&self) -> Option<u64> {
        let desk = lock(&self.desk);
        (!desk.closing).then_some(desk.changes)
    }

    /// Waits until the desk has changed more often than that.
    fn wait(&self, seen: u64, limit: Option<Duration>) {
        let desk = lock(&self.desk);
        let same = |desk: &mut super::Desk| desk.changes == seen && !desk.closing;
        match limit {
            Some(limit) => {
                let waited = self.changed.wait_timeout_while(desk, limit, same);
                drop(waited.unwrap_or_else(PoisonError::into_inner));
            }
            None => drop(self.changed.wait_while(desk, same).unwrap_or_else(PoisonError::into_inner)),
        }
    }
}

fn spawn(name: &str, run: impl FnOnce() + Send + 'static) {
    if let Err(error) = std::thread::Builder::new().name(name.to_owned()).spawn(run) {
        tracing::error!(%error, "nothing can be played: a thread could not be started");
    }
}
