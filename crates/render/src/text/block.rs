//! Lines of glyphs in a room: as large as wished if they fit, else smaller; broken so that lines are of like length.

use std::ops::Range;

use cosmic_text::{Align as TextAlign, Hinting, LayoutGlyph, LayoutLine, Wrap};
use types::text::style::{Align, BoxShape, Case, TextStyle};

use super::faces::{EM, Faces, Ink};
use super::script::{enlargement, is_ignorable, is_wide_punctuation};
use super::shape::{Shaped, Words};

/// The room for a text, in pixels.
#[derive(Clone, Copy)]
pub struct Room {
    pub width: f32,
    pub height: f32,
    /// Text size wished for.
    pub size: f32,
    /// Lines wished for at most; more are made before text becomes too small to read.
    pub lines: usize,
    /// What is drawn around the letters on each side, in text sizes.
    pub margin: (f32, f32),
}

/// Text laid out. Positions are in pixels from the left end of the widest line and the top of the first line.
pub struct Block {
    /// Text size.
    pub size: f32,
    pub lines: Vec<Line>,
    pub width: f32,
    pub height: f32,
    /// From a baseline up to the top of the letters, and down to their bottom.
    pub ascent: f32,
    pub descent: f32,
    /// What is drawn around the letters on each side, in pixels.
    pub margin: (f32, f32),
    pub rtl: bool,
    /// How many words there are.
    pub words: usize,
}

/// A line of glyphs from left to right.
pub struct Line {
    pub left: f32,
    pub width: f32,
    pub baseline: f32,
    pub glyphs: Vec<Glyph>,
}

/// A glyph in its place.
pub struct Glyph {
    pub ink: Ink,
    /// Where its origin lies.
    pub x: f32,
    pub y: f32,
    /// From where to where it takes room in the line.
    pub span: Range<f32>,
    /// Which word it belongs to.
    pub word: Option<usize>,
    /// Its place among all characters, in reading order.
    pub order: usize,
}

impl Block {
    /// The places of all seen characters in reading order, each once.
    pub fn orders(&self) -> Vec<usize> {
        let mut orders: Vec<usize> =
            self.lines.iter().flat_map(|line| &line.glyphs).map(|glyph| glyph.order).collect();
        orders.sort_unstable();
        orders.dedup();
        orders
    }
}

struct Fit {
    size: f32,
    /// Lines of each paragraph.
    lines: Vec<Vec<LayoutLine>>,
}

/// Lays `words` out in `room`. The characters that no face can draw are left out and named beside the block.
pub fn lay_out(faces: &mut Faces, words: Words, style: &TextStyle, room: Room) -> (Block, Vec<char>) {
    let (places, rtl) = (words.places.clone(), words.rtl);
    let larger = enlargement(&words.paragraphs.concat());
    let (shaped, missing) = words.shape(faces, style);
    let reach = Reach::of(faces, &shaped, style);
    let room = Room { size: room.size * larger, ..room };
    let fit = fit(&shaped, room, &reach);
    let texts: Vec<&str> = shaped.iter().map(|shaped| shaped.text.as_str()).collect();
    let mut block = place(faces, fit, (&texts, &places), &reach);
    block.rtl = rtl;
    block.margin = (room.margin.0 * block.size, room.margin.1 * block.size);
    align(&mut block, style.align);
    (block, missing)
}

/// How far letters reach from the baseline and how far lines stand apart, in text sizes.
struct Reach {
    ascent: f32,
    descent: f32,
    pitch: f32,
}

