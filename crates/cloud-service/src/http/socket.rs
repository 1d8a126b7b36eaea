//! What happens, as it happens: a WebSocket, and the same events as a list for who has none.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use axum::routing::get;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::broadcast::error::RecvError;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::account::access::Caller;
use crate::account::member::Right;
use crate::app::{App, SharedApp};
use crate::event::{self, Entry};
use crate::http::body::Asked;
use crate::http::envelope::{Answer, Envelope, Refusals, Reply, Strangers};
use crate::http::gate::By;
use crate::refusal::{Kind, Refusal};
use crate::store;

/// How many events are sent or listed at a time.
const TOGETHER: usize = 100;
/// How often a connection is looked after when nothing happens.
const PING: Duration = Duration::from_secs(30);
/// The largest message that is taken, in bytes: clients have nothing to say but that they are there.
const MESSAGE: usize = 1 << 10;
/// Bytes kept for reading by each connection. The usual 128 KiB would be a gigabyte for ten thousand of them.
const READ_BUFFER: usize = 1 << 10;

/// Routes of the description.
pub fn routes() -> OpenApiRouter<SharedApp> {
    OpenApiRouter::new().routes(routes!(list))
}

/// The socket itself, which no description of requests and answers can say.
pub fn sockets() -> Router<SharedApp> {
    Router::new().route("/ws", get(open)).route("/api/v1/ws", get(open))
}

/// From where on events are asked for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct EventQuery {
    /// The number of the last event you have; 0 for all.
    #[param(minimum = 0, example = 0)]
    after: Option<i64>,
}

/// Something that happened.
#[derive(Serialize, ToSchema)]
struct Happened {
    /// 1, 2, 3 … within the workspace.
    #[schema(example = 17)]
    seq: i64,
    #[serde(rename = "type")]
    #[schema(example = "generation_update")]
    kind: String,
    data: Value,
    #[schema(example = "2025-08-13T10:31:00Z")]
    timestamp: String,
}

impl From<Entry> for Happened {
    fn from(entry: Entry) -> Self {
        Self { seq: entry.seq, kind: entry.kind, data: entry.data, timestamp: entry.at.rfc3339() }
    }
}

/// Events.
#[derive(Serialize, ToSchema)]
struct Events {
    events: Vec<Happened>,
    /// The number of the last event there is.
    #[schema(example = 17)]
    last: i64,
}

/// What happened after a number, oldest first, at most a hundred.
#[utoipa::path(get, path = "/api/v1/events", tag = "Updates", params(EventQuery),
    responses((status = 200, body = Envelope<Events>), Refusals, Strangers))]
async fn list(
    State(app): State<SharedApp>,
    By(caller): By,
    Asked(query): Asked<EventQuery>,
) -> Answer<Events> {
    caller.require(Right::Read)?;
    let (workspace, after) = (caller.scope.workspace(), query.after.unwrap_or(0).max(0));
    let (events, last) = store::read(&app.store, |tables| {
        Ok((event::after(tables, workspace, after, TOGETHER)?, event::last(tables, workspace)?))
    })?;
    Ok(Reply::ok(Events { events: events.into_iter().map(Happened::from).collect(), last }))
}

/// What a socket is opened with.
#[derive(Deserialize)]
struct SocketQuery {
    token: Option<String>,
    after: Option<i64>,
}

/// Who opens a socket: by a ticket in the address, or by the header that every request has.
struct Opener(Arc<Caller>, Option<i64>);

impl FromRequestParts<SharedApp> for Opener {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &SharedApp) -> Result<Self, Refusal> {
        let Asked(query) = Asked::<SocketQuery>::from_request_parts(parts, app).await?;
        check_origin(app, &parts.headers)?;
        let caller = match query.token {
            Some(ticket) => {
                app.tickets.take(&ticket, app.clock.now()).ok_or_else(Refusal::unauthenticated)?
            }
            None => By::from_request_parts(parts, app).await?.0,
        };
        caller.require(Right::Read)?;
        Ok(Self(caller, query.after))
    }
}

/// Pages of other origins must not open one with what the browser knows of the user.
fn check_origin(app: &App, headers: &HeaderMap) -> Result<(), Refusal> {
    let Some(origin) = headers.get(header::ORIGIN) else { return Ok(()) };
    let origin = origin.to_str().unwrap_or_default();
    if origin == app.public_url || app.config.origins.iter().any(|allowed| allowed == origin) {
        return Ok(());
    }
    Err(Refusal::new(Kind::Forbidden, "ORIGIN_NOT_ALLOWED", "Pages of this origin may not connect."))
}

async fn open(
    State(app): State<SharedApp>,
    Opener(caller, after): Opener,
    upgrade: WebSocketUpgrade,
) -> Response {
    upgrade
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(0)
        .max_message_size(MESSAGE)
        .max_frame_size(MESSAGE)
        .on_upgrade(move |socket| async move {
            let mut socket = socket;
            let why = watch(&app, &caller, after, &mut socket).await;
            // The other side may be gone, and then there is nobody to tell.
            drop(socket.send(Message::Close(why)).await);
        })
}

/// Sends what happens until one side ends.
async fn watch(app: &App, caller: &Caller, after: Option<i64>, socket: &mut WebSocket) -> Option<CloseFrame> {
    let workspace = caller.scope.workspace();
    let mut hub = app.hub.watch();
    let mut last = match after {
        Some(after) => after.max(0),
        // Without a number, from now on.
        None => store::read(&app.store, |tables| Ok(event::last(tables, workspace)?)).ok()?,
    };
    loop {
        if !send_after(app, caller, &mut last, socket).await {
            return None;
        }
        tokio::select! {
            woken = wake(&mut hub, workspace) => if !woken { return Some(going_away()) },
            heard = socket.recv() => match heard {
                None | Some(Err(_) | Ok(Message::Close(_))) => return None,
                Some(Ok(_)) => {}
            },
            () = tokio::time::sleep(PING) => {
                if !app.readiness.is_ready() { return Some(going_away()) }
                socket.send(Message::Ping(Vec::new().into())).await.ok()?;
            }
        }
    }
}

fn going_away() -> CloseFrame {
    CloseFrame { code: axum::extract::ws::close_code::AWAY, reason: "the service is being stopped".into() }
}

/// Waits until the workspace has something new. A watcher that was too slow for all wake-ups looks for itself.
async fn wake(
    hub: &mut tokio::sync::broadcast::Receiver<crate::id::WorkspaceId>,
    workspace: crate::id::WorkspaceId,
) -> bool {
    loop {
        match hub.recv().await {
            Ok(woken) if woken == workspace => return true,
            Ok(_) => {}
            Err(RecvError::Lagged(_)) => return true,
            Err(RecvError::Closed) => return false,
        }
    }
}

/// Sends all that happened after the last number; whether the other side is there.
async fn send_after(app: &App, caller: &Caller, last: &mut i64, socket: &mut WebSocket) -> bool {
    loop {
        let (workspace, after) = (caller.scope.workspace(), *last);
        let found = store::read(&app.store, |tables| Ok(event::after(tables, workspace, after, TOGETHER)?));
        let Ok(found) = found else { return false };
        let more = found.len() == TOGETHER;
        for entry in found {
            *last = entry.seq;
            let Ok(text) = serde_json::to_string(&Happened::from(entry)) else { return false };
            if socket.send(Message::Text(text.into())).await.is_err() {
                return false;
            }
        }
        if !more {
            return true;
        }
    }
}
