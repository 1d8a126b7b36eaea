//! Instruments with a pitch, made from partials, wave tables and plucked strings. Each note is stereo.

use crate::sound::bed::tone::{Band, Dice, RATE, Rotor, Smooth, Table, add_partial, decay, detuned, warm};

/// What is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Instrument {
    Piano,
    Felt,
    ElectricPiano,
    Marimba,
    Kalimba,
    Bells,
    Pluck,
    Clav,
    Pulse,
    Guitar,
    MutedGuitar,
    Pizzicato,
    Pad,
    DarkPad,
    Strings,
    Staccato,
    Brass,
    Organ,
    FingerBass,
    SynthBass,
    SubBass,
    Boom,
    Flute,
    Whistle,
    Lead,
}

/// One note: what, how high, how long it is held, and chance.
pub struct Tone<'a> {
    pub hertz: f32,
    pub seconds: f32,
    pub dice: &'a mut Dice,
}

/// The sound of a note, `[left, right]`, without its loudness evened out.
pub fn play(instrument: Instrument, tone: &mut Tone<'_>) -> [Vec<f32>; 2] {
    use Instrument as I;
    match instrument {
        I::Piano => piano(tone, 1.0),
        I::Felt => piano(tone, 0.45),
        I::ElectricPiano => electric_piano(tone),
        I::Marimba => mallet(tone, &[(1.0, 1.0, 0.8), (3.93, 0.35, 0.18), (9.2, 0.12, 0.06)]),
        I::Kalimba => mallet(tone, &[(1.0, 1.0, 1.6), (2.0, 0.1, 0.7), (5.4, 0.18, 0.2), (8.2, 0.05, 0.1)]),
        I::Bells => mallet(tone, &[(1.0, 1.0, 2.2), (2.76, 0.35, 1.0), (5.4, 0.16, 0.5), (8.93, 0.07, 0.25)]),
        I::Pluck => struck_saw(tone, 1.0, 1.1, 7.0),
        I::Clav => struck_saw(tone, 0.5, 0.5, 2.0),
        I::Pulse => struck_saw(tone, 0.55, 0.55, 4.0),
        I::Guitar => string(tone, 4.5, 0.5),
        I::MutedGuitar => string(tone, 0.45, 0.35),
        I::Pizzicato => string(tone, 0.6, 0.25),
        I::Pad => swell(tone, &Swell { rise: 0.35, fall: 0.9, dark: 1.25, spread: 9.0, vibrato: 0.0 }),
        I::DarkPad => swell(tone, &Swell { rise: 0.5, fall: 1.2, dark: 1.9, spread: 7.0, vibrato: 0.0 }),
        I::Strings => swell(tone, &Swell { rise: 0.22, fall: 0.5, dark: 1.15, spread: 8.0, vibrato: 5.0 }),
        I::Staccato => swell(tone, &Swell { rise: 0.018, fall: 0.16, dark: 1.05, spread: 6.0, vibrato: 0.0 }),
        I::Brass => swell(tone, &Swell { rise: 0.09, fall: 0.3, dark: 1.35, spread: 5.0, vibrato: 3.0 }),
        I::Organ => swell(tone, &Swell { rise: 0.008, fall: 0.07, dark: 1.25, spread: 11.0, vibrato: 0.0 }),
        I::FingerBass => bass(tone, &[1.0, 0.55, 0.3, 0.17, 0.1, 0.05], 1.6),
        I::SynthBass => bass(tone, &[1.0, 0.6, 0.42, 0.34, 0.26, 0.2, 0.16, 0.12, 0.09, 0.07], 0.9),
        I::SubBass => bass(tone, &[1.0, 0.16, 0.06], 4.0),
        I::Boom => boom(tone),
        I::Flute => blown(tone, 0.16, 0.09),
        I::Whistle => blown(tone, 0.03, 0.04),
        I::Lead => swell(tone, &Swell { rise: 0.03, fall: 0.2, dark: 1.1, spread: 7.0, vibrato: 7.0 }),
    }
}

fn frames(seconds: f32) -> usize {
    (seconds.clamp(0.02, 9.0) * RATE) as usize
}

