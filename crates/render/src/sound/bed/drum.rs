//! Drums, made from sines that fall and noise that dies away. Each is mono.

use crate::sound::bed::tone::{Band, Dice, RATE, Rotor, Smooth, add_partial, decay, warm};

/// What is struck.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Drum {
    SoftKick,
    HardKick,
    DeepKick,
    Snare,
    CrispSnare,
    BigSnare,
    Rim,
    Clap,
    Snap,
    Hat,
    OpenHat,
    Shaker,
    Tambourine,
    Taiko,
    Tom,
    Click,
    Crash,
    Impact,
    Riser,
    Crackle,
}

/// The sound of one stroke, `seconds` long where that is asked for (risers and crackle), varied by `dice`.
pub fn strike(drum: Drum, seconds: f32, dice: &mut Dice) -> Vec<f32> {
    match drum {
        Drum::SoftKick => kick([46.0, 130.0], 0.035, 0.30, 0.15, dice),
        Drum::HardKick => kick([50.0, 260.0], 0.022, 0.34, 0.5, dice),
        Drum::DeepKick => kick([42.0, 190.0], 0.03, 0.45, 0.35, dice),
        Drum::Snare => snare([188.0, 331.0], 0.16, [1_400.0, 9_000.0], 0.9, dice),
        Drum::CrispSnare => snare([215.0, 402.0], 0.15, [2_600.0, 14_000.0], 1.3, dice),
        Drum::BigSnare => snare([172.0, 290.0], 0.34, [900.0, 8_000.0], 1.2, dice),
        Drum::Rim => ring(&[(480.0, 0.7, 0.06), (1_180.0, 1.0, 0.05), (1_730.0, 0.8, 0.04)], 0.1, dice),
        Drum::Clap => clap(1_250.0, 0.16, dice),
        Drum::Snap => clap(2_300.0, 0.07, dice),
        Drum::Hat => metal(0.055, 7_500.0, 0.5, dice),
        Drum::OpenHat => metal(0.34, 7_000.0, 0.5, dice),
        Drum::Shaker => shaker(dice),
        Drum::Tambourine => metal(0.13, 6_000.0, 1.5, dice),
        Drum::Taiko => drumhead(62.0, 0.9, dice),
        Drum::Tom => drumhead(105.0, 0.45, dice),
        Drum::Click => ring(&[(2_400.0, 1.0, 0.012), (3_900.0, 0.5, 0.008)], 0.04, dice),
        Drum::Crash => metal(2.2, 4_200.0, 0.7, dice),
        Drum::Impact => impact(dice),
        Drum::Riser => riser(seconds, dice),
        Drum::Crackle => crackle(seconds, dice),
    }
}

fn frames(seconds: f32) -> usize {
    (seconds.clamp(0.01, 9.0) * RATE) as usize
}

/// A sine that falls from the second pitch to the first within `fall`, and a click.
fn kick(pitch: [f32; 2], fall: f32, seconds: f32, click: f32, dice: &mut Dice) -> Vec<f32> {
    let (mut turns, mut level, fade) = (0.0_f32, 1.0, decay(seconds * 1.3));
    let mut bright = Smooth::new(3_800.0);
    let sample = |n: usize| {
        let t = n as f32 / RATE;
        turns += (pitch[0] + (pitch[1] - pitch[0]) * (-t / fall).exp()) / RATE;
        level *= fade;
        let body = (std::f32::consts::TAU * turns).sin() * level;
        let tick = bright.low(dice.next()) * click * (-t / 0.004).exp();
        warm(1.4 * (body + tick)) * (t / 0.0008).min(1.0)
    };
    (0..frames(seconds * 1.4)).map(sample).collect()
}

fn snare(tones: [f32; 2], seconds: f32, band: [f32; 2], wires: f32, dice: &mut Dice) -> Vec<f32> {
    let mut out = vec![0.0; frames(seconds * 2.0)];
    add_partial(&mut out, tones[0], 0.8, seconds * 1.1, 0.0);
    add_partial(&mut out, tones[1], 0.4, seconds * 0.7, 0.0);
    let (mut low, mut high) = (Smooth::new(band[1]), Smooth::new(band[0]));
    let (mut level, fade) = (wires, decay(seconds * 1.5));
    for (n, sample) in out.iter_mut().enumerate() {
        let snap = 1.0 + 1.5 * (-(n as f32) / RATE / 0.006).exp();
        *sample = warm(*sample + high.high(low.low(dice.next())) * level * snap * 0.6);
        level *= fade;
    }
    out
}

fn ring(partials: &[(f32, f32, f32)], seconds: f32, dice: &mut Dice) -> Vec<f32> {
    let mut out = vec![0.0; frames(seconds)];
    let vary = 1.0 + 0.01 * dice.next();
    for &(hertz, level, fall) in partials {
        add_partial(&mut out, hertz * vary, level, fall, 0.1);
    }
    out.iter_mut().take(60).for_each(|sample| *sample += 0.4 * dice.next());
    out
}

