//! Lines of glyphs in a room: as large as wished if they fit, else smaller; broken so that lines are of like length.

use std::ops::Range;

use cosmic_text::{Align as TextAlign, Hinting, LayoutGlyph, LayoutLine, Wrap};
use types::text::style::{Align, BoxShape, Case, TextStyle};

use super::faces::{EM, Faces, Ink};
use super::room::Room;
use super::script::{enlargement, is_ignorable, is_wide_punctuation};
use super::shape::{Shaped, Words};

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
    /// How large a spoken word is drawn at most, 1 for as it is.
    pub grows: f32,
    pub rtl: bool,
    /// How many words there are.
    pub words: usize,
}

/// A line of glyphs from left to right. Its width holds all of their ink, which may hang over the place they take.
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
    /// From where to where its ink lies.
    pub reach: Range<f32>,
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

    /// Left, top, right and bottom of all that is ever drawn of the block: its margin, and each word when it has grown.
    pub fn drawn(&self) -> [f32; 4] {
        let (across, down) = self.margin;
        let mut drawn = [-across, -down, self.width + across, self.height + down];
        if self.grows <= 1.0 {
            return drawn;
        }
        for line in &self.lines {
            let up = self.growth_center(line);
            let top = up - (up - (line.baseline - self.ascent - down)) * self.grows;
            let bottom = up + (line.baseline + self.descent + down - up) * self.grows;
            (drawn[1], drawn[3]) = (drawn[1].min(top), drawn[3].max(bottom));
            for word in line.glyphs.chunk_by(|one, next| one.word == next.word) {
                let ends = word.iter().flat_map(|glyph| [glyph.span.clone(), glyph.reach.clone()]);
                let (left, right) =
                    ends.fold((f32::MAX, f32::MIN), |(l, r), range| (l.min(range.start), r.max(range.end)));
                let middle = middle(word.iter());
                drawn[0] = drawn[0].min(middle - (middle - left + across) * self.grows);
                drawn[2] = drawn[2].max(middle + (right + across - middle) * self.grows);
            }
        }
        drawn
    }

    /// The height about which words of a line grow.
    pub fn growth_center(&self, line: &Line) -> f32 {
        line.baseline - self.ascent * 0.45
    }
}

/// The middle of the room that glyphs take in their line, about which they grow.
pub fn middle<'a>(glyphs: impl Iterator<Item = &'a Glyph>) -> f32 {
    let (left, right) = glyphs.fold((f32::INFINITY, f32::NEG_INFINITY), |(left, right), glyph| {
        (left.min(glyph.span.start), right.max(glyph.span.end))
    });
    if left <= right { (left + right) / 2.0 } else { 0.0 }
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
    let fit = fit(faces, &shaped, room, &reach);
    let texts: Vec<&str> = shaped.iter().map(|shaped| shaped.text.as_str()).collect();
    let mut block = place(faces, fit, (&texts, &places), &reach);
    block.rtl = rtl;
    block.margin = (room.margin.0 * block.size, room.margin.1 * block.size);
    block.grows = room.grows;
    align(&mut block, style.align);
    (block, missing)
}

/// How far letters reach from the baseline and how far lines stand apart, in text sizes.
struct Reach {
    ascent: f32,
    descent: f32,
    pitch: f32,
    /// How far letters hang over the place they take, on both sides together.
    overhang: f32,
}

