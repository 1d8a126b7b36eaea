//! Builds the studio with its page embedded.

use std::path::PathBuf;

use anyhow::Result;

use crate::page;
use crate::setup::{self, Purpose};
use crate::shell;
use crate::target;

/// Sets up, builds, and prints the executable's path as the last line.
pub fn build() -> Result<()> {
    setup::set_up(Purpose::Run)?;
    page::build()?;
    println!("{}", studio()?.display());
    Ok(())
}

/// Builds the window around a page that is there already.
pub fn studio() -> Result<PathBuf> {
    // The whole workspace is named, so that crates are built with the same features as for its tests.
    let arguments = ["build", "--workspace", "--bin", "greenroom-studio"];
    shell::run(shell::cargo().args(arguments))?;
    Ok(program())
}

/// Where the window's program lies once it is built.
pub fn program() -> PathBuf {
    target::folder().join("debug").join(format!("greenroom-studio{}", std::env::consts::EXE_SUFFIX))
}
