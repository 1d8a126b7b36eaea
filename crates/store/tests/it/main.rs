//! The tests of this crate, one binary.

mod backup;
mod crash;
mod history;
mod open;
mod projects;
mod random_edits;
mod speed;
mod support;
mod tables;
