//! Playing with J, K and L: each press the same way doubles the speed.

use super::near::Way;

/// The fastest, forwards or backwards.
pub const FASTEST: i32 = 8;

/// The speed after another press; 0 stands still.
pub fn pressed(speed: i32, way: Way) -> i32 {
    match way {
        Way::Forward if speed > 0 => (speed * 2).min(FASTEST),
        Way::Forward => 1,
        Way::Back if speed < 0 => (speed * 2).max(-FASTEST),
        Way::Back => -1,
    }
}
