//! The table of Piper voices that can be fetched, by language.

use super::{Base, PublishedVoice, published};

/// Every voice that can be fetched.
pub const PUBLISHED: &[PublishedVoice] = &[
    published!(
        at: "en/en_US/joe/medium/en_US-joe-medium",
        file: "en_US-joe-medium", speaker: "",
        model: (63_201_294, "58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06"),
        config: (4_794, "3d6d5410b3795cb1950595247ef8f06190719e6fdbfa3a2356d8ec368e1aad33"),
        person: ("Joe", "en-US", "American", Male, Middle, "conversational"),
        licence: ("CC0-1.0", Lessac),
    ),
];
