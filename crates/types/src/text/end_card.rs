//! An end card: from its words and the colour of a brand to a ground, a headline and a button.

use super::style::{Background, BoxShape, TextStyle};
use super::title::TitlePreset;
use super::{Animation, AnimationKind, Title};
use crate::geometry::Color;

/// Letters on light colours.
const INK: Color = Color::rgb(16, 16, 20);
/// The button on a brand without a hue of its own.
const ACCENT: Color = Color::rgb(0xff, 0xd6, 0x1f);
/// The longest text that is still read as a button.
const BUTTON_CHARACTERS_MAX: usize = 34;
/// The ends of sentences, in the scripts that mark them.
const ENDS: [char; 8] = ['.', '!', '?', '…', '。', '！', '？', '।'];

/// The titles of an end card, from the lowest to the highest.
#[derive(Clone, Debug, PartialEq)]
pub struct EndCard {
    /// Covers the picture.
    pub ground: Title,
    /// What is said.
    pub headline: Title,
    /// What is to be done.
    pub button: Title,
}

impl EndCard {
    /// A card that says `text` in the colour of a brand.
    ///
    /// The button shows the last line of the text, or else its last sentence if it is short. A text of one sentence is
    /// the headline, and the button an arrow in the direction of reading.
    pub fn new(text: &str, brand: Color) -> Self {
        let (words, action) = split(text.trim());
        let tones = Tones::of(brand);
        Self { ground: ground(tones), headline: headline(words, tones), button: button(&action, tones) }
    }
}

#[derive(Clone, Copy)]
struct Tones {
    light: Color,
    deep: Color,
    letters: Color,
    button: Color,
    on_button: Color,
}

impl Tones {
    fn of(brand: Color) -> Self {
        let parts = [brand.r, brand.g, brand.b];
        let hue = parts.iter().max().zip(parts.iter().min()).map_or(0, |(most, least)| most - least);
        let is_bright = luma(brand) > 140.0;
        let (button, on_button) = match (hue > 44, is_bright) {
            (_, true) => (INK, Color::WHITE),
            (true, false) => (Color::WHITE, brand.mixed(Color::BLACK, 0.45)),
            (false, false) => (ACCENT, INK),
        };
        // A bright ground keeps its own brightness at the edges, or dark letters would be lost on it.
        let (lift, fall) = if is_bright { (0.30, 0.10) } else { (0.15, 0.42) };
        Self {
            light: brand.mixed(Color::WHITE, lift),
            deep: brand.mixed(Color::BLACK, fall),
            letters: if is_bright { INK } else { Color::WHITE },
            button,
            on_button,
        }
    }
}

fn ground(tones: Tones) -> Title {
    let background = Background {
        color: tones.light,
        padding_x: 0.0,
        padding_y: 0.0,
        radius: 0.0,
        shape: BoxShape::Canvas,
        fade: Some(tones.deep),
    };
    let style = TextStyle { background: Some(background), ..TextStyle::default() };
    let animation_in = Some(Animation { kind: AnimationKind::Fade, frames: 8 });
    Title { style, animation_in, ..Title::new(" ") }
}

fn headline(words: &str, tones: Tones) -> Title {
    // Few words are set large; many leave room for the button.
    let size = match words.chars().count() {
        0..=16 => 0.132,
        17..=30 => 0.112,
        31..=52 => 0.094,
        53..=80 => 0.078,
        _ => 0.064,
    };
    let mut title = TitlePreset::Headline.title(words);
    title.style = TextStyle {
        size,
        color: tones.letters,
        outline: None,
        shadows: Vec::new(),
        letter_spacing: -0.01,
        line_spacing: 1.1,
        ..title.style
    };
    title.position.y = 0.34;
    title.width_limit = 0.94;
    title.animation_in = Some(Animation { kind: AnimationKind::SlideUp, frames: 12 });
    title
}

fn button(action: &str, tones: Tones) -> Title {
    let mut title = TitlePreset::CallToAction.title(action);
    let is_arrow = action.chars().count() == 1;
    let (padding_x, padding_y) = if is_arrow { (0.62, 0.3) } else { (0.8, 0.52) };
    let size = if is_arrow {
        0.082
    } else if action.chars().count() <= 18 {
        0.058
    } else {
        0.047
    };
    title.style = TextStyle {
        size,
        weight: 800,
        color: tones.on_button,
        background: Some(Background {
            color: tones.button,
            padding_x,
            padding_y,
            radius: 2.0,
            shape: BoxShape::Block,
            fade: Some(tones.button.mixed(Color::BLACK, 0.07)),
        }),
        ..title.style
    };
    title.position.y = 0.9;
    title.width_limit = 0.94;
    title.animation_in = Some(Animation { kind: AnimationKind::Pop, frames: 10 });
    title
}

/// The headline, and what the button says.
fn split(text: &str) -> (&str, String) {
    if let Some((words, action)) = text.rsplit_once('\n') {
        return (words.trim(), action.trim().to_owned());
    }
    let inner = text.trim_end_matches(ENDS);
    let starts = inner.char_indices().filter(|(_, letter)| ENDS.contains(letter));
    let is_wide = |mark: char| matches!(mark, '。' | '！' | '？');
    let mut ends = starts.filter_map(|(at, mark)| {
        let rest = inner.get(at + mark.len_utf8()..)?;
        // A point inside a number or an address ends nothing.
        (is_wide(mark) || rest.starts_with(char::is_whitespace)).then_some(at + mark.len_utf8())
    });
    if let Some((words, action)) = ends.next_back().and_then(|at| text.split_at_checked(at)) {
        let action = action.trim().trim_end_matches(['.', '。']);
        if action.chars().count() <= BUTTON_CHARACTERS_MAX {
            return (words.trim(), action.to_owned());
        }
    }
    let is_from_right =
        text.chars().any(|letter| matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FEFC}'));
    (text, if is_from_right { "←" } else { "→" }.to_owned())
}

/// Rec. 709 luma, from 0 to 255.
fn luma(color: Color) -> f32 {
    0.2126 * f32::from(color.r) + 0.7152 * f32::from(color.g) + 0.0722 * f32::from(color.b)
}