/// Hands never meet at once: three short bursts, then the room.
fn clap(hertz: f32, seconds: f32, dice: &mut Dice) -> Vec<f32> {
    let mut band = Band::new(hertz, 1.4);
    let mut air = Smooth::new(700.0);
    let starts = [0.0, 0.0105 + 0.001 * dice.next(), 0.0215 + 0.001 * dice.next()];
    let envelope = |t: f32| {
        let burst = |start: f32| if t < start { 0.0 } else { (-(t - start) / 0.0035).exp() };
        let tail = if t < starts[2] { 0.0 } else { (-(t - starts[2]) * 6.9 / (seconds * 1.6)).exp() };
        starts.iter().map(|&start| burst(start)).sum::<f32>() + 0.8 * tail
    };
    let sample = |n: usize| {
        let white = dice.next();
        (band.next(white) * 2.5 + 0.25 * air.high(white)) * envelope(n as f32 / RATE)
    };
    (0..frames(seconds * 2.0)).map(sample).collect()
}

/// High noise and six square tones that fit no scale, as cymbals have.
fn metal(seconds: f32, hertz: f32, clang: f32, dice: &mut Dice) -> Vec<f32> {
    const TONES: [f32; 6] = [2_053.0, 3_067.0, 3_693.0, 5_227.0, 5_400.0, 8_003.0];
    let mut phases = TONES.map(|_| dice.next());
    let (mut first, mut second) = (Smooth::new(hertz), Smooth::new(hertz));
    let (mut level, fade) = (1.0, decay(seconds * 1.2));
    let sample = |n: usize| {
        let mut tone = 0.0;
        for (phase, hertz) in phases.iter_mut().zip(TONES) {
            *phase += hertz / RATE;
            tone += if *phase - phase.floor() < 0.5 { clang } else { -clang } / 6.0;
        }
        level *= fade;
        second.high(first.high(tone + dice.next())) * level * (n as f32 / 24.0).min(1.0)
    };
    (0..frames(seconds * 1.3)).map(sample).collect()
}

fn shaker(dice: &mut Dice) -> Vec<f32> {
    let mut high = Smooth::new(5_200.0);
    let sample = |n: usize| {
        let t = n as f32 / RATE;
        let envelope = (t / 0.022).min(1.0).powi(2) * (-(t - 0.022).max(0.0) / 0.022).exp();
        high.high(dice.next()) * envelope
    };
    (0..frames(0.14)).map(sample).collect()
}

fn drumhead(hertz: f32, seconds: f32, dice: &mut Dice) -> Vec<f32> {
    let mut out = kick([hertz, hertz * 1.7], 0.05, seconds, 0.6, dice);
    add_partial(&mut out, hertz * 1.59, 0.35, seconds * 0.5, 0.0);
    add_partial(&mut out, hertz * 2.14, 0.25, seconds * 0.35, 0.0);
    let (mut skin, mut level) = (Smooth::new(900.0), 0.8);
    for sample in &mut out {
        *sample += skin.low(dice.next()) * level;
        level *= 0.9985;
    }
    out
}

fn impact(dice: &mut Dice) -> Vec<f32> {
    let mut out = vec![0.0; frames(3.2)];
    let body = kick([34.0, 95.0], 0.12, 2.0, 0.8, dice);
    out.iter_mut().zip(body).for_each(|(sample, body)| *sample = body);
    let (mut dark, mut level) = (Smooth::new(420.0), 1.6);
    for sample in &mut out {
        *sample += dark.low(dice.next()) * level;
        level *= 0.99996;
    }
    out
}

/// Noise that opens up and grows.
fn riser(seconds: f32, dice: &mut Dice) -> Vec<f32> {
    let count = frames(seconds);
    let (mut at, mut floor) = (0.0, Smooth::new(300.0));
    let mut whistle = Rotor::new(0.25, 0.0);
    let sample = |n: usize| {
        let done = n as f32 / count as f32;
        let share = 0.02 + 0.6 * done * done;
        at += (dice.next() - at) * share;
        let wobble = 0.85 + 0.15 * whistle.next();
        floor.high(at) * done * done * wobble * ((count - n) as f32 / 400.0).min(1.0)
    };
    (0..count).map(sample).collect()
}

/// A worn record: faint hiss and a click here and there.
fn crackle(seconds: f32, dice: &mut Dice) -> Vec<f32> {
    let (mut dark, mut click) = (Smooth::new(4_500.0), 0.0_f32);
    let count = frames(seconds);
    let sample = |n: usize| {
        if dice.next() > 0.99984 {
            click = 0.5 + 0.5 * dice.next().abs();
        }
        click *= 0.93;
        let edge = (n.min(count - n) as f32 / 480.0).min(1.0);
        dark.low(0.035 * dice.next() + click * dice.next().signum()) * edge
    };
    (0..count).map(sample).collect()
}
