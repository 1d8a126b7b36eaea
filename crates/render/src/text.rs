//! Draws titles and captions: shapes any script, lays it out in the safe area, and keeps what it has drawn.

mod block;
mod boxes;
mod cache;
mod faces;
mod ground;
mod motion;
mod paint;
mod room;
mod script;
mod shadow;
mod shape;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use types::geometry::Size;
use types::text::card::{CaptionCard, caption_cards};
use types::text::style::TextStyle;
use types::text::{Caption, CaptionStyle, Highlight, SafeArea, Title};

use crate::picture::RgbaImage;
use block::{Block, bounded, lay_out};
use cache::{Key, Recent, key};
use faces::Faces;
use motion::{Motion, step, word_scale};
use paint::{Look, Shown, paint};
use room::{Frame, POP_MAX, Room};
use shape::Words;

/// Bytes of drawn text that are kept.
const DRAWN_MAX: usize = 96 << 20;
/// Laid-out texts that are kept.
const BLOCKS_MAX: usize = 512;

/// The bytes of a font file, in memory or mapped from disk.
pub type FontFile = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// Fonts to draw with: those that come with the product and those given. Cheap to clone; clones share what they have
/// drawn, and any number of threads may draw at once.
#[derive(Clone)]
pub struct Fonts {
    shared: Arc<Shared>,
}

/// Text drawn for a canvas: a premultiplied picture and where its top left corner lies. What is seen of the text stays
/// where it may stand, but the clear or faint edge of the picture may reach a little over the canvas.
#[derive(Clone, Debug)]
pub struct Overlay {
    /// Pixels from the left edge of the canvas.
    pub left: i32,
    /// Pixels from the top edge of the canvas.
    pub top: i32,
    /// The picture.
    pub image: Arc<RgbaImage>,
}

/// Where text is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stage {
    /// The size of the picture it is drawn for.
    pub canvas: Size,
    /// What the placement covers.
    pub safe: SafeArea,
}

/// Some characters are in no font at hand. They would be left out of the picture.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no font on this computer can draw {}; install the Noto fonts for that script or write it another way", listed(.characters))]
pub struct MissingGlyphs {
    /// Each of them once, in the order of their codes.
    pub characters: Vec<char>,
}

struct Shared {
    files: Mutex<Vec<FontFile>>,
    faces: Mutex<Faces>,
    blocks: Mutex<Recent<Arc<Block>>>,
    drawn: Mutex<Recent<Option<Overlay>>>,
}

impl Fonts {
    /// The bundled fonts and those in `files`. A file that is not a font adds nothing.
    pub fn new(files: Vec<FontFile>) -> Self {
        let bundled: [&'static [u8]; 6] = [
            include_bytes!("../fonts/Montserrat-Black.ttf"),
            include_bytes!("../fonts/Montserrat-Bold.ttf"),
            include_bytes!("../fonts/Montserrat-Regular.ttf"),
            include_bytes!("../fonts/Anton-Regular.ttf"),
            include_bytes!("../fonts/Inter-SemiBold.otf"),
            include_bytes!("../fonts/PlayfairDisplay-Bold.ttf"),
        ];
        let mut all: Vec<FontFile> = bundled.into_iter().map(|bytes| Arc::new(bytes) as FontFile).collect();
        all.extend(files);
        let shared = Shared {
            faces: Mutex::new(Faces::new(&all)),
            files: Mutex::new(all),
            blocks: Mutex::new(Recent::new(BLOCKS_MAX)),
            drawn: Mutex::new(Recent::new(DRAWN_MAX)),
        };
        Self { shared: Arc::new(shared) }
    }

    /// Adds fonts to draw with from now on, in every clone.
    pub fn add(&self, files: Vec<FontFile>) {
        let mut all = lock(&self.shared.files);
        all.extend(files);
        *lock(&self.shared.faces) = Faces::new(&all);
        lock(&self.shared.blocks).clear();
        lock(&self.shared.drawn).clear();
    }

    /// Whether every character of `text` can be drawn. If not, says which cannot.
    pub fn check(&self, text: &str) -> Result<(), MissingGlyphs> {
        let style = TextStyle::default();
        let (_, mut characters) = Words::of_title(text, &style).shape(&mut lock(&self.shared.faces), &style);
        characters.sort_unstable();
        characters.dedup();
        if characters.is_empty() { Ok(()) } else { Err(MissingGlyphs { characters }) }
    }

