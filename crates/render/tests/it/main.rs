//! The tests of this crate, one binary.

mod actor;
mod compose;
mod covered;
mod plan;
mod renderer;
mod sound;
mod text;
