//! Puts laid-out text on a clear picture: boxes, shadows, outlines, letters, and the picked-out word.

use tiny_skia::{
    Color as SkiaColor, FillRule, FilterQuality, GradientStop, LineJoin, LinearGradient, Paint, Path,
    PathBuilder, Pixmap, PixmapPaint, PixmapRef, Point as SkiaPoint, SpreadMode, Stroke, Transform,
};
use types::geometry::{Color, Size};
use types::text::Highlight;
use types::text::style::{Background, BoxShape, TextStyle};

use super::block::{Block, Glyph, bounded, middle};
use super::boxes::{background_path, highlight_path};
use super::faces::{EM, Ink};
use super::ground;
use super::shadow::{blurred, lay_over, lay_under};
use crate::picture::RgbaImage;

/// How far letters may hang over the place they take in the line, in text sizes.
const OVERHANG: f32 = 0.15;
/// Shadows drawn at most.
pub const SHADOWS_MAX: usize = 4;

/// What differs between two pictures of the same text.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    pub style: &'a TextStyle,
    pub highlight: Highlight,
    /// The word that sounds.
    pub active: Option<usize>,
    /// How large that word is drawn, 1 for as it is.
    pub scale: f32,
    pub shown: Shown,
}

/// How much of a text is seen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shown {
    All,
    /// The first so many words.
    Words(usize),
    /// What comes before this place in reading order.
    Before(usize),
}

/// A picture and where its top left corner lies.
pub struct Painted {
    pub left: i32,
    pub top: i32,
    pub image: RgbaImage,
}

/// Draws `block` with its origin at `place` on the canvas; what would lie outside of the canvas is left out.
pub fn paint(block: &Block, look: &Look, place: (i32, i32), canvas: Size) -> Option<Painted> {
    let [left, top, right, bottom] = bounds(block, look, place, canvas)?;
    let mut pixmap = Pixmap::new((right - left) as u32, (bottom - top) as u32)?;
    let origin = ((place.0 - left) as f32, (place.1 - top) as f32);
    if let Some(background) = look.style.background {
        lay_background(&mut pixmap, block, &background, origin);
    }
    let mut letters = Pixmap::new(pixmap.width(), pixmap.height())?;
    let (still, popped) = shapes(block, look, origin);
    for shapes in [&still, &popped] {
        shapes.draw(&mut letters, look.style);
    }
    shadows(&mut pixmap, &letters, look.style, block.size);
    if let (Highlight::Box { color, radius, .. }, Some(word)) = (look.highlight, look.active) {
        fill(&mut pixmap, highlight_path(block, word, radius, origin), color);
    }
    lay_over(&mut pixmap, &letters);
    let size = Size::new(pixmap.width(), pixmap.height());
    Some(Painted { left, top, image: RgbaImage { size, data: pixmap.take() } })
}

/// Outlines by colour, and coloured pictures with where they go.
#[derive(Default)]
struct Shapes<'a> {
    fills: Vec<(Color, PathBuilder)>,
    outline: Option<Path>,
    images: Vec<(PixmapRef<'a>, Transform)>,
}

impl Shapes<'_> {
    fn draw(&self, pixmap: &mut Pixmap, style: &TextStyle) {
        if let (Some(path), Some(outline)) = (&self.outline, style.outline) {
            fill(pixmap, Some(path.clone()), outline.color);
        }
        for (color, builder) in &self.fills {
            fill(pixmap, builder.clone().finish(), *color);
        }
        let smooth = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
        for (pixels, at) in &self.images {
            pixmap.draw_pixmap(0, 0, *pixels, &smooth, *at, None);
        }
    }
}

impl Look<'_> {
    fn is_shown(&self, glyph: &Glyph) -> bool {
        let is_revealed = match (self.highlight, self.active, glyph.word) {
            (Highlight::Reveal, Some(active), Some(word)) => word <= active,
            _ => true,
        };
        is_revealed
            && match self.shown {
                Shown::All => true,
                Shown::Words(count) => glyph.word.is_none_or(|word| word < count),
                Shown::Before(order) => glyph.order < order,
            }
    }

    fn color_of(&self, word: Option<usize>) -> Color {
        let is_active = word.is_some() && word == self.active;
        match self.highlight {
            Highlight::Color(color) | Highlight::Pop { color, .. } | Highlight::Box { text: color, .. }
                if is_active =>
            {
                color
            }
            Highlight::Karaoke(color) if word.is_some() && word <= self.active => color,
            _ => self.style.color,
        }
    }
}

/// The box behind the text: one colour, or two from its top to its bottom.
fn lay_background(pixmap: &mut Pixmap, block: &Block, background: &Background, origin: (f32, f32)) {
    if background.shape == BoxShape::Canvas {
        return ground::lay(pixmap, background.color, background.fade.unwrap_or(background.color));
    }
    let path = background_path(block, background, origin);
    let (Some(fade), Some(bounds)) = (background.fade, path.as_ref().map(Path::bounds)) else {
        return fill(pixmap, path, background.color);
    };
    let stop = |at: f32, color: Color| {
        GradientStop::new(at, SkiaColor::from_rgba8(color.r, color.g, color.b, color.a))
    };
    let (from, to) = (SkiaPoint::from_xy(0.0, bounds.top()), SkiaPoint::from_xy(0.0, bounds.bottom()));
    let stops = vec![stop(0.0, background.color), stop(1.0, fade)];
    let shader = LinearGradient::new(from, to, stops, SpreadMode::Pad, Transform::identity());
    if let (Some(path), Some(shader)) = (path, shader) {
        let paint = Paint { shader, anti_alias: true, ..Paint::default() };
        pixmap.fill_path(&path, &paint, FillRule::Winding, Transform::identity(), None);
    }
}

