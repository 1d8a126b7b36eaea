//! The tests of this crate, one binary.

mod actor;
mod compose;
mod sound;
mod text;
