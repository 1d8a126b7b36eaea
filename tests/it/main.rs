//! Stories told end to end, through the studio.

mod frames_agree;
mod prepared;
mod sound_stays_in_step;
mod support;
#[cfg(target_os = "linux")]
mod window;
