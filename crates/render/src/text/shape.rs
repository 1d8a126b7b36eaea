//! From characters to glyphs: cleans text, gives each piece a face, shapes it, and remembers which word is where.

use std::ops::Range;

use cosmic_text::{Attrs, AttrsList, Family, ShapeLine, Shaping, Weight};
use types::text::CHARACTERS_MAX;
use types::text::card::gap;
use types::text::style::TextStyle;
use unicode_segmentation::UnicodeSegmentation;

use super::block::bounded;
use super::faces::Faces;
use super::script::{Cjk, is_ideograph, is_ignorable, is_right_to_left, is_spaced_out};

/// Fixes the direction of a line whose first letters may say otherwise.
const LEFT_TO_RIGHT: char = '\u{200E}';
const RIGHT_TO_LEFT: char = '\u{200F}';
/// A place where a line may break though nothing is seen.
const ZERO_WIDTH_SPACE: char = '\u{200B}';

/// A place where a line may not break.
const WORD_JOINER: &str = "\u{2060}";

/// Clean text in one direction, in paragraphs, with the place of each word.
pub struct Words {
    pub paragraphs: Vec<String>,
    /// For each word its paragraph and its bytes there.
    pub places: Vec<(usize, Range<usize>)>,
    pub rtl: bool,
}

/// A paragraph as glyphs, ready to be laid out at any size and width.
pub struct Shaped {
    pub line: ShapeLine,
    pub text: String,
}

impl Words {
    /// The words of a title, which may have line breaks.
    pub fn of_title(text: &str, style: &TextStyle) -> Self {
        let text: String = text.graphemes(true).take(CHARACTERS_MAX).collect();
        let mut words = Self { paragraphs: Vec::new(), places: Vec::new(), rtl: is_right_to_left(&text) };
        for line in text.lines().map(|line| style.case.apply(&clean(line))) {
            words.begin();
            words.push(&line);
            let (paragraph, start) = (words.paragraphs.len() - 1, words.mark().len_utf8());
            for piece in pieces(&line) {
                words.places.push((paragraph, start + piece.start..start + piece.end));
            }
        }
        words
    }

    /// The words of a caption's card; `whole` is the caption's text, which decides the direction.
    pub fn of_card<'a>(card: impl Iterator<Item = &'a str>, whole: &str, style: &TextStyle) -> Self {
        let mut words = Self { paragraphs: Vec::new(), places: Vec::new(), rtl: is_right_to_left(whole) };
        words.begin();
        let mut before = String::new();
        for word in card {
            let word: String = word.graphemes(true).take(CHARACTERS_MAX).collect();
            let word = style.case.apply(clean(&word).trim());
            match gap(&before, &word) {
                "" if !before.is_empty() => words.push(&ZERO_WIDTH_SPACE.to_string()),
                space => words.push(space),
            }
            let start = words.paragraphs.last().map_or(0, String::len);
            words.push(&glued(&word));
            let end = words.paragraphs.last().map_or(0, String::len);
            words.places.push((0, start..end));
            before = word;
        }
        words
    }

    /// Glyphs for every paragraph, and the characters that no face has.
    pub fn shape(self, faces: &mut Faces, style: &TextStyle) -> (Vec<Shaped>, Vec<char>) {
        let cjk = Cjk::of(&self.paragraphs.concat());
        let mut missing = Vec::new();
        let shape = |text: String| {
            let attributes = attributes(faces, &text, (style, cjk), &mut missing);
            let line = ShapeLine::new(&mut faces.system, &text, &attributes, Shaping::Advanced, 4);
            Shaped { line, text }
        };
        let shaped = self.paragraphs.into_iter().map(shape).collect();
        (shaped, missing)
    }

    fn begin(&mut self) {
        self.paragraphs.push(self.mark().to_string());
    }

    fn push(&mut self, text: &str) {
        if let Some(last) = self.paragraphs.last_mut() {
            last.push_str(text);
        }
    }

    fn mark(&self) -> char {
        if self.rtl { RIGHT_TO_LEFT } else { LEFT_TO_RIGHT }
    }
}

/// A line without characters that steer anything: they would break shaping or turn the rest of the text round.
fn clean(text: &str) -> String {
    let steers = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}');
    text.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|&c| !steers(c)).collect()
}

/// A Chinese or Japanese word kept on one line, which its script alone would not ask for; long ones are phrases.
fn glued(word: &str) -> String {
    let letters: Vec<&str> = word.graphemes(true).collect();
    let is_word = (2..=5).contains(&letters.len()) && word.chars().any(is_ideograph);
    if is_word { letters.join(WORD_JOINER) } else { word.to_owned() }
}

/// Where the words of a line are; punctuation belongs to the word it touches.
fn pieces(line: &str) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for (at, piece) in line.split_word_bound_indices().filter(|(_, piece)| !piece.trim().is_empty()) {
        let end = at + piece.len();
        match pieces.last_mut() {
            Some(last) if last.end == at && !piece.chars().any(char::is_alphanumeric) => last.end = end,
            _ => pieces.push(at..end),
        }
    }
    pieces
}

fn attributes(
    faces: &mut Faces,
    text: &str,
    (style, cjk): (&TextStyle, Cjk),
    missing: &mut Vec<char>,
) -> AttrsList {
    // What no face covers is shaped with a bundled font, so that there always is one, and not drawn.
    let mut list = AttrsList::new(&Attrs::new().family(Family::Name("Montserrat")).weight(Weight(400)));
    let mut run: Option<(Range<usize>, Option<usize>, f32)> = None;
    for (at, cluster) in text.grapheme_indices(true) {
        // Invisible characters stay with what is before them: a change of face would part letters that join.
        let follows = !cluster.contains(' ') && cluster.chars().all(is_ignorable);
        let number = match &run {
            Some((_, number, _)) if follows => *number,
            _ => faces.choose(cluster, &style.family, style.weight, cjk),
        };
        if number.is_none() {
            missing.extend(cluster.chars());
        }
        let spaced = spacing(cluster, style);
        let end = at + cluster.len();
        match &mut run {
            Some((range, same, was_spaced)) if *same == number && *was_spaced == spaced => range.end = end,
            _ => {
                add_run(&mut list, faces, run.take(), style);
                run = Some((at..end, number, spaced));
            }
        }
    }
    add_run(&mut list, faces, run, style);
    list
}

fn add_run(
    list: &mut AttrsList,
    faces: &Faces,
    run: Option<(Range<usize>, Option<usize>, f32)>,
    style: &TextStyle,
) {
    let Some((range, Some(number), spacing)) = run else { return };
    let Some(face) = faces.face(number) else { return };
    let attributes = Attrs::new()
        .family(Family::Name(&face.family))
        .weight(Weight(face.nearest(style.weight)))
        .stretch(face.stretch)
        .style(face.style);
    let attributes = if spacing != 0.0 { attributes.letter_spacing(spacing) } else { attributes };
    list.add_span(range, &attributes);
}

/// Room added after a cluster, in text sizes.
fn spacing(cluster: &str, style: &TextStyle) -> f32 {
    let letters = if style.letter_spacing.is_finite() { style.letter_spacing.clamp(-0.1, 1.0) } else { 0.0 };
    if cluster == " " {
        letters + bounded(style.word_spacing, 0.0, 1.0)
    } else if is_spaced_out(cluster) {
        letters
    } else {
        0.0
    }
}
