//! Prices that were shown: kept with what they are for, signed, good for a while.

use serde::{Deserialize, Serialize};

use crate::account::access::Scope;
use crate::generation::commit::{self, Item};
use crate::id::{GenerationId, ProjectId, QuoteId, WorkspaceId};
use crate::moment::{HOUR, Moment};
use crate::money::MilliCredits;
use crate::refusal::{Kind, Refusal};
use crate::store::{self, Key, Order, Reading, Record, StoreError, Table, Tables, Walk};

/// How long a price is good.
pub const GOOD_FOR: i64 = HOUR;
/// How many quotes are forgotten in one transaction.
const TOGETHER: usize = 500;

/// A price that was shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Quote {
    /// Whose.
    pub workspace: WorkspaceId,
    /// Its name.
    pub id: QuoteId,
    /// What project it is for.
    pub project: Option<ProjectId>,
    /// What it is for.
    pub items: Vec<Item>,
    /// The most that all of it costs; what was bought before costs nothing.
    pub ceiling: MilliCredits,
    /// Until when it is good.
    pub good_until: Moment,
}

impl Record for Quote {
    const TABLE: Table = Table { never_negative: &["ceiling"], ..Table::named("quote") };

    fn key(&self) -> Key {
        self.workspace.key().id(self.id.0)
    }

    fn indexes(&self) -> Vec<Key> {
        vec![Key::new().text("good until").moment(self.good_until).id(self.id.0)]
    }
}

/// The tables of quotes.
pub const TABLES: [Table; 1] = [Quote::TABLE];

/// What the workspace has of each item already.
///
/// # Errors
/// Where the store fails.
pub fn owned(
    tables: &(impl Reading + ?Sized),
    scope: Scope,
    items: &[Item],
) -> Result<Vec<Option<GenerationId>>, Refusal> {
    let owned = items.iter().map(|item| commit::bought(tables, scope.workspace(), &item.segment));
    owned.map(|found| found.map(|found| found.map(|generation| generation.id))).collect()
}

/// The most that items cost; a segment that is in them twice, or was bought before, is paid for once.
pub fn ceiling(items: &[Item], owned: &[Option<GenerationId>]) -> MilliCredits {
    let mut seen = std::collections::BTreeSet::new();
    let new = items.iter().zip(owned).filter(|(item, owned)| owned.is_none() && seen.insert(&item.segment));
    MilliCredits(new.map(|(item, _)| item.quote.0).fold(0, i64::saturating_add))
}

/// Keeps a price.
///
/// # Errors
/// Where the store fails.
pub fn keep(
    tables: &mut dyn Tables,
    scope: Scope,
    project: Option<ProjectId>,
    items: Vec<Item>,
) -> Result<(Quote, Vec<Option<GenerationId>>), Refusal> {
    let owned = owned(tables, scope, &items)?;
    let now = tables.now();
    let quote = Quote {
        workspace: scope.workspace(),
        id: QuoteId::new(now),
        project,
        ceiling: ceiling(&items, &owned),
        items,
        good_until: now.after(GOOD_FOR),
    };
    store::put(tables, &quote)?;
    Ok((quote, owned))
}

/// A price that is still good.
///
/// # Errors
/// Where there is none, or its time is over.
pub fn get(tables: &(impl Reading + ?Sized), scope: Scope, id: QuoteId) -> Result<Quote, Refusal> {
    let quote: Option<Quote> = store::get(tables, &scope.key().id(id.0))?;
    let quote = quote.ok_or_else(|| Refusal::missing("quote"))?;
    if quote.good_until <= tables.now() {
        return Err(Refusal::new(
            Kind::Gone,
            "QUOTE_EXPIRED",
            "This price is no longer good. Ask for a new one.",
        ));
    }
    Ok(quote)
}

/// Forgets prices whose time is over.
///
/// # Errors
/// Where the store fails.
pub fn forget(tables: &mut dyn Tables) -> Result<(), StoreError> {
    let now = tables.now();
    let walk = Walk { prefix: Key::new().text("good until"), after: None, order: Order::Forwards };
    let old: Vec<Quote> = store::indexed(tables, &walk, 0, TOGETHER)?;
    old.iter()
        .take_while(|quote| quote.good_until <= now)
        .try_for_each(|quote| store::remove::<Quote>(tables, &quote.key()))
}
