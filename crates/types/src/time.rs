//! Exact time. Pictures are counted in whole frames at a rational rate, sound in samples at 48 kHz,
//! positions inside a source in rational seconds. No floating point: 29.97 is not a number of frames.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

/// Samples of sound in a second, everywhere inside the product.
pub const SAMPLE_RATE: i64 = 48_000;

/// Frames in a second, as a fraction: 30000/1001 is 29.97.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "(u32, u32)", into = "(u32, u32)")]
pub struct FrameRate {
    num: u32,
    den: u32,
}

impl FrameRate {
    /// 24 frames a second.
    pub const FPS_24: Self = Self { num: 24, den: 1 };
    /// 25 frames a second.
    pub const FPS_25: Self = Self { num: 25, den: 1 };
    /// 30000/1001 frames a second, known as 29.97.
    pub const FPS_29_97: Self = Self { num: 30_000, den: 1001 };
    /// 30 frames a second, the default.
    pub const FPS_30: Self = Self { num: 30, den: 1 };
    /// 60 frames a second.
    pub const FPS_60: Self = Self { num: 60, den: 1 };

    /// A rate of `num/den` frames a second, reduced. `None` unless it lies from 1 to 240.
    pub fn new(num: u32, den: u32) -> Option<Self> {
        if den == 0 || num < den || u64::from(num) > 240 * u64::from(den) {
            return None;
        }
        let divisor = gcd(i128::from(num), i128::from(den)) as u32;
        Some(Self { num: num / divisor, den: den / divisor })
    }

    /// Reads "25", "29.97", "23.976" or "30000/1001". The usual decimal names mean their exact fractions.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((num, den)) = text.split_once('/') {
            return Self::new(num.trim().parse().ok()?, den.trim().parse().ok()?);
        }
        match text.trim() {
            "23.976" | "23.98" => Self::new(24_000, 1001),
            "29.97" => Self::new(30_000, 1001),
            "59.94" => Self::new(60_000, 1001),
            whole => Self::new(whole.parse().ok()?, 1),
        }
    }

    /// The number above the line.
    pub fn num(self) -> u32 {
        self.num
    }

    /// The number below the line.
    pub fn den(self) -> u32 {
        self.den
    }

    /// The sample at which frame `frame` starts: `floor(frame * 48000 * den / num)`.
    pub fn sample_of(self, frame: i64) -> i64 {
        let exact = i128::from(frame) * i128::from(SAMPLE_RATE) * i128::from(self.den);
        exact.div_euclid(i128::from(self.num)) as i64
    }

    /// The frame that is shown while `sample` sounds: the last one that starts at or before it.
    pub fn frame_at(self, sample: i64) -> i64 {
        let scaled = (i128::from(sample) + 1) * i128::from(self.num) - 1;
        scaled.div_euclid(i128::from(SAMPLE_RATE) * i128::from(self.den)) as i64
    }

    /// The first frame that starts at or after `sample`.
    pub fn frame_from(self, sample: i64) -> i64 {
        let frame = self.frame_at(sample);
        if self.sample_of(frame) == sample { frame } else { frame + 1 }
    }

    /// When frame `frame` starts, exactly.
    pub fn time_of(self, frame: i64) -> Seconds {
        Seconds::reduced(i128::from(frame) * i128::from(self.den), i128::from(self.num))
    }

    /// The frame shown at `time`: the last one that starts at or before it.
    pub fn frame_of(self, time: Seconds) -> i64 {
        let scaled = i128::from(time.num) * i128::from(self.num);
        scaled.div_euclid(i128::from(time.den) * i128::from(self.den)) as i64
    }

    /// Frames a second, for display only.
    pub fn as_f64(self) -> f64 {
        f64::from(self.num) / f64::from(self.den)
    }
}

impl TryFrom<(u32, u32)> for FrameRate {
    type Error = &'static str;

    fn try_from((num, den): (u32, u32)) -> Result<Self, Self::Error> {
        Self::new(num, den).ok_or("a frame rate lies from 1 to 240 frames a second")
    }
}

impl From<FrameRate> for (u32, u32) {
    fn from(rate: FrameRate) -> Self {
        (rate.num, rate.den)
    }
}

