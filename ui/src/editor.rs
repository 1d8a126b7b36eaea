//! The parts of the editor.

pub mod add;
pub mod captions;
pub mod bin;
pub mod gesture;
pub mod inspector;
pub mod menu;
pub mod naming;
pub mod page;
pub mod timeline;
pub mod transport;
pub mod trial;
pub mod view;
pub mod viewer;
pub mod waves;
