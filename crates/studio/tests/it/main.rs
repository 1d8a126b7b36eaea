//! The tests of this crate, one binary.

mod cast;
mod desk;
mod import_script;
mod desk_media;
mod desk_outlook;
