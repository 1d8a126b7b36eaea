//! What every part of Greenroom says to every other: the document and its edits, scripts, actors,
//! voices, placements, media and errors. Plain data and pure functions; no I/O, no clock.

pub mod project;
pub mod preferences;
pub mod brand;
pub mod script;
pub mod template;
pub mod document;
pub mod edit;
pub mod time;
pub mod id;
pub mod geometry;
pub mod keyframe;
pub mod media;
pub mod text;
pub mod actor;
pub mod mouth;
pub mod voice;
pub mod segment;
pub mod bed;
pub mod preset;
pub mod placement;
pub mod frame;
pub mod call;
pub mod event;
pub mod error;
