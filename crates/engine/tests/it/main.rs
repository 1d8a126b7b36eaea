//! The tests of this crate, one binary.

mod away;
mod export;
mod fonts;
mod material;
mod media;
mod playback;
