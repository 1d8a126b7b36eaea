//! The checks that every change must pass: format, tidy, clippy and tests; then documentation and licences.

pub mod tests;

use anyhow::Result;

use crate::browser;
use crate::build;
use crate::page;
use crate::setup::{self, Purpose};
use crate::shell;
use crate::stages::Stages;
use crate::target;
use crate::tidy;

/// How much of the long tests runs. They read it from the variable `GREENROOM_SOAK`.
#[derive(Clone, Copy)]
pub enum Length {
    /// A tenth of the rounds, from a fixed seed.
    Tenth,
    /// All of them.
    Full,
}

impl Length {
    /// The profile of nextest that gives tests the time they need.
    pub fn profile(self) -> &'static str {
        match self {
            Self::Tenth => "default",
            Self::Full => "soak",
        }
    }

    /// What property tests draw their cases from: the same cases in every short run, so that it says something about
    /// the change and not about its luck; others each time in the long one, which is there to find new ones.
    pub fn seed(self) -> Option<&'static str> {
        match self {
            Self::Tenth => Some("20261122"),
            Self::Full => None,
        }
    }

    /// The value of `GREENROOM_SOAK`.
    pub fn value(self) -> &'static str {
        match self {
            Self::Tenth => "tenth",
            Self::Full => "full",
        }
    }
}

/// Sets up and runs every test.
pub fn test(length: Length) -> Result<()> {
    let mut counts = tests::Counts::default();
    let stages = test_stages(length, &mut counts)?;
    let outcome = stages.finish();
    println!("{counts}");
    outcome
}

/// `test`, then the documentation with warnings as errors, then licences and sources of outside crates.
pub fn check() -> Result<()> {
    let mut counts = tests::Counts::default();
    let mut stages = test_stages(Length::Tenth, &mut counts)?;
    stages.run("documentation", || {
        shell::run(
            shell::cargo().args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"),
        )
    });
    if shell::succeeds(shell::cargo().args(["deny", "--version"])) {
        // Known vulnerabilities are read from a database on the network, so they are not part of a check that
        // has to hold without one.
        stages.run("licences", || {
            shell::run(shell::cargo().args(["deny", "check", "licenses", "sources", "bans"]))
        });
    } else {
        println!("licences: not checked, cargo-deny is not installed");
    }
    let outcome = stages.finish();
    println!("{counts}");
    outcome
}

fn test_stages(length: Length, counts: &mut tests::Counts) -> Result<Stages> {
    target::prune()?;
    setup::set_up(Purpose::Test)?;
    let mut stages = Stages::default();
    stages.run("format", || shell::run(shell::cargo().args(["fmt", "--all", "--check"])));
    stages.run("tidy", || tidy::tidy(&shell::root()));
    stages.run("page", || page::build().map(|_| ()));
    stages.run("browser", || browser::test(None, counts));
    stages.run("clippy", || {
        let lint = ["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"];
        shell::run(shell::cargo().args(lint))
    });
    stages.run("window", || build::studio().map(|_| ()));
    stages.run("tests", || tests::run(length, counts));
    stages.run("doc tests", || tests::run_in_docs(counts));
    Ok(stages)
}
