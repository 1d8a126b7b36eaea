//! The takes table: what has been made for a segment, by the segment's name, so that nothing is made, or
//! paid for, twice.

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde_json::Value;

use crate::error::StoreError;

/// Something made for a segment.
#[derive(Clone, Debug, PartialEq)]
pub struct Take {
    /// The segment's name: `types::segment::Segment::name`.
    pub segment: String,
    /// Where the media lies, inside the data folder.
    pub path: String,
    /// How long its sound is, in samples at 48 kHz.
    pub samples: u64,
    /// What its maker knows about it: words with their times, mouth shapes.
    pub details: Value,
    /// When it was made, in milliseconds since 1970 UTC.
    pub made_ms: i64,
}

/// Reads takes.
pub struct Takes<'a> {
    pub(super) connection: &'a Connection,
}

/// Writes takes.
pub struct TakesMut<'a> {
    pub(super) connection: &'a Connection,
}

impl Takes<'_> {
    /// The take of that segment, if there is one.
    pub fn get(&self, segment: &str) -> Result<Option<Take>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT segment, path, samples, details, made_ms FROM takes WHERE segment = ?")?;
        let found = statement.query_row([segment], read).optional()?;
        found.map(Raw::take).transpose()
    }

    /// Those that have not been used for longest, first.
    pub fn least_used(&self, limit: u32) -> Result<Vec<Take>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT segment, path, samples, details, made_ms FROM takes ORDER BY used_ms, segment LIMIT ?",
        )?;
        let rows = statement.query_map([limit], read)?;
        rows.map(|row| row?.take()).collect()
    }
}

impl TakesMut<'_> {
    /// Keeps a take, in place of an older one of the same segment.
    pub fn put(&self, take: &Take) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO takes (segment, path, samples, details, made_ms, used_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?5)",
            )?
            .execute(params![
                take.segment,
                take.path,
                take.samples,
                serde_json::to_string(&take.details)?,
                take.made_ms
            ])?;
        Ok(())
    }

    /// Notes that a take was used.
    pub fn touch(&self, segment: &str, now_ms: i64) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE takes SET used_ms = max(used_ms, ?) WHERE segment = ?")?
            .execute(params![now_ms, segment])?;
        Ok(())
    }

    /// Forgets a take. Its file is the caller's to delete.
    pub fn remove(&self, segment: &str) -> Result<(), StoreError> {
        self.connection.prepare_cached("DELETE FROM takes WHERE segment = ?")?.execute([segment])?;
        Ok(())
    }
}

/// A row before its JSON is read.
struct Raw {
    take: Take,
    details: String,
}

fn read(row: &Row) -> rusqlite::Result<Raw> {
    let take = Take {
        segment: row.get(0)?,
        path: row.get(1)?,
        samples: row.get(2)?,
        details: Value::Null,
        made_ms: row.get(4)?,
    };
    Ok(Raw { take, details: row.get(3)? })
}

impl Raw {
    fn take(self) -> Result<Take, StoreError> {
        Ok(Take { details: serde_json::from_str(&self.details)?, ..self.take })
    }
}
