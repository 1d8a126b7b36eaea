//! The tests of this crate, one binary.

mod catalogue;
mod playable;
