//! Turns a recipe into notes for a length: an opening, rises and rests, and an end that lands on a beat.

use crate::sound::bed::drum::Drum;
use crate::sound::bed::instrument::Instrument;
use crate::sound::bed::recipe::{Chord, Part, Play, Pumped, Recipe};
use crate::sound::bed::tone::Dice;

/// Sixteenths in a bar.
const BAR: i64 = 16;
/// How many strokes of the same drum sound different.
const VARIATIONS: u32 = 4;

/// What sounds, alike for all notes that can share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sound {
    pub voice: Voice,
    /// Samples it is held.
    pub held: u32,
    /// Which of several ways it sounds.
    pub variation: u32,
}

/// An instrument at a pitch, as a MIDI number, or a drum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Voice {
    Pitched(Instrument, i32),
    Struck(Drum),
}

/// A note where it sounds.
#[derive(Clone, Copy, Debug)]
pub struct Note {
    /// Sample it begins at.
    pub at: usize,
    pub sound: Sound,
    /// Factors for left and right.
    pub sides: [f32; 2],
    pub send: f32,
    pub pumped: Pumped,
}

/// Where beats fall in a piece: everything counts back from its end, which is on a beat.
pub struct Grid {
    /// Sixteenths until the last chord.
    pub steps: i64,
    /// Samples in a sixteenth.
    pub step: f64,
}

impl Grid {
    /// The grid for `frames` samples at about `tempo_bpm`: some of it is left for the last chord to ring, the
    /// rest is filled with whole bars, half bars or beats, up to 6 % faster or slower.
    pub fn new(frames: usize, tempo_bpm: f64) -> Self {
        let frames = frames as f64;
        let tail = (0.12 * frames).clamp(19_200.0, 134_400.0).min(frames);
        let natural = 48_000.0 * 15.0 / tempo_bpm;
        let body = frames - tail;
        let fits = |unit: i64| {
            let steps = (body / natural / unit as f64).round() as i64 * unit;
            (steps > 0 && (body / (steps as f64 * natural) - 1.0).abs() <= 0.06).then_some(steps)
        };
        let steps = fits(BAR).or_else(|| fits(BAR / 2)).or_else(|| fits(4)).or_else(|| fits(1)).unwrap_or(0);
        let step = if steps > 0 { body / steps as f64 } else { natural };
        Self { steps, step }
    }

    fn sample(&self, step: f64) -> usize {
        (step * self.step).max(0.0).round() as usize
    }

    fn bars(&self) -> i64 {
        (self.steps + BAR - 1) / BAR
    }

    /// The step that bar `bar` begins at; the first bar may begin before the piece.
    fn start_of(&self, bar: i64) -> i64 {
        self.steps - (self.bars() - bar) * BAR
    }
}

/// How intense each bar is, from 1 to 4. From the end back: four bars of all there is, eight of the main
/// part, four of rest, and so on; the opening builds up.
pub fn intensities(bars: i64) -> Vec<u8> {
    const CYCLE: [u8; 16] = [4, 4, 4, 4, 3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2];
    let opening: &[u8] = match bars {
        ..4 => &[],
        4..8 => &[2],
        8..16 => &[1, 2],
        _ => &[1, 1, 2, 2],
    };
    let mut plan = CYCLE.iter().cycle().take(bars.max(0) as usize).copied().collect::<Vec<_>>();
    plan.reverse();
    plan.iter_mut().zip(opening).for_each(|(bar, opening)| *bar = *opening);
    plan
}

/// Writes the notes of a piece.
pub struct Writer<'a> {
    recipe: &'a Recipe,
    grid: &'a Grid,
    plan: Vec<u8>,
    dice: Dice,
    notes: Vec<Note>,
}

impl<'a> Writer<'a> {
    /// A piece of `recipe` on `grid`; `seed` varies how it is played.
    pub fn new(recipe: &'a Recipe, grid: &'a Grid, seed: u64) -> Self {
        let plan = intensities(grid.bars());
        Self { recipe, grid, plan, dice: Dice::new(seed), notes: Vec::new() }
    }

    /// All notes, in order of time.
    pub fn write(mut self) -> Vec<Note> {
        for part in self.recipe.parts {
            for bar in 0..self.grid.bars() {
                self.write_bar(part, bar);
            }
            self.write_end(part);
        }
        self.notes.sort_by_key(|note| note.at);
        self.notes
    }

    fn intensity(&self, bar: i64) -> u8 {
        usize::try_from(bar).ok().and_then(|bar| self.plan.get(bar)).copied().unwrap_or(0)
    }

    /// Whether a part of the piece that is at least the main one begins with that bar.
    fn opens(&self, bar: i64) -> bool {
        let here = self.intensity(bar);
        here >= 3 && here > self.intensity(bar - 1)
    }

