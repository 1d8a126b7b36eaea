//! Corrects what the muxer writes into an MP4 or MOV: encoder delay, exact lengths, edit lists, the mark for
//! synthetic content. Tables are changed in place, so nothing behind them moves.

mod boxes;

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};

use types::preset::EditLists;
use types::time::{FrameRate, SAMPLE_RATE};

use super::target::Target;
use super::{DigitalSource, Disclosure};
use crate::error::EngineError;
use boxes::{Boxes, Span};

/// The index of a day-long film is smaller.
const INDEX_BYTES_MAX: u64 = 512 << 20;

/// What a file should say.
#[derive(Clone, Debug, PartialEq)]
pub struct Fixes {
    /// Frames of picture.
    pub frames: i64,
    /// Frames a second.
    pub frame_rate: FrameRate,
    /// Samples of sound that are meant to be heard.
    pub samples: i64,
    /// Samples of encoder delay before them.
    pub audio_delay: i64,
    /// Whether the delay may be hidden in an edit list.
    pub edit_lists: EditLists,
    /// What is made by machine in it.
    pub disclosure: Option<Disclosure>,
}

/// Applies `fixes` to the file being made.
///
/// # Errors
/// About reading and writing it; `Pipeline` when the muxer left no index.
pub fn fix(target: &Target, fixes: &Fixes) -> Result<(), EngineError> {
    let failed = |source| EngineError::from_io(target.path(), source);
    let mut file = OpenOptions::new().read(true).write(true).open(target.part()).map_err(failed)?;
    let (start, length) = find_index(&mut file).map_err(failed)?.ok_or_else(damaged)?;
    let mut bytes = vec![0; length];
    file.seek(SeekFrom::Start(start)).map_err(failed)?;
    file.read_exact(&mut bytes).map_err(failed)?;
    let mut index = Boxes::new(bytes);
    fix_index(&mut index, fixes).ok_or_else(damaged)?;
    file.seek(SeekFrom::Start(start)).map_err(failed)?;
    file.write_all(index.bytes()).map_err(failed)?;
    if let Some(disclosure) = &fixes.disclosure {
        file.seek(SeekFrom::End(0)).map_err(failed)?;
        file.write_all(&source_mark(disclosure.source)).map_err(failed)?;
    }
    Ok(())
}

fn damaged() -> EngineError {
    EngineError::Pipeline("the muxer left a file without a readable index".to_owned())
}

/// Where `moov` starts and its bytes.
fn find_index(file: &mut File) -> std::io::Result<Option<(u64, usize)>> {
    let end = file.seek(SeekFrom::End(0))?;
    let mut at = 0;
    while at + 8 <= end {
        let mut head = [0; 16];
        file.seek(SeekFrom::Start(at))?;
        let wanted = if end - at >= 16 { 16 } else { 8 };
        file.read_exact(&mut head[..wanted])?;
        let [a, b, c, d, kind @ .., _, _, _, _, _, _, _, _] = head;
        let [_, _, _, _, _, _, _, _, large @ ..] = head;
        let length = match u32::from_be_bytes([a, b, c, d]) {
            0 => end - at,
            1 => u64::from_be_bytes(large),
            short => u64::from(short),
        };
        if &kind == b"moov" {
            let sane = length <= INDEX_BYTES_MAX && at + length <= end;
            return Ok(sane.then_some((at, length as usize)));
        }
        if length < 8 {
            return Ok(None);
        }
        at = at.saturating_add(length);
    }
    Ok(None)
}

