//! Rows and indexes as SQLite's tables: each of our tables is a pair of them, `NAME` with the rows as JSON and
//! `NAME_index` with keys that lead to rows.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::fault;
use crate::moment::Moment;
use crate::store::{Key, Order, Reading, StoreError, Table, Tables, Visit, Walk};

/// Rows are read in pieces, so that a walk that is broken off does not read on, and none holds a statement for long.
const PIECE: i64 = 64;

/// The statements of every table, written once.
pub(super) struct Schema {
    statements: HashMap<&'static str, Statements>,
    create: String,
}

struct Statements {
    get: String,
    set: String,
    unset: String,
    index: String,
    unindex: String,
    rows: [String; 2],
    indexed: [String; 2],
    count: String,
}

impl Schema {
    pub(super) fn new(tables: &[Table]) -> Self {
        let statements = tables.iter().map(|table| (table.name, Statements::of(*table))).collect();
        Self { statements, create: tables.iter().map(|table| create(*table)).collect() }
    }

    pub(super) fn create(&self, connection: &Connection) -> Result<(), StoreError> {
        connection.execute_batch(&self.create).map_err(fault)
    }

    fn of(&self, table: Table) -> Result<&Statements, StoreError> {
        let unknown = || StoreError::Damaged(format!("there is no table {}", table.name));
        self.statements.get(table.name).ok_or_else(unknown)
    }
}

fn create(table: Table) -> String {
    let name = table.name;
    let never = table.never_negative.iter();
    let checks: String =
        never.map(|field| format!(", CHECK (json_extract(value, '$.{field}') >= 0)")).collect();
    let mut sql = format!(
        "CREATE TABLE IF NOT EXISTS {name} (key BLOB PRIMARY KEY, value TEXT NOT NULL{checks}) WITHOUT ROWID;
         CREATE TABLE IF NOT EXISTS {name}_index (key BLOB PRIMARY KEY, row BLOB NOT NULL) WITHOUT ROWID;"
    );
    if table.append_only {
        for change in ["UPDATE", "DELETE"] {
            let lower = change.to_lowercase();
            sql += &format!(
                "CREATE TRIGGER IF NOT EXISTS {name}_no_{lower} BEFORE {change} ON {name}
                 BEGIN SELECT RAISE(ABORT, '{name} is only ever added to'); END;"
            );
        }
    }
    sql
}

impl Statements {
    fn of(table: Table) -> Self {
        let name = table.name;
        let conflict =
            if table.append_only { "" } else { " ON CONFLICT(key) DO UPDATE SET value = excluded.value" };
        let walk = |from: &str, key: &str| {
            [
                format!(
                    "{from} WHERE {key} >= ?1 AND (?2 IS NULL OR {key} < ?2) ORDER BY {key} ASC LIMIT {PIECE}"
                ),
                format!(
                    "{from} WHERE {key} >= ?1 AND (?2 IS NULL OR {key} < ?2) ORDER BY {key} DESC LIMIT {PIECE}"
                ),
            ]
        };
        let joined = format!("SELECT i.key, r.value FROM {name}_index i JOIN {name} r ON r.key = i.row");
        Self {
            get: format!("SELECT value FROM {name} WHERE key = ?1"),
            set: format!("INSERT INTO {name} (key, value) VALUES (?1, ?2){conflict}"),
            unset: format!("DELETE FROM {name} WHERE key = ?1"),
            index: format!("INSERT INTO {name}_index (key, row) VALUES (?1, ?2)"),
            unindex: format!("DELETE FROM {name}_index WHERE key = ?1"),
            rows: walk(&format!("SELECT key, value FROM {name}"), "key"),
            indexed: walk(&joined, "i.key"),
            count: format!("SELECT COUNT(*) FROM {name}_index WHERE key >= ?1 AND (?2 IS NULL OR key < ?2)"),
        }
    }
}

/// All tables through a connection.
pub(super) struct Reader<'a> {
    pub connection: &'a Connection,
    pub schema: &'a Schema,
    pub now: Moment,
}

