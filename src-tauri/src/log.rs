//! The log: one file a day in the data folder, five kept.

use std::path::Path;

use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{Builder, Rotation};
use tracing_subscriber::EnvFilter;

/// Begins the log. It is written while the guard is held; none where the folder cannot be written.
pub fn begin(data_folder: &Path) -> Option<WorkerGuard> {
    let folder = data_folder.join("logs");
    // The appender complains aloud of a folder that is not there yet.
    std::fs::create_dir_all(&folder).ok()?;
    let files = Builder::new().rotation(Rotation::DAILY).filename_prefix("studio").filename_suffix("log");
    let appender = files.max_log_files(5).build(folder).ok()?;
    let (writer, guard) = tracing_appender::non_blocking(appender);
    let filter = EnvFilter::try_from_env("GREENROOM_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_writer(writer).with_ansi(false).with_env_filter(filter);
    log.try_init().ok()?;
    Some(guard)
}
