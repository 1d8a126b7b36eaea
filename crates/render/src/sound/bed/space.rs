//! The room a bed is played in: eight delays that feed each other.

use crate::sound::bed::tone::Smooth;

const LINES: usize = 8;
/// Samples of each delay: primes, so that their echoes do not fall together.
const LENGTHS: [usize; LINES] = [1_423, 1_777, 2_131, 2_503, 2_879, 3_229, 3_593, 3_967];

/// A reverberation.
pub struct Room {
    lines: [Vec<f32>; LINES],
    at: [usize; LINES],
    keep: [f32; LINES],
    damp: [Smooth; LINES],
    floor: Smooth,
}

impl Room {
    /// One in which sound takes `seconds` to die away.
    pub fn new(seconds: f32) -> Self {
        let keep = LENGTHS.map(|length| 0.001_f32.powf(length as f32 / (48_000.0 * seconds.max(0.1))));
        Self {
            lines: LENGTHS.map(|length| vec![0.0; length]),
            at: [0; LINES],
            keep,
            damp: [Smooth::new(5_200.0); LINES],
            floor: Smooth::new(180.0),
        }
    }

    /// What comes back, left and right, when `sample` is heard.
    pub fn next(&mut self, sample: f32) -> [f32; 2] {
        let input = self.floor.high(sample) * 0.35;
        let mut heard = [0.0; LINES];
        for (index, heard) in heard.iter_mut().enumerate() {
            *heard = self.damp[index].low(self.lines[index][self.at[index]]) * self.keep[index];
        }
        // A Householder reflection: every delay feeds every other, and no energy is made.
        let mean = heard.iter().sum::<f32>() * 2.0 / LINES as f32;
        for (index, value) in heard.iter().enumerate() {
            let sign = if index % 2 == 0 { 1.0 } else { -1.0 };
            let line = &mut self.lines[index];
            let at = &mut self.at[index];
            line[*at] = value - mean + input * sign;
            *at = if *at + 1 == line.len() { 0 } else { *at + 1 };
        }
        let [a, b, c, d, e, f, g, h] = heard;
        [a + c - e - g, b + d - f - h]
    }
}
