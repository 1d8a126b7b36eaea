//! Scripts from files that people have: plain text, Markdown, Word, subtitles, Fountain. Each becomes text as
//! `types::script::parse` takes it.

use std::path::{Path, PathBuf};

use types::script::{BYTES_MAX, ScriptError, decode, parse};

use crate::ad::read_at_most;
use crate::error::StudioError;

mod docx;
mod fountain;
mod markdown;
mod marks;
mod rows;
mod subtitles;

/// The most bytes of a file that is read: pictures in a Word document count, though they are passed over.
const FILE_BYTES_MAX: u64 = 20 * 1024 * 1024;

/// What sort of file a script is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text as it is; also what no other sort is.
    Text,
    /// Markdown.
    Markdown,
    /// A document of Word since 2007.
    Word,
    /// SubRip subtitles.
    Subtitles,
    /// A screenplay in Fountain.
    Fountain,
}

/// Why a file has no script in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// A folder, a pipe, a device.
    #[error("{} is not a file; choose the file with the script", .path.display())]
    NotAFile {
        /// What was named.
        path: PathBuf,
    },
    /// It ends in .docx and is none.
    #[error("this is not a Word document that can be read; open it in Word, save it as .docx and try again")]
    NotWord,
    /// More text than any script has.
    #[error("the Word document has more than 20 MB in it; save the script alone and try again")]
    WordTooLarge,
    /// It ends in .srt and has no times.
    #[error("there are no subtitles in this file; save it as .srt or as plain text and try again")]
    NotSubtitles,
}

impl Format {
    /// The format of a file, by the ending of its name.
    pub fn of(path: &Path) -> Self {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("md" | "markdown") => Self::Markdown,
            Some("docx") => Self::Word,
            Some("srt") => Self::Subtitles,
            Some("fountain") => Self::Fountain,
            _ => Self::Text,
        }
    }
}

/// Reads a script from a file, as text in which `types::script::parse` finds at least one line.
///
/// # Errors
/// When the file cannot be read, is not of the format its name says, or has no script or a too long one in it.
pub fn read(path: &Path) -> Result<String, StudioError> {
    let found = std::fs::metadata(path).map_err(|error| StudioError::io(path, error))?;
    if !found.is_file() {
        return Err(ImportError::NotAFile { path: path.to_path_buf() }.into());
    }
    let format = Format::of(path);
    let bytes = read_at_most(path, FILE_BYTES_MAX + 1)?;
    text_of(format, &bytes)
}

/// The script in the bytes of a file of that format.
///
/// # Errors
/// When they are not of that format, or have no script or a too long one in them.
pub fn text_of(format: Format, bytes: &[u8]) -> Result<String, StudioError> {
    let text = match format {
        Format::Text => plain(bytes)?,
        Format::Markdown => markdown::script(&decode(bytes)?),
        Format::Word => docx::script(bytes)?,
        Format::Subtitles => subtitles::script(&decode(bytes)?)?,
        Format::Fountain => fountain::script(&decode(bytes)?),
    };
    if text.len() > BYTES_MAX {
        return Err(ScriptError::TooLong.into());
    }
    parse(&text)?;
    Ok(text)
}

/// Text as it is. Rich text looks like text and is none that anybody would speak.
fn plain(bytes: &[u8]) -> Result<String, ScriptError> {
    let text = decode(bytes)?;
    if text.starts_with("{\\rtf") || text.starts_with("%PDF-") { Err(ScriptError::NotText) } else { Ok(text) }
}
