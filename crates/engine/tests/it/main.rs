//! The tests of this crate, one binary.

mod export;
mod fonts;
mod material;
mod media;
