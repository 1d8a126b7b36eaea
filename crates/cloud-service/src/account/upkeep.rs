//! What time does to accounts: periods begin, credits go, links and sessions end.

use crate::account::mail_token::MailToken;
use crate::account::plan::Monthly;
use crate::account::registration::Registration;
use crate::account::{mail_token, registration, session, workspace};
use crate::idempotency;
use crate::ledger;
use crate::refusal::Refusal;
use crate::store::{self, Key, Order, Record, Tables, Walk};
use crate::webhook::outbox;

/// How many rows are looked through at a time.
const ROWS: usize = 1000;

/// Does all that is due; to be called every minute or so.
///
/// # Errors
/// Where the store fails.
pub fn run(tables: &mut dyn Tables, monthly: Monthly) -> Result<(), Refusal> {
    ledger::expire(tables)?;
    workspace::renew(tables, monthly)?;
    session::forget(tables)?;
    idempotency::forget(tables)?;
    outbox::forget(tables)?;
    let now = tables.now();
    forget::<Registration>(tables, registration::ends(), |row| row.ends_at <= now)?;
    forget::<MailToken>(tables, mail_token::ends(), |row| row.ends_at <= now)
}

/// Forgets the rows an index by time shows first, as long as they are over.
fn forget<R: Record>(
    tables: &mut dyn Tables,
    prefix: Key,
    is_over: impl Fn(&R) -> bool,
) -> Result<(), Refusal> {
    let walk = Walk { prefix, after: None, order: Order::Forwards };
    for row in store::indexed::<R>(tables, &walk, 0, ROWS)?.iter().take_while(|row| is_over(row)) {
        store::remove::<R>(tables, &row.key())?;
    }
    Ok(())
}

/// How long until the next round, in milliseconds.
pub const EVERY_MS: u64 = 60_000;
