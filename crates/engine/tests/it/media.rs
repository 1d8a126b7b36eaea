//! Facts about media: what files are and what comes out of them.

mod bad;
mod kinds;
mod pictures;
