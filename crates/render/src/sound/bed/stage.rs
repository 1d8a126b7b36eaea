//! Plays notes: makes each sound once, puts it where it belongs, and mixes the result a few seconds at a time.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::sound::bed::drum::{self, Drum};
use crate::sound::bed::instrument::{self, Tone};
use crate::sound::bed::recipe::{Pumped, Recipe};
use crate::sound::bed::score::{Note, Sound, Voice};
use crate::sound::bed::space::Room;
use crate::sound::bed::tone::{Dice, Smooth, warm};
use crate::sound::weighting::Weighting;

/// Frames mixed at a time: 8 s.
const CHUNK: usize = 384_000;
/// The longest any sound goes on after it began: 10 s.
const LONGEST: usize = 480_000;
/// How far the peak of a single sound may stand out of its loudness: 8 dB. What is sharper is rounded off, as a
/// compressor would, so that a mix has room for all of them.
const PEAK: f32 = 2.5;
/// How long the drum pushes the rest down, in samples: 250 ms.
const PUSH: f32 = 12_000.0;

/// Plays the notes of one piece.
pub struct Stage<'a> {
    recipe: &'a Recipe,
    seed: u64,
    sounds: HashMap<Sound, [Vec<f32>; 2]>,
    plain: [Vec<f32>; 2],
    pumped: [Vec<f32>; 2],
    send: Vec<f32>,
    room: Room,
    tone: [[Smooth; 2]; 2],
    floor: [Smooth; 2],
    /// Samples since the drum last pushed.
    since: f32,
}

impl<'a> Stage<'a> {
    /// An empty stage; `seed` varies the sounds.
    pub fn new(recipe: &'a Recipe, seed: u64) -> Self {
        let bus = || [vec![0.0; CHUNK + LONGEST], vec![0.0; CHUNK + LONGEST]];
        Self {
            recipe,
            seed,
            sounds: HashMap::new(),
            plain: bus(),
            pumped: bus(),
            send: vec![0.0; CHUNK + LONGEST],
            room: Room::new(recipe.room),
            tone: [[Smooth::new(recipe.tone); 2]; 2],
            floor: [Smooth::new(28.0); 2],
            since: PUSH,
        }
    }

    /// The notes, which are in order of time, as interleaved stereo of `frames` frames.
    pub fn play(mut self, notes: &[Note], frames: usize) -> Vec<f32> {
        let mut out = Vec::with_capacity(2 * frames);
        let mut rest = notes;
        for start in (0..frames).step_by(CHUNK) {
            let count = rest.partition_point(|note| note.at < start + CHUNK);
            let (now, later) = rest.split_at(count);
            now.iter().for_each(|note| self.add(note, start));
            self.mix(now, start, CHUNK.min(frames - start), &mut out);
            self.forget();
            rest = later;
        }
        out
    }

    fn add(&mut self, note: &Note, start: usize) {
        let sound = match self.sounds.entry(note.sound) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => entry.insert(make(note.sound, self.seed)),
        };
        let from = note.at.saturating_sub(start).min(CHUNK);
        let bus = match note.pumped {
            Pumped::Yes => &mut self.pumped,
            Pumped::No => &mut self.plain,
        };
        for ((bus, sound), level) in bus.iter_mut().zip(sound.iter()).zip(note.sides) {
            add_scaled(bus, from, sound, level);
            if note.send > 0.0 {
                add_scaled(&mut self.send, from, sound, level * note.send);
            }
        }
    }

    fn mix(&mut self, notes: &[Note], start: usize, frames: usize, out: &mut Vec<f32>) {
        let is_kick = |note: &&Note| {
            matches!(note.sound.voice, Voice::Struck(Drum::SoftKick | Drum::HardKick | Drum::DeepKick))
        };
        let mut kicks = notes.iter().filter(is_kick).map(|note| note.at.saturating_sub(start)).peekable();
        for n in 0..frames {
            while kicks.next_if(|&at| at <= n).is_some() {
                self.since = 0.0;
            }
            let back = (self.since / PUSH).min(1.0);
            let level = 1.0 - self.recipe.pump * (1.0 - back * back * (3.0 - 2.0 * back));
            self.since += 1.0;
            let room = self.room.next(self.send[n]);
            for (side, room) in room.into_iter().enumerate() {
                let dry = self.plain[side][n] + level * self.pumped[side][n];
                let [first, second] = &mut self.tone[side];
                let soft = second.low(first.low(dry + room * (0.5 + 0.5 * level)));
                out.push(self.floor[side].high(soft));
            }
        }
    }

    /// Moves what is still to sound to the front.
    fn forget(&mut self) {
        let buses = self.plain.iter_mut().chain(&mut self.pumped).chain([&mut self.send]);
        for bus in buses {
            bus.copy_within(CHUNK.., 0);
            bus[LONGEST..].fill(0.0);
        }
    }
}

fn add_scaled(bus: &mut [f32], from: usize, sound: &[f32], level: f32) {
    for (sum, sample) in bus.iter_mut().skip(from).zip(sound) {
        *sum += level * sample;
    }
}

/// A sound whose loudest tenth of a second is at about 0 LUFS.
fn make(sound: Sound, seed: u64) -> [Vec<f32>; 2] {
    let mut dice = Dice::new(seed ^ (u64::from(sound.variation) << 32) ^ u64::from(sound.held));
    let seconds = sound.held as f32 / 48_000.0;
    let mut sides = match sound.voice {
        Voice::Struck(drum) => {
            let mono = drum::strike(drum, seconds, &mut dice);
            [mono.clone(), mono]
        }
        Voice::Pitched(instrument, pitch) => {
            let hertz = 440.0 * ((pitch - 69) as f32 / 12.0).exp2();
            instrument::play(instrument, &mut Tone { hertz, seconds, dice: &mut dice })
        }
    };
    let level = weight(sound.voice) / loudest(&sides).max(1e-4);
    for side in &mut sides {
        side.truncate(LONGEST);
        side.iter_mut().for_each(|sample| *sample = PEAK * warm(*sample * level / PEAK));
    }
    sides
}

/// The ear's weighting, made for programmes, asks too much of deep drums and of short sharp ones.
fn weight(voice: Voice) -> f32 {
    match voice {
        Voice::Struck(Drum::SoftKick | Drum::HardKick | Drum::DeepKick) => 0.66,
        Voice::Struck(Drum::Snare | Drum::CrispSnare | Drum::BigSnare | Drum::Clap | Drum::Snap) => 0.7,
        Voice::Struck(_) => 0.9,
        Voice::Pitched(..) => 1.0,
    }
}

/// The amplitude of the loudest tenth of a second, weighted as the ear does.
fn loudest(sides: &[Vec<f32>; 2]) -> f32 {
    let mut weighting = Weighting::new();
    let [left, right] = sides;
    let squares = left.iter().zip(right).map(|(l, r)| weighting.square([*l, *r])).collect::<Vec<_>>();
    let loudest = squares.chunks(1_200).map(|chunk| chunk.iter().sum::<f64>()).collect::<Vec<_>>();
    let power = loudest.windows(4.min(loudest.len().max(1))).map(|four| four.iter().sum::<f64>() / 4_800.0);
    power.fold(0.0, f64::max).sqrt() as f32
}
