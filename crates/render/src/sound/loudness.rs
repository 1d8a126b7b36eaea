//! Measures loudness by EBU R 128 and works out how to bring a sound to a target: one pass measures, a second
//! one, through [`Limiter`], changes it.

use ebur128::{EbuR128, Mode};

use crate::sound::limiter::{Limiter, TruePeak};
use crate::sound::weighting::{self, STEP, Weighting};
use crate::sound::{RATE, amplitude, contained, decibels};

/// What is quieter than this, in LUFS, is the noise of a room and is left alone.
const QUIETEST_LUFS: f64 = -55.0;
/// At most this many decibels are added to make up for what the limiter takes.
const MAKE_UP_DB: f64 = 12.0;
/// Frames that a loudness is defined for: 400 ms.
const SHORTEST: usize = 19_200;

/// How loud a sound is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Loudness {
    /// Over the whole, in LUFS. None where nothing is loud enough to count (-70 LUFS).
    pub integrated_lufs: Option<f64>,
    /// From its quiet to its loud parts, in LU.
    pub range_lu: f64,
    /// The highest true peak, in dBTP, at least -200.
    pub true_peak_dbtp: f64,
}

/// Where a sound shall be brought.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// Loudness over the whole, in LUFS.
    pub integrated_lufs: f64,
    /// The true peak that nothing goes over, in dBTP. Lossy encoders overshoot by about half a decibel: for a
    /// file that shall stay under -1, ask for -1.5.
    pub true_peak_dbtp: f64,
}

/// What to do to reach a target: the parameters of [`Limiter::new`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    /// Gain in decibels.
    pub gain_db: f32,
    /// Limit in dBTP.
    pub limit_dbtp: f32,
}

impl Level {
    /// The limiter that does it.
    pub fn limiter(self) -> Limiter {
        Limiter::new(self.gain_db, self.limit_dbtp)
    }
}

/// Listens to a stream.
pub struct Meter {
    ebur128: Option<EbuR128>,
    true_peak: TruePeak,
    weighting: Weighting,
    steps: Vec<Step>,
    /// The step that is not full yet.
    open: Step,
    filled: usize,
    /// The first 400 ms, for sounds that are no longer.
    head: Vec<f32>,
}

/// Five milliseconds of sound.
#[derive(Clone, Copy, Default)]
struct Step {
    /// Weighted mean square of both sides.
    power: f64,
    /// Highest true peak, as an amplitude.
    peak: f32,
}

impl Meter {
    /// A meter that has heard nothing.
    pub fn new() -> Self {
        Self {
            ebur128: EbuR128::new(2, RATE, Mode::I | Mode::LRA).ok(),
            true_peak: TruePeak::new(),
            weighting: Weighting::new(),
            steps: Vec::new(),
            open: Step::default(),
            filled: 0,
            head: Vec::new(),
        }
    }

    /// Listens to the stream's next frames, interleaved stereo.
    pub fn push(&mut self, stereo: &[f32]) {
        // A second at a time, so that a whole film in one piece does not need as much memory again.
        for part in stereo.chunks(2 * RATE as usize) {
            self.push_part(&part.iter().copied().map(contained).collect::<Vec<_>>());
        }
    }

    fn push_part(&mut self, stereo: &[f32]) {
        let missing = (2 * SHORTEST).saturating_sub(self.head.len());
        self.head.extend(stereo.iter().take(missing));
        let whole = &stereo[..stereo.len() / 2 * 2];
        self.ebur128 = self.ebur128.take().and_then(|mut meter| {
            meter.add_frames_f32(whole).ok()?;
            Some(meter)
        });
        let mut peaks = Vec::new();
        self.true_peak.follow(stereo, &mut peaks);
        for (frame, peak) in stereo.chunks_exact(2).zip(peaks) {
            self.open.power += self.weighting.square([frame[0], frame[1]]);
            self.open.peak = self.open.peak.max(peak);
            self.filled += 1;
            if self.filled == STEP {
                self.close();
            }
        }
    }

    fn close(&mut self) {
        let power = self.open.power / self.filled.max(1) as f64;
        self.steps.push(Step { power, ..self.open });
        self.open = Step::default();
        self.filled = 0;
    }

    /// What was heard.
    pub fn finish(mut self) -> Measured {
        let frames = self.steps.len() * STEP + self.filled;
        // The last peaks are still on their way through the filter.
        let mut peaks = Vec::new();
        self.true_peak.follow(&[0.0; 4 * TruePeak::DELAY], &mut peaks);
        self.open.peak = peaks.into_iter().fold(self.open.peak, f32::max);
        if frames > 0 {
            self.close();
        }
        if frames < SHORTEST {
            self.ebur128 = repeated(&self.head);
        }
        let measured = self.ebur128.as_ref();
        let integrated = measured.and_then(|meter| meter.loudness_global().ok()).filter(|l| l.is_finite());
        let range = measured.and_then(|meter| meter.loudness_range().ok()).filter(|l| l.is_finite());
        let peak = self.steps.iter().fold(0.0, |peak: f32, step| peak.max(step.peak));
        let loudness = Loudness {
            integrated_lufs: integrated,
            range_lu: range.unwrap_or(0.0),
            true_peak_dbtp: decibels(f64::from(peak)),
        };
        Measured { loudness, steps: self.steps }
    }
}

