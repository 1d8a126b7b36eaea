//! The caption styles that come with the product.

use serde::{Deserialize, Serialize};

use super::style::{Align, Background, BoxShape, Case, Outline, Shadow, TextStyle};
use super::{CaptionStyle, CardLimits, Entrance, Highlight};
use crate::geometry::Color;

pub(super) const YELLOW: Color = Color::rgb(0xff, 0xe0, 0x1b);
pub(super) const INK: Color = Color::rgb(0x10, 0x10, 0x14);
const CREAM: Color = Color::rgb(0xff, 0xf6, 0xe6);

/// A built-in caption style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaptionPreset {
    /// Heavy white capitals with a black outline; the spoken word turns yellow.
    #[default]
    Bold,
    /// Heavy white letters; the spoken word has a violet box.
    Spotlight,
    /// One large word at a time.
    Punch,
    /// Narrow capitals; the spoken word grows and turns green.
    Impact,
    /// Words turn from white to yellow as they are spoken.
    Karaoke,
    /// Black words on white labels, line by line.
    Label,
    /// White words on a dark box.
    Subtitle,
    /// Small and plain.
    Minimal,
    /// White letters that glow pink.
    Neon,
    /// A serif, cream and gold.
    Elegant,
    /// Pink letters with a white outline.
    Candy,
    /// Words appear as they are spoken.
    Story,
}

impl CaptionPreset {
    /// Every style there is.
    pub const ALL: [Self; 12] = [
        Self::Bold,
        Self::Spotlight,
        Self::Punch,
        Self::Impact,
        Self::Karaoke,
        Self::Label,
        Self::Subtitle,
        Self::Minimal,
        Self::Neon,
        Self::Elegant,
        Self::Candy,
        Self::Story,
    ];

    /// The name in documents and on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Bold => "bold",
            Self::Spotlight => "spotlight",
            Self::Punch => "punch",
            Self::Impact => "impact",
            Self::Karaoke => "karaoke",
            Self::Label => "label",
            Self::Subtitle => "subtitle",
            Self::Minimal => "minimal",
            Self::Neon => "neon",
            Self::Elegant => "elegant",
            Self::Candy => "candy",
            Self::Story => "story",
        }
    }

    /// The style with that name.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.id() == id)
    }

    /// What the style says.
    pub fn style(self) -> CaptionStyle {
        match self {
            Self::Bold => bold(),
            Self::Spotlight => spotlight(),
            Self::Punch => punch(),
            Self::Impact => impact(),
            Self::Karaoke => karaoke(),
            Self::Label => label(),
            Self::Subtitle => subtitle(),
            Self::Minimal => minimal(),
            Self::Neon => neon(),
            Self::Elegant => elegant(),
            Self::Candy => candy(),
            Self::Story => story(),
        }
    }
}

fn bold() -> CaptionStyle {
    CaptionStyle {
        text: TextStyle {
            case: Case::Upper,
            outline: outline(Color::BLACK, 0.085),
            shadows: vec![drop_shadow(0.05, 0.06, 150)],
            line_spacing: 1.14,
            ..text("Montserrat", 900, 0.084)
        },
        highlight: Highlight::Color(YELLOW),
        entrance: Entrance::Pop,
        limits: CardLimits { lines: 2, characters: 24, words: 4 },
        ..CaptionStyle::default()
    }
}

fn spotlight() -> CaptionStyle {
    CaptionStyle {
        text: TextStyle {
            outline: outline(INK, 0.05),
            shadows: vec![drop_shadow(0.04, 0.09, 170)],
            line_spacing: 1.36,
            word_spacing: 0.1,
            ..text("Montserrat", 900, 0.078)
        },
        highlight: Highlight::Box { color: Color::rgb(0x7c, 0x3a, 0xed), text: Color::WHITE, radius: 0.24 },
        limits: CardLimits { lines: 2, characters: 28, words: 5 },
        ..CaptionStyle::default()
    }
}

pub(super) fn punch() -> CaptionStyle {
    CaptionStyle {
        text: TextStyle {
            case: Case::Upper,
            color: YELLOW,
            outline: outline(Color::BLACK, 0.06),
            shadows: vec![Shadow { color: Color::BLACK, x: 0.035, y: 0.045, blur: 0.0 }],
            line_spacing: 1.1,
            letter_spacing: 0.01,
            ..text("Anton", 900, 0.16)
        },
        entrance: Entrance::Pop,
        limits: CardLimits { lines: 1, characters: 14, words: 1 },
        position: 0.7,
        ..CaptionStyle::default()
    }
}

fn impact() -> CaptionStyle {
    CaptionStyle {
        text: TextStyle {
            case: Case::Upper,
            outline: outline(Color::BLACK, 0.055),
            shadows: vec![Shadow { color: Color::BLACK, x: 0.03, y: 0.05, blur: 0.0 }],
            line_spacing: 1.22,
            letter_spacing: 0.015,
            word_spacing: 0.1,
            ..text("Anton", 900, 0.1)
        },
        highlight: Highlight::Pop { scale: 1.12, color: Color::rgb(0x3d, 0xf5, 0x6b) },
        limits: CardLimits { lines: 2, characters: 24, words: 4 },
        position: 0.8,
        ..CaptionStyle::default()
    }
}

