//! A frame or a block of sound from a document. Pure: bytes in, bytes out; no files, no clock, no GStreamer.

pub mod actor;
pub mod compose;
pub mod picture;
pub mod sound;
pub mod score;
pub mod plan;
pub mod renderer;
pub mod text;
