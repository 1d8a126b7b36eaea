//! The scores of the beds, second half: ambient, funk, tropical, piano, tech, playful and synthwave.

use crate::sound::bed::drum::Drum as D;
use crate::sound::bed::instrument::Instrument as I;
use crate::sound::bed::recipe::Play::{Arp, Bass, Beat, Chord, Fill, Mark, Rise, Tune};
use crate::sound::bed::recipe::*;

pub static STILL_WATER: Recipe = Recipe {
    id: "still_water",
    key: 64,
    scale: &MAJOR,
    chords: &[on(0, MAJ9), on(5, MAJ9), on(9, MIN9), on(5, ADD9)],
    chord_steps: 16,
    last: on(0, MAJ9),
    swing: 0.0,
    pump: 0.0,
    room: 3.4,
    tone: 11_000.0,
    parts: &[
        part(Chord(I::Pad, "x---------------", 62), -22.0).send(0.4),
        part(Chord(I::DarkPad, "x---------------", 52), -25.0).from(2),
        part(Chord(I::Strings, "x---------------", 74), -30.0).from(4).send(0.5),
        part(Arp(I::Felt, "0---2-----3---1-", 64), -21.0).send(0.4),
        part(Tune(I::Felt, "....5---....3-------2---........", 12), -22.0).from(3).send(0.5).echo(6),
        part(Arp(I::Kalimba, "....3.......4.......2.....5.....", 76), -25.0)
            .from(2)
            .pan(0.4)
            .echo(3)
            .send(0.5),
        part(Arp(I::Kalimba, "..........1.............3.......", 76), -26.0)
            .from(3)
            .pan(-0.4)
            .echo(6)
            .send(0.5),
        part(Bass(I::SubBass, "x---------------", 35), -24.0).from(2),
    ],
};

pub static SIDE_STEP: Recipe = Recipe {
    id: "side_step",
    key: 64,
    scale: &DORIAN,
    chords: &[on(0, MIN9), on(0, MIN7), on(5, DOM9), on(5, DOM13)],
    chord_steps: 16,
    last: on(0, MIN9),
    swing: 0.14,
    pump: 0.1,
    room: 0.9,
    tone: 16_000.0,
    parts: &[
        part(Chord(I::MutedGuitar, "..x.xo.x..x.x.ox", 67), -22.0).pan(-0.45),
        part(Chord(I::Clav, "x..x..x.x..x.x..", 62), -23.0).pan(0.4).from(2),
        part(Chord(I::Organ, "x-------........", 67), -28.0).from(3),
        part(Bass(I::FingerBass, "x..x..8.x.x5.83.", 33), -16.0).from(2),
        part(Bass(I::FingerBass, "x......xx.....5.", 33), -17.0).to(1),
        part(Chord(I::Brass, "..............xx....x...........................x..x............", 67), -23.0)
            .from(4),
        part(Tune(I::ElectricPiano, "....5-7-..8-7-5-........4-5-3-1-", 12), -23.0).from(3).to(3).echo(3),
        part(Beat(D::HardKick, "X..x..x...x..x.."), -15.0).from(2),
        part(Beat(D::Snare, "....X..o.o..X..o"), -17.0).from(2),
        part(Beat(D::Hat, "xoxoxoxoxoxoxoxo"), -27.0).from(2).pan(0.2),
        part(Beat(D::OpenHat, "......x.......x."), -28.0).from(4).pan(0.2),
        part(Beat(D::Tambourine, "....x.......x..."), -27.0).from(4).pan(-0.3),
        part(Beat(D::Snap, "....x.......x..."), -23.0).to(1).send(0.15),
        part(Fill(D::Snare, "........x.xxx.xX"), -20.0),
        part(Mark(D::Crash), -25.0),
    ],
};

