//! The tests of this crate, one binary.

mod edits;
mod gestures;
mod looks;
mod sample;
