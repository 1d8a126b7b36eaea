//! The tests of this crate, one binary.

mod actor;
mod brand;
mod call;
mod edit;
mod keyframe;
mod mouth;
mod page;
mod placement;
mod preset;
mod recut;
mod script;
mod subtitle;
mod template;
mod text;
mod time;
mod voice;
