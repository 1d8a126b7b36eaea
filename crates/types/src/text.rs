//! Words on the picture: titles, captions, and where they may stand.

pub mod card;
pub mod end_card;
pub mod preset;
pub mod recut;
pub mod style;
pub mod subtitle;
pub mod title;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::geometry::{Color, Size};

use preset::CaptionPreset;
use style::TextStyle;

/// Characters that one title or one caption word may have; what is longer is cut when drawn.
pub const CHARACTERS_MAX: usize = 2_000;

/// Text on the picture for the length of a clip.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Title {
    /// What it says; a new line starts where a line break is.
    pub text: String,
    /// How it looks.
    #[serde(default)]
    pub style: TextStyle,
    /// Where it stands.
    #[serde(default)]
    pub position: Position,
    /// Widest line, as a fraction of the area's width, 0.05 to 1.
    #[serde(default = "whole")]
    pub width_limit: f32,
    /// How it comes.
    #[serde(default)]
    pub animation_in: Option<Animation>,
    /// How it goes.
    #[serde(default)]
    pub animation_out: Option<Animation>,
}

impl Title {
    /// A title in the default style, in the middle of the safe area, without animation.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            style: TextStyle::default(),
            position: Position::default(),
            width_limit: 1.0,
            animation_in: None,
            animation_out: None,
        }
    }
}

/// Where text stands: a point of an area, at which the same point of the text lies. At `x: 0, y: 0` the text's top
/// left corner lies in the area's, at `0.5, 0.5` their middles meet.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// From the area's left (0) to its right (1).
    pub x: f32,
    /// From the area's top (0) to its bottom (1).
    pub y: f32,
    /// The area meant.
    #[serde(default)]
    pub inside: Inside,
}

impl Default for Position {
    fn default() -> Self {
        Self { x: 0.5, y: 0.5, inside: Inside::SafeArea }
    }
}

/// The area in which text is placed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inside {
    /// What the placement leaves free.
    #[default]
    SafeArea,
    /// The whole picture.
    Canvas,
}

/// A way in or out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Animation {
    /// What happens.
    pub kind: AnimationKind,
    /// Its length in frames, 1 or more; it is shortened to half the clip.
    pub frames: u32,
}

/// What happens when a title comes; when it goes, the same backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnimationKind {
    /// Out of nothing.
    Fade,
    /// From a little below, out of nothing.
    SlideUp,
    /// Grows past its size and settles.
    Pop,
    /// Letter by letter.
    Typewriter,
    /// Word by word.
    WordByWord,
}

impl AnimationKind {
    /// Every kind there is.
    pub const ALL: [Self; 5] = [Self::Fade, Self::SlideUp, Self::Pop, Self::Typewriter, Self::WordByWord];
}

/// The spoken words of a clip, and how they are shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Caption {
    /// The words in the order they are spoken.
    pub words: Vec<CaptionWord>,
    /// How they are shown.
    #[serde(default)]
    pub style: CaptionLook,
}

impl Caption {
    /// The style meant.
    pub fn style(&self) -> Cow<'_, CaptionStyle> {
        match &self.style {
            CaptionLook::Preset(preset) => Cow::Owned(preset.style()),
            CaptionLook::Own(style) => Cow::Borrowed(style),
        }
    }

    /// The words as one running text.
    pub fn text(&self) -> String {
        card::joined(self.words.iter().map(|word| word.text.as_str()))
    }

    /// The same caption with other words. As many words keep their times; where there are more or fewer, the time from
    /// the first to the last is shared out by their letters. Without a word, the caption is empty.
    pub fn reworded(&self, text: &str) -> Self {
        let texts: Vec<&str> = text.split_whitespace().collect();
        let (start, end) = match (self.words.first(), self.words.last()) {
            (Some(first), Some(last)) => (first.start, last.end),
            _ => (0, 0),
        };
        let letters = |text: &str| text.chars().count().max(1) as i64;
        let total: i64 = texts.iter().map(|text| letters(text)).sum();
        let mut before = 0;
        let times = texts.iter().map(|text| {
            let from = start + (end - start) * before / total.max(1);
            before += letters(text);
            (from, start + (end - start) * before / total.max(1))
        });
        let times: Vec<(i64, i64)> = if texts.len() == self.words.len() {
            self.words.iter().map(|word| (word.start, word.end)).collect()
        } else {
            times.collect()
        };
        let word =
            |(text, (start, end)): (&&str, (i64, i64))| CaptionWord { text: (*text).to_owned(), start, end };
        Self { words: texts.iter().zip(times).map(word).collect(), style: self.style.clone() }
    }
}