impl Default for Meter {
    fn default() -> Self {
        Self::new()
    }
}

/// A meter that heard `head` over and over until it had enough of it.
fn repeated(head: &[f32]) -> Option<EbuR128> {
    let mut meter = EbuR128::new(2, RATE, Mode::I | Mode::LRA).ok()?;
    let times = (2 * SHORTEST).div_ceil(head.len().max(1));
    if !head.is_empty() {
        meter.add_frames_f32(&head.repeat(times)).ok()?;
    }
    Some(meter)
}

/// What a meter heard: the loudness, and enough of its course to foresee what a limiter will do.
pub struct Measured {
    loudness: Loudness,
    steps: Vec<Step>,
}

impl Measured {
    /// How loud it is.
    pub fn loudness(&self) -> Loudness {
        self.loudness
    }

    /// What brings it to `target`. Silence and the noise of an empty room are left as they are, but for the
    /// limit. The gain makes up for what the limiter will take from the loudest parts.
    pub fn level_for(&self, target: &Target) -> Level {
        let limit_dbtp = target.true_peak_dbtp as f32;
        let loud_enough = self.loudness.integrated_lufs.filter(|&lufs| lufs >= QUIETEST_LUFS);
        let gain_db = loud_enough.map_or(0.0, |lufs| self.solve(lufs, target));
        Level { gain_db: gain_db as f32, limit_dbtp }
    }

    /// How loud it is after [`Self::level_for`] the same target, in LUFS; none for silence. What cannot be made as loud
    /// as asked without a limiter at work all the time comes out quieter.
    pub fn foreseen(&self, target: &Target) -> Option<f64> {
        let level = self.level_for(target);
        let own = weighting::integrated(&self.steps.iter().map(|step| step.power).collect::<Vec<_>>())?;
        let reached = self.foresee(f64::from(level.gain_db), amplitude(level.limit_dbtp))?;
        Some(self.loudness.integrated_lufs? + reached - own)
    }

    fn solve(&self, lufs: f64, target: &Target) -> f64 {
        let plain = target.integrated_lufs - lufs;
        let unlimited = weighting::integrated(&self.steps.iter().map(|step| step.power).collect::<Vec<_>>());
        let Some(unlimited) = unlimited else { return plain };
        let limit = amplitude(target.true_peak_dbtp as f32);
        let wanted = unlimited + plain;
        let (mut low, mut high) = (plain, plain + MAKE_UP_DB);
        for _ in 0..14 {
            let middle = 0.5 * (low + high);
            let reached = self.foresee(middle, limit).unwrap_or(f64::NEG_INFINITY);
            if reached < wanted { low = middle } else { high = middle }
        }
        if self.foresee(plain, limit).is_some_and(|reached| reached > wanted - 0.01) { plain } else { low }
    }

    /// The loudness after a limiter with that gain, worked out in steps of 5 ms.
    fn foresee(&self, gain_db: f64, limit: f32) -> Option<f64> {
        // What the limiter does over 240 samples, with its time constant of 2,880.
        const RELEASE: f32 = 0.08;
        let gain = amplitude(gain_db as f32);
        let wanted = |step: &Step| (limit / (step.peak * gain).max(limit)).min(1.0);
        let mut level: f32 = 1.0;
        let next = self.steps.iter().skip(1).chain(self.steps.last());
        let powers = self.steps.iter().zip(next).map(|(step, next)| {
            let lowest = wanted(step).min(0.5 * (1.0 + wanted(next)));
            level = lowest.min(level + (lowest - level) * RELEASE);
            step.power * f64::from(gain * level).powi(2)
        });
        weighting::integrated(&powers.collect::<Vec<_>>())
    }
}

/// How loud `stereo`, interleaved, is.
pub fn measure(stereo: &[f32]) -> Measured {
    let mut meter = Meter::new();
    meter.push(stereo);
    meter.finish()
}

/// `stereo`, interleaved, brought to `target`.
pub fn normalise(stereo: &[f32], target: &Target) -> Vec<f32> {
    let mut limiter = measure(stereo).level_for(target).limiter();
    let mut out = Vec::with_capacity(stereo.len());
    limiter.push(stereo, &mut out);
    limiter.finish(&mut out);
    out
}
