//! Setting credits aside, and what becomes of them.

use super::{
    Account, GRACE, Hold, HoldState, Lot, Origin, Posting, Reason, Slice, not_positive, post, spendable,
};
use crate::id::{GenerationId, HoldId, LotId, WorkspaceId};
use crate::money::MilliCredits;
use crate::refusal::{Kind, Refusal};
use crate::store::{self, Key, Order, Tables, Walk};

/// How many lots one hold can come out of.
const LOTS: usize = 10_000;

/// Sets credits aside for a generation, from the lots that are used first.
///
/// # Errors
/// Where less is available than `amount`, with both numbers, or `amount` is not more than nothing.
pub fn hold(
    tables: &mut dyn Tables,
    workspace: WorkspaceId,
    generation: GenerationId,
    amount: MilliCredits,
) -> Result<Hold, Refusal> {
    if !amount.is_positive() {
        return Err(not_positive(amount));
    }
    let now = tables.now();
    let available = spendable(tables, workspace)?;
    if available < amount {
        return Err(Refusal::unpaid(amount, available));
    }
    let mut wanted = amount;
    let mut slices = Vec::new();
    let prefix = Key::new().text("burn").id(workspace.0);
    let walk = Walk { prefix, after: None, order: Order::Forwards };
    for mut lot in store::indexed::<Lot>(tables, &walk, 0, LOTS)? {
        if wanted == MilliCredits::ZERO {
            break;
        }
        let part = lot.left.min(wanted);
        lot.left = MilliCredits(lot.left.0 - part.0);
        wanted = MilliCredits(wanted.0 - part.0);
        slices.push(Slice { lot: lot.id, amount: part });
        store::put(tables, &lot)?;
    }
    if wanted != MilliCredits::ZERO {
        return Err(Refusal::unpaid(amount, MilliCredits(amount.0 - wanted.0)));
    }
    let id = HoldId::new(now);
    let hold = Hold { workspace, id, generation, amount, slices, state: HoldState::Open, held_at: now };
    store::put(tables, &hold)?;
    let (from, to) = (Account::Available(workspace), Account::Held(workspace));
    let cause = id.to_string();
    post(
        tables,
        Posting { reason: Reason::Hold, from, to, workspace: Some(workspace), cause: &cause },
        amount,
    )?;
    Ok(hold)
}

/// Pays for a take out of what was held for it; the rest goes back where it came from.
///
/// # Errors
/// Where the hold has ended before, or held less than `amount`.
pub fn capture(
    tables: &mut dyn Tables,
    workspace: WorkspaceId,
    id: HoldId,
    amount: MilliCredits,
    model: &str,
) -> Result<(), Refusal> {
    let mut hold = open(tables, workspace, id)?;
    if amount > hold.amount || amount < MilliCredits::ZERO {
        return Err(Refusal::new(Kind::Conflict, "ABOVE_HOLD", "More would be charged than was held."));
    }
    let cause = id.to_string();
    let (from, to) = (Account::Held(workspace), Account::Earned(model.to_owned()));
    post(
        tables,
        Posting { reason: Reason::Capture, from, to, workspace: Some(workspace), cause: &cause },
        amount,
    )?;
    let mut paid = amount;
    let mut back = Vec::new();
    for slice in &hold.slices {
        let used = slice.amount.min(paid);
        paid = MilliCredits(paid.0 - used.0);
        back.push(Slice { lot: slice.lot, amount: MilliCredits(slice.amount.0 - used.0) });
    }
    give_back(tables, workspace, &back, &cause)?;
    hold.state = HoldState::Captured(amount);
    Ok(store::put(tables, &hold)?)
}

/// Gives back all that was held.
///
/// # Errors
/// Where the hold has ended before.
pub fn release(tables: &mut dyn Tables, workspace: WorkspaceId, id: HoldId) -> Result<(), Refusal> {
    let mut hold = open(tables, workspace, id)?;
    give_back(tables, workspace, &hold.slices, &id.to_string())?;
    hold.state = HoldState::Released;
    Ok(store::put(tables, &hold)?)
}

/// Gives parts back to their lots. A lot whose time ran out meanwhile is replaced by one that lives another day: that
/// our work took so long must not cost the user.
fn give_back(
    tables: &mut dyn Tables,
    workspace: WorkspaceId,
    slices: &[Slice],
    cause: &str,
) -> Result<(), Refusal> {
    let now = tables.now();
    for slice in slices.iter().filter(|slice| slice.amount.is_positive()) {
        let (from, to) = (Account::Held(workspace), Account::Available(workspace));
        let posting = Posting { reason: Reason::Release, from, to, workspace: Some(workspace), cause };
        post(tables, posting, slice.amount)?;
        let lot: Option<Lot> = store::get(tables, &workspace.key().id(slice.lot.0))?;
        let lot = match lot {
            Some(mut lot) if !lot.is_over(now) => {
                lot.left = MilliCredits(lot.left.0 + slice.amount.0);
                lot
            }
            over => Lot {
                workspace,
                id: LotId::new(now),
                origin: over.as_ref().map_or(Origin::Goodwill, |lot| lot.origin.clone()),
                amount: slice.amount,
                left: slice.amount,
                priority: over.as_ref().map_or(0, |lot| lot.priority),
                expires_at: Some(now.after(GRACE)),
                granted_at: now,
            },
        };
        store::put(tables, &lot)?;
    }
    Ok(())
}

fn open(tables: &mut dyn Tables, workspace: WorkspaceId, id: HoldId) -> Result<Hold, Refusal> {
    let hold: Option<Hold> = store::get(tables, &workspace.key().id(id.0))?;
    let hold = hold.ok_or_else(|| Refusal::missing("hold"))?;
    match hold.state {
        HoldState::Open => Ok(hold),
        HoldState::Captured(_) => {
            Err(Refusal::new(Kind::Conflict, "ALREADY_CAPTURED", "This was paid for before."))
        }
        HoldState::Released => Err(Refusal::new(
            Kind::Conflict,
            "ALREADY_RELEASED",
            "What was held for this has been given back.",
        )),
    }
}