    fn write_bar(&mut self, part: &Part, bar: i64) {
        let start = self.grid.start_of(bar);
        let ending = bar + 1 == self.grid.bars();
        match part.play {
            Play::Mark(drum) if self.opens(bar) && bar > 0 => self.drum(part, drum, start, 1.0, 1),
            Play::Rise(drum) if self.opens(bar + 1) && bar > 0 => {
                self.drum(part, drum, start - BAR, 1.0, 2 * BAR);
            }
            Play::Carpet(drum) => self.drum(part, drum, start, 1.0, BAR),
            Play::Fill(drum, steps) if bar > 0 && (self.opens(bar + 1) || ending) => {
                self.beat(part, drum, steps, start);
            }
            Play::Mark(_) | Play::Rise(_) | Play::Fill(..) => {}
            _ if !(part.from..=part.to).contains(&self.intensity(bar)) => {}
            Play::Beat(drum, steps) => self.beat(part, drum, steps, start),
            Play::Chord(instrument, steps, _)
            | Play::Strum(instrument, steps, _)
            | Play::Arp(instrument, steps, _)
            | Play::Bass(instrument, steps, _)
            | Play::Tune(instrument, steps, _) => self.line(part, instrument, steps, start),
        }
    }

    /// The signs of the bar from `start` on, those before the piece left out; each with its step and how many
    /// steps it is held.
    fn signs(&self, steps: &'static str, start: i64) -> Vec<(i64, u8, i64)> {
        let pattern = steps.as_bytes();
        let length = pattern.len().max(1) as i64;
        let sign = |step: i64| {
            let place = (step - self.grid.steps).rem_euclid(length) as usize;
            pattern.get(place).copied().unwrap_or(b'.')
        };
        let held = |step: i64| 1 + (1..length).take_while(|after| sign(step + after) == b'-').count() as i64;
        let sounding = (start.max(0)..start + BAR).filter(|&step| !matches!(sign(step), b'.' | b'-'));
        sounding.map(|step| (step, sign(step), held(step))).collect()
    }

    fn beat(&mut self, part: &Part, drum: Drum, steps: &'static str, start: i64) {
        for (step, sign, _) in self.signs(steps, start) {
            self.drum(part, drum, step, stress(sign), 1);
        }
    }

    fn drum(&mut self, part: &Part, drum: Drum, step: i64, level: f32, held: i64) {
        let variation = (self.dice.next().abs() * VARIATIONS as f32) as u32;
        let sound =
            Sound { voice: Voice::Struck(drum), held: self.grid.sample(held as f64) as u32, variation };
        self.note(part, sound, step, (level, 0.0));
    }

    fn line(&mut self, part: &Part, instrument: Instrument, steps: &'static str, start: i64) {
        for (step, sign, held) in self.signs(steps, start) {
            let held = held.min(self.grid.steps - step);
            let pitches = self.pitches(part, sign, self.chord_at(step));
            self.strike(part, instrument, (step, held), (&pitches, sign));
        }
    }

    fn strike(&mut self, part: &Part, instrument: Instrument, when: (i64, i64), what: (&[i32], u8)) {
        let ((step, held), (pitches, sign)) = (when, what);
        for (place, &pitch) in pitches.iter().enumerate() {
            let late = match (part.play, sign) {
                (Play::Strum(..), b'u') => 0.011 * (pitches.len() - place) as f64,
                (Play::Strum(..), _) => 0.013 * place as f64,
                _ => 0.0,
            };
            // A little short of the next note, so that the same pitch can be struck again.
            let held = (self.grid.sample(held as f64) * 15 / 16) as u32;
            let sound = Sound { voice: Voice::Pitched(instrument, pitch), held, variation: 0 };
            self.note(part, sound, step, (stress(sign), late));
        }
    }

    fn chord_at(&self, step: i64) -> Chord {
        let length = self.recipe.chords.len().max(1) as i64;
        let number = (step - self.grid.steps).div_euclid(self.recipe.chord_steps).rem_euclid(length);
        self.recipe.chords.get(number as usize).copied().unwrap_or(self.recipe.last)
    }

    fn pitches(&self, part: &Part, sign: u8, chord: Chord) -> Vec<i32> {
        let key = self.recipe.key;
        let tones = chord.tones.iter().map(|tone| key + chord.root + tone).collect::<Vec<_>>();
        match part.play {
            Play::Chord(_, _, around) => close(&tones, around - 6),
            Play::Strum(_, _, from) => ladder(&tones, from, 5),
            Play::Arp(_, _, from) => {
                let index = usize::from(sign.saturating_sub(b'0')).min(8);
                ladder(&tones, from, index + 1).last().copied().into_iter().collect()
            }
            Play::Bass(_, _, low) => vec![bass_note(&tones, sign, low)],
            Play::Tune(_, _, up) => vec![key + up + degree(self.recipe.scale, sign)],
            Play::Beat(..) | Play::Fill(..) | Play::Mark(_) | Play::Rise(_) | Play::Carpet(_) => Vec::new(),
        }
    }

