//! MP4 and MOV: the boxes of the file, the tracks, and what they hold together.

use std::collections::BTreeMap;

use super::boxes::{Boxes, Name, Numbers, SHORT, must};
use super::fragment::{self, Defaults};
use super::input::Input;
use super::table::{self, Samples};
use super::{Container, Facts, Picture, Unplayable, milliseconds};

/// What such a file can begin with.
pub(super) const BEGINNINGS: &[&[u8; 4]] = &[b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot"];

/// The most boxes of a file that are walked.
const BOXES_MAX: usize = 100_000;
/// The most bytes of tables that are read, in all.
const TABLE_BYTES_MAX: u64 = 64 << 20;
/// The most tracks of a file.
const TRACKS_MAX: usize = 64;

/// Looks into a file.
pub(super) fn look(input: &mut Input) -> Result<Facts, Unplayable> {
    let outline = Outline::read(input)?;
    let moov = outline.moov.ok_or(Unplayable::Truncated)?;
    let mut tracks = tracks(&moov, input.len())?;
    if let Some(mvex) = fragment::is_fragmented(&moov)? {
        let defaults = fragment::defaults(mvex)?;
        let mut samples = BTreeMap::new();
        for (start, moof) in &outline.moofs {
            fragment::read(moof, (*start, input.len()), &defaults, &mut samples)?;
        }
        add(&mut tracks, &samples, &defaults);
    }
    facts(&tracks)
}

/// The boxes of a file that matter.
#[derive(Default)]
struct Outline {
    moov: Option<Vec<u8>>,
    moofs: Vec<(u64, Vec<u8>)>,
}

impl Outline {
    fn read(input: &mut Input) -> Result<Self, Unplayable> {
        let mut outline = Self::default();
        let (mut at, mut read) = (0_u64, 0_u64);
        for _ in 0..BOXES_MAX {
            // A few bytes after the last box are no box, and do no harm.
            if input.len().saturating_sub(at) < 8 {
                return Ok(outline);
            }
            let header = input.up_to(at, 16)?;
            let mut numbers = Numbers::new(&header);
            let (size, name) = numbers.u32().zip(numbers.name()).ok_or(Unplayable::Truncated)?;
            let (size, header_bytes) = match size {
                0 => (input.len().saturating_sub(at), 8),
                1 => (numbers.u64().ok_or(Unplayable::Truncated)?, 16),
                size => (u64::from(size), 8),
            };
            let inner = size.checked_sub(header_bytes);
            let inner = inner.ok_or(Unplayable::Damaged("a part of it is smaller than its own head"))?;
            let end = at.checked_add(size).filter(|end| *end <= input.len()).ok_or(Unplayable::Truncated)?;
            if matches!(&name, b"moov" | b"moof") {
                read = read.saturating_add(inner);
                let count = usize::try_from(inner).ok().filter(|_| read <= TABLE_BYTES_MAX);
                let count =
                    count.ok_or(Unplayable::Damaged("its tables are larger than any that are read"))?;
                let bytes = input.exactly(at.saturating_add(header_bytes), count)?;
                if name == *b"moof" {
                    outline.moofs.push((at, bytes));
                } else if outline.moov.replace(bytes).is_some() {
                    return Err(Unplayable::Damaged("it has two tables of contents"));
                }
            }
            at = end;
        }
        Err(Unplayable::Damaged("it has more parts than any that are read"))
    }
}

/// What a track is of.
#[derive(Clone, Debug)]
enum Content {
    Picture { width: u32, height: u32, codec: Name },
    Sound,
}

#[derive(Clone, Debug)]
struct Track {
    id: u32,
    content: Content,
    per_second: u32,
    samples: Samples,
}

fn tracks(moov: &[u8], file_len: u64) -> Result<Vec<Track>, Unplayable> {
    let mut tracks = Vec::new();
    for inner in Boxes::new(moov) {
        let (name, trak) = inner?;
        if name != *b"trak" {
            continue;
        }
        if tracks.len() == TRACKS_MAX {
            return Err(Unplayable::Damaged("it has more tracks than any that are read"));
        }
        tracks.extend(track(trak, file_len)?);
    }
    Ok(tracks)
}

/// A track of pictures or sound; none for subtitles, time codes and the like.
fn track(trak: &[u8], file_len: u64) -> Result<Option<Track>, Unplayable> {
    let mdia = must(trak, b"mdia")?;
    let kind = handler(must(mdia, b"hdlr")?).ok_or(SHORT)?;
    if !matches!(&kind, b"vide" | b"soun") {
        return Ok(None);
    }
    let id = track_id(must(trak, b"tkhd")?).ok_or(SHORT)?;
    let per_second = scale(must(mdia, b"mdhd")?).ok_or(SHORT)?;
    if per_second == 0 {
        return Err(Unplayable::Damaged("a track of it has no scale of time"));
    }
    let stbl = must(must(mdia, b"minf")?, b"stbl")?;
    let content = content(must(stbl, b"stsd")?, kind)?;
    Ok(Some(Track { id, content, per_second, samples: table::read(stbl, file_len)? }))
}

fn handler(hdlr: &[u8]) -> Option<Name> {
    let mut numbers = Numbers::new(hdlr);
    numbers.skip(8)?;
    numbers.name()
}

fn track_id(tkhd: &[u8]) -> Option<u32> {
    let mut numbers = Numbers::new(tkhd);
    let (version, _) = numbers.version()?;
    numbers.skip(if version == 1 { 16 } else { 8 })?;
    numbers.u32()
}

fn scale(mdhd: &[u8]) -> Option<u32> {
    let mut numbers = Numbers::new(mdhd);
    let (version, _) = numbers.version()?;
    numbers.skip(if version == 1 { 16 } else { 8 })?;
    numbers.u32()
}

fn content(stsd: &[u8], kind: Name) -> Result<Content, Unplayable> {
    let mut numbers = Numbers::new(stsd);
    let count = numbers.version().and_then(|_| numbers.u32()).ok_or(SHORT)?;
    if count == 0 {
        return Err(Unplayable::Damaged("a track of it has no codec"));
    }
    let (codec, entry) = Boxes::new(stsd.get(8..).unwrap_or_default()).next().ok_or(SHORT)??;
    if kind == *b"soun" {
        return Ok(Content::Sound);
    }
    let size = || {
        let mut numbers = Numbers::new(entry);
        numbers.skip(24)?;
        Some((u32::from(numbers.u16()?), u32::from(numbers.u16()?)))
    };
    let (width, height) = size().ok_or(SHORT)?;
    if width == 0 || height == 0 {
        return Err(Unplayable::Damaged("its picture has no size"));
    }
    Ok(Content::Picture { width, height, codec })
}

/// Adds what the fragments hold. A fragment of a track that was never told of is nobody's.
fn add(tracks: &mut [Track], samples: &BTreeMap<u32, Samples>, defaults: &Defaults) {
    for track in tracks.iter_mut().filter(|track| defaults.contains_key(&track.id)) {
        if let Some(more) = samples.get(&track.id) {
            track.samples.count = track.samples.count.saturating_add(more.count);
            track.samples.units = track.samples.units.saturating_add(more.units);
        }
    }
}

fn facts(tracks: &[Track]) -> Result<Facts, Unplayable> {
    let length = |track: &Track| milliseconds(track.samples.units, track.per_second);
    let holds = |track: &&Track| track.samples.count > 0;
    let pictures = || tracks.iter().filter(|track| matches!(track.content, Content::Picture { .. }));
    let sound = tracks.iter().filter(|track| matches!(track.content, Content::Sound)).find(holds);
    // A cover is a track of one frame; the picture is the longest one.
    let picture = pictures().filter(holds).max_by_key(|track| length(track));
    if picture.is_none() && pictures().next().is_some() {
        return Err(Unplayable::NoFrames);
    }
    let longest = picture.or(sound).ok_or(Unplayable::NoFrames)?;
    let picture = match picture.map(|track| (&track.content, track.samples.count)) {
        Some((Content::Picture { width, height, codec }, frames)) => {
            let codec = codec.escape_ascii().to_string();
            Some(Picture { frames, width: *width, height: *height, codec })
        }
        _ => None,
    };
    Ok(Facts { container: Container::Mp4, milliseconds: length(longest), picture, sound: sound.is_some() })
}
