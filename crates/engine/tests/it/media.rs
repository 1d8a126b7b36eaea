//! Facts about media: what files are and what comes out of them.

mod bad;
mod colors;
mod footage;
mod kinds;
mod pictures;
mod sounds;
mod times;
