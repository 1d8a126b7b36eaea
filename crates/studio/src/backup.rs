//! Backups of the library, as users see them.

use std::path::Path;

use serde::Serialize;

use crate::error::StudioError;

/// A backup as it is listed.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Listed {
    /// Its name; `restore` takes it.
    pub name: String,
    /// When it was made, in milliseconds since 1970 UTC.
    pub made_ms: i64,
    /// Its size.
    pub bytes: u64,
}

/// The backups of a data folder, the newest first. Works on a damaged library too.
///
/// # Errors
/// When the folder cannot be read.
pub fn list(data_folder: &Path) -> Result<Vec<Listed>, StudioError> {
    let listed = store::backup::list(data_folder)?;
    let shown = listed.into_iter().map(|backup| Listed {
        name: name(&backup),
        made_ms: backup.made_ms,
        bytes: backup.bytes,
    });
    Ok(shown.collect())
}

/// Puts a backup in the place of the library. What was there is kept as a backup itself.
///
/// # Errors
/// When no backup has that name, it is damaged, or the library is open somewhere.
pub fn restore(data_folder: &Path, wanted: &str, now_ms: i64) -> Result<(), StudioError> {
    let listed = store::backup::list(data_folder)?;
    let backup = listed.into_iter().find(|backup| name(backup) == wanted);
    let backup = backup.ok_or_else(|| StudioError::UnknownBackup(wanted.to_owned()))?;
    Ok(store::backup::restore(data_folder, &backup, now_ms)?)
}

fn name(backup: &store::backup::Backup) -> String {
    backup.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