impl Reach {
    fn of(faces: &mut Faces, shaped: &[Shaped], style: &TextStyle) -> Self {
        // Floors keep boxes of one height from card to card, whether or not a letter happens to reach down.
        let small = style.case == Case::Upper
            && !shaped.iter().any(|shaped| shaped.text.chars().any(char::is_lowercase));
        let (mut ascent, mut descent) = if small { (0.7_f32, 0.02_f32) } else { (0.74, 0.21) };
        let mut overhang = (0.0_f32, 0.0_f32);
        for line in shaped.iter().flat_map(|shaped| layout(shaped, (1.0, f32::MAX), Wrap::None)) {
            for glyph in &line.glyphs {
                let ink = faces.ink(glyph);
                let reach = ink_reach(&ink, glyph);
                overhang.0 = overhang.0.max(glyph.x - reach.start);
                overhang.1 = overhang.1.max(reach.end - glyph.x - glyph.w);
                let (up, down) = match ink {
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
        Self { ascent, descent, pitch, overhang: (overhang.0 + overhang.1).min(3.0) }
    }

    fn height(&self, lines: usize) -> f32 {
        self.ascent + self.descent + lines.saturating_sub(1) as f32 * self.pitch
    }
}

fn fit(faces: &mut Faces, shaped: &[Shaped], room: Room, reach: &Reach) -> Fit {
    let paragraphs = shaped.len().max(1);
    for (extra, smallest) in [(0, 0.7), (1, 0.6), (3, 0.45), (usize::MAX - 64, 0.06)] {
        let lines_max = room.lines.max(paragraphs).saturating_add(extra);
        let mut size = room.size;
        // A size of nothing would never become smaller.
        while size > 0.0 && size >= room.size * smallest {
            // Breaking inside a word is the last resort.
            let wrap = if smallest < 0.4 && size < room.size * 0.45 { Wrap::WordOrGlyph } else { Wrap::Word };
            if let Some(fit) = fit_at(faces, shaped, room, (reach, size), (wrap, lines_max)) {
                return fit;
            }
            size *= 0.95;
        }
    }
    Fit { size: room.size * 0.06, lines: Vec::new() }
}

fn fit_at(
    faces: &mut Faces,
    shaped: &[Shaped],
    room: Room,
    (reach, size): (&Reach, f32),
    (wrap, lines_max): (Wrap, usize),
) -> Option<Fit> {
    let width = room.width - 2.0 * room.margin.0 * size;
    // Lines are broken by the place that letters take; what hangs over must find room too.
    for narrower in [width, width - reach.overhang * size] {
        if narrower <= 0.0 {
            return None;
        }
        let lines: Vec<_> = shaped.iter().map(|shaped| layout(shaped, (size, narrower), wrap)).collect();
        let count: usize = lines.iter().map(Vec::len).sum();
        let height = (reach.height(count) + 2.0 * room.margin.1) * size;
        if count > lines_max || height > room.height {
            return None;
        }
        if fits(faces, &lines, width) {
            let balanced = |(shaped, lines)| balance(faces, shaped, (size, width), lines);
            return Some(Fit { size, lines: shaped.iter().zip(lines).map(balanced).collect() });
        }
    }
    None
}

/// The same number of lines with the shortest longest one.
fn balance(
    faces: &mut Faces,
    shaped: &Shaped,
    (size, width): (f32, f32),
    lines: Vec<LayoutLine>,
) -> Vec<LayoutLine> {
    if lines.len() < 2 {
        return lines;
    }
    let full = lines.iter().map(|line| line.w).fold(0.0, f32::max);
    let (mut low, mut high, mut best) = (full / lines.len() as f32, full, [lines]);
    for _ in 0..7 {
        let middle = (low + high) / 2.0;
        let narrower = [layout(shaped, (size, middle), Wrap::Word)];
        let is_narrower =
            narrower[0].len() <= best[0].len() && narrower[0].iter().all(|line| line.w <= middle);
        if is_narrower && fits(faces, &narrower, width) {
            (high, best) = (middle, narrower);
        } else {
            low = middle;
        }
    }
    let [best] = best;
    best
}

/// Whether every line with all of its ink is at most `width` wide.
fn fits(faces: &mut Faces, lines: &[Vec<LayoutLine>], width: f32) -> bool {
    lines.iter().flatten().all(|line| {
        let start = (f32::INFINITY, f32::NEG_INFINITY);
        let (left, right) = line.glyphs.iter().fold(start, |(left, right), glyph| {
            let ink = ink_reach(&faces.ink(glyph), glyph);
            (left.min(glyph.x).min(ink.start), right.max(glyph.x + glyph.w).max(ink.end))
        });
        line.w.max(right - left) <= width + 0.01
    })
}

/// From where to where a glyph's outline lies in its line; pictures keep to their place.
fn ink_reach(ink: &Ink, glyph: &LayoutGlyph) -> Range<f32> {
    let x = glyph.x + glyph.font_size * glyph.x_offset;
    match ink {
        Ink::Path(path) => {
            let scale = glyph.font_size / EM;
            x + path.bounds().left() * scale..x + path.bounds().right() * scale
        }
        Ink::Blank | Ink::Image { .. } => glyph.x..glyph.x + glyph.w,
    }
}

fn layout(shaped: &Shaped, (size, width): (f32, f32), wrap: Wrap) -> Vec<LayoutLine> {
    shaped.line.layout(size, Some(width), wrap, Some(TextAlign::Left), None, Hinting::Disabled)
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
            let left = glyphs.iter().map(|glyph| glyph.span.start.min(glyph.reach.start));
            let right = glyphs.iter().map(|glyph| glyph.span.end.max(glyph.reach.end));
            let (left, right) = (left.fold(f32::INFINITY, f32::min), right.fold(f32::NEG_INFINITY, f32::max));
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
        grows: 1.0,
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
        reach: ink_reach(&ink, glyph),
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
            glyph.reach = glyph.reach.start + by..glyph.reach.end + by;
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
