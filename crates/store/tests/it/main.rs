//! The tests of this crate, one binary.

mod backup;
mod crash;
mod history;
mod large;
mod open;
mod projects;
mod random_edits;
mod support;
mod tables;