/// Lets go of a note after it was held.
fn release(out: &mut [Vec<f32>; 2], held: f32, fall: f32) {
    let (from, fade) = (frames(held), decay(fall));
    for side in out {
        let mut level = 1.0;
        for sample in side.iter_mut().skip(from) {
            *sample *= level;
            level *= fade;
        }
    }
}

/// Stiff strings: partials a little too high, the high ones soon gone; two strings beat on each side.
fn piano(tone: &mut Tone<'_>, bright: f32) -> [Vec<f32>; 2] {
    let ring = (5.5 * (220.0 / tone.hertz).sqrt()).clamp(0.9, 7.0);
    let length = frames((tone.seconds + 0.5).min(ring));
    let mut out = [-1.0, 1.0].map(|side: f32| {
        let mut wave = vec![0.0; length];
        for k in 1..=14 {
            let k = k as f32;
            let hertz = k * tone.hertz * (1.0 + 0.000_35 * k * k).sqrt() * detuned(0.7 * side);
            let level =
                (1.0 / k.powf(1.9 - 0.6 * bright)) * (0.25 + (k * 0.393).sin().abs()) * bright.powf(0.3 * k);
            add_partial(&mut wave, hertz, 0.7 * level, ring / k.powf(0.75), 0.2 * k * side);
            add_partial(&mut wave, hertz * detuned(1.4), 0.3 * level, ring * 1.3 / k.powf(0.75), 0.31 * k);
        }
        wave
    });
    let mut felt = Smooth::new(900.0 * bright);
    for n in 0..frames(0.03).min(length) {
        let thump = felt.low(tone.dice.next()) * (-(n as f32) / 300.0).exp() * 0.8;
        out.iter_mut().for_each(|side| side[n] += thump);
    }
    soften(&mut out, 0.003);
    release(&mut out, tone.seconds, 0.35);
    out
}

/// A tine and its bar: a strong first partial, a bell that dies at once, and a slow sway between the sides.
fn electric_piano(tone: &mut Tone<'_>) -> [Vec<f32>; 2] {
    let ring = (4.0 * (262.0 / tone.hertz).sqrt()).clamp(1.0, 5.0);
    let mut wave = vec![0.0; frames((tone.seconds + 0.4).min(ring))];
    for (ratio, level, share) in [(1.0, 1.0, 1.0), (2.0, 0.34, 0.55), (3.0, 0.1, 0.4), (7.08, 0.11, 0.06)] {
        add_partial(&mut wave, tone.hertz * ratio, level, ring * share, 0.0);
    }
    let mut sway = Rotor::new(4.6, 0.0);
    let mut out = [Vec::with_capacity(wave.len()), Vec::with_capacity(wave.len())];
    for sample in wave {
        let (body, pan) = (warm(1.5 * sample), 0.18 * sway.next());
        out[0].push(body * (1.0 - pan));
        out[1].push(body * (1.0 + pan));
    }
    soften(&mut out, 0.002);
    release(&mut out, tone.seconds, 0.25);
    out
}

/// A bar that is struck: few partials, given as ratio, level and how long they ring at 400 Hz.
fn mallet(tone: &mut Tone<'_>, partials: &[(f32, f32, f32)]) -> [Vec<f32>; 2] {
    let scale = (400.0 / tone.hertz).sqrt().clamp(0.5, 1.8);
    let longest = partials.iter().fold(0.0_f32, |longest, partial| longest.max(partial.2));
    let mut out = [1.0, -1.0].map(|side: f32| {
        let mut wave = vec![0.0; frames(longest * scale)];
        for &(ratio, level, seconds) in partials {
            add_partial(&mut wave, tone.hertz * ratio * detuned(0.8 * side), level, seconds * scale, 0.0);
        }
        wave
    });
    let mut tap = Smooth::new(2_500.0);
    for n in 0..200 {
        let knock = 0.25 * tap.low(tone.dice.next()) * (-(n as f32) / 50.0).exp();
        out.iter_mut().for_each(|side| side[n] += knock);
    }
    soften(&mut out, 0.001);
    out
}

