//! `greenroom-cloud`.

mod command;

use std::process::ExitCode;

use clap::Parser;

use command::Arguments;

fn main() -> ExitCode {
    command::run(Arguments::parse())
}
