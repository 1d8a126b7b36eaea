//! `greenroom backup`: copies of the library from before, and going back to one.

use std::path::Path;

use serde_json::json;

use super::{Done, clock};
use crate::arguments::BackupCommand;
use crate::output::Output;

/// Runs a backup command.
pub fn run(folder: &Path, command: BackupCommand, output: &Output) -> Done {
    match command {
        BackupCommand::List => {
            let backups = studio::backup::list(folder)?;
            let row = |backup: &studio::backup::Listed| format!("{}\t{} bytes", backup.name, backup.bytes);
            output.result(&backups, || backups.iter().map(row).collect::<Vec<_>>().join("\n"));
        }
        BackupCommand::Restore { name } => {
            studio::backup::restore(folder, &name, clock::system()())?;
            output.result(&json!({ "restored": name }), || format!("{name} is the library now"));
        }
    }
    Ok(())
}
