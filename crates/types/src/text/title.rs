//! The titles that come with the product.

use serde::{Deserialize, Serialize};

use crate::geometry::Color;

use super::preset::{INK, YELLOW, background, drop_shadow, elegant, outline, punch, text};
use super::style::{Align, BoxShape, TextStyle};
use super::{Animation, AnimationKind, Position, Title};

/// A built-in title.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TitlePreset {
    /// The first line of an ad: heavy white letters near the top.
    #[default]
    Hook,
    /// The same on white labels.
    HookLabel,
    /// A large headline in the middle, for an end card.
    Headline,
    /// A button.
    CallToAction,
    /// A name or a fact, low on the left.
    LowerThird,
    /// A serif, for a quiet product.
    Elegant,
    /// A price or a number, very large.
    Number,
}

impl TitlePreset {
    /// Every title there is.
    pub const ALL: [Self; 7] = [
        Self::Hook,
        Self::HookLabel,
        Self::Headline,
        Self::CallToAction,
        Self::LowerThird,
        Self::Elegant,
        Self::Number,
    ];

    /// The title with `text` in it.
    pub fn title(self, text: impl Into<String>) -> Title {
        let (style, position, kind) = self.look();
        let animation = |frames| Some(Animation { kind, frames });
        let animation_out = Some(Animation { kind: AnimationKind::Fade, frames: 6 });
        Title { style, position, animation_in: animation(9), animation_out, ..Title::new(text) }
    }

    fn look(self) -> (TextStyle, Position, AnimationKind) {
        let at = |x, y| Position { x, y, ..Position::default() };
        let heavy = TextStyle {
            outline: outline(INK, 0.05),
            shadows: vec![drop_shadow(0.05, 0.1, 170)],
            line_spacing: 1.14,
            ..text("Montserrat", 900, 0.082)
        };
        match self {
            Self::Hook => (heavy, at(0.5, 0.08), AnimationKind::Pop),
            Self::HookLabel => (hook_label(), at(0.5, 0.08), AnimationKind::SlideUp),
            Self::Headline => (
                TextStyle { size: 0.11, line_spacing: 1.08, ..heavy },
                at(0.5, 0.4),
                AnimationKind::WordByWord,
            ),
            Self::CallToAction => (call_to_action(), at(0.5, 0.78), AnimationKind::Pop),
            Self::LowerThird => (lower_third(), at(0.0, 0.92), AnimationKind::SlideUp),
            Self::Elegant => {
                let serif = TextStyle { size: 0.092, line_spacing: 1.16, ..elegant().text };
                (serif, at(0.5, 0.4), AnimationKind::Fade)
            }
            Self::Number => {
                let large = TextStyle { size: 0.26, line_spacing: 1.05, ..punch().text };
                (large, at(0.5, 0.45), AnimationKind::Pop)
            }
        }
    }
}

fn hook_label() -> TextStyle {
    TextStyle {
        color: INK,
        background: background(Color::WHITE, (0.32, 0.2), 0.24, BoxShape::Lines),
        line_spacing: 1.38,
        ..text("Montserrat", 700, 0.066)
    }
}

fn call_to_action() -> TextStyle {
    TextStyle {
        color: INK,
        background: background(YELLOW, (0.7, 0.5), 2.0, BoxShape::Block),
        line_spacing: 1.15,
        ..text("Montserrat", 900, 0.06)
    }
}

fn lower_third() -> TextStyle {
    TextStyle {
        align: Align::Start,
        background: background(INK.with_alpha(205), (0.5, 0.42), 0.22, BoxShape::Block),
        line_spacing: 1.32,
        ..text("Inter", 600, 0.046)
    }
}
