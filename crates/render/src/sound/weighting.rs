//! How loud the ear finds sound: the weighting and the gates of ITU-R BS.1770-4, in steps of 5 ms.

/// Frames in a step.
pub const STEP: usize = 240;
/// A gating block is 400 ms, a new one begins every 100 ms.
const BLOCK_STEPS: usize = 80;
const HOP_STEPS: usize = 20;
/// What the standard adds, so that a sine of 1 kHz at full scale is at -3.01.
const OFFSET: f64 = -0.691;

/// A filter of second order, in the direct form that needs two values of memory.
#[derive(Clone, Copy)]
struct Biquad {
    b: [f64; 3],
    a: [f64; 2],
    memory: [f64; 2],
}

impl Biquad {
    fn run(&mut self, x: f64) -> f64 {
        let y = self.b[0] * x + self.memory[0];
        self.memory[0] = self.b[1] * x - self.a[0] * y + self.memory[1];
        self.memory[1] = self.b[2] * x - self.a[1] * y;
        y
    }
}

/// BS.1770-4, table 1, for 48 kHz: the head lifts the treble.
const SHELF: Biquad = Biquad {
    b: [1.53512485958697, -2.69169618940638, 1.19839281085285],
    a: [-1.69065929318241, 0.73248077421585],
    memory: [0.0; 2],
};
/// BS.1770-4, table 2, for 48 kHz: deep bass counts less.
const HIGH_PASS: Biquad =
    Biquad { b: [1.0, -2.0, 1.0], a: [-1.99004745483398, 0.99007225036621], memory: [0.0; 2] };

/// Weighs a stream of stereo.
pub struct Weighting {
    filters: [[Biquad; 2]; 2],
}

impl Weighting {
    /// At rest.
    pub fn new() -> Self {
        Self { filters: [[SHELF, HIGH_PASS]; 2] }
    }

    /// The weighted square of a frame, both sides added.
    pub fn square(&mut self, frame: [f32; 2]) -> f64 {
        let mut sum = 0.0;
        for (filters, sample) in self.filters.iter_mut().zip(frame) {
            let [shelf, high_pass] = filters;
            let weighted = high_pass.run(shelf.run(f64::from(sample)));
            sum += weighted * weighted;
        }
        sum
    }
}

/// The gated loudness in LUFS of sound whose weighted mean square is given for every step. What is shorter
/// than a gating block counts as one. `None` when all of it is below the gate of -70.
pub fn integrated(steps: &[f64]) -> Option<f64> {
    let mut sums = Vec::with_capacity(steps.len() + 1);
    sums.push(0.0);
    for power in steps {
        sums.push(sums.last().copied().unwrap_or_default() + power);
    }
    let length = BLOCK_STEPS.min(steps.len());
    let blocks = (0..=steps.len().checked_sub(length)?).step_by(HOP_STEPS);
    let powers = blocks.map(|from| (sums[from + length] - sums[from]) / length.max(1) as f64);
    let powers = powers.collect::<Vec<_>>();
    let heard = mean_above(&powers, power_of(-70.0))?;
    mean_above(&powers, (heard * 0.1).max(power_of(-70.0))).map(loudness_of)
}

fn mean_above(powers: &[f64], gate: f64) -> Option<f64> {
    let (sum, count) = powers
        .iter()
        .filter(|&&power| power > gate)
        .fold((0.0, 0_usize), |(sum, count), power| (sum + power, count + 1));
    (count > 0).then(|| sum / count as f64)
}

fn power_of(loudness: f64) -> f64 {
    10.0_f64.powf((loudness - OFFSET) / 10.0)
}

fn loudness_of(power: f64) -> f64 {
    OFFSET + 10.0 * power.log10()
}