/// A spoken word with its punctuation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaptionWord {
    /// As it is to be read.
    pub text: String,
    /// When it starts to sound: samples at 48 kHz from the start of the clip.
    pub start: i64,
    /// When it ends; not before `start`.
    pub end: i64,
}

/// A style by name or one made by the user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaptionLook {
    /// One of the built-in styles.
    Preset(CaptionPreset),
    /// The user's own.
    Own(Box<CaptionStyle>),
}

impl Default for CaptionLook {
    fn default() -> Self {
        Self::Preset(CaptionPreset::default())
    }
}

/// How captions look and how many words are shown at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CaptionStyle {
    /// How the words look.
    pub text: TextStyle,
    /// How the word that sounds is picked out.
    pub highlight: Highlight,
    /// How a card comes.
    pub entrance: Entrance,
    /// How much is shown at once.
    pub limits: CardLimits,
    /// Where the card stands in the safe area: 0 at its top, 1 at its bottom.
    pub position: f32,
}

impl Default for CaptionStyle {
    fn default() -> Self {
        Self {
            text: TextStyle::default(),
            highlight: Highlight::None,
            entrance: Entrance::None,
            limits: CardLimits::default(),
            position: 0.86,
        }
    }
}

/// How the word that sounds is picked out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Highlight {
    /// Not at all.
    #[default]
    None,
    /// In another colour.
    Color(Color),
    /// With a box behind it.
    Box {
        /// Colour of the box.
        color: Color,
        /// Colour of the word on it.
        text: Color,
        /// Radius of the corners in text sizes, 0 to 1.
        radius: f32,
    },
    /// Larger, and in another colour.
    Pop {
        /// How much larger, 1 to 1.5.
        scale: f32,
        /// Colour of the word.
        color: Color,
    },
    /// As in karaoke: every word up to it in another colour.
    Karaoke(Color),
    /// Words appear when they are spoken.
    Reveal,
}

/// How a card comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entrance {
    /// At once.
    #[default]
    None,
    /// Grows past its size and settles within 0.15 s.
    Pop,
    /// Out of nothing within 0.15 s, from a little below.
    Rise,
}

/// How much is shown at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CardLimits {
    /// Lines on a card, 1 to 6.
    pub lines: u32,
    /// Characters on a card, spaces included; a Chinese character or an emoji counts as 2.
    pub characters: u32,
    /// Words on a card, 1 or more.
    pub words: u32,
}

impl Default for CardLimits {
    fn default() -> Self {
        Self { lines: 2, characters: 32, words: 6 }
    }
}

/// How much of each side a placement covers with its own buttons and words, as fractions of the canvas, 0 to 0.45.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SafeArea {
    /// Of the height, from the top.
    pub top: f32,
    /// Of the height, from the bottom.
    pub bottom: f32,
    /// Of the width, from the left.
    pub left: f32,
    /// Of the width, from the right.
    pub right: f32,
}

impl SafeArea {
    /// Nothing is covered.
    pub const NONE: Self = Self { top: 0.0, bottom: 0.0, left: 0.0, right: 0.0 };
    /// Nothing is covered; text still keeps off the edge.
    pub const MARGIN: Self = Self { top: 0.05, bottom: 0.05, left: 0.06, right: 0.06 };

    /// Left, top, right and bottom edge of what stays free, in pixels. Never empty on a canvas that is not:
    /// an edge that is not a number counts as 0, one over 0.45 as 0.45.
    pub fn free_pixels(self, canvas: Size) -> [f32; 4] {
        let (width, height) = (canvas.width as f32, canvas.height as f32);
        let inset = |share: f32| if share.is_finite() { share.clamp(0.0, 0.45) } else { 0.0 };
        [
            inset(self.left) * width,
            inset(self.top) * height,
            (1.0 - inset(self.right)) * width,
            (1.0 - inset(self.bottom)) * height,
        ]
    }

    /// What is free in both, for one picture that runs in several placements.
    pub fn union(self, other: Self) -> Self {
        Self {
            top: self.top.max(other.top),
            bottom: self.bottom.max(other.bottom),
            left: self.left.max(other.left),
            right: self.right.max(other.right),
        }
    }
}

fn whole() -> f32 {
    1.0
}
