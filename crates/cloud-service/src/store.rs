//! Where everything is kept that must not be lost.
//!
//! A [`Store`] holds [`Record`]s in tables and runs business transactions over them: functions that see all tables
//! through [`Tables`], and either happen whole, flushed to the disk before anybody hears of them, or not at all.
//! What a transaction does is written once, in the module it belongs to (`ledger`, `generation`, `account`), and is the
//! same over every store. No type of a database is in here.

use std::ops::ControlFlow;
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::sync::oneshot;

use crate::moment::Moment;
use crate::refusal::Refusal;

mod key;
pub mod memory;
pub mod sqlite;

pub use key::Key;

/// A table, and what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Table {
    /// Its name in the database.
    pub name: &'static str,
    /// Whether rows may only be added.
    pub append_only: bool,
    /// Fields that are never negative.
    pub never_negative: &'static [&'static str],
}

impl Table {
    /// A table whose rows may change.
    pub const fn named(name: &'static str) -> Self {
        Self { name, append_only: false, never_negative: &[] }
    }

    /// A table to which rows are only ever added.
    pub const fn append_only(name: &'static str) -> Self {
        Self { name, append_only: true, never_negative: &[] }
    }
}

/// A thing that is kept: a row of its table.
pub trait Record: Serialize + DeserializeOwned {
    /// Its table.
    const TABLE: Table;

    /// What it is found by; no other row of the table has it.
    fn key(&self) -> Key;

    /// Other ways to find it. The first part of each names the index.
    fn indexes(&self) -> Vec<Key> {
        Vec::new()
    }
}

/// What can go wrong with the store itself.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// There is no room on the disk.
    #[error("the disk is full")]
    Full,
    /// It was closed, or another program kept it locked; nothing was changed.
    #[error("the store takes nothing just now")]
    Away,
    /// It cannot be read or written, or holds what it cannot hold.
    #[error("the store is damaged: {0}")]
    Damaged(String),
}

/// Which way a walk goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Smallest key first.
    Forwards,
    /// Largest key first.
    Backwards,
}

/// Where a walk goes.
#[derive(Clone, Debug)]
pub struct Walk {
    /// Only keys that begin so.
    pub prefix: Key,
    /// Only keys after this one, in the walk's order.
    pub after: Option<Key>,
    /// Which way.
    pub order: Order,
}

/// What a walk is shown: the key walked over and the row's text.
pub type Visit<'a> = dyn FnMut(&Key, &str) -> Result<ControlFlow<()>, StoreError> + 'a;

/// All tables, to be read.
pub trait Reading {
    /// The store's time. It never goes back within one process.
    fn now(&self) -> Moment;
    /// The text of a row.
    fn text(&self, table: Table, key: &Key) -> Result<Option<String>, StoreError>;
    /// Shows the rows of a table in the order of their keys.
    fn rows(&self, table: Table, walk: &Walk, visit: &mut Visit<'_>) -> Result<(), StoreError>;
    /// Shows the rows of a table in the order of an index.
    fn indexed(&self, table: Table, walk: &Walk, visit: &mut Visit<'_>) -> Result<(), StoreError>;
    /// How many keys of an index begin so.
    fn count(&self, table: Table, prefix: &Key) -> Result<u64, StoreError>;
}

/// All tables, to be read and written.
pub trait Tables: Reading {
    /// Puts a row and the keys of its indexes; those in `without` go.
    fn set(
        &mut self,
        table: Table,
        key: &Key,
        text: &str,
        with: &[Key],
        without: &[Key],
    ) -> Result<(), StoreError>;
    /// Takes a row away, with the keys of its indexes.
    fn unset(&mut self, table: Table, key: &Key, without: &[Key]) -> Result<(), StoreError>;
}

/// What a transaction does with all tables.
pub type Run = Box<dyn FnOnce(&mut dyn Tables) -> Verdict + Send>;

/// A business transaction on its way to the store; it answers whoever asked by itself.
pub struct Work {
    /// What is done.
    pub run: Run,
}

/// How a transaction ended.
pub enum Verdict {
    /// It holds; the function is called once it is on the disk, or with what kept it from getting there.
    Keep(Box<dyn FnOnce(Result<(), StoreError>) + Send>),
    /// It is undone; the function is called then.
    Undo(Box<dyn FnOnce() + Send>),
}

/// Where everything is kept.
pub trait Store: Send + Sync {
    /// Hands in a transaction. Those handed in at the same time may share one flush.
    fn submit(&self, work: Work);
    /// Reads all tables as they are at one moment.
    fn read(&self, reader: &mut dyn FnMut(&dyn Reading)) -> Result<(), StoreError>;
}

/// A store in any number of hands.
pub type Shared = Arc<dyn Store>;

/// Runs a transaction and waits until it is on the disk.
///
/// # Errors
/// What the transaction refused with, and then nothing has changed; or that the store failed.
pub async fn write<T, F>(store: &Shared, transaction: F) -> Result<T, Refusal>
where
    T: Send + 'static,
    F: FnOnce(&mut dyn Tables) -> Result<T, Refusal> + Send + 'static,
{
    let (answer, answered) = oneshot::channel();
    let run = Box::new(move |tables: &mut dyn Tables| match transaction(tables) {
        Ok(value) => Verdict::Keep(Box::new(move |kept: Result<(), StoreError>| {
            // Who asked may have gone; what was asked for holds all the same.
            drop(answer.send(kept.map(|()| value).map_err(Refusal::from)));
        })),
        Err(refusal) => Verdict::Undo(Box::new(move || drop(answer.send(Err(refusal))))),
    });
    store.submit(Work { run });
    answered.await.unwrap_or(Err(StoreError::Away.into()))
}

/// Reads.
///
/// # Errors
/// What the reader refused with, or that the store failed.
pub fn read<T>(store: &Shared, reader: impl Fn(&dyn Reading) -> Result<T, Refusal>) -> Result<T, Refusal> {
    let mut answer = Err(StoreError::Away.into());
    store.read(&mut |tables| answer = reader(tables))?;
    answer
}

fn parse<R: Record>(text: &str) -> Result<R, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Damaged(format!("{}: {error}", R::TABLE.name)))
}

