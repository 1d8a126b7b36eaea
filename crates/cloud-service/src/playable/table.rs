//! The sample tables of a track: how many samples, how long, and whether all of them are in the file.

use super::Unplayable;
use super::boxes::{Numbers, SHORT, find, must};

/// What the tables say together.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Samples {
    /// How many.
    pub(super) count: u64,
    /// How long, in units of the track.
    pub(super) units: u64,
}

/// Reads a sample table (`stbl`) of a file of that length. Empty tables are those of a fragmented file.
pub(super) fn read(stbl: &[u8], file_len: u64) -> Result<Samples, Unplayable> {
    let times = times(must(stbl, b"stts")?).ok_or(SHORT)?;
    let sizes = match (find(stbl, b"stsz")?, find(stbl, b"stz2")?) {
        (Some(stsz), _) => Sizes::read(stsz),
        (None, Some(stz2)) => Sizes::read_compact(stz2),
        (None, None) => return Err(Unplayable::Damaged("a table that it needs is missing")),
    };
    let sizes = sizes.ok_or(SHORT)?;
    if sizes.count() != times.count {
        return Err(Unplayable::Damaged("its tables do not agree on how many samples there are"));
    }
    if times.count > 0 {
        let offsets = match (find(stbl, b"stco")?, find(stbl, b"co64")?) {
            (Some(stco), _) => Offsets::read(stco, 4),
            (None, Some(co64)) => Offsets::read(co64, 8),
            (None, None) => return Err(Unplayable::Damaged("a table that it needs is missing")),
        };
        in_file(&offsets.ok_or(SHORT)?, must(stbl, b"stsc")?, sizes, file_len)?;
    }
    Ok(times)
}

fn times(stts: &[u8]) -> Option<Samples> {
    let mut numbers = Numbers::new(stts);
    numbers.version()?;
    let count = numbers.u32()?;
    numbers.table(count, 8)?;
    let mut samples = Samples::default();
    for _ in 0..count {
        let (run, units) = (u64::from(numbers.u32()?), u64::from(numbers.u32()?));
        samples.count = samples.count.checked_add(run)?;
        samples.units = samples.units.checked_add(run.checked_mul(units)?)?;
    }
    Some(samples)
}

/// Sizes of samples, in order.
#[derive(Clone, Copy)]
enum Sizes<'a> {
    /// All the same, for so many.
    Same { size: u64, left: u64 },
    /// In a table of numbers of that many bits.
    Each { table: &'a [u8], bits: u8, at: u64, count: u64 },
}

impl<'a> Sizes<'a> {
    fn read(stsz: &'a [u8]) -> Option<Self> {
        let mut numbers = Numbers::new(stsz);
        numbers.version()?;
        let (size, count) = (numbers.u32()?, numbers.u32()?);
        if size != 0 {
            return Some(Self::Same { size: u64::from(size), left: u64::from(count) });
        }
        let table = numbers.table(count, 4)?;
        Some(Self::Each { table, bits: 32, at: 0, count: u64::from(count) })
    }

    fn read_compact(stz2: &'a [u8]) -> Option<Self> {
        let mut numbers = Numbers::new(stz2);
        numbers.version()?;
        numbers.skip(3)?;
        let (bits, count) = (numbers.u8()?, numbers.u32()?);
        let table = match bits {
            4 => numbers.table(count.div_ceil(2), 1)?,
            8 => numbers.table(count, 1)?,
            16 => numbers.table(count, 2)?,
            _ => return None,
        };
        Some(Self::Each { table, bits, at: 0, count: u64::from(count) })
    }

    const fn count(&self) -> u64 {
        match self {
            Self::Same { left, .. } => *left,
            Self::Each { count, .. } => *count,
        }
    }