fn karaoke() -> CaptionStyle {
    CaptionStyle {
        text: TextStyle {
            outline: outline(INK, 0.06),
            shadows: vec![drop_shadow(0.03, 0.08, 160)],
            line_spacing: 1.24,
            ..text("Montserrat", 900, 0.072)
        },
        highlight: Highlight::Karaoke(Color::rgb(0xff, 0xc8, 0x00)),
        limits: CardLimits { lines: 2, characters: 34, words: 7 },
        ..CaptionStyle::default()
    }
}

fn label() -> CaptionStyle {
    CaptionStyle {
        text: TextStyle {
            color: INK,
            background: background(Color::WHITE, (0.34, 0.2), 0.26, BoxShape::Lines),
            line_spacing: 1.4,
            ..text("Montserrat", 700, 0.062)
        },
        highlight: Highlight::Color(Color::rgb(0xe8, 0x1e, 0x4f)),
        limits: CardLimits { lines: 2, characters: 36, words: 7 },
        ..CaptionStyle::default()
    }
}

fn subtitle() -> CaptionStyle {
    CaptionStyle {
        text: TextStyle {
            background: background(INK.with_alpha(190), (0.5, 0.36), 0.3, BoxShape::Block),
            line_spacing: 1.34,
            ..text("Inter", 600, 0.052)
        },
        limits: CardLimits { lines: 2, characters: 56, words: 12 },
        position: 0.94,
        ..CaptionStyle::default()
    }
}

fn minimal() -> CaptionStyle {
    CaptionStyle {
        text: TextStyle {
            shadows: vec![drop_shadow(0.0, 0.22, 150), drop_shadow(0.025, 0.05, 170)],
            line_spacing: 1.32,
            ..text("Inter", 600, 0.05)
        },
        entrance: Entrance::Rise,
        limits: CardLimits { lines: 2, characters: 60, words: 12 },
        position: 0.95,
        ..CaptionStyle::default()
    }
}

fn neon() -> CaptionStyle {
    let pink = Color::rgb(0xff, 0x2d, 0xd1);
    CaptionStyle {
        text: TextStyle {
            color: Color::rgb(0xff, 0xf2, 0xfd),
            shadows: vec![
                drop_shadow(0.0, 0.3, 130),
                Shadow { color: pink, x: 0.0, y: 0.0, blur: 0.22 },
                Shadow { color: pink, x: 0.0, y: 0.0, blur: 0.1 },
                Shadow { color: pink.with_alpha(230), x: 0.0, y: 0.0, blur: 0.03 },
            ],
            line_spacing: 1.28,
            letter_spacing: 0.02,
            ..text("Montserrat", 700, 0.076)
        },
        highlight: Highlight::Color(Color::rgb(0x5c, 0xf6, 0xff)),
        entrance: Entrance::Rise,
        limits: CardLimits { lines: 2, characters: 28, words: 5 },
        ..CaptionStyle::default()
    }
}

pub(super) fn elegant() -> CaptionStyle {
    CaptionStyle {
        text: TextStyle {
            color: CREAM,
            shadows: vec![drop_shadow(0.0, 0.2, 150), drop_shadow(0.03, 0.05, 150)],
            line_spacing: 1.26,
            ..text("Playfair Display", 700, 0.072)
        },
        highlight: Highlight::Color(Color::rgb(0xf5, 0xc2, 0x6b)),
        entrance: Entrance::Rise,
        limits: CardLimits { lines: 2, characters: 38, words: 7 },
        position: 0.9,
    }
}

fn candy() -> CaptionStyle {
    CaptionStyle {
        text: TextStyle {
            color: Color::rgb(0xff, 0x3d, 0x8b),
            outline: outline(Color::WHITE, 0.11),
            shadows: vec![Shadow {
                color: Color::rgb(0x6b, 0x0f, 0x3d).with_alpha(150),
                x: 0.0,
                y: 0.07,
                blur: 0.05,
            }],
            line_spacing: 1.2,
            word_spacing: 0.12,
            ..text("Montserrat", 900, 0.08)
        },
        highlight: Highlight::Pop { scale: 1.12, color: Color::rgb(0x7a, 0x3c, 0xff) },
        entrance: Entrance::Pop,
        limits: CardLimits { lines: 2, characters: 26, words: 4 },
        ..CaptionStyle::default()
    }
}

fn story() -> CaptionStyle {
    CaptionStyle {
        text: TextStyle {
            shadows: vec![drop_shadow(0.0, 0.16, 150), drop_shadow(0.035, 0.04, 190)],
            line_spacing: 1.26,
            align: Align::Start,
            ..text("Montserrat", 700, 0.078)
        },
        highlight: Highlight::Reveal,
        limits: CardLimits { lines: 3, characters: 48, words: 9 },
        position: 0.88,
        ..CaptionStyle::default()
    }
}

pub(super) fn text(family: &str, weight: u16, size: f32) -> TextStyle {
    TextStyle { family: family.to_owned(), weight, size, ..TextStyle::default() }
}

pub(super) fn outline(color: Color, width: f32) -> Option<Outline> {
    Some(Outline { color, width })
}

pub(super) fn drop_shadow(y: f32, blur: f32, alpha: u8) -> Shadow {
    Shadow { color: Color::BLACK.with_alpha(alpha), x: 0.0, y, blur }
}

pub(super) fn background(
    color: Color,
    padding: (f32, f32),
    radius: f32,
    shape: BoxShape,
) -> Option<Background> {
    Some(Background { color, padding_x: padding.0, padding_y: padding.1, radius, shape, fade: None })
}
