//! Opens a library's file once it is known to be whole and in a format that this version knows.

use std::path::Path;

use rusqlite::Connection;

use crate::backup::{self, Reason};
use crate::check::{self, Found};
use crate::connection;
use crate::error::StoreError;
use crate::library::{Options, path_in};
use crate::migration;

/// The writing connection to the library in `folder`, brought up to date.
pub fn checked(
    folder: &Path,
    now_ms: i64,
    options: &Options,
    after_crash: bool,
) -> Result<Connection, StoreError> {
    backup::finish_restore(folder)?;
    let path = path_in(folder);
    let is_known = look(folder, &path)?;
    let whole_check = is_known && (after_crash || check::is_quick(&path));
    let (mut connection, format) = open(&path, whole_check).map_err(|error| match error {
        error if error.is_damage() => damaged(folder, error.to_string()),
        error => error,
    })?;
    if format > 0 && format < migration::NEWEST {
        backup::make(&connection, folder, now_ms, Reason::BeforeMigration)?;
        backup::prune(folder, options.backups_max);
    }
    migration::bring_up_to_date(&mut connection, format)?;
    if let Some(pages) = options.pages_max {
        connection.pragma_update(None, "max_page_count", pages)?;
    }
    Ok(connection)
}

/// Refuses what is not a library of ours. Says whether there is one at all.
fn look(folder: &Path, path: &Path) -> Result<bool, StoreError> {
    match check::look(path)? {
        Found::Nothing => Ok(false),
        Found::Empty if check::has_log(path) => Ok(true),
        // A process that is killed while it begins a library leaves an empty file. Where there are backups
        // the file was more than that once.
        Found::Empty if backup::list(folder)?.is_empty() => Ok(false),
        Found::Empty => Err(damaged(folder, "it is empty".into())),
        Found::Damage(detail) => Err(damaged(folder, detail)),
        Found::Library { format } if format > migration::NEWEST => Err(too_new(format)),
        Found::Library { .. } => Ok(true),
    }
}

fn open(path: &Path, whole_check: bool) -> Result<(Connection, u32), StoreError> {
    if path.exists() {
        // The newer format may so far only be in the log beside the file.
        let format = check::format(path)?;
        if format > migration::NEWEST {
            return Err(too_new(format));
        }
    }
    let connection = connection::writer(path)?;
    if whole_check && let Some(detail) = check::fault(&connection)? {
        return Err(damaged(path.parent().unwrap_or(path), detail));
    }
    let format = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok((connection, format))
}

fn too_new(found: u32) -> StoreError {
    StoreError::LibraryTooNew { found, known: migration::NEWEST }
}

fn damaged(folder: &Path, detail: String) -> StoreError {
    let backups = backup::list(folder).map_or(0, |backups| backups.len());
    StoreError::LibraryDamaged { path: path_in(folder), detail, backups }
}
