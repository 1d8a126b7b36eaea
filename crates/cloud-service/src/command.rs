//! The command line: translates, decides nothing.

mod admin;
#[cfg(feature = "sandbox")]
mod sandbox;
mod serve;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use serde_json::{Value, json};

use admin::{AlreadySaid, Form};

/// The hosted service of Greenroom.
#[derive(Parser)]
#[command(name = "greenroom-cloud", version)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the API.
    Serve(Serve),
    /// Be the providers of a service that has no keys. The service starts this by itself.
    #[cfg(feature = "sandbox")]
    #[command(hide = true)]
    Sandbox(sandbox::Sandbox),
    /// Look after a service, also while it serves.
    #[command(subcommand)]
    Admin(admin::Admin),
}

#[derive(Args)]
struct Serve {
    /// Where everything is kept.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Where requests come in; by default 127.0.0.1:8787.
    #[arg(long, value_name = "ADDR")]
    listen: Option<std::net::SocketAddr>,
    /// A configuration in TOML.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Runs a command; 0 when it was done, 1 when not.
pub fn run(arguments: Arguments) -> ExitCode {
    let (done, form) = match arguments.command {
        Command::Serve(serve) => (serve::run(serve), Form::Text),
        #[cfg(feature = "sandbox")]
        Command::Sandbox(sandbox) => (sandbox::run(sandbox), Form::Text),
        Command::Admin(admin) => admin::run(admin),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.is::<AlreadySaid>() => ExitCode::FAILURE,
        Err(error) => {
            let message = format!("{error:#}");
            if form == Form::Json {
                let code = error.downcast_ref::<admin::Refused>().map_or("FAILED", |refused| &refused.code);
                say(&json!({ "error": { "code": code, "message": message } }));
            } else {
                drop(writeln!(io::stderr(), "{message}"));
            }
            ExitCode::FAILURE
        }
    }
}

/// Writes a line of JSON. Who reads it may have gone, which is theirs to do.
fn say(value: &Value) {
    let mut out = io::stdout().lock();
    drop(writeln!(out, "{value}").and_then(|()| out.flush()));
}

/// Writes text for people.
fn tell(text: &str) {
    let mut out = io::stdout().lock();
    drop(writeln!(out, "{text}").and_then(|()| out.flush()));
}
