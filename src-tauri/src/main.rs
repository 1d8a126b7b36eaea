//! `greenroom-studio`: the window. It translates between the page and the desk, and decides nothing.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod ask;
mod files;
mod graphics;
mod log;
mod pictures;
mod shell;

use std::process::ExitCode;

fn main() -> ExitCode {
    // The engine runs in processes of their own: this program started again.
    if std::env::args().nth(1).as_deref() == Some("worker") {
        return match studio::workshop::serve_engine() {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        };
    }
    graphics::choose(&shell::data_place());
    match shell::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the window could not be opened");
            ExitCode::FAILURE
        }
    }
}
