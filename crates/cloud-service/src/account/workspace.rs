//! Workspaces: whose credits are spent and whose things are made.

use serde::{Deserialize, Serialize};

use crate::account::plan::{Monthly, Tier, month_after};
use crate::audit::{self, Action, Event};
use crate::id::WorkspaceId;
use crate::ledger::{self, Origin};
use crate::moment::Moment;
use crate::money::MilliCredits;
use crate::refusal::Refusal;
use crate::store::{self, Key, Order, Reading, Record, Table, Tables, Walk};

/// How many periods are renewed in one transaction.
const RENEWALS: usize = 1000;

/// A workspace and its subscription.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Workspace {
    /// Name of the record.
    pub id: WorkspaceId,
    /// Its plan.
    pub tier: Tier,
    /// When the running period began.
    pub period_start: Moment,
    /// When it ends.
    pub period_end: Moment,
    /// What the plan gave in this period, so that changing plans to and fro gives nothing twice.
    pub granted: MilliCredits,
    /// When it was made.
    pub created_at: Moment,
}

impl Record for Workspace {
    const TABLE: Table = Table { never_negative: &["granted"], ..Table::named("workspace") };

    fn key(&self) -> Key {
        self.id.key()
    }

    fn indexes(&self) -> Vec<Key> {
        vec![Key::new().text("renews").moment(self.period_end).id(self.id.0)]
    }
}

/// A workspace.
///
/// # Errors
/// Where there is none.
pub fn get(tables: &(impl Reading + ?Sized), id: WorkspaceId) -> Result<Workspace, Refusal> {
    store::get(tables, &id.key())?.ok_or_else(|| Refusal::missing("workspace"))
}

/// Makes a workspace on the free plan, with its first month's credits.
///
/// # Errors
/// Where the store fails.
pub fn make(tables: &mut dyn Tables, id: WorkspaceId, monthly: Monthly) -> Result<(), Refusal> {
    let now = tables.now();
    let workspace = Workspace {
        id,
        tier: Tier::Free,
        period_start: now,
        period_end: month_after(now),
        granted: MilliCredits::ZERO,
        created_at: now,
    };
    top_up(tables, workspace, monthly)
}

/// Puts a workspace on another plan at once. What the new one gives in a month and the old one did not is granted
/// until the period ends.
///
/// # Errors
/// Where there is no such workspace.
pub fn change_tier(
    tables: &mut dyn Tables,
    id: WorkspaceId,
    tier: Tier,
    monthly: Monthly,
) -> Result<(), Refusal> {
    let mut workspace = get(tables, id)?;
    workspace.tier = tier;
    top_up(tables, workspace, monthly)?;
    audit::note(tables, Event { workspace: Some(id), user: None, action: Action::TierChanged(tier) })
}

/// Begins the next period of every workspace whose period is over, with its credits; says how many there were.
///
/// # Errors
/// Where the store fails.
pub fn renew(tables: &mut dyn Tables, monthly: Monthly) -> Result<usize, Refusal> {
    let now = tables.now();
    let walk = Walk { prefix: Key::new().text("renews"), after: None, order: Order::Forwards };
    let mut over = store::indexed::<Workspace>(tables, &walk, 0, RENEWALS)?;
    over.retain(|workspace| workspace.period_end <= now);
    let count = over.len();
    for mut workspace in over {
        // After a long stop the periods in between are passed over: their credits would have gone.
        while workspace.period_end <= now {
            workspace.period_start = workspace.period_end;
            workspace.period_end = month_after(workspace.period_end);
        }
        workspace.granted = MilliCredits::ZERO;
        top_up(tables, workspace, monthly)?;
    }
    Ok(count)
}

fn top_up(tables: &mut dyn Tables, mut workspace: Workspace, monthly: Monthly) -> Result<(), Refusal> {
    let given = monthly.of(workspace.tier);
    let missing = given.minus(workspace.granted);
    if let Some(missing) = missing.filter(|missing| missing.is_positive()) {
        let origin = Origin::Plan(workspace.tier.name().to_owned());
        ledger::grant(tables, workspace.id, origin, missing, Some(workspace.period_end))?;
        workspace.granted = given;
    }
    Ok(store::put(tables, &workspace)?)
}
