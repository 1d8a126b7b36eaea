//! The tests of this crate, one binary.

mod edit;
mod placement;
mod preset;
mod script;
mod text;
mod time;
mod voice;
