//! What every part of Greenroom says to every other: the document and its edits, scripts, actors,
//! voices, placements, media and errors. Plain data and pure functions; no I/O, no clock.

pub mod actor;
pub mod error;
pub mod geometry;
pub mod id;
pub mod keyframe;
pub mod media;
pub mod mouth;
pub mod placement;
pub mod preset;
pub mod text;
pub mod time;
pub mod voice;
