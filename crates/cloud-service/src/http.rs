//! The service over HTTP.

pub mod admin;
pub mod body;
pub mod client;
pub mod docs;
pub mod envelope;
pub mod gate;
pub mod trace;

mod api_key;
mod batch;
mod catalogue;
mod clone;
mod credit;
pub mod decimal;
mod farewell;
mod generation;
mod health;
mod html;
mod me;
mod notice;
mod object;
mod once;
pub mod page;
mod password;
mod project;
mod proof;
mod register;
mod session;
mod socket;
mod ticket;
mod totp;
mod video;
mod webhook;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use tower_http::catch_panic::CatchPanicLayer;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::app::SharedApp;
use crate::refusal::{Kind, Refusal};

/// Most bytes of a body, unless a route says otherwise with a `DefaultBodyLimit` of its own.
pub const BODY: usize = 1 << 20;

/// All routes with their descriptions. A group of routes is added here and nowhere else.
fn groups() -> OpenApiRouter<SharedApp> {
    OpenApiRouter::with_openapi(docs::Description::openapi())
        .merge(register::routes())
        .merge(session::routes())
        .merge(password::routes())
        .merge(totp::routes())
        .merge(me::routes())
        .merge(farewell::routes())
        .merge(api_key::routes())
        .merge(credit::routes())
        .merge(project::routes())
        .merge(ticket::routes())
        .merge(webhook::routes())
        .merge(catalogue::routes())
        .merge(generation::routes())
        .merge(video::routes())
        .merge(clone::routes())
        .merge(batch::routes())
        .merge(socket::routes())
}

/// The description of the API.
pub fn description() -> utoipa::openapi::OpenApi {
    docs::complete(groups().into_openapi())
}

/// The whole service.
pub fn router(app: SharedApp) -> Router {
    let (routes, description) = groups().split_for_parts();
    let pages = docs::routes(docs::complete(description));
    within(app, routes.merge(health::routes()).merge(object::routes()).merge(socket::sockets()).merge(pages))
}

/// Routes with all that is around them: the envelope, the gate, the limit of a body, the trace.
pub fn within(app: SharedApp, routes: Router<SharedApp>) -> Router {
    routes
        .fallback(|| async { Refusal::missing("address") })
        .method_not_allowed_fallback(|| async {
            let message = "This address does not take this method.";
            Refusal::new(Kind::MethodNotAllowed, "METHOD_NOT_ALLOWED", message)
        })
        .layer(DefaultBodyLimit::max(BODY))
        .layer(from_fn_with_state(SharedApp::clone(&app), gate::gate))
        .layer(CatchPanicLayer::custom(|_| Refusal::internal().into_response()))
        .layer(from_fn_with_state(SharedApp::clone(&app), envelope::render))
        .layer(from_fn(trace::trace))
        .with_state(app)
}