    /// How many bytes the next `samples` have together; none where there are not so many.
    fn sum(&mut self, samples: u64) -> Option<u64> {
        match self {
            Self::Same { size, left } => {
                *left = left.checked_sub(samples)?;
                samples.checked_mul(*size)
            }
            Self::Each { table, bits, at, count } => {
                let end = at.checked_add(samples).filter(|end| *end <= *count)?;
                let mut sum = 0_u64;
                for index in *at..end {
                    sum = sum.checked_add(entry(table, *bits, index)?)?;
                }
                *at = end;
                Some(sum)
            }
        }
    }

    /// Whether every sample was summed.
    const fn is_spent(&self) -> bool {
        match self {
            Self::Same { left, .. } => *left == 0,
            Self::Each { at, count, .. } => *at == *count,
        }
    }
}

fn entry(table: &[u8], bits: u8, index: u64) -> Option<u64> {
    let index = usize::try_from(index).ok()?;
    match bits {
        4 => {
            let byte = *table.get(index / 2)?;
            Some(u64::from(if index % 2 == 0 { byte >> 4 } else { byte & 15 }))
        }
        8 => table.get(index).map(|byte| u64::from(*byte)),
        16 => Numbers::new(table.get(index.checked_mul(2)?..)?).u16().map(u64::from),
        _ => Numbers::new(table.get(index.checked_mul(4)?..)?).u32().map(u64::from),
    }
}

/// Where chunks of samples begin.
struct Offsets<'a> {
    table: &'a [u8],
    entry_bytes: usize,
    count: u32,
}

impl<'a> Offsets<'a> {
    fn read(bytes: &'a [u8], entry_bytes: usize) -> Option<Self> {
        let mut numbers = Numbers::new(bytes);
        numbers.version()?;
        let count = numbers.u32()?;
        Some(Self { table: numbers.table(count, entry_bytes)?, entry_bytes, count })
    }

    /// Each of them.
    fn each(&self) -> impl Iterator<Item = u64> {
        self.table
            .chunks_exact(self.entry_bytes)
            .map(|entry| entry.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }
}

/// Whether every chunk ends within the file, and the chunks hold all samples and no more.
fn in_file(
    offsets: &Offsets<'_>,
    stsc: &[u8],
    mut sizes: Sizes<'_>,
    file_len: u64,
) -> Result<(), Unplayable> {
    let mut runs = Runs::read(stsc).ok_or(SHORT)?;
    let disagree = || Unplayable::Damaged("its tables do not agree on where samples are");
    for (chunk, offset) in (1..=offsets.count).zip(offsets.each()) {
        let samples = runs.samples_in(chunk).ok_or_else(disagree)?;
        let bytes = sizes.sum(u64::from(samples)).ok_or_else(disagree)?;
        let end = offset.checked_add(bytes).ok_or(Unplayable::Truncated)?;
        if end > file_len {
            return Err(Unplayable::Truncated);
        }
    }
    if sizes.is_spent() { Ok(()) } else { Err(disagree()) }
}

/// How many samples each chunk has: runs of chunks with the same number.
struct Runs<'a> {
    numbers: Numbers<'a>,
    left: u32,
    samples: Option<u32>,
    next: Option<(u32, u32)>,
}

impl<'a> Runs<'a> {
    fn read(stsc: &'a [u8]) -> Option<Self> {
        let mut numbers = Numbers::new(stsc);
        numbers.version()?;
        let left = numbers.u32()?;
        numbers.table(left, 12)?;
        let mut runs = Self { numbers, left, samples: None, next: None };
        runs.advance();
        Some(runs)
    }

    fn advance(&mut self) {
        self.next = self.left.checked_sub(1).and_then(|left| {
            self.left = left;
            let run = (self.numbers.u32()?, self.numbers.u32()?);
            self.numbers.skip(4)?;
            Some(run)
        });
    }

    /// For chunks in order, the first being 1.
    fn samples_in(&mut self, chunk: u32) -> Option<u32> {
        while let Some((first, samples)) = self.next {
            if first > chunk {
                break;
            }
            self.samples = Some(samples);
            self.advance();
        }
        self.samples
    }
}