pub static PALM_ROOM: Recipe = Recipe {
    id: "palm_room",
    key: 65,
    scale: &MAJOR,
    chords: &[on(9, MIN7), on(5, ADD9), on(0, ADD9), on(7, SUS4)],
    chord_steps: 16,
    last: on(0, ADD9),
    swing: 0.05,
    pump: 0.5,
    room: 1.6,
    tone: 15_000.0,
    parts: &[
        part(Chord(I::Marimba, "x..x..x.....x.x.", 70), -20.0).echo(3),
        part(Chord(I::Pad, "x---------------", 62), -25.0).pumped(),
        part(Arp(I::Pluck, "0..1..2.3..2..1.", 70), -25.0).from(3).pan(0.35).echo(3).pumped(),
        part(Bass(I::SubBass, "x--x--x-....x-x-", 33), -18.0).from(2).pumped(),
        part(Tune(I::Flute, "3-..2-..1---....3-..5-..6---5-..3-..2-..1-..a-..2-------........", 12), -22.0)
            .from(4)
            .echo(3),
        part(Tune(I::Kalimba, "5-....3-..2-..1-......2-3-......", 12), -24.0).from(2).to(3).echo(3),
        part(Beat(D::SoftKick, "X.......X......."), -15.0).from(2).to(2),
        part(Beat(D::HardKick, "X...X...X...X..."), -16.0).from(3),
        part(Beat(D::Snap, "....X.......X..."), -20.0).send(0.15),
        part(Beat(D::Clap, "...x..x....x..x."), -24.0).from(4).send(0.2),
        part(Beat(D::Rim, "...x..x....x..x."), -24.0).from(3).pan(-0.3),
        part(Beat(D::Shaker, "xoxoxoxoxoxoxoxo"), -29.0).from(2).pan(0.3),
        part(Beat(D::Hat, "..x...x...x...x."), -28.0).from(3),
        part(Fill(D::Tom, "........x..x..xX"), -22.0).pan(-0.2),
        part(Mark(D::Crash), -25.0),
        part(Rise(D::Riser), -26.0),
    ],
};

pub static RISE: Recipe = Recipe {
    id: "rise",
    key: 56,
    scale: &MAJOR,
    chords: &[on(9, MIN7), on(5, ADD9), on(0, ADD9), on(7, SUS4)],
    chord_steps: 16,
    last: on(0, ADD9),
    swing: 0.0,
    pump: 0.0,
    room: 2.4,
    tone: 14_000.0,
    parts: &[
        part(Arp(I::Piano, "0-2-3-4-3-2-3-2-", 56), -20.0).pan(0.1),
        part(Chord(I::Piano, "x---------------", 63), -21.0),
        part(Bass(I::Piano, "x-------x-------", 32), -22.0),
        part(Tune(I::Piano, "3-------2---1---1-------5---3---5-------3---2---2---------------", 24), -20.0)
            .from(3),
        part(Chord(I::Strings, "x---------------", 68), -25.0).from(2).send(0.4),
        part(Tune(I::Strings, "5-------6-------8-------7-------", 12), -24.0).from(4).send(0.4),
        part(Chord(I::DarkPad, "x---------------", 56), -27.0).from(3),
        part(Bass(I::SubBass, "x-------x-----5-", 32), -21.0).from(3),
        part(Beat(D::SoftKick, "X.......X......."), -18.0).from(3).send(0.15),
        part(Beat(D::Taiko, "X.........x....."), -22.0).from(4).send(0.3),
        part(Beat(D::Clap, "....o.......o..."), -25.0).from(4).send(0.4),
        part(Beat(D::Shaker, "xoxoxoxoxoxoxoxo"), -32.0).from(3).pan(0.3),
        part(Fill(D::Taiko, "............x.xX"), -23.0).send(0.3),
        part(Mark(D::Crash), -27.0),
        part(Rise(D::Riser), -29.0),
    ],
};

pub static SIGNAL: Recipe = Recipe {
    id: "signal",
    key: 60,
    scale: &MINOR,
    chords: &[on(0, MIN9), on(0, MIN7), on(8, MAJ9), on(10, SUS2)],
    chord_steps: 32,
    last: on(0, MADD9),
    swing: 0.0,
    pump: 0.5,
    room: 1.8,
    tone: 15_000.0,
    parts: &[
        part(Arp(I::Pulse, "0102013010203102", 60), -21.0).pan(-0.2).echo(3).pumped(),
        part(Arp(I::Pluck, "....3.....4.....", 72), -24.0).from(2).pan(0.4).echo(3),
        part(Chord(I::DarkPad, "x-------------------------------", 60), -25.0).pumped(),
        part(Chord(I::Organ, "x..x..x...x.....", 67), -27.0).from(4).pumped(),
        part(Bass(I::SynthBass, "x.x.x.x.x.x.x.8.", 36), -18.0).from(3).pumped(),
        part(Bass(I::SubBass, "x-------x-------", 36), -19.0).to(2).from(2).pumped(),
        part(Tune(I::Bells, "5-......7-......8-......7-..5-..", 12), -26.0).from(3).echo(6),
        part(Beat(D::HardKick, "X...X...X...X..."), -16.0).from(3),
        part(Beat(D::SoftKick, "X.......X......."), -17.0).from(2).to(2),
        part(Beat(D::Click, "..x..x.x..x..x.o"), -26.0).pan(0.35),
        part(Beat(D::Rim, "....x.......x..."), -23.0).from(2).send(0.2),
        part(Beat(D::Clap, "....x.......x..."), -22.0).from(4).send(0.25),
        part(Beat(D::Hat, "..x...x...x...xo"), -27.0).from(3).pan(-0.15),
        part(Beat(D::Shaker, "oxoxoxoxoxoxoxox"), -32.0).from(4).pan(-0.4),
        part(Mark(D::Crash), -27.0),
        part(Rise(D::Riser), -26.0),
    ],
};

