//! The tests of this crate, one binary.

mod export;
mod media;
