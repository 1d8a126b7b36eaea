//! One file a group of commands; here is which command goes where.

mod ad;
mod backup;
mod catalogue;
mod clock;
mod interrupt;
mod project;
mod render;

use std::path::PathBuf;

use studio::error::StudioError;
use types::error::{ErrorCode, Failure};

use crate::arguments::{Arguments, Command};
use crate::output::Output;

/// Runs a command.
pub fn run(arguments: Arguments, output: &Output) -> Result<(), Failure> {
    if matches!(arguments.command, Command::Worker) {
        return studio::workshop::serve_engine().map_err(|error| error.failure());
    }
    let folder = data_folder(arguments.data_dir)?;
    let done = match arguments.command {
        Command::Ad(ad) => ad::make(&folder, &ad, output),
        Command::Project(command) => project::run(&folder, command, output),
        Command::Frame { id, at, out } => render::frame(&folder, &id, (at, &out), output),
        Command::Export { id, preset, out } => render::export(&folder, &id, (&preset, &out), output),
        Command::Probe { file } => render::probe(&folder, &file, output),
        Command::Actors(filters) => catalogue::actors(&filters, output),
        Command::Voices { language, installed, action } => {
            catalogue::voices(&folder, (language.as_deref(), installed), action, output)
        }
        Command::Presets => catalogue::presets(output),
        Command::Backup(command) => backup::run(&folder, command, output),
        Command::Worker => return Ok(()),
    };
    done.map_err(|error| error.failure())
}

fn data_folder(given: Option<PathBuf>) -> Result<PathBuf, Failure> {
    let system = || Some(directories::ProjectDirs::from("", "", "Greenroom")?.data_dir().to_path_buf());
    given.or_else(system).ok_or_else(|| {
        Failure::new(
            ErrorCode::InvalidRequest,
            "the system names no place for application data; give --data-dir",
        )
    })
}

type Done = Result<(), StudioError>;