pub static POCKET: Recipe = Recipe {
    id: "pocket",
    key: 60,
    scale: &MAJOR,
    chords: &[on(0, SIX), on(9, MIN7), on(2, MIN7), on(7, DOM7)],
    chord_steps: 16,
    last: on(0, SIX),
    swing: 0.2,
    pump: 0.0,
    room: 0.9,
    tone: 16_000.0,
    parts: &[
        part(Chord(I::Pizzicato, "....x.......x...", 64), -20.0).pan(-0.3),
        part(Arp(I::Pizzicato, "0..2..1.0..2..3.", 72), -22.0).from(2).pan(0.3),
        part(Bass(I::Pizzicato, "x.......5.......", 36), -18.0).to(2),
        part(Bass(I::FingerBass, "x.......5.....5.", 33), -18.0).from(3),
        part(Tune(I::Marimba, "1.3.5.3.6...5...6.5.3.1.3.......2.4.6.4.8...6...7.5.4.2.5.......", 12), -21.0)
            .from(2)
            .to(3),
        part(Tune(I::Whistle, "5---3-5-6---5---3---1-3-6-------4---2-4-6---8---7---5-4-2---5---", 12), -22.0)
            .from(4),
        part(Tune(I::Bells, "1.......5...............1.......2.......6...............7.......", 24), -27.0)
            .from(4),
        part(Beat(D::SoftKick, "X.......X......."), -17.0).from(2),
        part(Beat(D::Snap, "....X.......X..."), -23.0).send(0.12),
        part(Beat(D::Rim, "..........o....."), -25.0).from(3).pan(0.3),
        part(Beat(D::Shaker, "x.oxx.oxx.oxx.ox"), -29.0).from(3).pan(0.25),
        part(Beat(D::Clap, "............x..."), -24.0).from(4),
        part(Fill(D::Rim, "........x.x.x.xx"), -23.0),
        part(Mark(D::Tambourine), -25.0),
    ],
};

pub static NEON: Recipe = Recipe {
    id: "neon",
    key: 57,
    scale: &MINOR,
    chords: &[on(0, MADD9), on(8, MAJ7), on(3, ADD9), on(10, SUS4)],
    chord_steps: 16,
    last: on(0, MADD9),
    swing: 0.0,
    pump: 0.4,
    room: 2.0,
    tone: 15_000.0,
    parts: &[
        part(Chord(I::Pad, "x---------------", 64), -22.0).pumped(),
        part(Chord(I::Strings, "x---------------", 72), -28.0).from(3).pumped(),
        part(Arp(I::Pulse, "0123210123432123", 69), -25.0).from(2).pan(0.3).echo(3).pumped(),
        part(Bass(I::SynthBass, "x.xxx.xxx.xxx.8x", 33), -17.0).from(2).pumped(),
        part(Bass(I::SubBass, "x---------------", 33), -20.0).to(1),
        part(Tune(I::Lead, "5-----3-4---5---3-----2-1-------5-----7-8---7---5-----4-2-------", 12), -24.0)
            .from(4)
            .echo(3),
        part(Tune(I::Bells, "1...........5...3...........2...", 24), -26.0).to(3).echo(3),
        part(Beat(D::HardKick, "X...X...X...X..."), -15.0).from(3),
        part(Beat(D::SoftKick, "X.......X......."), -16.0).from(2).to(2),
        part(Beat(D::BigSnare, "....X.......X..."), -17.0).from(3).send(0.3),
        part(Beat(D::Snap, "....x.......x..."), -22.0).from(2).to(2).send(0.3),
        part(Beat(D::Hat, "x.xxx.xxx.xxx.xx"), -28.0).from(2).pan(-0.15),
        part(Beat(D::OpenHat, "..x...x...x...x."), -29.0).from(4).pan(0.15),
        part(Fill(D::Tom, "........x.xxx.xX"), -19.0).send(0.25),
        part(Mark(D::Crash), -24.0),
        part(Rise(D::Riser), -26.0),
    ],
};
