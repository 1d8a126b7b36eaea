//! Memory shared with another process, as words that are only touched atomically. All that is unsafe about it is
//! in this file.

use std::fs::File;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};

use memmap2::MmapRaw;

/// A mapped file as words of eight bytes.
pub struct Words {
    map: MmapRaw,
    count: usize,
}

impl Words {
    /// Maps the whole file; bytes after the last whole word are left out.
    pub fn map(file: &File) -> io::Result<Self> {
        let map = MmapRaw::map_raw(file)?;
        let count = map.len() / 8;
        Ok(Self { map, count })
    }

    #[expect(unsafe_code, reason = "shared memory can only be had as a raw pointer")]
    fn words(&self) -> &[AtomicU64] {
        // SAFETY: the mapping lives as long as `self`, starts at a page, holds at least `count` words, and is
        // only ever touched through these atomics, which may change under us without being undefined.
        unsafe { std::slice::from_raw_parts(self.map.as_ptr().cast::<AtomicU64>(), self.count) }
    }

    /// The word at `index`; 0 beyond the end.
    pub fn load(&self, index: usize, order: Ordering) -> u64 {
        self.words().get(index).map_or(0, |word| word.load(order))
    }

    /// Sets the word at `index`; beyond the end nothing happens.
    pub fn store(&self, index: usize, value: u64, order: Ordering) {
        if let Some(word) = self.words().get(index) {
            word.store(value, order);
        }
    }

    /// Writes bytes from word `index` on; what is left of the last word becomes zero.
    pub fn write(&self, index: usize, bytes: &[u8]) {
        let words = self.words().get(index..).unwrap_or_default();
        for (word, chunk) in words.iter().zip(bytes.chunks(8)) {
            let mut value = [0; 8];
            value[..chunk.len()].copy_from_slice(chunk);
            word.store(u64::from_le_bytes(value), Ordering::Relaxed);
        }
    }

    /// Reads `length` bytes from word `index` on into `out`, replacing what was there.
    pub fn read(&self, index: usize, length: usize, out: &mut Vec<u8>) {
        let words = self.words().get(index..).unwrap_or_default();
        out.resize(length, 0);
        for (word, chunk) in words.iter().zip(out.chunks_mut(8)) {
            let value = word.load(Ordering::Relaxed).to_le_bytes();
            let count = chunk.len();
            chunk.copy_from_slice(&value[..count]);
        }
    }
}
