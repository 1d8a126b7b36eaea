//! Boxes of an MP4 in memory. Every look is checked: what does not fit is `None`, never a panic.

/// Bytes with boxes in them.
pub struct Boxes {
    bytes: Vec<u8>,
}

/// Where a box lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its first byte.
    pub start: usize,
    /// The first byte behind its header.
    pub body: usize,
    /// The first byte behind it.
    pub end: usize,
}

impl Boxes {
    /// Looks at `bytes`.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self { bytes }
    }

    /// All bytes, as changed.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// A span whose children are the outermost boxes.
    pub fn all(&self) -> Span {
        Span { start: 0, body: 0, end: self.bytes.len() }
    }

    /// The first box of that kind directly inside `parent`.
    pub fn child(&self, parent: Span, kind: &[u8; 4]) -> Option<Span> {
        self.children(parent, kind).into_iter().next()
    }

    /// All boxes of that kind directly inside `parent`, up to the first that is damaged.
    pub fn children(&self, parent: Span, kind: &[u8; 4]) -> Vec<Span> {
        let mut found = Vec::new();
        let mut at = parent.body;
        while let Some(span) = self.span_at(at, parent.end) {
            if self.four(at + 4).as_ref() == Some(kind) {
                found.push(span);
            }
            at = span.end;
        }
        found
    }

    /// The version byte of a full box.
    pub fn version(&self, span: Span) -> Option<u8> {
        self.bytes.get(span.body).copied()
    }

    /// Four bytes.
    pub fn four(&self, at: usize) -> Option<[u8; 4]> {
        self.bytes.get(at..)?.first_chunk().copied()
    }

    /// A big-endian number of 32 bits.
    pub fn u32(&self, at: usize) -> Option<u32> {
        self.four(at).map(u32::from_be_bytes)
    }

    /// A big-endian number of 64 bits.
    pub fn u64(&self, at: usize) -> Option<u64> {
        self.bytes.get(at..)?.first_chunk().copied().map(u64::from_be_bytes)
    }

    /// Writes one byte.
    pub fn set_u8(&mut self, at: usize, value: u8) -> Option<()> {
        *self.bytes.get_mut(at)? = value;
        Some(())
    }

    /// Writes a big-endian number of 32 bits.
    pub fn set_u32(&mut self, at: usize, value: u32) -> Option<()> {
        *self.bytes.get_mut(at..)?.first_chunk_mut()? = value.to_be_bytes();
        Some(())
    }

    /// Writes `value` with 32 bits at `short` in version 0 of a box, else with 64 bits at `long`.
    pub fn set_by_version(&mut self, span: Span, short: usize, long: usize, value: u64) -> Option<()> {
        if self.version(span)? == 0 {
            return self.set_u32(short, u32::try_from(value).ok()?);
        }
        *self.bytes.get_mut(long..)?.first_chunk_mut()? = value.to_be_bytes();
        Some(())
    }

    /// Gives the box another kind.
    pub fn rename(&mut self, span: Span, kind: &[u8; 4]) -> Option<()> {
        *self.bytes.get_mut(span.start + 4..)?.first_chunk_mut()? = *kind;
        Some(())
    }

    fn span_at(&self, start: usize, limit: usize) -> Option<Span> {
        let (header, length) = match self.u32(start)? {
            0 => (8, limit.checked_sub(start)?),
            1 => (16, usize::try_from(self.u64(start + 8)?).ok()?),
            short => (8, short as usize),
        };
        let end = start.checked_add(length)?;
        (length >= header && end <= limit).then_some(Span { start, body: start + header, end })
    }
}
