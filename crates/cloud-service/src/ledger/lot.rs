//! How credits come and go that nobody spends.

use super::{Account, Lot, Origin, Posting, Reason, not_positive, post, too_large};
use crate::id::{LotId, WorkspaceId};
use crate::moment::Moment;
use crate::money::MilliCredits;
use crate::refusal::Refusal;
use crate::store::{self, Key, Order, Tables, Walk};

/// How many lots are gone through in one transaction.
const LOTS: usize = 10_000;

/// Lots of plans are used first, then those given for faults, then those that were bought.
const fn priority(origin: &Origin) -> i64 {
    match origin {
        Origin::Plan(_) => 10,
        Origin::Goodwill => 20,
        Origin::Purchase(_) => 30,
    }
}

/// Grants credits.
///
/// # Errors
/// Where `amount` is not more than nothing, or more than can be counted.
pub fn grant(
    tables: &mut dyn Tables,
    workspace: WorkspaceId,
    origin: Origin,
    amount: MilliCredits,
    expires_at: Option<Moment>,
) -> Result<Lot, Refusal> {
    if !amount.is_positive() {
        return Err(not_positive(amount));
    }
    // A tenth of what can be counted, so that no sum of balances ever runs over.
    if amount.0 > i64::MAX / 10_000 {
        return Err(too_large());
    }
    let now = tables.now();
    let from = match &origin {
        Origin::Plan(plan) => Account::Granted(plan.clone()),
        Origin::Purchase(_) => Account::Purchased,
        Origin::Goodwill => Account::Goodwill,
    };
    let id = LotId::new(now);
    let priority = priority(&origin);
    let lot = Lot { workspace, id, origin, amount, left: amount, priority, expires_at, granted_at: now };
    store::put(tables, &lot)?;
    let (to, cause) = (Account::Available(workspace), id.to_string());
    post(
        tables,
        Posting { reason: Reason::Grant, from, to, workspace: Some(workspace), cause: &cause },
        amount,
    )?;
    Ok(lot)
}

/// Takes away what is left of lots whose time is over, of every workspace; says how many.
///
/// # Errors
/// Where the store fails.
pub fn expire(tables: &mut dyn Tables) -> Result<usize, Refusal> {
    let now = tables.now();
    let walk = Walk { prefix: Key::new().text("expires"), after: None, order: Order::Forwards };
    let mut over = store::indexed::<Lot>(tables, &walk, 0, LOTS)?;
    over.retain(|lot| lot.is_over(now));
    let count = over.len();
    for lot in over {
        let left = lot.left;
        take(tables, lot, left, Account::Expired, Reason::Expiry)?;
    }
    Ok(count)
}

/// What a workspace can spend now, without what its time is over for.
///
/// # Errors
/// Where the store fails.
pub fn spendable(tables: &mut dyn Tables, workspace: WorkspaceId) -> Result<MilliCredits, Refusal> {
    expire_of(tables, workspace)?;
    Ok(super::balance(tables, workspace)?.available)
}

/// Takes away what is left of one workspace's lots whose time is over.
fn expire_of(tables: &mut dyn Tables, workspace: WorkspaceId) -> Result<(), Refusal> {
    let now = tables.now();
    for lot in usable(tables, workspace)? {
        if lot.is_over(now) {
            let left = lot.left;
            take(tables, lot, left, Account::Expired, Reason::Expiry)?;
        }
    }
    Ok(())
}

fn usable(tables: &mut dyn Tables, workspace: WorkspaceId) -> Result<Vec<Lot>, Refusal> {
    let walk = Walk { prefix: Key::new().text("burn").id(workspace.0), after: None, order: Order::Forwards };
    Ok(store::indexed(tables, &walk, 0, LOTS)?)
}

/// Repays a purchase: takes what is left of it, and says how much that was. What was spent or is held stays.
///
/// # Errors
/// Where the store fails.
pub fn refund(
    tables: &mut dyn Tables,
    workspace: WorkspaceId,
    payment: &str,
) -> Result<MilliCredits, Refusal> {
    let mut sum = MilliCredits::ZERO;
    for lot in usable(tables, workspace)? {
        if lot.origin == Origin::Purchase(payment.to_owned()) {
            let left = lot.left;
            sum = sum.plus(left).ok_or_else(too_large)?;
            take(tables, lot, left, Account::Refunded, Reason::Refund)?;
        }
    }
    Ok(sum)
}

/// Takes back a payment that the bank took back: what is there goes, first from its own lot, never below nothing; the
/// rest is owed.
///
/// # Errors
/// Where `amount` is not more than nothing.
pub fn dispute(
    tables: &mut dyn Tables,
    workspace: WorkspaceId,
    payment: &str,
    amount: MilliCredits,
) -> Result<(), Refusal> {
    if !amount.is_positive() {
        return Err(not_positive(amount));
    }
    let origin = Origin::Purchase(payment.to_owned());
    let mut lots = usable(tables, workspace)?;
    lots.sort_by_key(|lot| lot.origin != origin);
    let mut owed = amount;
    for lot in lots {
        let part = lot.left.min(owed);
        owed = MilliCredits(owed.0 - part.0);
        take(tables, lot, part, Account::Refunded, Reason::Dispute)?;
    }
    let (from, to) = (Account::Receivable(workspace), Account::Refunded);
    let posting = Posting { reason: Reason::Dispute, from, to, workspace: Some(workspace), cause: payment };
    post(tables, posting, owed)
}

fn take(
    tables: &mut dyn Tables,
    mut lot: Lot,
    amount: MilliCredits,
    to: Account,
    reason: Reason,
) -> Result<(), Refusal> {
    lot.left = MilliCredits(lot.left.0 - amount.0);
    store::put(tables, &lot)?;
    let (from, cause) = (Account::Available(lot.workspace), lot.id.to_string());
    let posting = Posting { reason, from, to, workspace: Some(lot.workspace), cause: &cause };
    post(tables, posting, amount)
}
