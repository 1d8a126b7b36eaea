//! The settings table: small values by name.

use rusqlite::{Connection, OptionalExtension as _, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::StoreError;

/// Reads settings.
pub struct Settings<'a> {
    pub(super) connection: &'a Connection,
}

/// Writes settings.
pub struct SettingsMut<'a> {
    pub(super) connection: &'a Connection,
}

impl Settings<'_> {
    /// The value with that name, if it was ever set.
    pub fn get<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT value FROM settings WHERE name = ?")?;
        let json: Option<String> = statement.query_row([name], |row| row.get(0)).optional()?;
        Ok(json.map(|json| serde_json::from_str(&json)).transpose()?)
    }
}

impl SettingsMut<'_> {
    /// Sets the value with that name.
    pub fn set<T: Serialize>(&self, name: &str, value: &T) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)")?
            .execute(params![name, serde_json::to_string(value)?])?;
        Ok(())
    }

    /// Forgets the value with that name.
    pub fn remove(&self, name: &str) -> Result<(), StoreError> {
        self.connection.prepare_cached("DELETE FROM settings WHERE name = ?")?.execute([name])?;
        Ok(())
    }
}
