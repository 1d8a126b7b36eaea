//! Credits granted together, and credits set aside.

use serde::{Deserialize, Serialize};

use crate::id::{GenerationId, HoldId, LotId, WorkspaceId};
use crate::moment::Moment;
use crate::money::MilliCredits;
use crate::store::{Key, Record, Table};

/// Where a lot came from; decides what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind", content = "of")]
pub enum Origin {
    /// Given with a plan.
    Plan(String),
    /// Bought; the payment's name.
    Purchase(String),
    /// Given for a fault of ours.
    Goodwill,
}

/// Credits granted together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Lot {
    /// Whose.
    pub workspace: WorkspaceId,
    /// Its name.
    pub id: LotId,
    /// Where it came from.
    pub origin: Origin,
    /// How much it was.
    pub amount: MilliCredits,
    /// How much of it can still be spent. What is held is not in here.
    pub left: MilliCredits,
    /// Smaller ones are used first.
    pub priority: i64,
    /// When what is left goes.
    pub expires_at: Option<Moment>,
    /// When it was granted.
    pub granted_at: Moment,
}

impl Lot {
    /// The order in which lots are used: by priority, then the one that goes first, then the older.
    fn burn(&self) -> (i64, Moment, Moment, LotId) {
        (self.priority, self.expires_at.unwrap_or(Moment(i64::MAX)), self.granted_at, self.id)
    }

    /// Whether what is left of it goes at `now` or went before.
    pub(super) fn is_over(&self, now: Moment) -> bool {
        self.expires_at.is_some_and(|expires_at| expires_at <= now)
    }
}

impl Record for Lot {
    const TABLE: Table = Table { never_negative: &["left", "amount"], ..Table::named("lot") };

    fn key(&self) -> Key {
        self.workspace.key().id(self.id.0)
    }

    fn indexes(&self) -> Vec<Key> {
        let mut indexes = Vec::new();
        // Only lots with something in them are looked through when there is something to pay.
        if self.left.is_positive() {
            let (priority, expires_at, granted_at, id) = self.burn();
            let burn = Key::new().text("burn").id(self.workspace.0).number(priority).moment(expires_at);
            indexes.push(burn.moment(granted_at).id(id.0));
            if let Some(expires_at) = self.expires_at {
                indexes.push(Key::new().text("expires").moment(expires_at).id(self.id.0));
            }
        }
        indexes
    }
}

/// A part of a hold that came out of one lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slice {
    /// The lot.
    pub lot: LotId,
    /// How much of it.
    pub amount: MilliCredits,
}

/// How a hold ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "state", content = "captured")]
pub enum HoldState {
    /// It has not.
    Open,
    /// So much was paid, the rest went back.
    Captured(MilliCredits),
    /// All of it went back.
    Released,
}

/// Credits set aside for one generation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Hold {
    /// Whose.
    pub workspace: WorkspaceId,
    /// Its name.
    pub id: HoldId,
    /// What for.
    pub generation: GenerationId,
    /// How much: the most that can be captured.
    pub amount: MilliCredits,
    /// Where it came from, in the order in which it is used.
    pub slices: Vec<Slice>,
    /// How it ended.
    pub state: HoldState,
    /// When it was made.
    pub held_at: Moment,
}

impl Record for Hold {
    const TABLE: Table = Table { never_negative: &["amount"], ..Table::named("hold") };

    fn key(&self) -> Key {
        self.workspace.key().id(self.id.0)
    }

    fn indexes(&self) -> Vec<Key> {
        let open = || Key::new().text("open").id(self.workspace.0).id(self.id.0);
        (self.state == HoldState::Open).then(open).into_iter().collect()
    }
}