    /// The last chord, on the beat after the last bar.
    fn write_end(&mut self, part: &Part) {
        let (step, hold) = (self.grid.steps, (160_000.0 / self.grid.step) as i64);
        if part.from > 3 && !matches!(part.play, Play::Chord(..)) || part.to < 3 {
            return;
        }
        match part.play {
            Play::Chord(instrument, ..) | Play::Strum(instrument, ..) | Play::Bass(instrument, ..) => {
                let pitches = self.pitches(part, b'x', self.recipe.last);
                self.strike(part, instrument, (step, hold), (&pitches, b'd'));
            }
            Play::Arp(instrument, ..) => {
                let pitches = self.pitches(part, b'0', self.recipe.last);
                self.strike(part, instrument, (step, hold), (&pitches, b'x'));
            }
            Play::Mark(drum) => self.drum(part, drum, step, 0.8, 1),
            Play::Beat(drum, steps) if steps.starts_with('X') => self.drum(part, drum, step, 1.0, 1),
            Play::Tune(..) | Play::Beat(..) | Play::Fill(..) | Play::Rise(_) | Play::Carpet(_) => {}
        }
    }

    /// Puts a note down, and its echoes; `level` is its factor and how many seconds it is late.
    fn note(&mut self, part: &Part, sound: Sound, step: i64, level: (f32, f64)) {
        let (level, late) = level;
        if step < 0 {
            return;
        }
        let swing = if step % 2 == 1 { self.recipe.swing } else { 0.0 };
        let loose = match sound.voice {
            Voice::Struck(_) => 0.001,
            Voice::Pitched(..) => 0.004,
        };
        let late = late + loose * f64::from(self.dice.next().abs());
        let at = self.grid.sample(step as f64 + swing) + (late * 48_000.0) as usize;
        let level = level * 10.0_f32.powf((part.level_db + 0.9 * self.dice.next()) / 20.0);
        for (turn, fall) in [1.0, 0.35, 0.14].into_iter().enumerate().take(if part.echo > 0 { 3 } else { 1 })
        {
            let pan = if turn % 2 == 1 { -part.pan - 0.25 } else { part.pan };
            let at = at + turn * self.grid.sample(part.echo as f64);
            let note =
                Note { at, sound, sides: sides(pan, level * fall), send: part.send, pumped: part.pumped };
            self.notes.push(note);
        }
    }
}

/// Left and right for a place from -1 to 1, at equal power.
fn sides(pan: f32, level: f32) -> [f32; 2] {
    let angle = (pan.clamp(-1.0, 1.0) + 1.0) * std::f32::consts::FRAC_PI_4;
    [level * angle.cos() * 1.414, level * angle.sin() * 1.414]
}

fn stress(sign: u8) -> f32 {
    match sign {
        b'X' | b'd' => 1.0,
        b'o' => 0.4,
        _ => 0.75,
    }
}

/// The chord's notes in the octave from `low` on; without its root if it has five, which the bass plays.
fn close(tones: &[i32], low: i32) -> Vec<i32> {
    let upper = if tones.len() > 4 { tones.get(1..).unwrap_or(tones) } else { tones };
    let mut notes = upper.iter().map(|tone| low + (tone - low).rem_euclid(12)).collect::<Vec<_>>();
    notes.sort_unstable();
    notes.dedup();
    notes
}

/// `count` notes of the chord upwards from `from`.
fn ladder(tones: &[i32], from: i32, count: usize) -> Vec<i32> {
    let octave = close(tones, from);
    let climb = (0_i32..).flat_map(|turn| octave.iter().map(move |note| note + 12 * turn));
    if octave.is_empty() { Vec::new() } else { climb.take(count).collect() }
}

fn bass_note(tones: &[i32], sign: u8, low: i32) -> i32 {
    let tone = |index: usize| tones.get(index).or(tones.first()).copied().unwrap_or(low);
    let root = low + (tone(0) - low).rem_euclid(12);
    match sign {
        b'8' => root + 12,
        b'5' => root + (tone(2) - tone(0)).rem_euclid(12),
        b'3' => root + (tone(1) - tone(0)).rem_euclid(12),
        _ => root,
    }
}

fn degree(scale: &[i32; 7], sign: u8) -> i32 {
    let number = match sign {
        b'a'..=b'g' => i32::from(sign - b'a') - 7,
        b'1'..=b'9' => i32::from(sign - b'1'),
        _ => 0,
    };
    12 * number.div_euclid(7) + scale[number.rem_euclid(7) as usize]
}
