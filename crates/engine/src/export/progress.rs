//! How far an export is and how long it will take.

use std::time::{Duration, Instant};

use super::{ExportProgress, ExportStage};

/// Measures an export from its start.
pub struct Meter {
    started: Instant,
    told: Option<Instant>,
    total: i64,
}

impl Meter {
    /// Starts now, for so many frames.
    pub fn start(total: i64) -> Self {
        Self { started: Instant::now(), told: None, total }
    }

    /// Since the start.
    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// What to tell now, at most ten times a second.
    pub fn due(&mut self, frames_done: i64) -> Option<ExportProgress> {
        if self.told.is_some_and(|told| told.elapsed() < Duration::from_millis(100)) {
            return None;
        }
        let done = frames_done >= self.total;
        let stage = if done { ExportStage::Finishing } else { ExportStage::Encoding };
        Some(self.now(frames_done, stage))
    }

    /// What to tell now, whenever that is.
    pub fn now(&mut self, frames_done: i64, stage: ExportStage) -> ExportProgress {
        self.told = Some(Instant::now());
        let frames_done = frames_done.clamp(0, self.total);
        let elapsed = self.elapsed();
        ExportProgress {
            frames_done,
            frames_total: self.total,
            elapsed,
            remaining: remaining(frames_done, self.total, elapsed),
            stage,
        }
    }
}

/// A guess once it is worth something: encoders hold back their first second or two of frames.
fn remaining(done: i64, total: i64, elapsed: Duration) -> Option<Duration> {
    if done < 10 || (elapsed < Duration::from_secs(1) && done * 10 < total) {
        return None;
    }
    Duration::try_from_secs_f64(elapsed.as_secs_f64() / done as f64 * (total - done) as f64).ok()
}