fn fix_index(index: &mut Boxes, fixes: &Fixes) -> Option<()> {
    let movie = index.child(index.all(), b"moov")?;
    let header = index.child(movie, b"mvhd")?;
    let scale = index.u32(header.body + if index.version(header)? == 0 { 12 } else { 20 })?;
    let mut longest = 0;
    for track in index.children(movie, b"trak") {
        let media = index.child(track, b"mdia")?;
        let handler = index.child(media, b"hdlr")?;
        let ticks = match &index.four(handler.body + 8)? {
            b"vide" => picture_ticks(fixes, scale),
            b"soun" => fixes.samples as u64 * u64::from(scale) / SAMPLE_RATE as u64,
            _ => continue,
        };
        let is_sound = index.four(handler.body + 8)? == *b"soun";
        longest = longest.max(ticks);
        let track_header = index.child(track, b"tkhd")?;
        let (short, long) = (track_header.body + 20, track_header.body + 28);
        index.set_by_version(track_header, short, long, ticks)?;
        let delay = if is_sound { Some(fixes.audio_delay) } else { None };
        fix_edits(index, track, ticks, delay)?;
        if fixes.edit_lists == EditLists::Avoided {
            drop_edits(index, track, media)?;
        }
    }
    index.set_by_version(header, header.body + 16, header.body + 24, longest)
}

fn picture_ticks(fixes: &Fixes, scale: u32) -> u64 {
    let exact = fixes.frames as i128 * i128::from(fixes.frame_rate.den()) * i128::from(scale);
    let num = i128::from(fixes.frame_rate.num());
    ((2 * exact + num) / (2 * num)) as u64
}

/// Makes the one edit of a track last `ticks`, and start behind the encoder's delay where that is given.
fn fix_edits(index: &mut Boxes, track: Span, ticks: u64, delay: Option<i64>) -> Option<()> {
    let Some(list) = index.child(track, b"edts").and_then(|edits| index.child(edits, b"elst")) else {
        // Nothing to hide, nothing to correct: PCM in MOV has no list.
        return (delay.unwrap_or(0) == 0).then_some(());
    };
    if index.u32(list.body + 4)? != 1 {
        tracing::warn!("the muxer wrote more than one edit; its times are left as they are");
        return Some(());
    }
    let entry = list.body + 8;
    index.set_by_version(list, entry, entry, ticks)?;
    match delay {
        Some(delay) => index.set_by_version(list, entry + 4, entry + 8, delay as u64),
        None => Some(()),
    }
}

/// Turns the edit list into free space; picture offsets then count from the first picture shown.
fn drop_edits(index: &mut Boxes, track: Span, media: Span) -> Option<()> {
    let Some(edits) = index.child(track, b"edts") else { return Some(()) };
    let list = index.child(edits, b"elst")?;
    let (short, long) = (list.body + 12, list.body + 16);
    let shift = if index.version(list)? == 0 { u64::from(index.u32(short)?) } else { index.u64(long)? };
    index.rename(edits, b"free")?;
    let information = index.child(media, b"minf")?;
    let tables = index.child(information, b"stbl")?;
    let Some(offsets) = index.child(tables, b"ctts") else { return Some(()) };
    let count = index.u32(offsets.body + 4)? as usize;
    if count > (offsets.end - offsets.body) / 8 {
        return None;
    }
    // Version 1 has signed offsets.
    index.set_u8(offsets.body, 1)?;
    for entry in 0..count {
        let at = offsets.body + 12 + entry * 8;
        let moved = i64::from(index.u32(at)? as i32) - shift as i64;
        index.set_u32(at, i32::try_from(moved).ok()? as u32)?;
    }
    Some(())
}

/// A box that says how the pictures came to be, as XMP: what platforms read to label synthetic content.
fn source_mark(source: DigitalSource) -> Vec<u8> {
    // The number of XMP boxes, from Adobe's XMP specification, part 3.
    const XMP: [u8; 16] =
        [0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC];
    let name = match source {
        DigitalSource::TrainedModel => "trainedAlgorithmicMedia",
        DigitalSource::CompositeWithTrainedModel => "compositeWithTrainedAlgorithmicMedia",
        DigitalSource::Algorithm => "algorithmicMedia",
    };
    let packet = format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\">\
         <Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/{name}\
         </Iptc4xmpExt:DigitalSourceType></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>"
    );
    let length = (8 + XMP.len() + packet.len()) as u32;
    let mut bytes = length.to_be_bytes().to_vec();
    bytes.extend_from_slice(b"uuid");
    bytes.extend_from_slice(&XMP);
    bytes.extend_from_slice(packet.as_bytes());
    bytes
}
