//! Cutting: from what the user means to the edit that does it.

pub mod batch;
pub mod board;
pub mod by;
pub mod frame_box;
pub mod gesture;
pub mod join;
pub mod knife;
pub mod limits;
pub mod link;
pub mod marks;
pub mod near;
pub mod place;
pub mod quality;
pub mod ruler;
pub mod shuttle;
pub mod snap;
pub mod span;
