//! Credits, by double entry.
//!
//! A [`Transfer`] takes an amount from one account and gives it to another, and is never changed; balances are kept
//! beside and are what the transfers add up to. Credits come in [`Lot`]s. Before work begins an amount is held, from
//! the lots that would be used first; a [`Hold`] ends in exactly one of captured or released.
//!
//! Invariants, which [`verify()`] checks: all balances add up to nothing; a balance is the sum of its transfers; no
//! workspace's account is below nothing; what a workspace has available is what its lots have left; what it has held is
//! what its open holds hold; no hold captured more than it held.

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::id::WorkspaceId;
use crate::moment::{DAY, Moment};
use crate::money::MilliCredits;
use crate::refusal::{Kind, Refusal};
use crate::store::{self, Key, Record, StoreError, Table, Tables};

mod account;
mod hold;
mod lot;
mod record;
mod verify;

pub use account::Account;
use account::{BoundedBalance, FreeBalance};
pub use hold::{capture, hold, release};
pub use lot::{dispute, expire, grant, refund, spendable};
pub use record::{Hold, HoldState, Lot, Origin, Slice};
pub use verify::{Fault, verify};

/// Why credits moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Reason {
    /// A lot was granted.
    Grant,
    /// An amount was set aside.
    Hold,
    /// A take was paid for.
    Capture,
    /// What was set aside went back.
    Release,
    /// A lot's time was over.
    Expiry,
    /// A purchase was repaid.
    Refund,
    /// A payment was taken back.
    Dispute,
    /// A provider's price.
    Supply,
}

/// Credits that moved. Never changed once written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Transfer {
    /// 1, 2, 3 … without a gap.
    pub number: i64,
    /// When.
    pub at: Moment,
    /// Why.
    pub reason: Reason,
    /// Where it came from.
    pub debit: Account,
    /// Where it went.
    pub credit: Account,
    /// How much; more than nothing.
    pub amount: MilliCredits,
    /// The workspace it concerns.
    pub workspace: Option<WorkspaceId>,
    /// What it belongs to: a hold, a lot, a payment.
    pub cause: String,
}

impl Record for Transfer {
    const TABLE: Table = Table { never_negative: &["amount"], ..Table::append_only("transfer") };

    fn key(&self) -> Key {
        Key::new().number(self.number)
    }

    fn indexes(&self) -> Vec<Key> {
        self.workspace.map(|workspace| by_workspace(workspace).number(self.number)).into_iter().collect()
    }
}

/// The beginning of the index of a workspace's transfers, oldest first.
pub fn by_workspace(workspace: WorkspaceId) -> Key {
    Key::new().text("workspace").id(workspace.0)
}

/// How many transfers there are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Journal {
    last: i64,
}

impl Record for Journal {
    const TABLE: Table = Table::named("journal");

    fn key(&self) -> Key {
        Key::new()
    }
}

/// What a workspace has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// What it can spend.
    pub available: MilliCredits,
    /// What is set aside for running generations.
    pub held: MilliCredits,
}

/// What a workspace has.
///
/// # Errors
/// Where the store fails.
pub fn balance(
    tables: &(impl store::Reading + ?Sized),
    workspace: WorkspaceId,
) -> Result<Balance, StoreError> {
    Ok(Balance {
        available: balance_of(tables, &Account::Available(workspace))?,
        held: balance_of(tables, &Account::Held(workspace))?,
    })
}

/// What is in an account.
///
/// # Errors
/// Where the store fails.
pub fn balance_of(
    tables: &(impl store::Reading + ?Sized),
    account: &Account,
) -> Result<MilliCredits, StoreError> {
    let name = account.name();
    Ok(if account.is_bounded() {
        store::get::<BoundedBalance>(tables, &name)?.map(|row| row.balance)
    } else {
        store::get::<FreeBalance>(tables, &name)?.map(|row| row.balance)
    }
    .unwrap_or_default())
}

/// The tables of the ledger.
pub const TABLES: [Table; 6] =
    [BoundedBalance::TABLE, FreeBalance::TABLE, Transfer::TABLE, Journal::TABLE, Lot::TABLE, Hold::TABLE];

/// What a transfer says besides its amount.
struct Posting<'a> {
    reason: Reason,
    from: Account,
    to: Account,
    workspace: Option<WorkspaceId>,
    cause: &'a str,
}

/// Moves an amount from one account to another: the only way in which a balance changes. Nothing is not moved.
fn post(tables: &mut dyn Tables, posting: Posting<'_>, amount: MilliCredits) -> Result<(), Refusal> {
    if amount == MilliCredits::ZERO {
        return Ok(());
    }
    let mut journal: Journal = store::get(tables, &Journal::default().key())?.unwrap_or_default();
    journal.last += 1;
    store::put(tables, &journal)?;
    add(tables, &posting.from, MilliCredits(-amount.0))?;
    add(tables, &posting.to, amount)?;
    let transfer = Transfer {
        number: journal.last,
        at: tables.now(),
        reason: posting.reason,
        debit: posting.from,
        credit: posting.to,
        amount,
        workspace: posting.workspace,
        cause: posting.cause.to_owned(),
    };
    Ok(store::put(tables, &transfer)?)
}

fn add(tables: &mut dyn Tables, account: &Account, amount: MilliCredits) -> Result<(), Refusal> {
    let balance = balance_of(tables, account)?.plus(amount).ok_or_else(too_large)?;
    let account = account.clone();
    if !account.is_bounded() {
        return Ok(store::put(tables, &FreeBalance { account, balance })?);
    }
    if balance < MilliCredits::ZERO {
        let damaged = StoreError::Damaged(format!("{account:?} would be below nothing"));
        return Err(damaged.into());
    }
    Ok(store::put(tables, &BoundedBalance { account, balance })?)
}

/// Whether a provider is known to have taken its price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// It has.
    Known,
    /// It may have: nobody knows what became of a submission.
    Possible,
}

/// Books what a provider took, or may have taken, for an attempt. Never touches a user's credits.
///
/// # Errors
/// Where the store fails.
pub fn book_supplier(
    tables: &mut dyn Tables,
    provider: &str,
    amount: MilliCredits,
    certainty: Certainty,
    cause: &str,
) -> Result<(), Refusal> {
    let provider = provider.to_owned();
    let to = match certainty {
        Certainty::Known => Account::SupplierCost(provider),
        Certainty::Possible => Account::SupplierUncertain(provider),
    };
    let posting = Posting { reason: Reason::Supply, from: Account::Supply, to, workspace: None, cause };
    post(tables, posting, amount)
}

fn too_large() -> Refusal {
    Refusal::new(Kind::Invalid, "AMOUNT_TOO_LARGE", "That is more credits than can be counted.")
}

fn not_positive(amount: MilliCredits) -> Refusal {
    Refusal::invalid("An amount of credits is more than nothing.").with(json!({ "millicredits": amount.0 }))
}

/// How long a lot lives that stands in for one whose time ran out while its credits were held.
const GRACE: i64 = DAY;
