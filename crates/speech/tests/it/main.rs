//! The tests of this crate, one binary.

mod espeak;
mod kinds;
mod normalise;
mod piper;
mod support;
mod voices;
