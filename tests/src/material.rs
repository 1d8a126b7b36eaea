//! Where real footage, a voice and a build of FFmpeg lie for tests and benchmarks.

use std::path::PathBuf;

/// The folder that the variable `GREENROOM_MATERIAL` names, or else the one in the user's home. None without a home.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    let home = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache/greenroom/material"));
    std::env::var_os("GREENROOM_MATERIAL").map(PathBuf::from).or_else(home)
}
