//! Opens the studio, or makes the sample ad: sets up what is missing, builds `greenroom`, and turns the sample script into an MP4.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::build;
use crate::material;
use crate::page;
use crate::setup::{self, Purpose};
use crate::shell;
use crate::target;

const SCRIPT: &str = "docs/sample/sample-ad.txt";
const VOICE: &str = "piper:en_US-joe-medium";

/// Opens the studio, or without a display makes the sample ad.
pub fn studio() -> Result<()> {
    if !has_display() {
        println!("run: there is no display here, so the sample ad is made instead");
        return sample_ad();
    }
    setup::set_up(Purpose::Run)?;
    page::build()?;
    shell::run(&mut shell::command(build::studio()?))
}

fn has_display() -> bool {
    let named = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY")
}

/// Makes the sample ad and prints its path as the last line.
pub fn sample_ad() -> Result<()> {
    setup::set_up(Purpose::Run)?;
    shell::run(shell::cargo().args(["build", "--package", "cli"]))?;
    let folder = shell::root().join("target/sample");
    let library = folder.join("data");
    std::fs::create_dir_all(&library)?;

    let voices = material::folder()?.join("voices");
    let mut install = greenroom(&library);
    install.args(["voices", "install", VOICE, "--from"]).arg(voices);
    shell::run(&mut install)?;

    let ad = folder.join("sample-ad.mp4");
    let mut make = greenroom(&library);
    make.arg("ad").arg(SCRIPT).args(["--voice", VOICE, "--out"]).arg(&ad);
    shell::run(&mut make)?;
    println!("{}", ad.display());
    Ok(())
}

fn greenroom(library: &Path) -> Command {
    let mut command = shell::command(program());
    command.arg("--data-dir").arg(library);
    command
}

fn program() -> PathBuf {
    target::folder().join("debug").join(format!("greenroom{}", std::env::consts::EXE_SUFFIX))
}
