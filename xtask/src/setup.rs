//! Installs what is missing on this machine: the system's packages, the test runner and the test material.

mod system;
mod packages;

use anyhow::Result;

pub use system::as_root;

use crate::browser;
use crate::material;
use crate::shell;
use crate::stages::Stopwatch;

/// What the machine is being made ready for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Building the programs and making the sample ad.
    Run,
    /// The same, and every test and benchmark.
    Test,
}

/// Makes the machine ready. Does nothing, quickly, when everything is there.
pub fn set_up(purpose: Purpose) -> Result<()> {
    let watch = Stopwatch::start();
    system::install_missing(purpose)?;
    material::fetch_missing(purpose)?;
    if purpose == Purpose::Test {
        install_test_runner();
        browser::install_packages()?;
    }
    println!("setup: ready after {watch}");
    Ok(())
}

/// Whether `cargo nextest` is installed.
pub fn has_nextest() -> bool {
    shell::succeeds(shell::cargo().args(["nextest", "--version"]))
}

/// The tests also run under `cargo test`, only slower, so a failure to install the better runner is no error.
fn install_test_runner() {
    if has_nextest() {
        return;
    }
    println!("setup: installing cargo-nextest, which runs the tests of all crates side by side");
    // Its own target folder, so that the workspace's is not filled with a program's parts.
    let target = shell::root().join("target/nextest");
    let mut install = shell::cargo();
    install.args(["install", "--locked", "cargo-nextest", "--target-dir"]).arg(target);
    if let Err(error) = shell::run(&mut install) {
        println!("setup: {error:#}; `cargo test` will run the tests instead");
    }
}
