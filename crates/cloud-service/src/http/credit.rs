//! Credits: what there is, and how it came to be.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::account::access::Scope;
use crate::account::member::Right;
use crate::account::plan::{Monthly, Tier};
use crate::account::workspace;
use crate::app::SharedApp;
use crate::http::body::Asked;
use crate::http::decimal::Decimal;
use crate::http::envelope::{Answer, Envelope, Refusals, Reply, Strangers};
use crate::http::gate::By;
use crate::http::page::{PageQuery, Pagination};
use crate::ledger::{self, Account, Lot, Transfer};
use crate::moment::Moment;
use crate::money::MilliCredits;
use crate::refusal::Refusal;
use crate::store::{self, Order, Reading, Record, Walk};

/// How many lots are looked through.
const LOTS: usize = 1000;

pub fn routes() -> OpenApiRouter<SharedApp> {
    OpenApiRouter::new().routes(routes!(balance)).routes(routes!(history))
}

/// Credits granted together.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LotLeft {
    id: Uuid,
    left: Decimal,
    #[schema(example = 10_000)]
    left_millicredits: i64,
    #[schema(example = "2025-09-01T10:30:00Z")]
    expires_at: Option<String>,
}

/// What a workspace has.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Credits {
    /// What can be spent.
    available: Decimal,
    #[schema(example = 10_000)]
    available_millicredits: i64,
    /// What is set aside for running generations.
    held: Decimal,
    #[schema(example = 0)]
    held_millicredits: i64,
    subscription_tier: Tier,
    /// What the plan gives in a month.
    monthly: Decimal,
    #[schema(example = "2025-09-01T10:30:00Z")]
    current_period_end: String,
    /// What there is, and when it goes.
    lots: Vec<LotLeft>,
}

/// Your workspace's credits.
#[utoipa::path(get, path = "/api/v1/credits", tag = "Credits",
    responses((status = 200, body = Envelope<Credits>), Refusals, Strangers))]
async fn balance(State(app): State<SharedApp>, By(caller): By) -> Answer<Credits> {
    caller.require(Right::Read)?;
    Ok(Reply::ok(store::read(&app.store, |tables| {
        credits(tables, caller.scope, app.catalogue.get().monthly())
    })?))
}

/// A workspace's credits.
///
/// # Errors
/// Where the store fails.
pub fn credits(tables: &(impl Reading + ?Sized), scope: Scope, monthly: Monthly) -> Result<Credits, Refusal> {
    let balance = ledger::balance(tables, scope.workspace())?;
    let workspace = workspace::get(tables, scope.workspace())?;
    let lots: Vec<Lot> = store::rows(tables, scope.key(), LOTS)?;
    let lots = lots.into_iter().filter(|lot| lot.left.is_positive()).map(|lot| LotLeft {
        id: lot.id.0,
        left: Decimal(lot.left),
        left_millicredits: lot.left.0,
        expires_at: lot.expires_at.map(Moment::rfc3339),
    });
    Ok(Credits {
        available: Decimal(balance.available),
        available_millicredits: balance.available.0,
        held: Decimal(balance.held),
        held_millicredits: balance.held.0,
        subscription_tier: workspace.tier,
        monthly: Decimal(monthly.of(workspace.tier)),
        current_period_end: workspace.period_end.rfc3339(),
        lots: lots.collect(),
    })
}

/// Credits that moved.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Movement {
    /// Of all transfers, in order.
    #[schema(example = 17)]
    number: i64,
    #[schema(example = "2025-08-13T10:30:00Z")]
    at: String,
    /// `grant`, `hold`, `capture`, `release`, `expiry`, `refund` or `dispute`.
    #[schema(value_type = String, example = "capture")]
    reason: ledger::Reason,
    /// What it changed in what can be spent.
    available_change: Decimal,
    #[schema(example = 0)]
    available_change_millicredits: i64,
    /// What it changed in what is set aside.
    held_change: Decimal,
    #[schema(example = -9600)]
    held_change_millicredits: i64,
    /// What it belongs to: a hold, a lot, a payment.
    cause: String,
}

impl Movement {
    fn of(transfer: Transfer, scope: Scope) -> Self {
        let change = |account: &Account| {
            let into = if transfer.credit == *account { transfer.amount.0 } else { 0 };
            let out = if transfer.debit == *account { transfer.amount.0 } else { 0 };
            MilliCredits(into - out)
        };
        let available = change(&Account::Available(scope.workspace()));
        let held = change(&Account::Held(scope.workspace()));
        Self {
            number: transfer.number,
            at: transfer.at.rfc3339(),
            reason: transfer.reason,
            available_change: Decimal(available),
            available_change_millicredits: available.0,
            held_change: Decimal(held),
            held_change_millicredits: held.0,
            cause: transfer.cause,
        }
    }
}

/// A part of the history.
#[derive(Serialize, ToSchema)]
struct History {
    transfers: Vec<Movement>,
    pagination: Pagination,
}

/// How your credits came and went, newest first.
#[utoipa::path(get, path = "/api/v1/credits/history", tag = "Credits", params(PageQuery),
    responses((status = 200, body = Envelope<History>), Refusals, Strangers))]
async fn history(
    State(app): State<SharedApp>,
    By(caller): By,
    Asked(query): Asked<PageQuery>,
) -> Answer<History> {
    caller.require(Right::Read)?;
    let page = query.page()?;
    let scope = caller.scope;
    let (transfers, total) = store::read(&app.store, |tables| {
        let prefix = ledger::by_workspace(scope.workspace());
        let total = tables.count(Transfer::TABLE, &prefix)?;
        let walk = Walk { prefix, after: None, order: Order::Backwards };
        Ok((store::indexed::<Transfer>(tables, &walk, page.skip(), page.limit())?, total))
    })?;
    let transfers = transfers.into_iter().map(|transfer| Movement::of(transfer, scope)).collect();
    Ok(Reply::ok(History { transfers, pagination: page.of(total) }))
}
