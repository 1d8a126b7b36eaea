//! Scripts: written, timed, taken from templates and files, gone back to.

pub mod editor;
pub mod limits;
pub mod templates;
pub mod versions;
