//! The templates table: scripts that the user keeps to begin others with.

use rusqlite::{Connection, params};
use types::call::script::OwnTemplate;

use crate::error::StoreError;
use crate::table::checked_name;

/// The most templates that are kept: all are sent to the window at once.
const TEMPLATES_MAX: usize = 1_000;

/// Reads templates.
pub struct Templates<'a> {
    pub(super) connection: &'a Connection,
}

/// Writes templates.
pub struct TemplatesMut<'a> {
    pub(super) connection: &'a Connection,
}

impl Templates<'_> {
    /// Every template, by name without regard to capitals.
    pub fn all(&self) -> Result<Vec<OwnTemplate>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT name, text FROM templates ORDER BY sort_name, name")?;
        let rows = statement.query_map([], |row| Ok(OwnTemplate { name: row.get(0)?, text: row.get(1)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl TemplatesMut<'_> {
    /// Keeps a template, in the place of one with the same name.
    pub fn put(&self, template: &OwnTemplate, now_ms: i64) -> Result<(), StoreError> {
        let name = checked_name(&template.name, StoreError::InvalidTemplateName)?;
        let others: usize = self
            .connection
            .prepare_cached("SELECT count(*) FROM templates WHERE name <> ?")?
            .query_row([&name], |row| row.get(0))?;
        if others >= TEMPLATES_MAX {
            return Err(StoreError::TooManyTemplates(TEMPLATES_MAX));
        }
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO templates (name, sort_name, text, made_ms) VALUES (?, ?, ?, ?)",
            )?
            .execute(params![name, name.to_lowercase(), template.text, now_ms])?;
        Ok(())
    }

    /// Forgets the template with that name.
    pub fn delete(&self, name: &str) -> Result<(), StoreError> {
        match self
            .connection
            .prepare_cached("DELETE FROM templates WHERE name = ?")?
            .execute([name.trim()])?
        {
            0 => Err(StoreError::TemplateNotFound(name.to_owned())),
            _ => Ok(()),
        }
    }
}
