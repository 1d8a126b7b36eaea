//! GStreamer at the edges: reads media into pictures and sound, and writes pictures and sound into files.

pub mod cancel;
pub mod error;
pub mod export;
pub mod fonts;
pub mod media;
pub mod handle;
mod lock;
pub mod playback;
pub mod progress;
pub mod serve;
pub mod session;
pub mod system;
pub mod wav;