fn bounds(block: &Block, look: &Look, place: (i32, i32), canvas: Size) -> Option<[i32; 4]> {
    if look.style.background.is_some_and(|back| back.shape == BoxShape::Canvas) {
        let whole = [0, 0, i32::try_from(canvas.width).ok()?, i32::try_from(canvas.height).ok()?];
        return (canvas.area() > 0).then_some(whole);
    }
    let edge = OVERHANG * block.size + 2.0;
    let mut reach = 0.0_f32;
    let outline = look.style.outline.map_or(0.0, |outline| bounded(outline.width, 0.0, 0.3));
    for shadow in look.style.shadows.iter().take(SHADOWS_MAX) {
        let moved = bounded(shadow.x.abs(), 0.0, 1.0).max(bounded(shadow.y.abs(), 0.0, 1.0));
        reach = reach.max((moved + 3.0 * bounded(shadow.blur, 0.0, 1.0) + outline) * block.size + 2.0);
    }
    let grown = (look.scale - 1.0).max(0.0) * block.width / 2.0;
    let across = (block.margin.0 + edge).max(reach) + grown;
    let down = (block.margin.1 + edge).max(reach) + (look.scale - 1.0).max(0.0) * block.size;
    let left = (place.0 as f32 - across).floor().max(0.0) as i32;
    let top = (place.1 as f32 - down).floor().max(0.0) as i32;
    let right = (place.0 as f32 + block.width + across).ceil().min(canvas.width as f32) as i32;
    let bottom = (place.1 as f32 + block.height + down).ceil().min(canvas.height as f32) as i32;
    (left < right && top < bottom).then_some([left, top, right, bottom])
}

/// The shapes of all words, those of the growing word apart because it is drawn over its neighbours.
fn shapes<'a>(block: &'a Block, look: &Look, origin: (f32, f32)) -> (Shapes<'a>, Shapes<'a>) {
    let (mut still, mut popped) = (Shapes::default(), Shapes::default());
    for line in &block.lines {
        let pops = |glyph: &Glyph| look.scale != 1.0 && glyph.word.is_some() && glyph.word == look.active;
        let middle = middle(line.glyphs.iter().filter(|glyph| pops(glyph)));
        for glyph in line.glyphs.iter().filter(|glyph| look.is_shown(glyph)) {
            let to_canvas = Transform::from_translate(origin.0, origin.1);
            if pops(glyph) {
                let up = block.growth_center(line);
                let grow = Transform::from_translate(middle, up)
                    .pre_scale(look.scale, look.scale)
                    .pre_translate(-middle, -up);
                add(&mut popped, glyph, look, to_canvas.pre_concat(grow), block.size);
            } else {
                add(&mut still, glyph, look, to_canvas, block.size);
            }
        }
    }
    for (shapes, scale) in [(&mut still, 1.0), (&mut popped, look.scale)] {
        shapes.outline = outline(shapes, look.style, block.size * scale);
    }
    (still, popped)
}

fn add<'a>(shapes: &mut Shapes<'a>, glyph: &'a Glyph, look: &Look, to_canvas: Transform, size: f32) {
    match &glyph.ink {
        Ink::Blank => {}
        Ink::Path(path) => {
            let scale = size / EM;
            let Some(path) =
                (**path).clone().transform(to_canvas.pre_translate(glyph.x, glyph.y).pre_scale(scale, scale))
            else {
                return;
            };
            let color = look.color_of(glyph.word);
            match shapes.fills.iter_mut().find(|(same, _)| *same == color) {
                Some((_, builder)) => builder.push_path(&path),
                None => {
                    let mut builder = PathBuilder::new();
                    builder.push_path(&path);
                    shapes.fills.push((color, builder));
                }
            }
        }
        Ink::Image { image, left, top } => {
            let at =
                to_canvas.pre_translate((glyph.x + *left as f32).round(), (glyph.y + *top as f32).round());
            if let Some(pixels) = PixmapRef::from_bytes(&image.data, image.size.width, image.size.height) {
                shapes.images.push((pixels, at));
            }
        }
    }
}

fn outline(shapes: &Shapes, style: &TextStyle, size: f32) -> Option<Path> {
    let width = bounded(style.outline?.width, 0.0, 0.3) * size * 2.0;
    let stroke = Stroke { width, line_join: LineJoin::Round, ..Stroke::default() };
    let mut all = PathBuilder::new();
    for path in shapes.fills.iter().filter_map(|(_, builder)| builder.clone().finish()) {
        all.push_path(&path);
    }
    if width > 0.0 { all.finish()?.stroke(&stroke, 1.0) } else { None }
}

fn shadows(pixmap: &mut Pixmap, letters: &Pixmap, style: &TextStyle, size: f32) {
    if style.shadows.is_empty() {
        return;
    }
    let mask: Vec<u8> = letters.data().iter().skip(3).step_by(4).copied().collect();
    for shadow in style.shadows.iter().take(SHADOWS_MAX) {
        let soft = blurred(&mask, letters.width() as usize, bounded(shadow.blur, 0.0, 1.0) * size);
        let by = (shift(shadow.x, size), shift(shadow.y, size));
        lay_under(pixmap, &soft, by, shadow.color);
    }
}

fn shift(share: f32, size: f32) -> i32 {
    let share = if share.is_finite() { share.clamp(-1.0, 1.0) } else { 0.0 };
    (share * size).round() as i32
}

fn fill(pixmap: &mut Pixmap, path: Option<Path>, color: Color) {
    let Some(path) = path else { return };
    let mut paint = Paint::default();
    paint.set_color(SkiaColor::from_rgba8(color.r, color.g, color.b, color.a));
    pixmap.fill_path(&path, &paint, FillRule::Winding, Transform::identity(), None);
}
