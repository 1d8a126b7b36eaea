//! The snapshots table: whole documents, so that a project opens without replaying its whole log.

use rusqlite::{Connection, params};
use types::document::Document;

use crate::error::StoreError;
use crate::table::edits::Place;

/// Reads snapshots.
pub(crate) struct Snapshots<'a> {
    pub(super) connection: &'a Connection,
}

/// Writes snapshots.
pub(crate) struct SnapshotsMut<'a> {
    pub(super) connection: &'a Connection,
}

impl Snapshots<'_> {
    /// After which edits there are snapshots, the one nearest to the place first.
    pub(crate) fn nearest_first(&self, place: Place) -> Result<Vec<u64>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT seq FROM snapshots WHERE project = ? ORDER BY abs(seq - ?), seq")?;
        let rows = statement.query_map(params![place.key, place.head], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The document as it was after edit `seq`.
    pub(crate) fn get(&self, place: Place, seq: u64) -> Result<Document, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT document FROM snapshots WHERE project = ? AND seq = ?")?;
        let json: String = statement.query_row(params![place.key, seq], |row| row.get(0))?;
        Ok(serde_json::from_str(&json)?)
    }
}

impl SnapshotsMut<'_> {
    /// Keeps the document, as JSON, as it is at the place.
    pub(crate) fn put(&self, place: Place, document: &str) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO snapshots (project, seq, document) VALUES (?, ?, ?)")?
            .execute(params![place.key, place.head, document])?;
        Ok(())
    }

    /// Drops those that belong to edits which were undone.
    pub(crate) fn drop_after(&self, place: Place) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM snapshots WHERE project = ? AND seq > ?")?
            .execute(params![place.key, place.head])?;
        Ok(())
    }

    /// Drops one.
    pub(crate) fn drop_at(&self, place: Place, seq: u64) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM snapshots WHERE project = ? AND seq = ?")?
            .execute(params![place.key, seq])?;
        Ok(())
    }
}
