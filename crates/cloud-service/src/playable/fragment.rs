//! Fragments of MP4: samples that come after the tables, in pieces of their own.

use std::collections::BTreeMap;

use super::Unplayable;
use super::boxes::{Boxes, Numbers, SHORT, find, must};
use super::table::Samples;

/// What every fragment of a track has unless it says otherwise (`trex`): length and size of a sample.
pub(super) type Defaults = BTreeMap<u32, (u32, u32)>;

/// Reads the defaults (`mvex`).
pub(super) fn defaults(mvex: &[u8]) -> Result<Defaults, Unplayable> {
    let mut defaults = Defaults::new();
    for inner in Boxes::new(mvex) {
        let (name, inner) = inner?;
        if name == *b"trex" {
            let read = || {
                let mut numbers = Numbers::new(inner);
                numbers.version()?;
                let track = numbers.u32()?;
                numbers.skip(4)?;
                Some((track, (numbers.u32()?, numbers.u32()?)))
            };
            let (track, default) = read().ok_or(SHORT)?;
            defaults.insert(track, default);
        }
    }
    Ok(defaults)
}

/// Reads one fragment (`moof`) that begins at `start`, adds its samples to their tracks, and sees that they are in the
/// file.
pub(super) fn read(
    moof: &[u8],
    (start, file_len): (u64, u64),
    defaults: &Defaults,
    tracks: &mut BTreeMap<u32, Samples>,
) -> Result<(), Unplayable> {
    let mut next = start;
    for inner in Boxes::new(moof) {
        let (name, traf) = inner?;
        if name != *b"traf" {
            continue;
        }
        let header = Header::read(must(traf, b"tfhd")?, defaults).ok_or(SHORT)?;
        let base = header.base.unwrap_or(start);
        let total = tracks.entry(header.track).or_default();
        for inner in Boxes::new(traf) {
            let (name, trun) = inner?;
            if name != *b"trun" {
                continue;
            }
            let run = Run::read(trun, &header).ok_or(SHORT)?;
            let at = match run.offset {
                Some(offset) => base.checked_add_signed(i64::from(offset)),
                None => Some(next),
            };
            next = at.and_then(|at| at.checked_add(run.bytes)).ok_or(Unplayable::Truncated)?;
            if next > file_len {
                return Err(Unplayable::Truncated);
            }
            total.count = total.count.saturating_add(run.samples.count);
            total.units = total.units.saturating_add(run.samples.units);
        }
    }
    Ok(())
}

/// Whether it is a file of fragments.
pub(super) fn is_fragmented(moov: &[u8]) -> Result<Option<&[u8]>, Unplayable> {
    find(moov, b"mvex")
}

/// What is said once for all runs of a track in a fragment.
struct Header {
    track: u32,
    base: Option<u64>,
    units: u32,
    size: u32,
}

impl Header {
    fn read(tfhd: &[u8], defaults: &Defaults) -> Option<Self> {
        let mut numbers = Numbers::new(tfhd);
        let (_, flags) = numbers.version()?;
        let track = numbers.u32()?;
        let base = if flags & 0x1 != 0 { Some(numbers.u64()?) } else { None };
        if flags & 0x2 != 0 {
            numbers.skip(4)?;
        }
        let (mut units, mut size) = defaults.get(&track).copied().unwrap_or((0, 0));
        if flags & 0x8 != 0 {
            units = numbers.u32()?;
        }
        if flags & 0x10 != 0 {
            size = numbers.u32()?;
        }
        Some(Self { track, base, units, size })
    }
}

/// Samples one after another.
struct Run {
    offset: Option<i32>,
    samples: Samples,
    bytes: u64,
}

impl Run {
    fn read(trun: &[u8], header: &Header) -> Option<Self> {
        let mut numbers = Numbers::new(trun);
        let (_, flags) = numbers.version()?;
        let count = numbers.u32()?;
        let offset = if flags & 0x1 != 0 { Some(numbers.i32()?) } else { None };
        if flags & 0x4 != 0 {
            numbers.skip(4)?;
        }
        let fields = [0x100, 0x200, 0x400, 0x800].iter().filter(|flag| flags & **flag != 0).count();
        let count_long = u64::from(count);
        let (mut units, mut bytes) = (0_u64, 0_u64);
        if fields > 0 {
            // Only then is there something to walk, and the walk is as long as the bytes that are there.
            numbers.table(count, fields * 4)?;
            for _ in 0..count {
                let length = if flags & 0x100 != 0 { numbers.u32()? } else { header.units };
                let size = if flags & 0x200 != 0 { numbers.u32()? } else { header.size };
                let others = [0x400, 0x800].iter().filter(|flag| flags & **flag != 0).count();
                numbers.skip(others * 4)?;
                units = units.checked_add(u64::from(length))?;
                bytes = bytes.checked_add(u64::from(size))?;
            }
        } else {
            units = count_long.checked_mul(u64::from(header.units))?;
            bytes = count_long.checked_mul(u64::from(header.size))?;
        }
        Some(Self { offset, samples: Samples { count: count_long, units }, bytes })
    }
}
