//! How text looks. Lengths are fractions of the text size ("em") unless they say otherwise.

use serde::{Deserialize, Serialize};

use crate::geometry::Color;

/// How text looks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TextStyle {
    /// Family name of the font: "Montserrat". Scripts it lacks are drawn with Noto.
    pub family: String,
    /// Weight from 100 (thin) through 400 (regular) and 700 (bold) to 900 (black).
    pub weight: u16,
    /// Text size as a fraction of the shorter side of the canvas, 0.005 to 0.5, so that a style reads the same upright,
    /// square and lying. Text that does not fit is drawn smaller.
    pub size: f32,
    /// Colour of the letters.
    pub color: Color,
    /// A line around the letters.
    pub outline: Option<Outline>,
    /// Shadows and glows, the first lowest; at most four are drawn.
    pub shadows: Vec<Shadow>,
    /// A box behind the text.
    pub background: Option<Background>,
    /// To which side lines are set.
    pub align: Align,
    /// From one baseline to the next, 0.7 to 3. Scripts with tall letters get more when they need it; lines with a
    /// box each stand so that the boxes touch.
    pub line_spacing: f32,
    /// Added between letters, -0.1 to 1; not in scripts whose letters join.
    pub letter_spacing: f32,
    /// Added between words that have spaces between them, 0 to 1.
    pub word_spacing: f32,
    /// How the letters are written.
    pub case: Case,
}

impl Default for TextStyle {
    fn default() -> Self {
        Self {
            family: "Montserrat".to_owned(),
            weight: 700,
            size: 0.07,
            color: Color::WHITE,
            outline: None,
            shadows: Vec::new(),
            background: None,
            align: Align::Center,
            line_spacing: 1.2,
            letter_spacing: 0.0,
            word_spacing: 0.0,
            case: Case::AsTyped,
        }
    }
}

/// A line around letters.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// Its colour.
    pub color: Color,
    /// How far it reaches outside the letters, in text sizes, 0 to 0.3.
    pub width: f32,
}

/// A shadow, or a glow when it is not moved.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shadow {
    /// Its colour.
    pub color: Color,
    /// Moved to the right, in text sizes, -1 to 1.
    pub x: f32,
    /// Moved down, in text sizes, -1 to 1.
    pub y: f32,
    /// How soft it is: standard deviation of the blur in text sizes, 0 to 1.
    pub blur: f32,
}

/// A box behind text.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Background {
    /// Its colour.
    pub color: Color,
    /// Left and right of the text, in text sizes, 0 to 2.
    pub padding_x: f32,
    /// Above and below the text, in text sizes, 0 to 2.
    pub padding_y: f32,
    /// Of the corners, in text sizes, 0 to 2; half the height makes a pill.
    pub radius: f32,
    /// One box for all lines or one for each.
    #[serde(default)]
    pub shape: BoxShape,
    /// The colour it fades to: from the top of a box to its bottom, from the light of a whole picture to its corners.
    /// None keeps one colour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fade: Option<Color>,
}

/// What a box goes around.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BoxShape {
    /// All lines together.
    #[default]
    Block,
    /// Each line; neighbours of nearly the same length are made equal.
    Lines,
    /// The whole picture, wherever the text stands: the ground of a card, lit from above, with large discs in its
    /// corners. Padding and radius mean nothing here.
    Canvas,
}

/// To which side lines are set. Start is left, and right in a script that is written from the right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// To the side where reading starts.
    Start,
    /// In the middle.
    #[default]
    Center,
    /// To the side where reading ends.
    End,
}

/// How letters are written, in scripts that have large and small ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Case {
    /// As typed.
    #[default]
    AsTyped,
    /// In capitals.
    Upper,
    /// In small letters.
    Lower,
}

impl Case {
    /// The text written this way.
    pub fn apply(self, text: &str) -> String {
        match self {
            Self::AsTyped => text.to_owned(),
            Self::Upper => text.to_uppercase(),
            Self::Lower => text.to_lowercase(),
        }
    }
}
