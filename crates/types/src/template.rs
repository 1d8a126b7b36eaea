//! Structures for ad scripts: who speaks how, in what order, with gaps for what a brand has to say.
//! `fill` puts an industry's words into a structure and gives a script as people write it.

mod fill;
mod industry;
mod slot;
mod structure;

pub use fill::{fill, fill_with};
pub use industry::Industry;
pub use slot::{Slot, Values};
pub use structure::{Structure, UseCase};
