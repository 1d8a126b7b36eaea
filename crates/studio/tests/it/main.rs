//! The tests of this crate, one binary.

mod cast;
mod desk;
