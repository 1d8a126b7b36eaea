//! A distance in time, on tracks of either unit.

use types::document::track::Unit;
use types::time::FrameRate;

/// A distance in time, as it counts on tracks of frames and on tracks of samples.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct By {
    /// In frames.
    pub frames: i64,
    /// In samples.
    pub samples: i64,
}

impl By {
    /// So many frames.
    pub fn frames(frames: i64, rate: FrameRate) -> Self {
        Self { frames, samples: rate.sample_of(frames.abs()) * frames.signum() }
    }

    /// About so many seconds: exact in the unit of the clip that is held, as near to it as can be in the other.
    pub fn seconds(seconds: f64, unit: Unit, rate: FrameRate) -> Self {
        let frames = (seconds * rate.as_f64()).round() as i64;
        match unit {
            Unit::Frames => Self::frames(frames, rate),
            Unit::Samples => Self { frames, samples: (seconds * 48_000.0).round() as i64 },
        }
    }

    /// In that unit.
    pub fn on(self, unit: Unit) -> i64 {
        match unit {
            Unit::Frames => self.frames,
            Unit::Samples => self.samples,
        }
    }

    /// Whether it is no distance at all on tracks of that unit.
    pub fn is_none(self, unit: Unit) -> bool {
        self.on(unit) == 0
    }
}

/// A frame as a place on a track of that unit.
pub fn at_frame(frame: i64, unit: Unit, rate: FrameRate) -> i64 {
    match unit {
        Unit::Frames => frame,
        Unit::Samples => rate.sample_of(frame),
    }
}
