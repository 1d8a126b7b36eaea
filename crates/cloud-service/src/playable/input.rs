//! Reading a file at places it names itself, never past its end.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use super::Unplayable;

/// A file and its length.
pub(super) struct Input {
    file: File,
    len: u64,
}

impl Input {
    pub(super) fn new(file: File) -> Result<Self, Unplayable> {
        let len = file.metadata()?.len();
        Ok(Self { file, len })
    }

    pub(super) const fn len(&self) -> u64 {
        self.len
    }

    /// Exactly `count` bytes at `at`; cut off where the file ends before.
    pub(super) fn exactly(&mut self, at: u64, count: usize) -> Result<Vec<u8>, Unplayable> {
        let end = at.checked_add(count as u64).ok_or(Unplayable::Truncated)?;
        if end > self.len {
            return Err(Unplayable::Truncated);
        }
        self.up_to(at, count).and_then(|bytes| {
            // The file may have become shorter since it was opened.
            if bytes.len() == count { Ok(bytes) } else { Err(Unplayable::Truncated) }
        })
    }

    /// At most `count` bytes at `at`, as many as there are.
    pub(super) fn up_to(&mut self, at: u64, count: usize) -> Result<Vec<u8>, Unplayable> {
        self.file.seek(SeekFrom::Start(at))?;
        let mut bytes = Vec::new();
        (&mut self.file).take(count as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}
