//! A picture of one part of the figure, drawn in the units of the drawing.

use tiny_skia::{
    BlendMode, FillRule, GradientStop, LineCap, LineJoin, LinearGradient, Paint, Path, Pixmap, PixmapMut,
    RadialGradient, Shader, SpreadMode, Stroke, Transform,
};
use types::geometry::Size;

use super::clothes::Posture;
use super::pen::{Point, oval};
use super::tone::Tone;

/// Where the drawing lies on the canvas: one unit is `unit` pixels and the origin, the middle between the
/// eyes, is at (`x`, `y`).
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
    pub unit: f32,
    pub x: f32,
    pub y: f32,
    pub canvas: Size,
}

/// What a shape is filled with.
#[derive(Clone, Debug)]
pub(super) enum Ink {
    Flat(Tone),
    /// From one point to another.
    Linear(Point, Point, Vec<(f32, Tone)>),
    /// From a middle outwards to a radius.
    Radial(Point, f32, Vec<(f32, Tone)>),
}

impl From<Tone> for Ink {
    fn from(tone: Tone) -> Self {
        Self::Flat(tone)
    }
}

impl Ink {
    /// Two colours from point to point.
    pub(super) fn fade(from: Point, to: Point, first: Tone, last: Tone) -> Self {
        Self::Linear(from, to, vec![(0.0, first), (1.0, last)])
    }

    fn shader(&self) -> Shader<'static> {
        let stops = |stops: &[(f32, Tone)]| -> Vec<GradientStop> {
            stops.iter().map(|(at, tone)| GradientStop::new(*at, tone.skia())).collect()
        };
        let point = |point: &Point| tiny_skia::Point::from_xy(point.0, point.1);
        let shader = match self {
            Self::Flat(tone) => Some(Shader::SolidColor(tone.skia())),
            Self::Linear(from, to, tones) => LinearGradient::new(
                point(from),
                point(to),
                stops(tones),
                SpreadMode::Pad,
                Transform::identity(),
            ),
            Self::Radial(middle, radius, tones) => RadialGradient::new(
                point(middle),
                0.0,
                point(middle),
                *radius,
                stops(tones),
                SpreadMode::Pad,
                Transform::identity(),
            ),
        };
        shader.unwrap_or(Shader::SolidColor(tiny_skia::Color::TRANSPARENT))
    }
}

/// Something to draw on, through a transform from units to pixels.
pub(super) struct Brush<'a> {
    pub pixels: PixmapMut<'a>,
    pub view: Transform,
    /// Where the points of every path go before they are drawn.
    pub bend: Option<Posture>,
}