impl Reach {
    fn of(faces: &mut Faces, shaped: &[Shaped], style: &TextStyle) -> Self {
        // Floors keep boxes of one height from card to card, whether or not a letter happens to reach down.
        let small = style.case == Case::Upper
            && !shaped.iter().any(|shaped| shaped.text.chars().any(char::is_lowercase));
        let (mut ascent, mut descent) = if small { (0.7_f32, 0.02_f32) } else { (0.74, 0.21) };
        for line in shaped.iter().flat_map(|shaped| layout(shaped, (1.0, f32::MAX), Wrap::None)) {
            for glyph in &line.glyphs {
                let (up, down) = match faces.ink(glyph) {
                    Ink::Blank => continue,
                    Ink::Image { .. } => (0.9, 0.2),
                    Ink::Path(path) => (-path.bounds().top() / EM, path.bounds().bottom() / EM),
                };
                ascent = ascent.max((up + glyph.y_offset).min(3.0));
                descent = descent.max((down - glyph.y_offset).min(3.0));
            }
        }
        let outline = style.outline.map_or(0.0, |outline| bounded(outline.width, 0.0, 0.3));
        let pitch = match style.background {
            // Labels touch, so that they read as one.
            Some(back) if back.shape == BoxShape::Lines => {
                ascent + descent + 1.9 * bounded(back.padding_y, 0.0, 2.0)
            }
            _ => bounded(style.line_spacing, 0.7, 3.0).max(ascent + descent + outline + 0.02),
        };
        Self { ascent, descent, pitch }
    }

    fn height(&self, lines: usize) -> f32 {
        self.ascent + self.descent + lines.saturating_sub(1) as f32 * self.pitch
    }
}

fn fit(shaped: &[Shaped], room: Room, reach: &Reach) -> Fit {
    let paragraphs = shaped.len().max(1);
    for (extra, smallest) in [(0, 0.7), (1, 0.6), (3, 0.45), (usize::MAX - 64, 0.06)] {
        let lines_max = room.lines.max(paragraphs).saturating_add(extra);
        let mut size = room.size;
        // A size of nothing would never become smaller.
        while size > 0.0 && size >= room.size * smallest {
            // Breaking inside a word is the last resort.
            let wrap = if smallest < 0.4 && size < room.size * 0.45 { Wrap::WordOrGlyph } else { Wrap::Word };
            if let Some(fit) = fit_at(shaped, room, (reach, size), (wrap, lines_max)) {
                return fit;
            }
            size *= 0.95;
        }
    }
    Fit { size: room.size * 0.06, lines: Vec::new() }
}

fn fit_at(
    shaped: &[Shaped],
    room: Room,
    (reach, size): (&Reach, f32),
    (wrap, lines_max): (Wrap, usize),
) -> Option<Fit> {
    let width = room.width - 2.0 * room.margin.0 * size;
    if width <= 0.0 {
        return None;
    }
    let lines: Vec<_> = shaped.iter().map(|shaped| layout(shaped, (size, width), wrap)).collect();
    let count: usize = lines.iter().map(Vec::len).sum();
    let height = (reach.height(count) + 2.0 * room.margin.1) * size;
    let fits = count <= lines_max && height <= room.height && widest(&lines) <= width + 0.01;
    fits.then(|| Fit {
        size,
        lines: shaped.iter().zip(lines).map(|(shaped, lines)| balance(shaped, size, lines)).collect(),
    })
}

/// The same number of lines with the shortest longest one.
fn balance(shaped: &Shaped, size: f32, lines: Vec<LayoutLine>) -> Vec<LayoutLine> {
    if lines.len() < 2 {
        return lines;
    }
    let full = lines.iter().map(|line| line.w).fold(0.0, f32::max);
    let (mut low, mut high, mut best) = (full / lines.len() as f32, full, lines);
    for _ in 0..7 {
        let middle = (low + high) / 2.0;
        let narrower = layout(shaped, (size, middle), Wrap::Word);
        if narrower.len() <= best.len() && narrower.iter().all(|line| line.w <= middle) {
            (high, best) = (middle, narrower);
        } else {
            low = middle;
        }
    }
    best
}

fn layout(shaped: &Shaped, (size, width): (f32, f32), wrap: Wrap) -> Vec<LayoutLine> {
    shaped.line.layout(size, Some(width), wrap, Some(TextAlign::Left), None, Hinting::Disabled)
}

fn widest(lines: &[Vec<LayoutLine>]) -> f32 {
    lines.iter().flatten().map(|line| line.w).fold(0.0, f32::max)
}

