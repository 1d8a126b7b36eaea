//! The parts that screens are made of.

pub mod choice;
pub mod dialog;
pub mod hear;
pub mod icon;
pub mod keys;
pub mod notices;
pub mod palette;
pub mod picture;
pub mod segments;
pub mod shortcuts;
pub mod time;
