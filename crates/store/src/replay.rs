//! From the log to the document: the nearest snapshot, and the edits between it and the head.

use rusqlite::{Connection, TransactionBehavior};
use types::document::Document;
use types::id::ProjectId;

use crate::error::StoreError;
use crate::library::Options;
use crate::table::edits::Place;
use crate::table::{Tables, TablesMut};

/// How many snapshots of a project are kept: one to open from, others in case that one cannot be read.
const SNAPSHOTS_MAX: usize = 3;

/// The document as it is at the place.
pub fn document(tables: &Tables, project: ProjectId, place: Place) -> Result<Document, StoreError> {
    let mut detail = "it has no snapshot".to_owned();
    for seq in tables.snapshots().nearest_first(place)? {
        match document_from(tables, place, seq) {
            Ok(document) => return Ok(document),
            Err(error) => {
                tracing::error!(%project, seq, %error, "a snapshot does not lead to the document");
                detail = error.to_string();
            }
        }
    }
    Err(StoreError::ProjectDamaged { project, detail })
}

fn document_from(tables: &Tables, place: Place, seq: u64) -> Result<Document, StoreError> {
    let mut document = tables.snapshots().get(place, seq)?;
    tables.edits().replay(place, seq, |edit| Ok(document.apply(edit).map(drop)?))?;
    Ok(document)
}

/// Whether opening the project would have to replay too many edits.
pub fn is_due(tables: &Tables, place: Place, options: &Options) -> Result<bool, StoreError> {
    let nearest = tables.snapshots().nearest_first(place)?.first().copied();
    Ok(nearest.is_none_or(|seq| seq.abs_diff(place.head) >= options.snapshot_distance))
}

/// Makes sure that a snapshot is left when those after the place are dropped.
pub fn anchor(tables: &TablesMut, project: ProjectId, place: Place) -> Result<(), StoreError> {
    if tables.snapshots().nearest_first(place)?.iter().any(|seq| *seq <= place.head) {
        return Ok(());
    }
    let document = document(tables, project, place)?;
    tables.snapshots_mut().put(place, &serde_json::to_string(&document)?)
}

/// Writes the document as it is now, if that is due, and drops snapshots and edits that are too far from it.
pub fn write_snapshot(
    connection: &mut Connection,
    project: ProjectId,
    options: &Options,
) -> Result<(), StoreError> {
    let Some(due) = read_due(connection, project, options)? else { return Ok(()) };
    let json = serde_json::to_string(&due.document)?;

    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let tables = TablesMut::new(&transaction);
    let now = tables.edits().place(project)?;
    // Meanwhile the user may have undone that edit and made another in its place.
    if tables.edits().mark(due.place)? == due.mark {
        tables.snapshots_mut().put(due.place, &json)?;
        thin_out(&tables, now, options)?;
    }
    Ok(transaction.commit()?)
}

struct Due {
    place: Place,
    mark: u64,
    document: Document,
}

fn read_due(
    connection: &mut Connection,
    project: ProjectId,
    options: &Options,
) -> Result<Option<Due>, StoreError> {
    let transaction = connection.transaction()?;
    let tables = Tables::new(&transaction);
    let place = match tables.edits().place(project) {
        Err(StoreError::ProjectNotFound(_)) => return Ok(None),
        place => place?,
    };
    if !is_due(&tables, place, options)? {
        return Ok(None);
    }
    let document = document(&tables, project, place)?;
    Ok(Some(Due { place, mark: tables.edits().mark(place)?, document }))
}

fn thin_out(tables: &TablesMut, now: Place, options: &Options) -> Result<(), StoreError> {
    let nearest = tables.snapshots().nearest_first(now)?;
    for seq in nearest.iter().skip(SNAPSHOTS_MAX) {
        tables.snapshots_mut().drop_at(now, *seq)?;
    }
    let oldest = now.head.saturating_sub(options.history_max);
    let (kept, too_old): (Vec<u64>, Vec<u64>) =
        nearest.iter().take(SNAPSHOTS_MAX).partition(|seq| **seq >= oldest);
    if !kept.is_empty() {
        for seq in too_old {
            tables.snapshots_mut().drop_at(now, seq)?;
        }
        tables.edits_mut().forget(now, oldest)?;
    }
    Ok(())
}
