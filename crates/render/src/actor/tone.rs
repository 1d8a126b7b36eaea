//! Colours while drawing: sRGB parts from 0 to 1 with straight alpha.

use types::geometry::Color;

/// A colour.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tone {
    pub r: f32,
    pub g: f32,
    pub b: f32,
    pub a: f32,
}

impl From<Color> for Tone {
    fn from(color: Color) -> Self {
        let part = |value: u8| f32::from(value) / 255.0;
        Self { r: part(color.r), g: part(color.g), b: part(color.b), a: part(color.a) }
    }
}

impl Tone {
    /// An opaque colour from 0xrrggbb.
    pub(super) fn hex(value: u32) -> Self {
        Color::rgb((value >> 16) as u8, (value >> 8) as u8, value as u8).into()
    }

    /// The share `t` of the way to another colour, alpha too.
    pub(super) fn mix(self, to: Self, t: f32) -> Self {
        let part = |a: f32, b: f32| a + (b - a) * t;
        Self { r: part(self.r, to.r), g: part(self.g, to.g), b: part(self.b, to.b), a: part(self.a, to.a) }
    }

    /// The same colour with another alpha.
    pub(super) fn alpha(self, a: f32) -> Self {
        Self { a, ..self }
    }

    /// Each part multiplied.
    pub(super) fn times(self, r: f32, g: f32, b: f32) -> Self {
        Self { r: self.r * r, g: self.g * g, b: self.b * b, a: self.a }
    }

    /// Lighter by the share `t`.
    pub(super) fn lighter(self, t: f32) -> Self {
        self.mix(Self { r: 1.0, g: 0.98, b: 0.94, a: self.a }, t)
    }

    /// Darker by the share `t`, a little cooler.
    pub(super) fn darker(self, t: f32) -> Self {
        self.mix(Self { r: self.r * 0.12, g: self.g * 0.1, b: self.b * 0.16, a: self.a }, t)
    }

    /// How bright it looks, from 0 to 1.
    pub(super) fn luma(self) -> f32 {
        0.2126 * self.r + 0.7152 * self.g + 0.0722 * self.b
    }

    /// For the drawing library.
    pub(super) fn skia(self) -> tiny_skia::Color {
        let part = |value: f32| value.clamp(0.0, 1.0);
        tiny_skia::Color::from_rgba(part(self.r), part(self.g), part(self.b), part(self.a))
            .unwrap_or(tiny_skia::Color::TRANSPARENT)
    }
}

/// The colours of skin in one light.
#[derive(Clone, Copy, Debug)]
pub(super) struct Skin {
    pub base: Tone,
    /// Lit.
    pub light: Tone,
    /// Turned away from the light.
    pub shade: Tone,
    /// In folds and under the chin.
    pub deep: Tone,
    /// Where blood shows.
    pub blush: Tone,
    /// Thin lines.
    pub line: Tone,
}

impl Skin {
    pub(super) fn new(color: Color) -> Self {
        let base = Tone::from(color);
        let bright = base.luma();
        // The palest skin needs room above it for light.
        let pale = ((bright - 0.7) / 0.3).clamp(0.0, 1.0);
        let base = base.times(1.0 - 0.035 * pale, 1.0 - 0.075 * pale, 1.0 - 0.11 * pale);
        let shade = base.times(0.80, 0.66, 0.60);
        Self {
            base,
            light: base.mix(Tone::hex(0xfff0dc), 0.18 + 0.13 * bright),
            shade,
            deep: base.times(0.58, 0.42, 0.38),
            blush: base.mix(Tone::hex(0xd0483e), 0.34),
            line: base.times(0.44, 0.30, 0.28),
        }
    }
}
