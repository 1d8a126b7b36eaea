//! The parts of the editor.

pub mod gesture;
pub mod inspector;
pub mod timeline;
pub mod transport;
pub mod viewer;