    fn block(&self, key: Key, words: impl FnOnce() -> Words, style: &TextStyle, room: Room) -> Arc<Block> {
        if let Some(block) = lock(&self.shared.blocks).get(key) {
            return block;
        }
        let (block, _) = lay_out(&mut lock(&self.shared.faces), words(), style, room);
        let block = Arc::new(block);
        lock(&self.shared.blocks).put(key, Arc::clone(&block), 1);
        block
    }

    fn drawn(&self, key: Key, draw: impl FnOnce() -> Option<Overlay>) -> Option<Overlay> {
        if let Some(drawn) = lock(&self.shared.drawn).get(key) {
            return drawn;
        }
        let drawn = draw();
        let bytes = drawn.as_ref().map_or(0, |overlay| overlay.image.data.len());
        lock(&self.shared.drawn).put(key, drawn.clone(), bytes + 64);
        drawn
    }
}

/// Draws a title in frame `frame` of its clip of `length` frames. `None` when nothing is to be seen.
pub fn draw_title(fonts: &Fonts, title: &Title, stage: Stage, frame: i64, length: i64) -> Option<Overlay> {
    let whole = key(format_args!("title {title:?} {stage:?}"));
    let room = Room::of_title(title, stage);
    let block = fonts.block(whole, || Words::of_title(&title.text, &title.style), &title.style, room);
    let motion = Motion::of_title(title, &block, frame, length);
    let within = Frame::of_title(title, stage, &block);
    let at_rest = |shown: Shown| {
        let look = Look { style: &title.style, highlight: Highlight::None, active: None, scale: 1.0, shown };
        fonts.drawn(key(format_args!("{whole} {shown:?}")), || {
            draw(&block, &look, within.origin, stage.canvas)
        })
    };
    let rest = at_rest(motion.shown)?;
    Some(motion.apply(&rest, block.size, &within))
}

/// Draws what a caption shows while `sample` sounds, counted from the start of its clip. `None` between cards.
pub fn draw_caption(fonts: &Fonts, caption: &Caption, stage: Stage, sample: i64) -> Option<Overlay> {
    let style = caption.style();
    let cards = caption_cards(&caption.words, &style.limits);
    let card = cards.iter().find(|card| (card.start..card.end).contains(&sample))?;
    let own = caption.words.get(card.words.clone())?;
    let active = card.active(&caption.words, sample);
    let text = caption.text();
    let rtl = script::is_right_to_left(&text);
    let whole = key(format_args!("caption {style:?} {stage:?} {rtl} {:?}", Spoken(own)));
    let words = || Words::of_card(own.iter().map(|word| word.text.as_str()), &text, &style.text);
    let block = fonts.block(whole, words, &style.text, Room::of_caption(&style, stage));
    let look = look(&style, caption, card, active, sample);
    let within = Frame::of_caption(&style, stage, &block);
    let state = key(format_args!("{whole} {:?} {}", look.active, look.scale));
    let rest = fonts.drawn(state, || draw(&block, &look, within.origin, stage.canvas))?;
    let motion = Motion::of_card(style.entrance, step(sample.saturating_sub(card.start)));
    Some(motion.apply(&rest, block.size, &within))
}

/// The words of a card without their times, which do not change the picture.
struct Spoken<'a>(&'a [types::text::CaptionWord]);

impl std::fmt::Debug for Spoken<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.iter().map(|word| &word.text)).finish()
    }
}

fn look<'a>(
    style: &'a CaptionStyle,
    caption: &Caption,
    card: &CaptionCard,
    active: Option<usize>,
    sample: i64,
) -> Look<'a> {
    let age = active.and_then(|at| caption.words.get(at)).map_or(0, |word| sample.saturating_sub(word.start));
    let scale = match style.highlight {
        Highlight::Pop { scale, .. } => word_scale(bounded(scale, 1.0, POP_MAX), step(age)),
        _ => 1.0,
    };
    // A style that picks no word out looks the same all the time the card is shown.
    let picked = active.filter(|_| style.highlight != Highlight::None).map(|at| at - card.words.start);
    Look { style: &style.text, highlight: style.highlight, active: picked, scale, shown: Shown::All }
}

fn draw(block: &Block, look: &Look, place: (i32, i32), canvas: Size) -> Option<Overlay> {
    let painted = paint(block, look, place, canvas)?;
    Some(Overlay { left: painted.left, top: painted.top, image: Arc::new(painted.image) })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is kept behind these locks is whole between any two statements.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn listed(characters: &[char]) -> String {
    let named: Vec<String> =
        characters.iter().take(12).map(|c| format!("“{c}” (U+{:04X})", u32::from(*c))).collect();
    let more = characters.len().saturating_sub(12);
    if more > 0 { format!("{} and {more} more", named.join(", ")) } else { named.join(", ") }
}