impl Reader<'_> {
    fn walk(&self, sql: &[String; 2], walk: &Walk, visit: &mut Visit<'_>) -> Result<(), StoreError> {
        let [forwards, backwards] = sql;
        let mut from = walk.prefix.bytes().to_vec();
        let mut to = walk.prefix.end();
        match (walk.order, &walk.after) {
            (Order::Forwards, Some(after)) => from = just_after(after),
            (Order::Backwards, Some(after)) => to = Some(after.bytes().to_vec()),
            (_, None) => {}
        }
        let sql = if walk.order == Order::Forwards { forwards } else { backwards };
        loop {
            let piece = self.piece(sql, &from, to.as_deref())?;
            let more = i64::try_from(piece.len()).unwrap_or(PIECE) == PIECE;
            for (key, text) in piece {
                if visit(&key, &text)?.is_break() {
                    return Ok(());
                }
                match walk.order {
                    Order::Forwards => from = just_after(&key),
                    Order::Backwards => to = Some(key.bytes().to_vec()),
                }
            }
            if !more {
                return Ok(());
            }
        }
    }

    fn piece(&self, sql: &str, from: &[u8], to: Option<&[u8]>) -> Result<Vec<(Key, String)>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let read = |row: &rusqlite::Row<'_>| Ok((Key::from_bytes(row.get_ref(0)?.as_blob()?), row.get(1)?));
        let found = statement.query_map(params![from, to], read).map_err(fault)?;
        found.collect::<Result<_, _>>().map_err(fault)
    }
}

/// The smallest bytes after a key.
fn just_after(key: &Key) -> Vec<u8> {
    let mut bytes = key.bytes().to_vec();
    bytes.push(0);
    bytes
}

impl Reading for Reader<'_> {
    fn now(&self) -> Moment {
        self.now
    }

    fn text(&self, table: Table, key: &Key) -> Result<Option<String>, StoreError> {
        let mut statement = self.connection.prepare_cached(&self.schema.of(table)?.get).map_err(fault)?;
        statement.query_row([key.bytes()], |row| row.get(0)).optional().map_err(fault)
    }

    fn rows(&self, table: Table, walk: &Walk, visit: &mut Visit<'_>) -> Result<(), StoreError> {
        self.walk(&self.schema.of(table)?.rows, walk, visit)
    }

    fn indexed(&self, table: Table, walk: &Walk, visit: &mut Visit<'_>) -> Result<(), StoreError> {
        self.walk(&self.schema.of(table)?.indexed, walk, visit)
    }

    fn count(&self, table: Table, prefix: &Key) -> Result<u64, StoreError> {
        let mut statement = self.connection.prepare_cached(&self.schema.of(table)?.count).map_err(fault)?;
        statement.query_row(params![prefix.bytes(), prefix.end()], |row| row.get(0)).map_err(fault)
    }
}

impl Tables for Reader<'_> {
    fn set(
        &mut self,
        table: Table,
        key: &Key,
        text: &str,
        with: &[Key],
        without: &[Key],
    ) -> Result<(), StoreError> {
        let statements = self.schema.of(table)?;
        self.run(&statements.set, params![key.bytes(), text])?;
        for entry in without {
            self.run(&statements.unindex, params![entry.bytes()])?;
        }
        for entry in with {
            self.run(&statements.index, params![entry.bytes(), key.bytes()])?;
        }
        Ok(())
    }

    fn unset(&mut self, table: Table, key: &Key, without: &[Key]) -> Result<(), StoreError> {
        let statements = self.schema.of(table)?;
        self.run(&statements.unset, params![key.bytes()])?;
        for entry in without {
            self.run(&statements.unindex, params![entry.bytes()])?;
        }
        Ok(())
    }
}

impl Reader<'_> {
    fn run(&self, sql: &str, with: &[&dyn rusqlite::ToSql]) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.execute(with).map(drop).map_err(fault)
    }
}
