//! How a figure moves when it stands and talks: noise that is smooth in time and the same every time.

use super::Moment;

/// Where everything that moves is at one moment, in units of the drawing and radians.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pose {
    /// The shoulders to the right.
    pub lean: f32,
    /// The shoulders up, from breath.
    pub breath: f32,
    /// The head against the shoulders.
    pub head: (f32, f32),
    /// The head to its side.
    pub roll: f32,
    /// The face to the right, as the viewer sees it.
    pub yaw: f32,
    /// The face down.
    pub pitch: f32,
    /// Hair lags behind the head by this much to the right.
    pub lag: f32,
    /// Open eyes are 1, shut eyes 0.
    pub open: f32,
    /// The gaze to the right and down, 1 at the edge of the eye.
    pub gaze: (f32, f32),
    /// The brows up.
    pub brows: f32,
}

/// Samples in a second.
const RATE: f64 = 48_000.0;

/// The pose of a figure at a moment.
pub(super) fn pose(seed: u32, moment: &Moment) -> Pose {
    let t = moment.sample as f64 / RATE;
    let energy = moment.energy.clamp(0.0, 1.0);
    let slow = |channel: u32, rate: f64| noise(seed, channel, t * rate);
    let lively = 0.55 + 0.45 * energy;
    let breath = noise(seed, 1, t * 0.12) * 0.3 + wave(t / 4.1 + f64::from(seed % 97) / 97.0);
    let lean = slow(2, 0.22) * 3.4;
    let head_x = slow(3, 0.37) * 2.2 + slow(4, 0.9) * 1.3 * lively;
    let head_y = slow(5, 0.43) * 1.1 + slow(6, 1.3) * 1.5 * energy + energy * 1.1;
    let before = noise(seed, 3, (t - 0.09) * 0.37) * 2.2 + noise(seed, 4, (t - 0.09) * 0.9) * 1.3 * lively;
    Pose {
        lean,
        breath: breath * 1.5,
        head: (head_x, head_y),
        roll: slow(7, 0.29) * 0.026 + slow(8, 0.83) * 0.018 * lively,
        yaw: slow(9, 0.33) * 0.055 + slow(10, 1.0) * 0.030 * lively,
        pitch: slow(11, 0.41) * 0.030 + (slow(12, 1.25) * 0.030 + 0.012) * energy,
        lag: before - head_x,
        open: lids(seed, t),
        gaze: gaze(seed, t),
        brows: (slow(13, 0.7) * 0.9 + 0.25) * energy + slow(14, 0.21) * 0.2,
    }
}

/// From -1 to 1 and back in one turn, smooth.
fn wave(turns: f64) -> f32 {
    let share = (turns - turns.floor()) as f32;
    let ramp = if share < 0.45 { share / 0.45 } else { (1.0 - share) / 0.55 };
    smooth(ramp) * 2.0 - 1.0
}

fn smooth(t: f32) -> f32 {
    let t = t.clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// A number from 0 to 1 for a seed, a channel and a count.
pub(super) fn chance(seed: u32, channel: u32, count: i64) -> f32 {
    let mut z =
        u64::from(seed) ^ (u64::from(channel) << 32) ^ (count as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 40) as f32 / (1u64 << 24) as f32
}

/// A smooth wander between -1 and 1: values at whole numbers joined by Catmull-Rom curves.
fn noise(seed: u32, channel: u32, t: f64) -> f32 {
    let whole = t.floor();
    let share = (t - whole) as f32;
    let at = |offset: i64| chance(seed, channel, whole as i64 + offset) * 2.0 - 1.0;
    let (a, b, c, d) = (at(-1), at(0), at(1), at(2));
    let bent = b + 0.5
        * share
        * (c - a + share * (2.0 * a - 5.0 * b + 4.0 * c - d + share * (3.0 * (b - c) + d - a)));
    bent.clamp(-1.0, 1.0)
}

/// Seconds in which one blink falls.
const BLINK_SLOT: f64 = 3.7;

/// How open the eyes are: a blink in most slots, sometimes two.
fn lids(seed: u32, t: f64) -> f32 {
    let slot = (t / BLINK_SLOT).floor();
    let mut open: f32 = 1.0;
    for count in [slot - 1.0, slot] {
        let count = count as i64;
        if chance(seed, 21, count) < 0.14 {
            continue;
        }
        let start = (count as f64 + 0.1 + 0.75 * f64::from(chance(seed, 22, count))) * BLINK_SLOT;
        open = open.min(blink(t - start));
        if chance(seed, 23, count) < 0.16 {
            open = open.min(blink(t - start - 0.34));
        }
    }
    open
}

/// One blink from its start: down in 80 ms, shut 45 ms, up in 150 ms.
fn blink(t: f64) -> f32 {
    let t = t as f32;
    if t <= 0.0 {
        1.0
    } else if t < 0.08 {
        1.0 - smooth(t / 0.08)
    } else if t < 0.125 {
        0.0
    } else {
        smooth((t - 0.125) / 0.15)
    }
}

/// Where the eyes look: mostly into the camera, with small quick jumps.
fn gaze(seed: u32, t: f64) -> (f32, f32) {
    const SLOT: f64 = 1.3;
    let slot = (t / SLOT).floor() as i64;
    let target = |count: i64| {
        let far = if chance(seed, 31, count) < 0.16 { 0.5 } else { 0.1 };
        ((chance(seed, 32, count) * 2.0 - 1.0) * far, (chance(seed, 33, count) * 2.0 - 1.2) * far * 0.45)
    };
    let start = (slot as f64 + 0.5 * f64::from(chance(seed, 34, slot))) * SLOT;
    let share = smooth(((t - start) / 0.045) as f32);
    let (from, to) = (target(slot - 1), target(slot));
    (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
}
