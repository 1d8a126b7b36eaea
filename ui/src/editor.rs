//! The parts of the editor.

pub mod add;
pub mod captions;
pub mod gesture;
pub mod inspector;
pub mod timeline;
pub mod transport;
pub mod trial;
pub mod viewer;
