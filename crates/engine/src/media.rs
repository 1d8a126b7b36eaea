//! Media in: what a file is, its pictures at any moment, its sound at 48 kHz.

pub mod identity;
pub mod probe;
pub mod index;
pub mod pool;
pub mod source;
pub mod still;
pub mod conform;
pub mod conformed;
pub mod proxy;
pub mod pixels;

mod behind;
mod chain;
mod develop;
mod downmix;
pub(crate) mod fault;
mod files;
mod frame_cache;
mod index_file;
mod link;
mod padding;
mod plug;
mod reader;
mod recolor;
mod scan;
mod sniff;
mod tone;