impl Brush<'_> {
    /// Fills a shape.
    pub(super) fn fill(&mut self, path: Option<Path>, ink: impl Into<Ink>) {
        self.paint(path, &ink.into(), BlendMode::SourceOver);
    }

    /// Fills a shape only where something is already drawn.
    pub(super) fn atop(&mut self, path: Option<Path>, ink: impl Into<Ink>) {
        self.paint(path, &ink.into(), BlendMode::SourceAtop);
    }

    /// Removes a shape from what is drawn.
    pub(super) fn erase(&mut self, path: Option<Path>) {
        self.paint(path, &Ink::Flat(Tone::hex(0)), BlendMode::DestinationOut);
    }

    fn paint(&mut self, path: Option<Path>, ink: &Ink, blend_mode: BlendMode) {
        let Some(path) = path.and_then(|path| self.bent(path)) else { return };
        let paint = Paint { shader: ink.shader(), blend_mode, anti_alias: true, ..Paint::default() };
        self.pixels.fill_path(&path, &paint, FillRule::Winding, self.view, None);
    }

    /// Draws a line of a width in units, only where something is already drawn when `blend_mode` says so.
    fn stroke(&mut self, path: Option<Path>, tone: Tone, width: f32, blend_mode: BlendMode) {
        let Some(path) = path.and_then(|path| self.bent(path)) else { return };
        let paint = Paint {
            shader: Shader::SolidColor(tone.skia()),
            blend_mode,
            anti_alias: true,
            ..Paint::default()
        };
        let stroke =
            Stroke { width, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
        self.pixels.stroke_path(&path, &paint, &stroke, self.view, None);
    }

    fn bent(&self, path: Path) -> Option<Path> {
        match &self.bend {
            Some(posture) => posture.bent(&path),
            None => Some(path),
        }
    }

    pub(super) fn line(&mut self, path: Option<Path>, tone: Tone, width: f32) {
        self.stroke(path, tone, width, BlendMode::SourceOver);
    }

    pub(super) fn line_atop(&mut self, path: Option<Path>, tone: Tone, width: f32) {
        self.stroke(path, tone, width, BlendMode::SourceAtop);
    }

    /// A soft spot: full in the middle, nothing at the edge of the ellipse.
    pub(super) fn spot(&mut self, middle: Point, radii: Point, tone: Tone) {
        self.soft(middle, radii, tone, BlendMode::SourceOver);
    }

    /// A soft spot only where something is already drawn.
    pub(super) fn spot_atop(&mut self, middle: Point, radii: Point, tone: Tone) {
        self.soft(middle, radii, tone, BlendMode::SourceAtop);
    }

    fn soft(&mut self, middle: Point, radii: Point, tone: Tone, blend_mode: BlendMode) {
        // The falloff of a smooth step, by a few straight pieces.
        let falloff = [(0.0, 1.0), (0.2, 0.9), (0.4, 0.648), (0.6, 0.352), (0.8, 0.104), (1.0, 0.0)];
        let stops = falloff.iter().map(|(at, share)| (*at, tone.alpha(tone.a * share))).collect();
        let middle = self.bend.map_or(middle, |posture| posture.at(middle));
        let (rx, ry) = (radii.0.max(0.1), radii.1.max(0.1));
        let squeeze = Transform::from_row(1.0, 0.0, 0.0, ry / rx, middle.0, middle.1);
        let view = self.view.pre_concat(squeeze);
        let Some(path) = oval((0.0, 0.0), rx, rx) else { return };
        let ink = Ink::Radial((0.0, 0.0), rx, stops);
        let paint = Paint { shader: ink.shader(), blend_mode, anti_alias: false, ..Paint::default() };
        self.pixels.fill_path(&path, &paint, FillRule::Winding, view, None);
    }
}

/// A picture of one part, premultiplied, with the place of its top left corner on the canvas.
pub(super) struct Layer {
    pub pixels: Pixmap,
    pub left: i32,
    pub top: i32,
    /// What is drawn in or just after each tile; empty until the layer is finished.
    pub tiles: Vec<Cover>,
}

/// How much of a part of a layer is covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cover {
    /// Nothing is there.
    Clear,
    /// Some of it, or nobody knows.
    Mixed,
    /// All of it, and nothing shines through.
    Solid,
}

/// Pixels of a tile, across and down.
const TILE: usize = 16;

/// Clear pixels around a finished layer.
const EDGE: usize = 6;

/// How far outside the canvas layers reach, so that movement shows no edge, in units.
const MARGIN: f32 = 14.0;

impl Layer {
    /// A clear layer over a rectangle in units (left, top, right, bottom), cut to what can be seen.
    pub(super) fn new(view: &View, bounds: [f32; 4]) -> Option<Self> {
        let margin = MARGIN * view.unit;
        let (width, height) = (view.canvas.width as f32, view.canvas.height as f32);
        let left = (view.x + bounds[0] * view.unit).max(-margin).floor();
        let top = (view.y + bounds[1] * view.unit).max(-margin).floor();
        let right = (view.x + bounds[2] * view.unit).min(width + margin).ceil();
        let bottom = (view.y + bounds[3] * view.unit).min(height + margin).ceil();
        let pixels = Pixmap::new((right - left).max(1.0) as u32, (bottom - top).max(1.0) as u32)?;
        Some(Self { pixels, left: left as i32, top: top as i32, tiles: Vec::new() })
    }

