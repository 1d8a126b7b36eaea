//! Corrects the texts in a WebM: GStreamer 1.22 writes them with quotes and backslashes, as in a program.
//! Texts only get shorter by that, so they are changed where they lie and filled up with zeros, as EBML allows.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};

use super::target::Target;
use crate::error::EngineError;

/// From the whole file to a text: Segment, Tags, Tag, SimpleTag, TagString.
const PATH: [u64; 5] = [0x1853_8067, 0x1254_C367, 0x7373, 0x67C8, 0x4487];
const TEXT_BYTES_MAX: u64 = 1 << 20;

/// Makes every text of the file being made read as it was meant.
///
/// # Errors
/// About reading and writing it.
pub fn fix(target: &Target) -> Result<(), EngineError> {
    let failed = |source| EngineError::from_io(target.path(), source);
    let mut file = OpenOptions::new().read(true).write(true).open(target.part()).map_err(failed)?;
    fix_texts(&mut file).map_err(failed)
}

fn fix_texts(file: &mut File) -> io::Result<()> {
    let end = file.seek(SeekFrom::End(0))?;
    let mut texts = Vec::new();
    collect(file, (0, end), &PATH, &mut texts)?;
    for (start, end) in texts {
        let mut text = vec![0; (end - start).min(TEXT_BYTES_MAX) as usize];
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(&mut text)?;
        if let Some(mut plain) = unquoted(&text) {
            plain.resize(text.len(), 0);
            file.seek(SeekFrom::Start(start))?;
            file.write_all(&plain)?;
        }
    }
    Ok(())
}

/// Where the elements at the end of `path` have their content, up to the first that is damaged.
fn collect(
    file: &mut File,
    (mut at, end): (u64, u64),
    path: &[u64],
    found: &mut Vec<(u64, u64)>,
) -> io::Result<()> {
    let Some((wanted, rest)) = path.split_first() else { return Ok(()) };
    while at < end {
        let mut head = [0; 12];
        let length = (end - at).min(12) as usize;
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(&mut head[..length])?;
        let Some((id, body, size)) = header(&head[..length]) else { return Ok(()) };
        let start = at + body;
        let Some(next) = start.checked_add(size).filter(|next| *next <= end) else { return Ok(()) };
        match (id == *wanted, rest.is_empty()) {
            (true, true) => found.push((start, next)),
            (true, false) => collect(file, (start, next), rest, found)?,
            (false, _) => {}
        }
        at = next;
    }
    Ok(())
}

/// An element's id, the length of its header and the size of its content.
fn header(bytes: &[u8]) -> Option<(u64, u64, u64)> {
    let id_length = bytes.first()?.leading_zeros() as usize + 1;
    let id = number(bytes.get(..id_length).filter(|_| id_length <= 4)?);
    let coded = bytes.get(id_length..)?;
    let size_length = coded.first()?.leading_zeros() as usize + 1;
    let size = number(coded.get(..size_length).filter(|_| size_length <= 8)?);
    let value_bits = 7 * size_length as u32;
    let value = size & ((1 << value_bits) - 1);
    // All ones means "until the next": not written by a muxer that may seek.
    (value != (1 << value_bits) - 1).then_some((id, (id_length + size_length) as u64, value))
}

fn number(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// The text inside the quotes, with `\303` and `\ ` resolved; `None` when there are no quotes.
fn unquoted(text: &[u8]) -> Option<Vec<u8>> {
    let length = text.iter().rposition(|byte| *byte != 0)? + 1;
    let inner = text.get(..length)?.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
    let mut plain = Vec::with_capacity(inner.len());
    let mut rest = inner;
    while let Some((first, after)) = rest.split_first() {
        rest = match (first, after) {
            (b'\\', [a @ b'0'..=b'3', b @ b'0'..=b'7', c @ b'0'..=b'7', after @ ..]) => {
                plain.push((a - b'0') << 6 | (b - b'0') << 3 | (c - b'0'));
                after
            }
            (b'\\', [escaped, after @ ..]) => {
                plain.push(*escaped);
                after
            }
            _ => {
                plain.push(*first);
                after
            }
        };
    }
    Some(plain)
}
