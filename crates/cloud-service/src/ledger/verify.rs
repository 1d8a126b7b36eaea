//! Counts everything again.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::{Account, BoundedBalance, FreeBalance, Hold, HoldState, Lot, Transfer};
use crate::id::WorkspaceId;
use crate::money::MilliCredits;
use crate::store::{Key, Order, Reading, Record, StoreError, Walk};

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The invariant's number.
    pub invariant: &'static str,
    /// What is wrong.
    pub what: String,
}

/// Everything that does not hold in the ledger; nothing where all is well.
///
/// # Errors
/// Where the store fails.
pub fn verify(tables: &dyn Reading) -> Result<Vec<Fault>, StoreError> {
    let mut faults = Faults::default();
    let mut counted: BTreeMap<Account, i128> = BTreeMap::new();
    let mut last = 0;
    each(tables, |transfer: Transfer| {
        faults.add(
            "I9",
            (transfer.number != last + 1).then(|| format!("transfer {} follows {last}", transfer.number)),
        );
        last = transfer.number;
        *counted.entry(transfer.debit).or_default() -= i128::from(transfer.amount.0);
        *counted.entry(transfer.credit).or_default() += i128::from(transfer.amount.0);
    })?;
    let mut kept: BTreeMap<Account, i128> = BTreeMap::new();
    each(tables, |row: BoundedBalance| {
        faults.add(
            "I2",
            (row.balance < MilliCredits::ZERO).then(|| format!("{:?} is {}", row.account, row.balance)),
        );
        kept.insert(row.account, row.balance.0.into());
    })?;
    each(tables, |row: FreeBalance| {
        kept.insert(row.account, row.balance.0.into());
    })?;
    let unbalanced = kept.values().sum::<i128>() != 0;
    faults.add("I1", unbalanced.then(|| "the balances do not add up to nothing".to_owned()));
    faults.add("I1", (counted != kept).then(|| differences(&counted, &kept)));
    sums(tables, &kept, &mut faults)?;
    Ok(faults.0)
}

#[derive(Default)]
struct Faults(Vec<Fault>);

impl Faults {
    fn add(&mut self, invariant: &'static str, what: Option<String>) {
        self.0.extend(what.map(|what| Fault { invariant, what }));
    }
}

/// What lots and holds add up to, against the accounts.
fn sums(tables: &dyn Reading, kept: &BTreeMap<Account, i128>, faults: &mut Faults) -> Result<(), StoreError> {
    let mut left: BTreeMap<WorkspaceId, i128> = BTreeMap::new();
    each(tables, |lot: Lot| {
        faults
            .add("I2", (lot.left > lot.amount).then(|| format!("lot {} has more than was granted", lot.id)));
        *left.entry(lot.workspace).or_default() += i128::from(lot.left.0);
    })?;
    let mut held: BTreeMap<WorkspaceId, i128> = BTreeMap::new();
    each(tables, |hold: Hold| {
        let slices: i128 = hold.slices.iter().map(|slice| i128::from(slice.amount.0)).sum();
        faults.add(
            "I4",
            (slices != i128::from(hold.amount.0)).then(|| format!("hold {} is not its slices", hold.id)),
        );
        match hold.state {
            HoldState::Open => *held.entry(hold.workspace).or_default() += slices,
            HoldState::Captured(amount) => {
                faults
                    .add("I4", (amount > hold.amount).then(|| format!("hold {} captured too much", hold.id)));
            }
            HoldState::Released => {}
        }
    })?;
    for (account, balance) in kept {
        let (expected, what) = match account {
            Account::Available(workspace) => (left.get(workspace), "lots have left"),
            Account::Held(workspace) => (held.get(workspace), "open holds hold"),
            _ => continue,
        };
        let expected = expected.copied().unwrap_or_default();
        faults.add(
            "I3",
            (*balance != expected).then(|| format!("{account:?} has {balance}, {what} {expected}")),
        );
    }
    Ok(())
}

fn differences(counted: &BTreeMap<Account, i128>, kept: &BTreeMap<Account, i128>) -> String {
    let accounts = counted.keys().chain(kept.keys());
    let differ = accounts.filter(|account| counted.get(account) != kept.get(account));
    differ
        .map(|account| {
            format!("{account:?}: counted {:?}, kept {:?}", counted.get(account), kept.get(account))
        })
        .collect::<Vec<_>>()
        .join("; ")
}

fn each<R: Record>(tables: &dyn Reading, mut visit: impl FnMut(R)) -> Result<(), StoreError> {
    let walk = Walk { prefix: Key::new(), after: None, order: Order::Forwards };
    tables.rows(R::TABLE, &walk, &mut |_, text| {
        let row = serde_json::from_str(text)
            .map_err(|error| StoreError::Damaged(format!("{}: {error}", R::TABLE.name)))?;
        visit(row);
        Ok(ControlFlow::Continue(()))
    })
}
