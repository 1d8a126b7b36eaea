//! What the product does: the only place where media, voices, the library and the network meet. It decides
//! the order of steps and leaves the steps to the crates that own them.

pub mod studio;
pub mod workshop;
pub mod desk;
pub mod ad;
pub mod draft;
pub mod import_script;
pub mod line_times;
pub mod project;
pub mod open_project;
pub mod settings;
pub mod templates;
mod relink;
mod welcome;
pub mod backup;
pub mod frame;
pub mod playback;
pub mod export;
pub mod prepare;
mod tasks;
pub mod progress;
pub mod paths;
pub mod error;
mod code;
