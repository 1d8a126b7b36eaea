//! Runs checks one after another, times each, and says at the end which held.

use std::fmt;
use std::time::Instant;

use anyhow::{Result, bail};

/// How long something has taken so far.
pub struct Stopwatch {
    started: Instant,
}

impl Stopwatch {
    /// Starts at zero.
    pub fn start() -> Self {
        Self { started: Instant::now() }
    }
}

impl fmt::Display for Stopwatch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.started.elapsed().as_secs_f64();
        if seconds < 60.0 {
            return write!(out, "{seconds:.1} s");
        }
        write!(out, "{:.0} min {:02.0} s", (seconds / 60.0).floor(), (seconds % 60.0).floor())
    }
}

/// The stages that have run.
#[derive(Default)]
pub struct Stages {
    done: Vec<Stage>,
}

struct Stage {
    name: &'static str,
    took: String,
    held: bool,
}

impl Stages {
    /// Runs one stage. A failure is shown at once and kept for the end, so that one run shows every fault.
    pub fn run(&mut self, name: &'static str, stage: impl FnOnce() -> Result<()>) {
        println!("\n==> {name}");
        let watch = Stopwatch::start();
        let outcome = stage();
        let took = watch.to_string();
        match &outcome {
            Ok(()) => println!("==> {name}: done in {took}"),
            Err(error) => println!("==> {name}: FAILED after {took}: {error:#}"),
        }
        self.done.push(Stage { name, took, held: outcome.is_ok() });
    }

    /// Prints the time of each stage. An error if one failed.
    pub fn finish(self) -> Result<()> {
        println!();
        for stage in &self.done {
            let word = if stage.held { "ok" } else { "FAILED" };
            println!("{:>16}  {:<6}  {}", stage.name, word, stage.took);
        }
        let failed: Vec<_> = self.done.iter().filter(|stage| !stage.held).map(|stage| stage.name).collect();
        if !failed.is_empty() {
            bail!("these stages failed: {}", failed.join(", "));
        }
        Ok(())
    }
}
