//! Boxes of MP4 within bytes in memory, and numbers within boxes.

use super::Unplayable;

/// The name of a box.
pub(super) type Name = [u8; 4];

/// One box: its name and what is in it.
pub(super) type Inner<'a> = (Name, &'a [u8]);

/// Walks the boxes of a box. An end of four zeros, as MOV has it, ends the walk.
pub(super) struct Boxes<'a> {
    rest: &'a [u8],
}

impl<'a> Boxes<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    fn step(&mut self) -> Option<Result<Inner<'a>, Unplayable>> {
        if self.rest.len() < 8 {
            // Writers leave a few bytes at the end of some boxes.
            return None;
        }
        let mut header = Numbers::new(self.rest);
        let (size, name) = (header.u32()?, header.name()?);
        let (size, header_bytes) = match size {
            0 => (self.rest.len() as u64, 8),
            1 => (header.u64()?, 16),
            size => (u64::from(size), 8),
        };
        let size =
            usize::try_from(size).ok().filter(|size| *size >= header_bytes && *size <= self.rest.len());
        let Some(inner) = size.and_then(|size| self.rest.get(header_bytes..size)) else {
            self.rest = &[];
            return Some(Err(Unplayable::Damaged("a part of it is larger than what holds it")));
        };
        self.rest = size.and_then(|size| self.rest.get(size..)).unwrap_or_default();
        Some(Ok((name, inner)))
    }
}

impl<'a> Iterator for Boxes<'a> {
    type Item = Result<Inner<'a>, Unplayable>;

    fn next(&mut self) -> Option<Self::Item> {
        self.step()
    }
}

/// The first box of that name, or none.
pub(super) fn find<'a>(bytes: &'a [u8], wanted: &Name) -> Result<Option<&'a [u8]>, Unplayable> {
    for inner in Boxes::new(bytes) {
        let (name, inner) = inner?;
        if name == *wanted {
            return Ok(Some(inner));
        }
    }
    Ok(None)
}

/// The first box of that name, which must be there.
pub(super) fn must<'a>(bytes: &'a [u8], wanted: &Name) -> Result<&'a [u8], Unplayable> {
    find(bytes, wanted)?.ok_or(Unplayable::Damaged("a table that it needs is missing"))
}

/// Reads numbers one after another; none when there are no more bytes.
pub(super) struct Numbers<'a> {
    rest: &'a [u8],
}

impl<'a> Numbers<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.rest.split_first_chunk::<N>()?;
        self.rest = rest;
        Some(*first)
    }

    pub(super) fn skip(&mut self, count: usize) -> Option<()> {
        self.rest = self.rest.get(count..)?;
        Some(())
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        self.take::<1>().map(|[byte]| byte)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.take().map(u16::from_be_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_be_bytes)
    }

    pub(super) fn i32(&mut self) -> Option<i32> {
        self.take().map(i32::from_be_bytes)
    }

    pub(super) fn u64(&mut self) -> Option<u64> {
        self.take().map(u64::from_be_bytes)
    }

    pub(super) fn name(&mut self) -> Option<Name> {
        self.take()
    }

    /// Version and flags, with which full boxes begin.
    pub(super) fn version(&mut self) -> Option<(u8, u32)> {
        let word = self.u32()?;
        Some(((word >> 24) as u8, word & 0x00ff_ffff))
    }

    /// The bytes of a table of that many entries, which must all be there.
    pub(super) fn table(&self, count: u32, entry_bytes: usize) -> Option<&'a [u8]> {
        self.rest.get(..usize::try_from(count).ok()?.checked_mul(entry_bytes)?)
    }
}

/// A box that is too short for what it must say.
pub(super) const SHORT: Unplayable = Unplayable::Damaged("a table is shorter than it says");