/// A time or a length in seconds as a reduced fraction. Sums too large for it are rounded to nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "(i64, i64)", into = "(i64, i64)")]
pub struct Seconds {
    num: i64,
    den: i64,
}

impl Seconds {
    /// No time at all.
    pub const ZERO: Self = Self { num: 0, den: 1 };

    /// `num/den` seconds. `None` when `den` is not positive.
    pub fn new(num: i64, den: i64) -> Option<Self> {
        (den > 0).then(|| Self::reduced(i128::from(num), i128::from(den)))
    }

    /// A count of nanoseconds, as media frameworks give it.
    pub fn from_nanos(nanos: i64) -> Self {
        Self::reduced(i128::from(nanos), 1_000_000_000)
    }

    /// A count of samples at 48 kHz.
    pub fn from_samples(samples: i64) -> Self {
        Self::reduced(i128::from(samples), i128::from(SAMPLE_RATE))
    }

    /// The number above the line.
    pub fn num(self) -> i64 {
        self.num
    }

    /// The number below the line, always positive.
    pub fn den(self) -> i64 {
        self.den
    }

    /// Nanoseconds, rounded to nearest.
    pub fn nanos(self) -> i64 {
        self.rounded(1_000_000_000)
    }

    /// Samples at 48 kHz, rounded to nearest.
    pub fn samples(self) -> i64 {
        self.rounded(SAMPLE_RATE)
    }

    /// The sum of two times.
    pub fn plus(self, other: Self) -> Self {
        let num = i128::from(self.num) * i128::from(other.den) + i128::from(other.num) * i128::from(self.den);
        Self::reduced(num, i128::from(self.den) * i128::from(other.den))
    }

    /// The difference of two times; negative when `other` is later.
    pub fn minus(self, other: Self) -> Self {
        self.plus(Self { num: -other.num, den: other.den })
    }

    /// This time `num/den` times over, as a change of speed needs it. `den` must not be 0.
    pub fn scaled(self, num: i64, den: i64) -> Self {
        Self::reduced(i128::from(self.num) * i128::from(num), i128::from(self.den) * i128::from(den))
    }

    /// Seconds, for display and for drawing only.
    pub fn as_f64(self) -> f64 {
        self.num as f64 / self.den as f64
    }

    fn rounded(self, per_second: i64) -> i64 {
        let twice = 2 * i128::from(self.num) * i128::from(per_second) + i128::from(self.den);
        twice.div_euclid(2 * i128::from(self.den)) as i64
    }

    fn reduced(num: i128, den: i128) -> Self {
        let divisor = gcd(num, den).max(1) * den.signum();
        let (num, den) = (num / divisor, den / divisor);
        match (i64::try_from(num), i64::try_from(den)) {
            (Ok(num), Ok(den)) => Self { num, den },
            _ => Self::nearest_nanos(num, den),
        }
    }

    fn nearest_nanos(num: i128, den: i128) -> Self {
        // A sum of odd fractions can outgrow 64 bits; a nanosecond is far below any frame or sample.
        let whole = num.div_euclid(den);
        let rest = (num.rem_euclid(den) as f64 / den as f64 * 1e9) as i128;
        let limit = i128::from(i64::MAX / 1_000_000_000);
        let nanos = whole.clamp(-limit, limit - 1) * 1_000_000_000 + rest;
        Self { num: nanos as i64, den: 1_000_000_000 }
    }
}

impl TryFrom<(i64, i64)> for Seconds {
    type Error = &'static str;

    fn try_from((num, den): (i64, i64)) -> Result<Self, Self::Error> {
        Self::new(num, den).ok_or("seconds are a fraction with a positive denominator")
    }
}

impl From<Seconds> for (i64, i64) {
    fn from(time: Seconds) -> Self {
        (time.num, time.den)
    }
}

impl PartialOrd for Seconds {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Seconds {
    fn cmp(&self, other: &Self) -> Ordering {
        (i128::from(self.num) * i128::from(other.den)).cmp(&(i128::from(other.num) * i128::from(self.den)))
    }
}

fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