/// A saw whose harmonics die the sooner the higher they are, as behind a closing filter.
fn struck_saw(tone: &mut Tone<'_>, seconds: f32, open: f32, cents: f32) -> [Vec<f32>; 2] {
    let length = (tone.seconds + 0.15).min(seconds * 1.4);
    let mut out = [-0.5, 0.5].map(|side: f32| {
        let mut wave = vec![0.0; frames(length)];
        for k in 1..=22 {
            let (k, fall) = (k as f32, seconds * open / (1.0 + 0.3 * k as f32));
            let hertz = k * tone.hertz;
            // Phases all over the place: a saw's edge would stand out of everything.
            add_partial(&mut wave, hertz * detuned(cents * side), 0.6 / k, fall, 0.381 * k * k);
            add_partial(&mut wave, hertz * detuned(-0.4 * cents * side), 0.4 / k, fall, 0.273 * k * k);
        }
        wave
    });
    soften(&mut out, 0.002);
    release(&mut out, tone.seconds, 0.1);
    out
}

/// A plucked string (Karplus and Strong, 1983): noise that runs round a line as long as the period and loses
/// treble on every round; the body of the instrument around it.
fn string(tone: &mut Tone<'_>, ring: f32, bright: f32) -> [Vec<f32>; 2] {
    let period = RATE / tone.hertz.max(30.0) - 0.5;
    let size = period.ceil() as usize + 2;
    let (mut soft, mut line) = (Smooth::new(1_200.0 + 9_000.0 * bright), vec![0.0_f32; size]);
    line.iter_mut().for_each(|sample| *sample = soft.low(tone.dice.next()));
    // Plucked a fifth from the bridge: every fifth partial is missing.
    let comb = line.clone();
    let pick = (period / 5.0) as usize;
    for (n, sample) in line.iter_mut().enumerate() {
        *sample -= comb[(n + size - pick.min(size)) % size];
    }
    let keep = 0.001_f32.powf(1.0 / (tone.hertz * ring * (220.0 / tone.hertz).powf(0.4)));
    let mut bodies = [Band::new(108.0, 2.0), Band::new(215.0, 2.5), Band::new(430.0, 2.0)];
    let (mut at, mut last) = (0, 0.0);
    let wave = (0..frames((tone.seconds + 0.5).min(ring * 1.5))).map(|_| {
        let read = at as f32 + size as f32 - period;
        let (index, share) = (read as usize, read.fract());
        let here = line[index % size] * (1.0 - share) + line[(index + 1) % size] * share;
        let next = keep * (0.5 * here + 0.5 * last);
        last = here;
        line[at] = next;
        at = (at + 1) % size;
        here + bodies.iter_mut().map(|body| body.next(here)).sum::<f32>() * 0.7
    });
    let wave = wave.collect::<Vec<_>>();
    let mut out = [wave.clone(), wave];
    soften(&mut out, 0.001);
    release(&mut out, tone.seconds, 0.18);
    out
}

struct Swell {
    /// Seconds to come and to go.
    rise: f32,
    fall: f32,
    /// How fast the harmonics get weaker.
    dark: f32,
    /// Cents between the voices.
    spread: f32,
    /// Cents of vibrato.
    vibrato: f32,
}

/// Several saws a little out of tune, that open slowly while they sound.
fn swell(tone: &mut Tone<'_>, shape: &Swell) -> [Vec<f32>; 2] {
    let soft = Table::new(tone.hertz, |k| k.powf(-shape.dark - 0.9));
    let open = Table::new(tone.hertz, |k| k.powf(-shape.dark) * (-k * tone.hertz / 9_000.0).exp());
    let length = frames(tone.seconds + shape.fall);
    let mut out = [Vec::with_capacity(length), Vec::with_capacity(length)];
    let mut phases = [0; 4].map(|_| 0.5 + 0.5 * tone.dice.next());
    let ratios = [-1.0, 0.45, 1.0, -0.45].map(|voice: f32| tone.hertz * detuned(voice * shape.spread) / RATE);
    let (mut shake, mut opening) = (Rotor::new(5.3, 0.0), Rotor::new(0.13, tone.dice.next()));
    for n in 0..length {
        let t = n as f32 / RATE;
        let bend = 1.0 + 0.000_58 * shape.vibrato * shake.next() * (t * 2.0).min(1.0);
        let share = 0.45 + 0.2 * opening.next();
        let rise = (t / shape.rise).min(1.0);
        let held = 1.0 - ((t - tone.seconds) / shape.fall).clamp(0.0, 1.0);
        let level = rise * rise * (3.0 - 2.0 * rise) * held * held;
        let mut voice = |number: usize| {
            phases[number] += ratios[number] * bend;
            phases[number] -= phases[number].floor();
            soft.at(phases[number]) * (1.0 - share) + open.at(phases[number]) * share
        };
        let (a, b, c, d) = (voice(0), voice(1), voice(2), voice(3));
        out[0].push(level * (a + b + 0.4 * d));
        out[1].push(level * (c + d + 0.4 * b));
    }
    out
}

