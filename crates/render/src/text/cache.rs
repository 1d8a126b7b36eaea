//! What was made lately, up to a number of bytes.

use std::collections::HashMap;
use std::fmt::{self, Write};
use std::hash::{DefaultHasher, Hasher};

/// A fingerprint of everything that shapes a picture.
pub type Key = u128;

/// Things made lately by key; the longest unused go first.
pub struct Recent<T> {
    kept: HashMap<Key, Kept<T>>,
    bytes: usize,
    bytes_max: usize,
    uses: u64,
}

struct Kept<T> {
    thing: T,
    bytes: usize,
    used: u64,
}

impl<T: Clone> Recent<T> {
    /// Keeps things of `bytes_max` bytes together.
    pub fn new(bytes_max: usize) -> Self {
        Self { kept: HashMap::new(), bytes: 0, bytes_max, uses: 0 }
    }

    pub fn get(&mut self, key: Key) -> Option<T> {
        self.uses += 1;
        let kept = self.kept.get_mut(&key)?;
        kept.used = self.uses;
        Some(kept.thing.clone())
    }

    pub fn put(&mut self, key: Key, thing: T, bytes: usize) {
        self.uses += 1;
        if let Some(old) = self.kept.insert(key, Kept { thing, bytes, used: self.uses }) {
            self.bytes -= old.bytes;
        }
        self.bytes += bytes;
        while self.bytes > self.bytes_max {
            let Some(oldest) = self.kept.iter().min_by_key(|(_, kept)| kept.used).map(|(key, _)| *key) else {
                return;
            };
            self.bytes -= self.kept.remove(&oldest).map_or(0, |kept| kept.bytes);
        }
    }

    pub fn clear(&mut self) {
        self.kept.clear();
        self.bytes = 0;
    }
}

/// The fingerprint of `parts`, from how they are written for debugging: exact for numbers of every kind.
pub fn key(parts: fmt::Arguments) -> Key {
    let mut fingerprint = Fingerprint { low: DefaultHasher::new(), high: DefaultHasher::new() };
    fingerprint.high.write_u8(1);
    // Writing into a hash cannot go wrong.
    let _ = fingerprint.write_fmt(parts);
    u128::from(fingerprint.high.finish()) << 64 | u128::from(fingerprint.low.finish())
}

struct Fingerprint {
    low: DefaultHasher,
    high: DefaultHasher,
}

impl Write for Fingerprint {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.low.write(text.as_bytes());
        self.high.write(text.as_bytes());
        Ok(())
    }
}
