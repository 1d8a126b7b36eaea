//! A draft: a script becomes takes, and the takes a cut timeline. The result is an ordinary document.

use std::path::PathBuf;
use std::sync::Arc;

use types::document::Document;
use types::document::clip::Face;
use types::geometry::{Aspect, Color};
use types::id::LineId;
use types::media::{MediaIdentity, MediaInfo};
use types::mouth::MouthCue;
use types::script::{BlockKind, Line};
use types::text::CaptionLook;
use types::time::FrameRate;
use types::voice::WordTime;

pub mod assemble;
pub mod cast;
pub mod takes;
mod build;
mod cards;
mod cutaways;
mod music;

/// All that a draft is cut from.
#[derive(Clone, Debug)]
pub struct Ingredients {
    /// Shape of the canvas.
    pub aspect: Aspect,
    /// Pictures a second.
    pub frame_rate: FrameRate,
    /// The lines as spoken, in order; at least one.
    pub lines: Vec<SpokenLine>,
    /// The photo that stands for every face that is a portrait.
    pub portrait: Option<Footage>,
    /// Own footage and photos that are laid over lines, in order.
    pub cutaways: Vec<Footage>,
    /// What plays under the speech.
    pub music: Music,
    /// How captions look; none leaves them out.
    pub captions: Option<CaptionLook>,
    /// Words over the first line; empty leaves them out.
    pub hook_title: String,
    /// Words on a card after the last line; empty leaves the card out.
    pub end_card: String,
    /// Colour of the end card.
    pub brand: Color,
    /// Whose safe area is kept.
    pub placement: Option<String>,
}

/// A line with its take.
#[derive(Clone, Debug)]
pub struct SpokenLine {
    /// What the line is for.
    pub kind: BlockKind,
    /// The line.
    pub line: Line,
    /// Who is seen.
    pub face: Face,
    /// The sound of the take.
    pub take: Footage,
    /// Where in the take speech begins and ends, in samples at 48 kHz.
    pub speech: std::ops::Range<i64>,
    /// When each word is spoken, from the start of the take.
    pub words: Vec<WordTime>,
    /// When the mouth takes which shape, from the start of the take.
    pub mouth: Arc<[MouthCue]>,
    /// What the voice says wrongly, in sentences for the user.
    pub warnings: Vec<String>,
}

/// A draft, and what the user should know about it.
#[derive(Clone, Debug)]
pub struct Drafted {
    /// The ad.
    pub document: Document,
    /// Sentences for the user, each once.
    pub warnings: Vec<String>,
}

/// A probed file.
#[derive(Clone, Debug)]
pub struct Footage {
    /// Where it lies.
    pub path: PathBuf,
    /// What tells it from others.
    pub identity: MediaIdentity,
    /// What probing found.
    pub info: MediaInfo,
}

/// What plays under the speech.
#[derive(Clone, Debug)]
pub enum Music {
    /// Nothing.
    None,
    /// Music made by the product: its id and a seed.
    Bed(String, u32),
    /// The user's own.
    Own(Box<Footage>),
}

/// A line in the finished draft: where it came to lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacedLine {
    /// The line.
    pub line: LineId,
    /// Its first frame.
    pub start: i64,
    /// Its length in frames.
    pub length: i64,
}
