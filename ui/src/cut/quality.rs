//! How large frames are drawn while they move: smaller while they come late, larger again once they do not.

/// Pixels of a frame while it moves, at most.
pub const MOST: u64 = 518_400;
/// Pixels of a frame while it moves, at least.
pub const LEAST: u64 = 64_800;
/// So many late frames in a row make it smaller.
const LATE: u32 = 3;
/// So many frames with time to spare in a row make it larger.
const EARLY: u32 = 45;

/// How large frames are drawn while they move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quality {
    /// Pixels of a frame, at most.
    pub pixels: u64,
    late: u32,
    early: u32,
}

impl Default for Quality {
    fn default() -> Self {
        Self { pixels: MOST, late: 0, early: 0 }
    }
}

impl Quality {
    /// After a frame that took so long, where one is shown for so long; both in milliseconds.
    pub fn drawn(mut self, took_ms: f64, shown_ms: f64) -> Self {
        self.late = if took_ms > shown_ms * 1.25 { self.late + 1 } else { 0 };
        self.early = if took_ms < shown_ms * 0.6 { self.early + 1 } else { 0 };
        if self.late >= LATE {
            return Self { pixels: (self.pixels / 2).max(LEAST), ..Self::default() };
        }
        if self.early >= EARLY {
            return Self { pixels: (self.pixels * 2).min(MOST), ..Self::default() };
        }
        self
    }
}
