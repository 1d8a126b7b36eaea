//! The scripts table: every version of a project's script, as it was written.

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use types::id::ProjectId;

use crate::error::StoreError;

/// A version of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptVersion {
    /// Counts from 1.
    pub version: u32,
    /// The text as the user wrote it.
    pub text: String,
    /// When it was kept, in milliseconds since 1970 UTC.
    pub made_ms: i64,
}

/// Reads scripts.
pub struct Scripts<'a> {
    pub(super) connection: &'a Connection,
}

/// Writes scripts.
pub struct ScriptsMut<'a> {
    pub(super) connection: &'a Connection,
}

const NEWEST_FIRST: &str = "SELECT version, text, made_ms FROM scripts
    WHERE project = (SELECT key FROM projects WHERE id = ?) ORDER BY version DESC";

impl Scripts<'_> {
    /// The newest version, if there is a script.
    pub fn newest(&self, project: ProjectId) -> Result<Option<ScriptVersion>, StoreError> {
        let mut statement = self.connection.prepare_cached(NEWEST_FIRST)?;
        Ok(statement.query_row([project.0], read).optional()?)
    }

    /// Every version, newest first.
    pub fn versions(&self, project: ProjectId) -> Result<Vec<ScriptVersion>, StoreError> {
        let mut statement = self.connection.prepare_cached(NEWEST_FIRST)?;
        let rows = statement.query_map([project.0], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl ScriptsMut<'_> {
    /// Keeps a text as the newest version, unless it is that already. Returns the version it has.
    pub fn put(&self, project: ProjectId, text: &str, now_ms: i64) -> Result<u32, StoreError> {
        let newest = Scripts { connection: self.connection }.newest(project)?;
        if let Some(newest) = newest.as_ref().filter(|newest| newest.text == text) {
            return Ok(newest.version);
        }
        let version = newest.map_or(1, |newest| newest.version.saturating_add(1));
        let added = self
            .connection
            .prepare_cached(
                "INSERT INTO scripts (project, version, text, made_ms)
                 SELECT key, ?2, ?3, ?4 FROM projects WHERE id = ?1",
            )?
            .execute(params![project.0, version, text, now_ms])?;
        if added == 0 { Err(StoreError::ProjectNotFound(project)) } else { Ok(version) }
    }
}

fn read(row: &Row) -> rusqlite::Result<ScriptVersion> {
    Ok(ScriptVersion { version: row.get(0)?, text: row.get(1)?, made_ms: row.get(2)? })
}
