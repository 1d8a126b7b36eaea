//! Whether the service lives, and whether it takes requests.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use serde::Serialize;

use crate::app::SharedApp;
use crate::http::envelope::{Answer, Reply};
use crate::refusal::{Kind, Refusal};
use crate::store;

pub fn routes() -> Router<SharedApp> {
    Router::new().route("/healthz", get(alive)).route("/readyz", get(ready))
}

#[derive(Serialize)]
struct Health {
    status: &'static str,
}

async fn alive() -> Answer<Health> {
    Ok(Reply::ok(Health { status: "ok" }))
}

/// Ready where the store can be read and the service is not ending.
async fn ready(State(app): State<SharedApp>) -> Answer<Health> {
    if !app.readiness.is_ready() {
        return Err(Refusal::new(Kind::Unavailable, "DRAINING", "The service is ending."));
    }
    store::read(&app.store, |tables| Ok(tables.now()))?;
    Ok(Reply::ok(Health { status: "ready" }))
}
