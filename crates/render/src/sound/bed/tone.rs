//! The small parts that instruments are made of: oscillators, filters, noise and decays.

use std::f32::consts::TAU;

/// Samples a second.
pub const RATE: f32 = 48_000.0;

/// A sine that is turned on by one multiplication a sample.
pub struct Rotor {
    at: [f32; 2],
    step: [f32; 2],
}

impl Rotor {
    /// From `phase`, in turns.
    pub fn new(hertz: f32, phase: f32) -> Self {
        let (step, at) = (TAU * hertz / RATE, TAU * phase);
        Self { at: [at.cos(), at.sin()], step: [step.cos(), step.sin()] }
    }

    /// The next sample.
    pub fn next(&mut self) -> f32 {
        let ([x, y], [c, s]) = (self.at, self.step);
        self.at = [x * c - y * s, x * s + y * c];
        y
    }
}

/// The factor a sample that leaves a 1,000th after `seconds`.
pub fn decay(seconds: f32) -> f32 {
    (-6.908 / (seconds * RATE).max(1.0)).exp()
}

/// Adds a sine that dies away, from sample 0 of `out` on.
pub fn add_partial(out: &mut [f32], hertz: f32, level: f32, seconds: f32, phase: f32) {
    if hertz >= 0.42 * RATE || level == 0.0 {
        return;
    }
    let (mut rotor, fall) = (Rotor::new(hertz, phase), decay(seconds));
    let mut level = level;
    for sample in out {
        *sample += rotor.next() * level;
        level *= fall;
        if level.abs() < 1e-4 {
            break;
        }
    }
}

/// Seeded noise and chance.
#[derive(Clone)]
pub struct Dice(u64);

impl Dice {
    /// The same numbers for the same seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    /// From -1 to 1.
    pub fn next(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 40) as f32 / (1_u64 << 23) as f32 - 1.0
    }
}

/// A low-pass of first order.
#[derive(Clone, Copy)]
pub struct Smooth {
    share: f32,
    at: f32,
}

impl Smooth {
    /// Passes what is below `hertz`.
    pub fn new(hertz: f32) -> Self {
        Self { share: 1.0 - (-TAU * hertz / RATE).exp(), at: 0.0 }
    }

    /// What passes.
    pub fn low(&mut self, sample: f32) -> f32 {
        self.at += (sample - self.at) * self.share;
        self.at
    }

    /// What does not.
    pub fn high(&mut self, sample: f32) -> f32 {
        sample - self.low(sample)
    }
}

/// A resonant band-pass.
pub struct Band {
    g: f32,
    k: f32,
    memory: [f32; 2],
}

impl Band {
    /// Around `hertz`; the higher `q`, the narrower.
    pub fn new(hertz: f32, q: f32) -> Self {
        Self { g: (TAU * 0.5 * hertz / RATE).tan(), k: 1.0 / q, memory: [0.0; 2] }
    }

    /// The next sample, as loud in the middle of the band as it came in.
    pub fn next(&mut self, sample: f32) -> f32 {
        let [low, high] = self.memory;
        let v1 = (low + self.g * (sample - high)) / (1.0 + self.g * (self.g + self.k));
        let v2 = high + self.g * v1;
        self.memory = [2.0 * v1 - low, 2.0 * v2 - high];
        v1 * self.k
    }
}

/// One turn of a wave with harmonics, read at any pitch.
pub struct Table(Vec<f32>);

impl Table {
    const SIZE: usize = 1024;

    /// Harmonic `k` (from 1) has `level(k)`; those too high for `hertz` are left out.
    pub fn new(hertz: f32, level: impl Fn(f32) -> f32) -> Self {
        let count = ((0.4 * RATE / hertz.max(1.0)) as usize).clamp(1, 48);
        let mut wave = vec![0.0; Self::SIZE];
        for k in 1..=count {
            let mut rotor = Rotor::new(k as f32 * RATE / Self::SIZE as f32, 0.137 * (k * k) as f32);
            let level = level(k as f32);
            wave.iter_mut().for_each(|sample| *sample += level * rotor.next());
        }
        wave.push(wave[0]);
        Self(wave)
    }

    /// The sample at `turns` of the wave.
    pub fn at(&self, turns: f32) -> f32 {
        let place = (turns - turns.floor()) * Self::SIZE as f32;
        let index = (place as usize).min(Self::SIZE - 1);
        let (a, b) = (self.0[index], self.0[index + 1]);
        a + (b - a) * (place - index as f32)
    }
}

/// `cents` hundredths of a half-tone as a factor of pitch.
pub fn detuned(cents: f32) -> f32 {
    (cents / 1_200.0).exp2()
}

/// Rounds off what is loud, as tape and valves do.
pub fn warm(sample: f32) -> f32 {
    let x = sample.clamp(-3.0, 3.0);
    x * (27.0 + x * x) / (27.0 + 9.0 * x * x)
}
