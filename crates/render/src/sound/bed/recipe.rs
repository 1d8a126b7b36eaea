//! What a bed is made of: chords, and parts that play them in patterns of sixteenths.

use crate::sound::bed::drum::Drum;
use crate::sound::bed::instrument::Instrument;

/// The score of a bed, for any length.
pub struct Recipe {
    /// The bed's id in the catalogue.
    pub id: &'static str,
    /// The key note, as a MIDI number from 55 to 66.
    pub key: i32,
    /// Half-tones of the scale above the key note.
    pub scale: &'static [i32; 7],
    /// The chords, over and over; the first follows the last naturally.
    pub chords: &'static [Chord],
    /// Sixteenths that a chord lasts.
    pub chord_steps: i64,
    /// The chord it ends on.
    pub last: Chord,
    /// How late every second sixteenth is, as a part of a sixteenth.
    pub swing: f64,
    /// How much the drum pushes the rest down, from 0 to 1.
    pub pump: f32,
    /// Seconds the room rings.
    pub room: f32,
    /// What is higher than this, in hertz, is softened.
    pub tone: f32,
    pub parts: &'static [Part],
}

/// Notes that sound together, in half-tones above the key note.
#[derive(Clone, Copy)]
pub struct Chord {
    pub root: i32,
    pub tones: &'static [i32],
}

/// One line of the score.
#[derive(Clone, Copy)]
pub struct Part {
    pub play: Play,
    /// How loud one note is, in LUFS, before the whole is brought to its level.
    pub level_db: f32,
    /// From -1, left, to 1.
    pub pan: f32,
    /// How much of it goes into the room.
    pub send: f32,
    /// It is played while the music is from this intense,
    pub from: u8,
    /// to this.
    pub to: u8,
    /// Sixteenths to its echo; 0 is none.
    pub echo: i64,
    /// Whether the drum pushes it down.
    pub pumped: Pumped,
}

/// Whether the drum pushes a part down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pumped {
    Yes,
    No,
}

/// What a part does. In patterns `x` is a note, `X` a loud and `o` a soft one, `-` holds it, `.` is a rest.
#[derive(Clone, Copy)]
pub enum Play {
    /// All notes of the chord, close around a MIDI number.
    Chord(Instrument, &'static str, i32),
    /// A guitar: `d` strokes down, `u` up, over notes from a MIDI number on.
    Strum(Instrument, &'static str, i32),
    /// Notes of the chord one by one, `0` the lowest from a MIDI number on.
    Arp(Instrument, &'static str, i32),
    /// The chord's root (`x`), fifth (`5`), octave (`8`) or third (`3`), not below a MIDI number.
    Bass(Instrument, &'static str, i32),
    /// A tune: `1` to `9` are degrees of the scale, `a` to `g` those of the octave below; half-tones up.
    Tune(Instrument, &'static str, i32),
    /// A drum.
    Beat(Drum, &'static str),
    /// A drum in the bar before the music gets more intense.
    Fill(Drum, &'static str),
    /// Once where a section begins.
    Mark(Drum),
    /// Two bars long before a section begins.
    Rise(Drum),
    /// From bar to bar.
    Carpet(Drum),
}

impl Part {
    const fn new(play: Play, level_db: f32, send: f32) -> Self {
        Self { play, level_db, pan: 0.0, send, from: 1, to: 4, echo: 0, pumped: Pumped::No }
    }

    /// Played from this intensity on.
    pub const fn from(self, from: u8) -> Self {
        Self { from, ..self }
    }

    /// Played up to this intensity.
    pub const fn to(self, to: u8) -> Self {
        Self { to, ..self }
    }

    /// Heard from that side.
    pub const fn pan(self, pan: f32) -> Self {
        Self { pan, ..self }
    }

    /// With an echo so many sixteenths later.
    pub const fn echo(self, echo: i64) -> Self {
        Self { echo, ..self }
    }

    /// Pushed down by the drum.
    pub const fn pumped(self) -> Self {
        Self { pumped: Pumped::Yes, ..self }
    }

    /// With so much of the room.
    pub const fn send(self, send: f32) -> Self {
        Self { send, ..self }
    }
}

/// A part with the room that suits its kind.
pub const fn part(play: Play, level_db: f32) -> Part {
    let send = match play {
        Play::Chord(..) | Play::Tune(..) | Play::Arp(..) => 0.28,
        Play::Strum(..) => 0.16,
        Play::Bass(..) => 0.0,
        Play::Beat(..) | Play::Fill(..) => 0.07,
        Play::Mark(..) | Play::Rise(..) => 0.3,
        Play::Carpet(..) => 0.0,
    };
    Part::new(play, level_db, send)
}

/// A chord on a root.
pub const fn on(root: i32, tones: &'static [i32]) -> Chord {
    Chord { root, tones }
}

pub const MAJOR: [i32; 7] = [0, 2, 4, 5, 7, 9, 11];
pub const MINOR: [i32; 7] = [0, 2, 3, 5, 7, 8, 10];
pub const DORIAN: [i32; 7] = [0, 2, 3, 5, 7, 9, 10];

pub const MAJ: &[i32] = &[0, 4, 7];
pub const MIN: &[i32] = &[0, 3, 7];
pub const SUS2: &[i32] = &[0, 2, 7];
pub const SUS4: &[i32] = &[0, 5, 7];
pub const ADD9: &[i32] = &[0, 4, 7, 14];
pub const MADD9: &[i32] = &[0, 3, 7, 14];
pub const MAJ7: &[i32] = &[0, 4, 7, 11];
pub const MIN7: &[i32] = &[0, 3, 7, 10];
pub const SIX: &[i32] = &[0, 4, 7, 9];
pub const DOM7: &[i32] = &[0, 4, 7, 10];
pub const MAJ9: &[i32] = &[0, 4, 7, 11, 14];
pub const MIN9: &[i32] = &[0, 3, 7, 10, 14];
pub const DOM9: &[i32] = &[0, 4, 7, 10, 14];
pub const DOM13: &[i32] = &[0, 4, 10, 14, 21];
