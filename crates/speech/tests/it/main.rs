//! The tests of this crate, one binary.

mod errors;
mod espeak;
mod kinds;
mod length;
mod normalise;
mod piper;
mod support;
mod voices;
