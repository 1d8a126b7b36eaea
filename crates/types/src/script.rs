//! Scripts: blocks of lines that actors speak. A line is the unit of everything: one line is one clip.

use serde::{Deserialize, Serialize};

use crate::id::LineId;

mod decode;
mod parse;
mod sentence;

pub use decode::decode;
pub use parse::{block_named, parse};

/// The most lines a script may have.
pub const LINES_MAX: usize = 200;
/// The most bytes a script may have, as UTF-8.
pub const BYTES_MAX: usize = 64 * 1024;

/// What is said, in order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Script {
    /// Hook, body and call to action, in the order they are spoken.
    pub blocks: Vec<Block>,
}

/// A part of a script.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// What the part is for.
    pub kind: BlockKind,
    /// Its heading as written, empty when there was none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub heading: String,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// What a part of a script is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// Stops the thumb.
    Hook,
    /// Makes the case.
    Body,
    /// Says what to do now.
    CallToAction,
}

/// One sentence, spoken in one take.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Its name; counted from 1 in a parsed script.
    pub id: LineId,
    /// What is shown and said, without marks.
    pub text: String,
    /// Which actor speaks it, as written before a colon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// Words said with stress, as ranges of bytes in `text`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stresses: Vec<(usize, usize)>,
    /// Silence after the line, in milliseconds from 0 to 10,000.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub pause_ms: u32,
}

/// Why a text is not a script.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScriptError {
    /// There is nothing in it.
    #[error("the script is empty; write at least one line")]
    Empty,
    /// It has too many lines or bytes.
    #[error("the script is too long; at most {LINES_MAX} lines and 64 KiB of text can be one ad")]
    TooLong,
    /// It is a picture, a program, a document: not text.
    #[error("the script is not plain text; save it as UTF-8 text and try again")]
    NotText,
}

impl Script {
    /// Every line in order, with the kind of its block.
    pub fn lines(&self) -> impl Iterator<Item = (BlockKind, &Line)> {
        self.blocks.iter().flat_map(|block| block.lines.iter().map(|line| (block.kind, line)))
    }

    /// All that is said, a sentence a line.
    pub fn text(&self) -> String {
        self.lines().map(|(_, line)| line.text.as_str()).collect::<Vec<_>>().join("\n")
    }
}

fn is_zero(value: &u32) -> bool {
    *value == 0
}
