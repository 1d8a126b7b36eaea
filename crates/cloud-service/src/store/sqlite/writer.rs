//! The one thread that writes.

use std::sync::Arc;

use rusqlite::Connection;

use super::fault;
use super::tables::{Reader, Schema};
use crate::clock::{Clock, Steady};
use crate::store::{StoreError, Verdict, Work};

pub(super) struct Writer {
    connection: Connection,
    schema: Arc<Schema>,
    clock: Steady,
}

impl Writer {
    pub(super) fn new(connection: Connection, schema: Arc<Schema>, clock: Steady) -> Self {
        Self { connection, schema, clock }
    }

    /// Runs transactions and flushes them together, then answers all who asked.
    pub(super) fn run(&mut self, together: Vec<Work>) {
        let mut verdicts = Vec::with_capacity(together.len());
        let result = self.all(together, &mut verdicts);
        if result.is_err() {
            // What cannot be committed is as good as never run. There may be nothing to roll back.
            drop(self.connection.execute_batch("ROLLBACK"));
        }
        for verdict in verdicts {
            match verdict {
                Verdict::Keep(answer) => answer(result.clone()),
                Verdict::Undo(answer) => answer(),
            }
        }
    }

    fn all(&self, together: Vec<Work>, verdicts: &mut Vec<Verdict>) -> Result<(), StoreError> {
        self.execute("BEGIN IMMEDIATE")?;
        for work in together {
            self.execute("SAVEPOINT work")?;
            let now = self.clock.now();
            let mut tables = Reader { connection: &self.connection, schema: &self.schema, now };
            let verdict = (work.run)(&mut tables);
            let undo = matches!(verdict, Verdict::Undo(_));
            verdicts.push(verdict);
            if undo {
                self.execute("ROLLBACK TO work")?;
            }
            self.execute("RELEASE work")?;
        }
        self.execute("COMMIT")
    }

    fn execute(&self, sql: &str) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.execute([]))
            .map(drop)
            .map_err(fault)
    }
}
