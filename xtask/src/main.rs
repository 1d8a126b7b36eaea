//! The project's own tasks: `cargo xtask setup | run | build | browser | test | check | soak | bench | tidy`.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a task reports to the person at the terminal"
)]

mod bench;
mod browser;
mod build;
mod checks;
mod dist;
mod material;
mod page;
mod run;
mod setup;
mod shell;
mod stages;
mod target;
mod tidy;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::checks::Length;
use crate::dist::After;
use crate::setup::Purpose;

/// The project's own tasks.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Installs what building, running and testing need, only where it is missing
    Setup,
    /// Sets up, builds and opens the studio
    Run {
        /// Make the sample ad from script to MP4 instead, as without a display; its path is the last line
        #[arg(long)]
        headless: bool,
    },
    /// Sets up and builds the studio with its page embedded; the executable's path is the last line
    Build,
    /// Builds the page alone and tests it in a browser, with a host that is made up
    Browser {
        /// Only tests whose name fits this pattern
        #[arg(long)]
        only: Option<String>,
        /// Make the pictures in docs/screens anew
        #[arg(long)]
        screens: bool,
    },
    /// Sets up and runs every test, the long ones at a seeded tenth of their length
    Test,
    /// `test`, then the documentation with warnings as errors, then licences and sources
    Check,
    /// Every test, the long ones in full
    Soak,
    /// Builds the package for Debian and Ubuntu; its path is the last line
    Dist {
        /// Then install it in a bare Debian and drive its window there; needs root
        #[arg(long)]
        try_out: bool,
    },
    /// Builds for speed and runs the benchmarks in tests/bench
    Bench {
        /// Passed on to the benchmark programs
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Checks the style rules that a program can check
    Tidy {
        /// The tree to look at, instead of this workspace
        #[arg(long)]
        root: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    match perform(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Result<()> {
    match task {
        Task::Setup => setup::set_up(Purpose::Test),
        Task::Run { headless: true } => run::sample_ad(),
        Task::Run { headless: false } => run::studio(),
        Task::Build => build::build(),
        Task::Browser { only, screens } => {
            browser::alone(only.as_deref())?;
            if screens { browser::keep_pictures() } else { Ok(()) }
        }
        Task::Test => checks::test(Length::Tenth),
        Task::Check => checks::check(),
        Task::Soak => checks::test(Length::Full),
        Task::Dist { try_out } => dist::dist(if try_out { After::TryOut } else { After::Nothing }),
        Task::Bench { arguments } => bench::bench(&arguments),
        Task::Tidy { root } => tidy::tidy(&root.unwrap_or_else(shell::root)),
    }
}
