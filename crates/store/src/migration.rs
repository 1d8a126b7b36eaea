//! Brings a library up to the format of this version, one numbered migration after the other.

use rusqlite::Connection;

use crate::connection::APPLICATION_ID;
use crate::error::StoreError;

/// In order; the first makes format 1. A merged one never changes.
pub const ALL: &[&str] = &[
    include_str!("../migrations/0001_library.sql"),
    include_str!("../migrations/0002_order_and_templates.sql"),
];

/// The newest format that this version knows.
pub const NEWEST: u32 = ALL.len() as u32;

/// Runs what is missing. Each migration succeeds whole or leaves the library in the format before it.
pub fn bring_up_to_date(
    connection: &mut Connection,
    from: u32,
    migrations: &[&str],
) -> Result<(), StoreError> {
    for (migration, format) in migrations.iter().zip(1_u32..).skip(from as usize) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(migration)?;
        transaction.pragma_update(None, "user_version", format)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.commit()?;
        tracing::info!(format, "the library has a new format");
    }
    Ok(())
}
