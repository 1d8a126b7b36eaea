//! The tests of this crate, one binary.

mod cast;
mod desk;
mod desk_media;