    /// Draws on the layer in units.
    pub(super) fn brush(&mut self, view: &View) -> Brush<'_> {
        let x = view.x - self.left as f32;
        let y = view.y - self.top as f32;
        Brush {
            pixels: self.pixels.as_mut(),
            view: Transform::from_row(view.unit, 0.0, 0.0, view.unit, x, y),
            bend: None,
        }
    }

    /// What lies in a row from one column to another, at most a tile away, and what sampling there reaches.
    #[inline(always)]
    pub(super) fn cover(&self, first: usize, last: usize, row: usize) -> Cover {
        let line = row / TILE * self.width().div_ceil(TILE);
        let at = |column: usize| self.tiles.get(line + column / TILE).copied().unwrap_or(Cover::Mixed);
        let (one, other) = (at(first), at(last));
        if one == other { one } else { Cover::Mixed }
    }

    pub(super) fn width(&self) -> usize {
        self.pixels.width() as usize
    }

    pub(super) fn height(&self) -> usize {
        self.pixels.height() as usize
    }
}

impl Layer {
    /// Drops clear rows and columns, then puts a clear edge of a few pixels around.
    pub(super) fn trim(&mut self) {
        let (width, height) = (self.width(), self.height());
        let data = self.pixels.data();
        let (mut left, mut right, mut top, mut bottom) = (width, 0, height, 0);
        for (y, row) in data.chunks_exact(width * 4).enumerate() {
            let Some(first) = row.chunks_exact(4).position(|pixel| pixel[3] != 0) else { continue };
            let last = row.chunks_exact(4).rposition(|pixel| pixel[3] != 0).unwrap_or(first);
            (left, right) = (left.min(first), right.max(last + 1));
            (top, bottom) = (top.min(y), y + 1);
        }
        let (wide, high) = (right.saturating_sub(left), bottom.saturating_sub(top));
        let size = |length: usize| (length + 2 * EDGE) as u32;
        let Some(mut smaller) = Pixmap::new(size(wide), size(high)) else { return };
        let stride = smaller.width() as usize * 4;
        let rows = smaller.data_mut().chunks_exact_mut(stride).skip(EDGE);
        for (target, source) in rows.zip(data.chunks_exact(width * 4).skip(top).take(high)) {
            target[EDGE * 4..(EDGE + wide) * 4].copy_from_slice(&source[left.min(right) * 4..right * 4]);
        }
        self.pixels = smaller;
        self.tiles = tiles(&self.pixels);
        self.left += left.min(right) as i32 - EDGE as i32;
        self.top += top.min(bottom) as i32 - EDGE as i32;
    }
}

/// What tiles hold, with what lies so near to them that sampling in them reaches it.
fn tiles(pixels: &Pixmap) -> Vec<Cover> {
    let (width, height) = (pixels.width() as usize, pixels.height() as usize);
    let alpha = |x: usize, y: usize| pixels.data().get((y * width + x) * 4 + 3).copied().unwrap_or(0);
    let mut tiles = Vec::with_capacity(width.div_ceil(TILE) * height.div_ceil(TILE));
    for top in (0..height).step_by(TILE) {
        for left in (0..width).step_by(TILE) {
            let (mut some, mut all) = (false, true);
            for y in top..(top + TILE + 2).min(height) {
                for x in left..(left + TILE + 5).min(width) {
                    let alpha = alpha(x, y);
                    (some, all) = (some || alpha != 0, all && alpha == 255);
                }
            }
            tiles.push(match (some, all) {
                (false, _) => Cover::Clear,
                (true, true) => Cover::Solid,
                (true, false) => Cover::Mixed,
            });
        }
    }
    tiles
}
