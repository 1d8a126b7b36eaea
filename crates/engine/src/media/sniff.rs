//! Looks at the first bytes of a file to say what it is, whatever it is named.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use crate::error::EngineError;
use crate::media::fault;

/// What the first bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A picture the `image` crate reads, and its name.
    Image(&'static str),
    /// A container of pictures or sound, and its name.
    Stream(&'static str),
    /// Nothing known: GStreamer has the last word.
    Unknown,
}

/// What the times of a file's buffers count from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clock {
    /// The segment: edit lists move it.
    Segment,
    /// Nothing: Matroska has no edit lists, and GStreamer's segments for it differ before and after winding.
    Buffers,
}

/// The clock of a file. What cannot be read is found out elsewhere.
pub(crate) fn clock(path: &Path) -> Clock {
    let mut magic = [0; 4];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut magic));
    if read.is_ok() && magic == *b"\x1aE\xdf\xa3" { Clock::Buffers } else { Clock::Segment }
}

/// Says what the file is.
///
/// # Errors
/// For what is certainly no media: an empty file, a folder, text, an MP4 that was never finished.
pub(crate) fn sniff(path: &Path) -> Result<Kind, EngineError> {
    let failed = |source| EngineError::from_io(path, source);
    let mut file = File::open(path).map_err(failed)?;
    let facts = file.metadata().map_err(failed)?;
    if facts.is_dir() {
        return Err(fault::unreadable(path, "it is a folder"));
    }
    if facts.len() == 0 {
        return Err(fault::unreadable(path, "it is empty"));
    }
    let mut head = Vec::new();
    Read::by_ref(&mut file).take(4096).read_to_end(&mut head).map_err(failed)?;
    let kind = by_magic(&head);
    if kind == Kind::Unknown && is_text(&head) {
        return Err(fault::unreadable(path, "it is text, not media"));
    }
    if matches!(kind, Kind::Stream("MP4" | "QuickTime")) {
        check_boxes(&mut file, facts.len()).map_err(|reason| fault::unreadable(path, reason))?;
    }
    Ok(kind)
}

fn by_magic(head: &[u8]) -> Kind {
    let at = |offset: usize, magic: &[u8]| head.get(offset..).is_some_and(|rest| rest.starts_with(magic));
    if at(0, b"\x89PNG\r\n\x1a\n") {
        return Kind::Image("PNG");
    }
    if at(0, b"\xff\xd8\xff") {
        // Several JPEG pictures in a row are Motion JPEG; only the pipeline can tell.
        return Kind::Image("JPEG");
    }
    if at(0, b"RIFF") && at(8, b"WEBP") {
        return Kind::Image("WebP");
    }
    let brand = head.get(8..12);
    let name = match () {
        () if at(4, b"ftyp") && brand == Some(b"qt  ") => "QuickTime",
        () if at(4, b"ftyp") => "MP4",
        () if at(4, b"moov") || at(4, b"mdat") || at(4, b"wide") => "QuickTime",
        () if at(0, b"\x1aE\xdf\xa3") && head.windows(4).take(64).any(|word| word == b"webm") => "WebM",
        () if at(0, b"\x1aE\xdf\xa3") => "Matroska",
        () if at(0, b"RIFF") && at(8, b"AVI ") => "AVI",
        () if at(0, b"RIFF") && at(8, b"WAVE") => "WAV",
        () if at(0, b"OggS") => "Ogg",
        () if at(0, b"fLaC") => "FLAC",
        () if at(0, b"ID3") || at(0, b"\xff\xfb") || at(0, b"\xff\xf3") => "MP3",
        () if at(0, b"\xff\xf1") || at(0, b"\xff\xf9") => "AAC",
        () if at(0, b"FLV\x01") => "FLV",
        () if at(0, b"GIF8") => "GIF",
        () if at(0, b"FORM") && at(8, b"AIF") => "AIFF",
        () if at(0, &[0, 0, 1, 0xba]) => "MPEG",
        () if at(0, b"G") && at(188, b"G") && at(376, b"G") => "MPEG-TS",
        () => return Kind::Unknown,
    };
    Kind::Stream(name)
}

/// Whether these bytes are plainly writing: printable, in lines, no control characters.
fn is_text(head: &[u8]) -> bool {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        // The last character may be cut in two.
        Err(cut) if head.len() - cut.valid_up_to() < 4 => {
            std::str::from_utf8(head.get(..cut.valid_up_to()).unwrap_or_default()).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !text.is_empty() && !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// Walks the outer boxes of an MP4 for the table of contents, without which nothing in it can be found.
fn check_boxes(file: &mut File, length: u64) -> Result<(), &'static str> {
    let mut at = 0_u64;
    for _ in 0..1024 {
        let mut header = [0; 16];
        if file.seek(SeekFrom::Start(at)).is_err() || file.read_exact(&mut header).is_err() {
            break;
        }
        let [a, b, c, d, kind @ .., _, _, _, _, _, _, _, _] = header;
        let long = u64::from_be_bytes([
            header[8], header[9], header[10], header[11], header[12], header[13], header[14], header[15],
        ]);
        let size = match u64::from(u32::from_be_bytes([a, b, c, d])) {
            0 => length - at,
            1 => long,
            size => size,
        };
        if &kind == b"moov" {
            return if at.saturating_add(size) <= length {
                Ok(())
            } else {
                Err("it is cut short inside its table of contents")
            };
        }
        if &kind == b"moof" {
            return Ok(());
        }
        if size < 8 {
            return Err("its content is damaged or cut short");
        }
        at = at.saturating_add(size);
        if at >= length {
            break;
        }
    }
    Err("its table of contents is missing: the recording was never finished or the file is cut short")
}
