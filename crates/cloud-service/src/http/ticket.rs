//! Tickets for WebSockets.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::account::member::Right;
use crate::app::SharedApp;
use crate::http::envelope::{Answer, Envelope, Refusals, Reply, Strangers};
use crate::http::gate::By;
use crate::ticket::TICKET_MS;

pub fn routes() -> OpenApiRouter<SharedApp> {
    OpenApiRouter::new().routes(routes!(issue))
}

/// A ticket.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Ticket {
    /// For `/ws?token=`; good once.
    #[schema(example = "43 characters")]
    ticket: String,
    /// Seconds that it is good.
    #[schema(example = 30)]
    expires_in: i64,
}

/// Get a ticket for the WebSocket, for programs that cannot send a header with it.
#[utoipa::path(post, path = "/api/v1/ws/ticket", tag = "Updates",
    responses((status = 201, body = Envelope<Ticket>), Refusals, Strangers))]
async fn issue(State(app): State<SharedApp>, By(caller): By) -> Answer<Ticket> {
    caller.require(Right::Read)?;
    let ticket = app.tickets.issue(caller, app.clock.now())?;
    Ok(Reply::created(Ticket { ticket, expires_in: TICKET_MS / 1000 }))
}
