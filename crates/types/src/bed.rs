//! The music beds that the product makes itself: plain facts to choose by. Their sound is made in `render`.

use serde::Serialize;

/// A bed of the catalogue. It is free to use in any ad: nothing in it is recorded or taken from elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Bed {
    /// Its name in documents; it never changes.
    pub id: &'static str,
    /// What users call it.
    pub name: &'static str,
    /// How it feels.
    pub mood: Mood,
    /// Beats a minute. A bed is played up to 6 % slower or faster to end on a beat.
    pub tempo_bpm: u16,
    /// What is heard, in a few words.
    pub sound: &'static str,
}

/// How music feels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Mood {
    Upbeat,
    Confident,
    Relaxed,
    Dramatic,
    Warm,
    Dark,
    Energetic,
    Calm,
    Groovy,
    Summery,
    Inspiring,
    Focused,
    Playful,
    Nostalgic,
}

const fn bed(id: &'static str, name: &'static str, mood: Mood, tempo_bpm: u16, sound: &'static str) -> Bed {
    Bed { id, name, mood, tempo_bpm, sound }
}

/// Every bed, in the order they are offered.
pub const CATALOGUE: [Bed; 14] = [
    bed("bright_start", "Bright Start", Mood::Upbeat, 118, "pop: plucked synth, claps, bells, driving bass"),
    bed(
        "clear_path",
        "Clear Path",
        Mood::Confident,
        112,
        "corporate: muted guitar, piano, strings, light drums",
    ),
    bed("late_desk", "Late Desk", Mood::Relaxed, 78, "lo-fi: electric piano, lazy drums, vinyl crackle"),
    bed(
        "first_light",
        "First Light",
        Mood::Dramatic,
        90,
        "cinematic: string ostinato, deep drums, low brass",
    ),
    bed("front_porch", "Front Porch", Mood::Warm, 104, "acoustic: strummed and picked guitar, shaker, claps"),
    bed("night_drive", "Night Drive", Mood::Dark, 140, "trap: deep 808 bass, rolling hats, dark bells"),
    bed("rooftop", "Rooftop", Mood::Energetic, 124, "house: four on the floor, chord stabs, off-beat bass"),
    bed("still_water", "Still Water", Mood::Calm, 70, "ambient: soft pads, felt piano, kalimba, no drums"),
    bed("side_step", "Side Step", Mood::Groovy, 106, "funk: muted guitar, clavinet, busy bass, tight drums"),
    bed("palm_room", "Palm Room", Mood::Summery, 102, "tropical: marimba, warm pads, snaps, flute"),
    bed("rise", "Rise", Mood::Inspiring, 88, "inspirational: piano figures, swelling strings, soft drums"),
    bed("signal", "Signal", Mood::Focused, 120, "tech: pulsing synth, clicks, deep bass"),
    bed("pocket", "Pocket", Mood::Playful, 126, "playful: plucked strings, mallets, whistling, snaps"),
    bed("neon", "Neon", Mood::Nostalgic, 100, "synthwave: analogue bass, wide pads, big snare"),
];

/// The bed of that id.
pub fn find(id: &str) -> Option<&'static Bed> {
    CATALOGUE.iter().find(|bed| bed.id == id)
}