/// A row.
///
/// # Errors
/// Where the store fails.
pub fn get<R: Record>(tables: &(impl Reading + ?Sized), key: &Key) -> Result<Option<R>, StoreError> {
    tables.text(R::TABLE, key)?.map(|text| parse(&text)).transpose()
}

/// Puts a row, new or in the place of the one with its key.
///
/// # Errors
/// Where the store fails.
pub fn put<R: Record>(tables: &mut dyn Tables, record: &R) -> Result<(), StoreError> {
    let key = record.key();
    let before: Option<R> = get(tables, &key)?;
    let old = before.map(|before| before.indexes()).unwrap_or_default();
    let new = record.indexes();
    let with: Vec<Key> = new.iter().filter(|key| !old.contains(key)).cloned().collect();
    let without: Vec<Key> = old.into_iter().filter(|key| !new.contains(key)).collect();
    let text = serde_json::to_string(record).map_err(|error| StoreError::Damaged(error.to_string()))?;
    tables.set(R::TABLE, &key, &text, &with, &without)
}

/// Takes a row away; it is no fault if it is not there.
///
/// # Errors
/// Where the store fails.
pub fn remove<R: Record>(tables: &mut dyn Tables, key: &Key) -> Result<(), StoreError> {
    let before: Option<R> = get(tables, key)?;
    before.map_or(Ok(()), |before| tables.unset(R::TABLE, key, &before.indexes()))
}

/// The rows whose keys begin so, at most `limit`.
///
/// # Errors
/// Where the store fails.
pub fn rows<R: Record>(
    tables: &(impl Reading + ?Sized),
    prefix: Key,
    limit: usize,
) -> Result<Vec<R>, StoreError> {
    walk(tables, &Walk { prefix, after: None, order: Order::Forwards }, limit)
}

/// The rows that a walk comes by, at most `limit`.
///
/// # Errors
/// Where the store fails.
pub fn walk<R: Record>(
    tables: &(impl Reading + ?Sized),
    walk: &Walk,
    limit: usize,
) -> Result<Vec<R>, StoreError> {
    let mut found = Vec::new();
    collect(&mut found, limit, |visit| tables.rows(R::TABLE, walk, visit))?;
    Ok(found)
}

/// The rows that an index finds, at most `limit` after the first `skip`.
///
/// # Errors
/// Where the store fails.
pub fn indexed<R: Record>(
    tables: &(impl Reading + ?Sized),
    walk: &Walk,
    skip: usize,
    limit: usize,
) -> Result<Vec<R>, StoreError> {
    let (mut found, mut skipped) = (Vec::new(), 0);
    collect(&mut found, limit, |visit| {
        tables.indexed(R::TABLE, walk, &mut |key, text| {
            if skipped < skip {
                skipped += 1;
                return Ok(ControlFlow::Continue(()));
            }
            visit(key, text)
        })
    })?;
    Ok(found)
}

/// The first row that an index finds by this key or one that begins so.
///
/// # Errors
/// Where the store fails.
pub fn find<R: Record>(tables: &(impl Reading + ?Sized), prefix: Key) -> Result<Option<R>, StoreError> {
    let walk = Walk { prefix, after: None, order: Order::Forwards };
    Ok(indexed(tables, &walk, 0, 1)?.into_iter().next())
}

fn collect<R: Record>(
    found: &mut Vec<R>,
    limit: usize,
    walk: impl FnOnce(&mut Visit<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    if limit == 0 {
        return Ok(());
    }
    walk(&mut |_, text| {
        found.push(parse(text)?);
        Ok(if found.len() < limit { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    })
}
