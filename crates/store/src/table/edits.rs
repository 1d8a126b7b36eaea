//! The edits table: the log of a project's edits, and how far along it the document is.

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use types::edit::Edit;
use types::id::ProjectId;

use crate::error::StoreError;
use crate::history::History;

/// Where a project's document stands in its log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The project's key in the tables.
    pub key: i64,
    /// Counts the changes of the document.
    pub revision: u64,
    /// How many edits of the log make up the document.
    pub head: u64,
}

impl Place {
    pub(crate) fn forward(self) -> Self {
        Self { revision: self.revision + 1, head: self.head + 1, ..self }
    }

    pub(crate) fn back(self) -> Self {
        Self { revision: self.revision + 1, head: self.head.saturating_sub(1), ..self }
    }
}

/// An edit of the log.
pub(crate) struct Logged {
    edit_json: String,
    /// What undoes it.
    pub inverse: Edit,
}

impl Logged {
    /// What does it again. That is the difference it made, not the edit it was: the difference leads to the
    /// same document even in a version that has learned to do the edit better.
    pub(crate) fn forward(&self) -> Result<Edit, StoreError> {
        match &self.inverse {
            Edit::Patch(patch) => Ok(Edit::Patch(patch.reversed())),
            _ => Ok(serde_json::from_str(&self.edit_json)?),
        }
    }
}

/// Reads the log.
pub(crate) struct Edits<'a> {
    pub(super) connection: &'a Connection,
}

/// Writes the log.
pub(crate) struct EditsMut<'a> {
    pub(super) connection: &'a Connection,
}

impl Edits<'_> {
    /// Where the project's document stands.
    pub(crate) fn place(&self, project: ProjectId) -> Result<Place, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT key, revision, head FROM projects WHERE id = ?")?;
        let place = statement.query_row([project.0], |row| {
            Ok(Place { key: row.get(0)?, revision: row.get(1)?, head: row.get(2)? })
        });
        place.optional()?.ok_or(StoreError::ProjectNotFound(project))
    }

    /// What can be undone and redone from there. The log has no holes, so its ends are enough to count by.
    pub(crate) fn history(&self, place: Place) -> Result<History, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT (SELECT min(seq) FROM edits WHERE project = ?1), (SELECT max(seq) FROM edits WHERE project = ?1)",
        )?;
        let ends = |row: &Row| Ok((row.get::<_, Option<u64>>(0)?, row.get::<_, Option<u64>>(1)?));
        let (first, last) = statement.query_row([place.key], ends)?;
        let undoable = first.map_or(0, |first| (place.head + 1).saturating_sub(first));
        let redoable = last.map_or(0, |last| last.saturating_sub(place.head));
        Ok(History { revision: place.revision, undoable, redoable })
    }

    /// The edit with that number.
    pub(crate) fn get(&self, place: Place, seq: u64) -> Result<Option<Logged>, StoreError> {
        let mut found = None;
        self.each(place, (seq, seq), Order::Forward, |logged| {
            found = Some(logged);
            Ok(())
        })?;
        Ok(found)
    }

    /// The revision that the edit at the place made; 0 where the log begins.
    pub(crate) fn mark(&self, place: Place) -> Result<u64, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT revision FROM edits WHERE project = ? AND seq = ?")?;
        Ok(statement.query_row(params![place.key, place.head], |row| row.get(0)).optional()?.unwrap_or(0))
    }

    /// Takes a document from the state after edit `from` to that at the place, one edit at a time.
    pub(crate) fn replay(
        &self,
        place: Place,
        from: u64,
        mut apply: impl FnMut(&Edit) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let steps = if from <= place.head {
            self.each(place, (from + 1, place.head), Order::Forward, |logged| apply(&logged.forward()?))
        } else {
            self.each(place, (place.head + 1, from), Order::Backward, |logged| apply(&logged.inverse))
        };
        if steps? == from.abs_diff(place.head) { Ok(()) } else { Err(StoreError::EditMissing) }
    }

    /// Calls `visit` for every edit from `first` to `last`, both included, and counts them.
    fn each(
        &self,
        place: Place,
        (first, last): (u64, u64),
        order: Order,
        mut visit: impl FnMut(Logged) -> Result<(), StoreError>,
    ) -> Result<u64, StoreError> {
        let mut statement = self.connection.prepare_cached(order.query())?;
        let mut rows = statement.query(params![place.key, first, last])?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            let inverse = serde_json::from_str(row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?)?;
            visit(Logged { edit_json: row.get(0)?, inverse })?;
            count += 1;
        }
        Ok(count)
    }
}

enum Order {
    Forward,
    Backward,
}

impl Order {
    fn query(self) -> &'static str {
        match self {
            Self::Forward => {
                "SELECT edit, inverse FROM edits WHERE project = ? AND seq BETWEEN ? AND ? ORDER BY seq"
            }
            Self::Backward => {
                "SELECT edit, inverse FROM edits WHERE project = ? AND seq BETWEEN ? AND ? ORDER BY seq DESC"
            }
        }
    }
}

impl EditsMut<'_> {
    /// Writes an edit and its inverse, both as JSON, as the one that leads to `place`.
    pub(crate) fn append(
        &self,
        place: Place,
        (edit, inverse): (&str, &str),
        now_ms: i64,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT INTO edits (project, seq, revision, made_ms, edit, inverse) VALUES (?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![place.key, place.head, place.revision, now_ms, edit, inverse])?;
        Ok(())
    }

    /// Forgets the edits that were undone.
    pub(crate) fn drop_after(&self, place: Place) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM edits WHERE project = ? AND seq > ?")?
            .execute(params![place.key, place.head])?;
        Ok(())
    }

    /// Forgets edits up to and including `seq`.
    pub(crate) fn forget(&self, place: Place, seq: u64) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM edits WHERE project = ? AND seq <= ?")?
            .execute(params![place.key, seq])?;
        Ok(())
    }

    /// Says that the document stands there now.
    pub(crate) fn move_to(&self, place: Place, now_ms: i64) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE projects SET revision = ?, head = ?, changed_ms = ? WHERE key = ?")?
            .execute(params![place.revision, place.head, now_ms, place.key])?;
        Ok(())
    }
}
