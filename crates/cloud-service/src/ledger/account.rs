//! Where credits are.

use serde::{Deserialize, Serialize};

use crate::id::WorkspaceId;
use crate::money::MilliCredits;
use crate::store::{Key, Record, Table};

/// Where credits are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "of", content = "who")]
pub enum Account {
    /// What a workspace can spend.
    Available(WorkspaceId),
    /// What is set aside for a workspace's running generations.
    Held(WorkspaceId),
    /// What a workspace owes after a payment was taken back that it had spent.
    Receivable(WorkspaceId),
    /// Given with a plan.
    Granted(String),
    /// Bought.
    Purchased,
    /// Given for a fault of ours.
    Goodwill,
    /// Not used in time.
    Expired,
    /// Paid for takes, by model.
    Earned(String),
    /// Repaid to who bought them.
    Refunded,
    /// What providers cost us, by provider; its other side is [`Account::Supply`].
    SupplierCost(String),
    /// What a provider may have cost us for a submission nobody knows the end of.
    SupplierUncertain(String),
    /// The other side of suppliers' costs.
    Supply,
}

impl Account {
    /// Whether it belongs to a workspace, and is never below nothing.
    pub const fn is_bounded(&self) -> bool {
        matches!(self, Self::Available(_) | Self::Held(_))
    }

    pub(super) fn name(&self) -> Key {
        let key = Key::new();
        match self {
            Self::Available(workspace) => key.text("available").id(workspace.0),
            Self::Held(workspace) => key.text("held").id(workspace.0),
            Self::Receivable(workspace) => key.text("receivable").id(workspace.0),
            Self::Granted(plan) => key.text("granted").text(plan),
            Self::Purchased => key.text("purchased"),
            Self::Goodwill => key.text("goodwill"),
            Self::Expired => key.text("expired"),
            Self::Earned(model) => key.text("earned").text(model),
            Self::Refunded => key.text("refunded"),
            Self::SupplierCost(provider) => key.text("supplier").text(provider),
            Self::SupplierUncertain(provider) => key.text("uncertain").text(provider),
            Self::Supply => key.text("supply"),
        }
    }
}

/// A balance that is never below nothing: a workspace's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct BoundedBalance {
    pub account: Account,
    pub balance: MilliCredits,
}

/// A balance of ours, of either sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FreeBalance {
    pub account: Account,
    pub balance: MilliCredits,
}

impl Record for BoundedBalance {
    const TABLE: Table = Table { never_negative: &["balance"], ..Table::named("workspace_account") };

    fn key(&self) -> Key {
        self.account.name()
    }
}

impl Record for FreeBalance {
    const TABLE: Table = Table::named("house_account");

    fn key(&self) -> Key {
        self.account.name()
    }
}
