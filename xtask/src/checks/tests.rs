//! Runs the workspace's tests and counts them.

use std::fmt;
use std::io::{BufRead as _, BufReader, Read};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::build;
use crate::checks::Length;
use crate::material;
use crate::setup;
use crate::shell;

/// Tests that ran.
#[derive(Default)]
pub struct Counts {
    passed: u64,
    failed: u64,
}

impl fmt::Display for Counts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Runs every test of every crate.
pub fn run(length: Length, counts: &mut Counts) -> Result<()> {
    let mut command = shell::cargo();
    if setup::has_nextest() {
        command.args(["nextest", "run", "--workspace", "--no-fail-fast", "--no-tests", "pass"]);
        command.args(["--profile", length.profile()]);
    } else {
        command.args(["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"]);
    }
    command.env(material::VARIABLE, material::folder()?).env("GREENROOM_SOAK", length.value());
    command.env("GREENROOM_STUDIO", build::program());
    // A snapshot that is not there or differs is a failure, never a file to be written.
    command.env("INSTA_UPDATE", "no");
    if let Some(seed) = length.seed() {
        command.env("PROPTEST_RNG_SEED", seed);
    }
    run_counted(&mut command, counts)
}

/// Runs the examples in documentation, which the test runner leaves out.
pub fn run_in_docs(counts: &mut Counts) -> Result<()> {
    run_counted(shell::cargo().args(["test", "--workspace", "--doc", "--quiet"]), counts)
}

/// Runs the command, shows what it prints and adds up its summaries.
pub fn run_counted(command: &mut Command, counts: &mut Counts) -> Result<()> {
    println!("$ {}", shell::line(command));
    // Colours would stand between the numbers and their words.
    command.env("CARGO_TERM_COLOR", "never");
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("could not start {}", shell::line(command)))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    // nextest reports on one of the two, cargo's own runner on the other; both must be drained at once.
    let (from_out, from_err) = std::thread::scope(|scope| {
        let other = scope.spawn(|| out.map(show_and_count).unwrap_or_default());
        let here = err.map(show_and_count).unwrap_or_default();
        (other.join().unwrap_or_default(), here)
    });
    counts.passed += from_out.passed + from_err.passed;
    counts.failed += from_out.failed + from_err.failed;
    let status = child.wait()?;
    if !status.success() {
        bail!("`{}` ended with {status}", shell::line(command));
    }
    Ok(())
}

fn show_and_count(from: impl Read) -> Counts {
    let mut counts = Counts::default();
    for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        let summary = line.trim_start();
        if summary.starts_with("Summary [") || summary.starts_with("test result:") {
            counts.passed += number_before(summary, " passed");
            counts.failed += number_before(summary, " failed") + number_before(summary, " timed out");
        }
    }
    counts
}

fn number_before(line: &str, word: &str) -> u64 {
    let Some((before, _)) = line.split_once(word) else { return 0 };
    let digits = before.rsplit(|letter: char| !letter.is_ascii_digit()).next().unwrap_or_default();
    digits.parse().unwrap_or(0)
}
