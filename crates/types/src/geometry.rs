//! Sizes, shapes of the canvas, rectangles and colours.

use serde::{Deserialize, Serialize};

/// A width and a height in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Size {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

impl Size {
    /// A size of `width` by `height` pixels.
    pub const fn new(width: u32, height: u32) -> Self {
        Self { width, height }
    }

    /// Pixels in all.
    pub fn area(self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// The largest even size of the same shape with at most `pixels` pixels; unchanged when it already fits.
    pub fn within(self, pixels: u64) -> Self {
        if self.area() <= pixels || self.area() == 0 {
            return self;
        }
        let factor = (pixels as f64 / self.area() as f64).sqrt();
        let even = |side: u32| ((f64::from(side) * factor / 2.0 + 1e-6).floor() as u32 * 2).max(2);
        Self::new(even(self.width), even(self.height))
    }
}

/// The shape of the canvas, as placements ask for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Aspect {
    /// Upright, full screen on a phone.
    #[default]
    #[serde(rename = "9:16")]
    Tall,
    /// Upright, in a feed.
    #[serde(rename = "4:5")]
    Portrait,
    /// Square.
    #[serde(rename = "1:1")]
    Square,
    /// Lying, as on television.
    #[serde(rename = "16:9")]
    Wide,
}

impl Aspect {
    /// Every shape there is.
    pub const ALL: [Self; 4] = [Self::Tall, Self::Portrait, Self::Square, Self::Wide];

    /// The canvas of this shape at full quality: 1080 pixels on the short side.
    pub const fn canvas(self) -> Size {
        match self {
            Self::Tall => Size::new(1080, 1920),
            Self::Portrait => Size::new(1080, 1350),
            Self::Square => Size::new(1080, 1080),
            Self::Wide => Size::new(1920, 1080),
        }
    }

    /// The name users see: "9:16".
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tall => "9:16",
            Self::Portrait => "4:5",
            Self::Square => "1:1",
            Self::Wide => "16:9",
        }
    }

    /// The shape with that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|aspect| aspect.name() == name)
    }
}

/// A rectangle as fractions of the picture it lies in, from 0 to 1, measured from the top left.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Area {
    /// Left edge.
    pub left: f32,
    /// Top edge.
    pub top: f32,
    /// Right edge; greater than `left`.
    pub right: f32,
    /// Bottom edge; greater than `top`.
    pub bottom: f32,
}

impl Area {
    /// The whole picture.
    pub const FULL: Self = Self { left: 0.0, top: 0.0, right: 1.0, bottom: 1.0 };
}

/// A colour in sRGB with straight (not premultiplied) alpha.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Color {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
    /// Alpha: 0 is clear, 255 covers.
    pub a: u8,
}

impl Color {
    /// Opaque black.
    pub const BLACK: Self = Self::rgb(0, 0, 0);
    /// Opaque white.
    pub const WHITE: Self = Self::rgb(255, 255, 255);

    /// An opaque colour.
    pub const fn rgb(r: u8, g: u8, b: u8) -> Self {
        Self { r, g, b, a: 255 }
    }

    /// The same colour with another alpha.
    pub const fn with_alpha(self, a: u8) -> Self {
        Self { a, ..self }
    }

    /// This colour with that share, 0 to 1, of another mixed in; opaque.
    pub fn mixed(self, other: Self, share: f32) -> Self {
        let part =
            |from: u8, to: u8| (f32::from(from) + (f32::from(to) - f32::from(from)) * share).round() as u8;
        Self::rgb(part(self.r, other.r), part(self.g, other.g), part(self.b, other.b))
    }

    /// Reads "#rrggbb" or "#rrggbbaa".
    pub fn parse(text: &str) -> Option<Self> {
        let hex = text.trim().strip_prefix('#')?;
        if !hex.is_ascii() || (hex.len() != 6 && hex.len() != 8) {
            return None;
        }
        let byte = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
        let a = if hex.len() == 8 { byte(6)? } else { 255 };
        Some(Self { r: byte(0)?, g: byte(2)?, b: byte(4)?, a })
    }
}

impl TryFrom<String> for Color {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("a colour is written #rrggbb or #rrggbbaa")
    }
}

impl From<Color> for String {
    fn from(color: Color) -> Self {
        let Color { r, g, b, a } = color;
        if a == 255 { format!("#{r:02x}{g:02x}{b:02x}") } else { format!("#{r:02x}{g:02x}{b:02x}{a:02x}") }
    }
}
