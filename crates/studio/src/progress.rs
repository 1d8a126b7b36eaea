//! Long work tells how far it is and can be stopped.

pub use engine::cancel::Cancel;
use engine::error::EngineError;
use engine::progress::Step;

use crate::error::StudioError;

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Lines are spoken; counted in lines.
    Speaking,
    /// Sound is mixed and measured; counted in seconds of the ad.
    Listening,
    /// Pictures are drawn and encoded; counted in frames.
    Rendering,
    /// A file is fetched; counted in bytes.
    Fetching,
    /// A proxy is made; counted in thousandths of the file.
    Proxy,
    /// The sound of a file is read; counted in thousandths of the file.
    Sound,
    /// A file is read whole to know it again; counted in thousandths of the file.
    Identifying,
}

impl From<engine::progress::Stage> for Stage {
    fn from(stage: engine::progress::Stage) -> Self {
        match stage {
            engine::progress::Stage::Listening => Self::Listening,
            engine::progress::Stage::Rendering => Self::Rendering,
            engine::progress::Stage::Proxy => Self::Proxy,
            engine::progress::Stage::Sound => Self::Sound,
        }
    }
}

/// Where long work reports, and where it asks whether to go on.
pub struct Progress<'a> {
    report: &'a (dyn Fn(Stage, u64, u64) + Sync),
    cancel: Cancel,
}

impl<'a> Progress<'a> {
    /// Progress that is told to `report` as stage, done and total, and stopped by `cancel`.
    pub fn new(report: &'a (dyn Fn(Stage, u64, u64) + Sync), cancel: Cancel) -> Self {
        Self { report, cancel }
    }

    /// What stops the work.
    pub fn cancel(&self) -> &Cancel {
        &self.cancel
    }

    /// Tells how far a stage is.
    ///
    /// # Errors
    /// When somebody asked to stop.
    pub fn report(&self, stage: Stage, done: u64, total: u64) -> Result<(), StudioError> {
        if self.cancel.is_cancelled() {
            return Err(EngineError::Cancelled.into());
        }
        (self.report)(stage, done, total);
        Ok(())
    }

    /// Tells how far the engine is. It stops by itself: the wish to stop is its own.
    pub(crate) fn step(&self, step: Step) {
        (self.report)(step.stage.into(), step.done, step.total);
    }
}