fn place(
    faces: &mut Faces,
    fit: Fit,
    (texts, places): (&[&str], &[(usize, Range<usize>)]),
    reach: &Reach,
) -> Block {
    let mut lines: Vec<Line> = Vec::new();
    let mut characters_before = 0;
    for (paragraph, own) in fit.lines.iter().enumerate() {
        let text = texts.get(paragraph).copied().unwrap_or_default();
        for line in own {
            let baseline = (reach.ascent + lines.len() as f32 * reach.pitch) * fit.size;
            let seen = line.glyphs.iter().filter(|glyph| is_seen(text, glyph));
            let glyphs: Vec<Glyph> = seen
                .map(|glyph| Glyph {
                    word: word_at(places, paragraph, glyph.start),
                    order: characters_before + glyph.start,
                    ..placed(faces, text, glyph, baseline)
                })
                .collect();
            let left = glyphs.iter().map(|glyph| glyph.span.start).fold(f32::INFINITY, f32::min);
            let right = glyphs.iter().map(|glyph| glyph.span.end).fold(f32::NEG_INFINITY, f32::max);
            let (left, width) = if left <= right { (left, right - left) } else { (0.0, 0.0) };
            lines.push(Line { left, width, baseline, glyphs });
        }
        characters_before += text.len();
    }
    let width = lines.iter().map(|line| line.width).fold(0.0, f32::max);
    let height = if lines.is_empty() { 0.0 } else { reach.height(lines.len()) * fit.size };
    let (ascent, descent) = (reach.ascent * fit.size, reach.descent * fit.size);
    Block {
        size: fit.size,
        lines,
        width,
        height,
        ascent,
        descent,
        margin: (0.0, 0.0),
        rtl: false,
        words: places.len(),
    }
}

fn placed(faces: &mut Faces, text: &str, glyph: &LayoutGlyph, baseline: f32) -> Glyph {
    let ink = if glyph.glyph_id == 0 { Ink::Blank } else { faces.ink(glyph) };
    let x = glyph.x + glyph.font_size * glyph.x_offset;
    let is_half =
        text.get(glyph.start..glyph.end).is_some_and(|cluster| cluster.contains(is_wide_punctuation));
    let end = match &ink {
        Ink::Path(path) if is_half => x + (path.bounds().right() / EM + 0.06) * glyph.font_size,
        _ => glyph.x + glyph.w,
    };
    Glyph {
        ink,
        x,
        y: baseline + glyph.y - glyph.font_size * glyph.y_offset,
        span: glyph.x..end.min(glyph.x + glyph.w).max(glyph.x),
        word: None,
        order: 0,
    }
}

fn align(block: &mut Block, align: Align) {
    for line in &mut block.lines {
        let rest = block.width - line.width;
        let left = match (align, block.rtl) {
            (Align::Center, _) => rest / 2.0,
            (Align::Start, false) | (Align::End, true) => 0.0,
            (Align::Start, true) | (Align::End, false) => rest,
        };
        let by = left - line.left;
        line.left = left;
        for glyph in &mut line.glyphs {
            glyph.x += by;
            glyph.span = glyph.span.start + by..glyph.span.end + by;
        }
    }
}

fn is_seen(text: &str, glyph: &LayoutGlyph) -> bool {
    text.get(glyph.start..glyph.end).is_some_and(|cluster| !cluster.chars().all(is_ignorable))
}

fn word_at(places: &[(usize, Range<usize>)], paragraph: usize, byte: usize) -> Option<usize> {
    let index = places.partition_point(|(at, range)| (*at, range.end) <= (paragraph, byte));
    places.get(index).filter(|(at, range)| *at == paragraph && range.contains(&byte)).map(|_| index)
}

/// `value` between `low` and `high`; `low` when it is not a number.
pub fn bounded(value: f32, low: f32, high: f32) -> f32 {
    if value.is_finite() { value.clamp(low, high) } else { low }
}
