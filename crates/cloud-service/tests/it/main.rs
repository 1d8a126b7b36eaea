//! The tests of this crate, one binary.

mod adapter;
mod catalogue;
mod guard;
mod playable;
