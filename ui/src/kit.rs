//! The parts that screens are made of.

pub mod choice;
pub mod color;
pub mod dialog;
pub mod expression;
pub mod hear;
pub mod icon;
pub mod keys;
pub mod language;
pub mod notices;
pub mod number;
pub mod palette;
pub mod picture;
pub mod section;
pub mod select;
pub mod segments;
pub mod shortcuts;
pub mod slider;
pub mod star;
pub mod time;
pub mod touch;
