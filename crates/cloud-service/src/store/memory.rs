//! A store in memory: what the others are compared with, and what tests run on that need no disk.

use std::collections::BTreeMap;
use std::ops::{Bound, ControlFlow};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Key, Order, Reading, Store, StoreError, Table, Tables, Verdict, Visit, Walk, Work};
use crate::moment::Moment;

type Rows = BTreeMap<Key, String>;
type Index = BTreeMap<Key, Key>;

/// A store in memory, with a clock of its own.
#[derive(Default)]
pub struct Memory {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    now: Moment,
    rows: BTreeMap<&'static str, Rows>,
    indexes: BTreeMap<&'static str, Index>,
    /// What undoes the running transaction, last change last.
    journal: Vec<Undo>,
}

enum Undo {
    Row(Table, Key, Option<String>),
    Entry(Table, Key, Option<Key>),
}

impl Memory {
    /// An empty store whose clock stands at `now`.
    pub fn new(now: Moment) -> Self {
        Self { state: Mutex::new(State { now, ..State::default() }) }
    }

    /// Sets its clock; it does not go back.
    pub fn set_now(&self, now: Moment) {
        let mut state = self.state();
        state.now = state.now.max(now);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store for Memory {
    fn submit(&self, work: Work) {
        let mut state = self.state();
        state.journal.clear();
        let verdict = (work.run)(&mut *state);
        if matches!(verdict, Verdict::Undo(_)) {
            state.undo();
        }
        drop(state);
        match verdict {
            Verdict::Keep(answer) => answer(Ok(())),
            Verdict::Undo(answer) => answer(),
        }
    }

    fn read(&self, reader: &mut dyn FnMut(&dyn Reading)) -> Result<(), StoreError> {
        reader(&*self.state());
        Ok(())
    }
}

impl State {
    fn undo(&mut self) {
        while let Some(step) = self.journal.pop() {
            match step {
                Undo::Row(table, key, Some(text)) => {
                    drop(self.rows.entry(table.name).or_default().insert(key, text))
                }
                Undo::Row(table, key, None) => drop(self.rows.entry(table.name).or_default().remove(&key)),
                Undo::Entry(table, key, Some(to)) => {
                    drop(self.indexes.entry(table.name).or_default().insert(key, to));
                }
                Undo::Entry(table, key, None) => {
                    drop(self.indexes.entry(table.name).or_default().remove(&key))
                }
            }
        }
    }

    fn change_index(&mut self, table: Table, entry: &Key, to: Option<&Key>) -> Result<(), StoreError> {
        let index = self.indexes.entry(table.name).or_default();
        let before = match to {
            Some(key) => index.insert(entry.clone(), key.clone()),
            None => index.remove(entry),
        };
        let taken = to.is_some() && before.is_some();
        self.journal.push(Undo::Entry(table, entry.clone(), before));
        if taken {
            Err(StoreError::Damaged(format!("two rows of {} claim one index key", table.name)))
        } else {
            Ok(())
        }
    }
}

impl Reading for State {
    fn now(&self) -> Moment {
        self.now
    }

    fn text(&self, table: Table, key: &Key) -> Result<Option<String>, StoreError> {
        Ok(self.rows.get(table.name).and_then(|rows| rows.get(key)).cloned())
    }

    fn rows(&self, table: Table, walk: &Walk, visit: &mut Visit<'_>) -> Result<(), StoreError> {
        self.rows.get(table.name).map_or(Ok(()), |rows| each(rows, walk, |key, text| visit(key, text)))
    }

    fn indexed(&self, table: Table, walk: &Walk, visit: &mut Visit<'_>) -> Result<(), StoreError> {
        let Some(index) = self.indexes.get(table.name) else { return Ok(()) };
        each(index, walk, |entry, key| {
            let text = self.rows.get(table.name).and_then(|rows| rows.get(key));
            let text =
                text.ok_or_else(|| StoreError::Damaged(format!("{}: an index without a row", table.name)))?;
            visit(entry, text)
        })
    }

    fn count(&self, table: Table, prefix: &Key) -> Result<u64, StoreError> {
        let walk = Walk { prefix: prefix.clone(), after: None, order: Order::Forwards };
        let mut count = 0;
        let index = self.indexes.get(table.name);
        index.map_or(Ok(()), |index| {
            each(index, &walk, |_, _| {
                count += 1;
                Ok(ControlFlow::Continue(()))
            })
        })?;
        Ok(count)
    }
}

/// Walks over a map.
fn each<V>(
    map: &BTreeMap<Key, V>,
    walk: &Walk,
    mut visit: impl FnMut(&Key, &V) -> Result<ControlFlow<()>, StoreError>,
) -> Result<(), StoreError> {
    let within = |(key, _): &(&Key, &V)| key.begins_with(&walk.prefix);
    let mut show = |(key, value): (&Key, &V)| visit(key, value);
    let found: Box<dyn Iterator<Item = (&Key, &V)>> = match walk.order {
        Order::Forwards => {
            let from = walk.after.clone().map_or(Bound::Included(walk.prefix.clone()), Bound::Excluded);
            Box::new(map.range((from, Bound::Unbounded)).take_while(within))
        }
        Order::Backwards => {
            let end = walk.prefix.end().map(|bytes| Bound::Excluded(Key::from_bytes(&bytes)));
            let to = walk.after.clone().map(Bound::Excluded).or(end).unwrap_or(Bound::Unbounded);
            Box::new(map.range((Bound::Included(walk.prefix.clone()), to)).rev())
        }
    };
    for entry in found {
        if show(entry)?.is_break() {
            break;
        }
    }
    Ok(())
}

impl Tables for State {
    fn set(
        &mut self,
        table: Table,
        key: &Key,
        text: &str,
        with: &[Key],
        without: &[Key],
    ) -> Result<(), StoreError> {
        check(table, text)?;
        let rows = self.rows.entry(table.name).or_default();
        if table.append_only && rows.contains_key(key) {
            return Err(StoreError::Damaged(format!("{} is only ever added to", table.name)));
        }
        let before = rows.insert(key.clone(), text.to_owned());
        self.journal.push(Undo::Row(table, key.clone(), before));
        for entry in without {
            self.change_index(table, entry, None)?;
        }
        for entry in with {
            self.change_index(table, entry, Some(key))?;
        }
        Ok(())
    }

    fn unset(&mut self, table: Table, key: &Key, without: &[Key]) -> Result<(), StoreError> {
        if table.append_only {
            return Err(StoreError::Damaged(format!("{} is only ever added to", table.name)));
        }
        let before = self.rows.entry(table.name).or_default().remove(key);
        self.journal.push(Undo::Row(table, key.clone(), before));
        for entry in without {
            self.change_index(table, entry, None)?;
        }
        Ok(())
    }
}

/// Refuses a row whose fields break what its table asks of them.
fn check(table: Table, text: &str) -> Result<(), StoreError> {
    if table.never_negative.is_empty() {
        return Ok(());
    }
    let row: serde_json::Value =
        serde_json::from_str(text).map_err(|error| StoreError::Damaged(error.to_string()))?;
    let negative =
        |field: &&&str| row.get(**field).and_then(serde_json::Value::as_i64).is_some_and(|value| value < 0);
    match table.never_negative.iter().find(negative) {
        Some(field) => Err(StoreError::Damaged(format!("{}.{field} would be negative", table.name))),
        None => Ok(()),
    }
}
