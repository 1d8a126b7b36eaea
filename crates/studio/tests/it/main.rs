//! The tests of this crate, one binary.

mod cast;
mod desk;
mod import_script;
mod preview_is_export;
mod desk_media;
mod desk_outlook;
