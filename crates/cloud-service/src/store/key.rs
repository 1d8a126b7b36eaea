//! Keys of rows and of indexes: a list of parts, ordered part by part.

use uuid::Uuid;

use crate::moment::Moment;

/// What a row is found by. Made of parts, so that a key with fewer parts is the beginning of all that have more.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(Vec<u8>);

/// Ends a part of text. Not in UTF-8, and smaller than nothing that is.
const END: u8 = 0;
/// Stands for a zero byte within text.
const ESCAPED: [u8; 2] = [1, 1];
/// Stands for a one byte within text.
const ESCAPED_ONE: [u8; 2] = [1, 2];

impl Key {
    /// A key without parts: the beginning of all keys.
    pub fn new() -> Self {
        Self::default()
    }

    /// With a part of text. Text is ordered by its bytes.
    #[must_use]
    pub fn text(mut self, text: &str) -> Self {
        for byte in text.bytes() {
            match byte {
                0 => self.0.extend(ESCAPED),
                1 => self.0.extend(ESCAPED_ONE),
                other => self.0.push(other),
            }
        }
        self.0.push(END);
        self
    }

    /// With an id as a part.
    #[must_use]
    pub fn id(mut self, id: Uuid) -> Self {
        self.0.extend(id.as_bytes());
        self
    }

    /// With a number as a part; negative ones come first.
    #[must_use]
    pub fn number(mut self, number: i64) -> Self {
        // Turning the sign bit makes the order of the bytes that of the numbers.
        let ordered = number.cast_unsigned() ^ (1 << 63);
        self.0.extend(ordered.to_be_bytes());
        self
    }

    /// With a point in time as a part.
    #[must_use]
    pub fn moment(self, moment: Moment) -> Self {
        self.number(moment.0)
    }

    /// Followed by the parts of another.
    #[must_use]
    pub fn then(mut self, other: &Self) -> Self {
        self.0.extend(&other.0);
        self
    }

    /// Whether this begins with the parts of `prefix`.
    pub fn begins_with(&self, prefix: &Self) -> bool {
        self.0.starts_with(&prefix.0)
    }

    /// As bytes; their order is the order of the keys.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The key that has these bytes.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }

    /// The smallest bytes after all keys that begin with this one; none where there are none.
    pub fn end(&self) -> Option<Vec<u8>> {
        let mut bytes = self.0.clone();
        while let Some(last) = bytes.pop() {
            if let Some(next) = last.checked_add(1) {
                bytes.push(next);
                return Some(bytes);
            }
        }
        None
    }
}
