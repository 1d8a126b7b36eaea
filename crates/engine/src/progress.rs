//! How far long work is.

use serde::{Deserialize, Serialize};

/// A step of long work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What is being done.
    pub stage: Stage,
    /// How much of it is done, in the stage's unit.
    pub done: u64,
    /// How much there is.
    pub total: u64,
    /// Milliseconds until the end, once that can be guessed.
    pub remaining_ms: Option<u64>,
}

/// What long work is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// Sound is mixed and measured; counted in seconds of the ad.
    Listening,
    /// Frames are drawn and encoded; counted in frames.
    Rendering,
    /// A proxy is made; counted in thousandths of the file.
    Proxy,
    /// The sound of a file is read; counted in thousandths of the file.
    Sound,
}

impl Step {
    /// A step whose end cannot be guessed.
    pub fn new(stage: Stage, done: u64, total: u64) -> Self {
        Self { stage, done, total, remaining_ms: None }
    }

    /// A step of work on one file of which that share is done, from 0 to 1.
    pub fn share(stage: Stage, share: f64) -> Self {
        Self::new(stage, (share * 1000.0) as u64, 1000)
    }
}
