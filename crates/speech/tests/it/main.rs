//! The tests of this crate, one binary.

mod espeak;
mod normalise;
mod piper;
mod support;
mod voices;