/// Low harmonics of which the high ones fall faster; both sides alike, as bass should be.
fn bass(tone: &mut Tone<'_>, harmonics: &[f32], ring: f32) -> [Vec<f32>; 2] {
    let mut wave = vec![0.0; frames(tone.seconds + 0.12)];
    for (k, level) in (1..).zip(harmonics) {
        let k = k as f32;
        add_partial(&mut wave, k * tone.hertz, *level, ring * 2.0 / k.powf(0.8), 0.0);
    }
    wave.iter_mut().for_each(|sample| *sample = warm(1.3 * *sample));
    let mut out = [wave.clone(), wave];
    soften(&mut out, 0.004);
    release(&mut out, tone.seconds, 0.09);
    out
}

/// The long bass drum of hip-hop: a sine that drops into its pitch and is driven a little.
fn boom(tone: &mut Tone<'_>) -> [Vec<f32>; 2] {
    let (mut turns, mut level, fade) = (0.0_f32, 1.0, decay(3.2));
    let sample = |n: usize| {
        let t = n as f32 / RATE;
        turns += tone.hertz * (1.0 + 1.2 * (-t / 0.018).exp()) / RATE;
        level *= fade;
        let sine = (std::f32::consts::TAU * (turns - turns.floor())).sin();
        warm(2.6 * sine * level) + 0.12 * (sine * sine * sine) * level
    };
    let wave = (0..frames(tone.seconds + 0.15)).map(sample).collect::<Vec<_>>();
    let mut out = [wave.clone(), wave];
    soften(&mut out, 0.002);
    release(&mut out, tone.seconds, 0.12);
    out
}

/// A column of air: few harmonics, some breath, a vibrato that comes late.
fn blown(tone: &mut Tone<'_>, breath: f32, rise: f32) -> [Vec<f32>; 2] {
    let length = frames(tone.seconds + 0.12);
    let (mut air, mut shake) = (Band::new(tone.hertz * 2.0, 1.5), Rotor::new(5.1, 0.0));
    let table =
        Table::new(tone.hertz, |k| [0.0, 1.0, 0.16, 0.07, 0.02].get(k as usize).copied().unwrap_or(0.0));
    let mut phase = 0.0_f32;
    let sample = |n: usize| {
        let t = n as f32 / RATE;
        let late = ((t - 0.18) * 3.0).clamp(0.0, 1.0);
        let bend = shake.next() * late;
        phase += tone.hertz * (1.0 + 0.004 * bend - 0.02 * (-t / 0.025).exp()) / RATE;
        phase -= phase.floor();
        let level = (t / rise).min(1.0) * (1.0 + 0.08 * bend);
        (table.at(phase) + breath * air.next(tone.dice.next())) * level
    };
    let wave = (0..length).map(sample).collect::<Vec<_>>();
    let mut out = [wave.clone(), wave];
    release(&mut out, tone.seconds, 0.1);
    out
}

/// Lets a note begin and end without a click.
fn soften(out: &mut [Vec<f32>; 2], seconds: f32) {
    let (rise, end) = ((seconds * RATE).max(1.0), 480.0);
    for side in out {
        let length = side.len();
        for (n, sample) in side.iter_mut().enumerate().take(rise as usize) {
            *sample *= n as f32 / rise;
        }
        for (n, sample) in side.iter_mut().rev().enumerate().take((end as usize).min(length)) {
            *sample *= n as f32 / end;
        }
    }
}
