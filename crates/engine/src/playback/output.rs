//! The place where sound leaves the program: speakers, or whatever stands in for them.

use std::sync::Arc;
use std::time::Duration;

use super::line::Line;

/// Something that can be opened to be heard through.
pub trait Output: Send + Sync {
    /// Opens it; from then on it pulls from `feed` in its own time. `None` where nothing can be heard. Dropping what
    /// comes back closes it.
    fn open(&self, feed: Feed) -> Option<Box<dyn Send>>;
}

/// Where an open output gets its sound: stereo at 48 kHz.
#[derive(Clone)]
pub struct Feed {
    line: Arc<Line>,
    /// Which opening this belongs to: what an output says after it was closed counts no more.
    opening: u64,
}

impl Feed {
    pub(super) fn new(line: Arc<Line>, opening: u64) -> Self {
        Self { line, opening }
    }

    /// Fills `out`, interleaved stereo, with what is next, and with silence where nothing is ready. Its first sample is
    /// heard `latency` from now. Quick enough for the thread of a sound device.
    pub fn pull(&self, out: &mut [f32], latency: Duration) {
        self.line.pull(self.opening, out, latency);
    }

    /// Says that nothing is heard any more: the device has gone.
    pub fn lost(&self) {
        self.line.lost(self.opening);
    }
}
