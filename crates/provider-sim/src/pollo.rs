//! Pollo AI's platform: many makers' video models behind one form of request, in its two generations of addresses.
//!
//! Not verified in public documents: rate limits and the body of 429, prices (made up here), refunds of failed tasks
//! (none here), retries of webhooks and the unit of their time (seconds here), the answer of `estimate`, the route of
//! `ref2video` (not simulated, nor are pictures), what an unknown field does (here it is refused, so that a misspelt one
//! is found). Answers are wrapped as clients see them, or flat as documented, by an option.

mod check;
mod models;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Extension, Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use serde_json::{Value, json};

use crate::answer::{Refusal, Trouble, json as answer};
use crate::call::Call;
use crate::clock;
use crate::credit::whole;
use crate::digest;
use crate::faults::Fault;
use crate::files;
use crate::id;
use crate::job::{Job, Order, State as JobState, life};
use crate::options::PolloForm;
use crate::provider::Provider;
use crate::state::Sim;
use models::Route;

type Asked = Extension<Arc<Call>>;

/// Results are kept for fourteen days.
const LINK_SECONDS: i64 = 14 * 24 * 3_600;

/// Every address below `/pollo`.
pub fn routes() -> Router<Sim> {
    Router::new()
        .route("/generation/{brand}/{model}", post(create_legacy).get(status))
        .route("/v1/generation/{brand}/{model}/video", post(create_v1))
        .route("/v1/generation/{brand}/{model}/video/estimate", post(estimate))
        .route("/credit/balance", get(balance))
        .route("/v1/model-specs", get(specs))
}

/// A trouble in Pollo's words.
pub fn refusal(trouble: &Trouble) -> Refusal {
    let told = |status: u16, code: &str, message: &str| {
        Refusal::new(status, json!({ "message": message, "code": code }))
    };
    match trouble {
        Trouble::KeyMissing | Trouble::KeyWrong => told(401, "UNAUTHORIZED", "Unauthorized"),
        Trouble::NotFound(_) => told(404, "NOT_FOUND", "Not found"),
        Trouble::Malformed(why) => told(400, "BAD_REQUEST", why),
        Trouble::Invalid { field, message } => {
            let issue = json!({ "message": message, "path": field.split('.').collect::<Vec<_>>() });
            let body =
                json!({ "message": "Input validation failed", "code": "BAD_REQUEST", "issues": [issue] });
            Refusal::new(400, body)
        }
        Trouble::TooLarge => told(413, "PAYLOAD_TOO_LARGE", "Payload too large"),
        Trouble::Status(429, after) => {
            told(429, "TOO_MANY_REQUESTS", "Too many requests").retry_after(*after)
        }
        Trouble::Status(code, after) => {
            told(*code, "INTERNAL_SERVER_ERROR", "Internal server error").retry_after(*after)
        }
        Trouble::Refused => {
            told(400, "BAD_REQUEST", "The prompt contains sensitive content, please modify it")
        }
        Trouble::OutOfCredit => told(403, "FORBIDDEN", "Not enough credits"),
        Trouble::Busy { .. } => told(429, "TOO_MANY_REQUESTS", "Too many tasks are running"),
        Trouble::Broken(why) => told(500, "INTERNAL_SERVER_ERROR", why),
    }
}

/// What a customer is told when a task has ended.
pub fn webhook(sim: &Sim, job: &Job) -> Value {
    let status = if matches!(job.state, JobState::Done(_)) { "succeed" } else { "failed" };
    json!({ "taskId": job.id, "status": status, "generations": [generation(sim, job)] })
}

async fn create_legacy(
    State(sim): State<Sim>,
    Path(names): Path<(String, String)>,
    Extension(call): Asked,
) -> Result<Response, Refusal> {
    create(&sim, Route::Legacy, names, &call)
}

async fn create_v1(
    State(sim): State<Sim>,
    Path(names): Path<(String, String)>,
    Extension(call): Asked,
) -> Result<Response, Refusal> {
    create(&sim, Route::V1, names, &call)
}

fn create(
    sim: &Sim,
    route: Route,
    (brand, model): (String, String),
    call: &Call,
) -> Result<Response, Refusal> {
    let refuse = |trouble: Trouble| call.refuse(&trouble);
    let known = models::find(route, &brand, &model);
    let model = known.ok_or_else(|| refuse(Trouble::NotFound(format!("{brand}/{model}"))))?;
    let body = call.object().map_err(refuse)?;
    let wish = check::check(sim, model, &body).map_err(refuse)?;
    if call.effects.has(&Fault::Refuse) {
        return Err(refuse(Trouble::Refused));
    }
    let order = Order {
        kind: "video",
        recipe: wish.recipe,
        cost_thousandths: wish.cost_thousandths,
        callback: body.get("webhookUrl").and_then(Value::as_str).map(str::to_owned),
        reference: None,
        request: body,
        repeat_key: None,
    };
    let id = format!("cm{}", id::random(23, id::BASE36));
    let job = life::begin(sim, call, id, order).map_err(refuse)?;
    Ok(wrapped(sim, json!({ "taskId": job.id, "status": "waiting" })))
}

/// The state of a task is at `/generation/{taskId}/status`, which has the form of a legacy model's address.
async fn status(
    State(sim): State<Sim>,
    Path((task, word)): Path<(String, String)>,
    Extension(call): Asked,
) -> Result<Response, Refusal> {
    let found = if word == "status" { sim.jobs.get(Provider::Pollo, &task) } else { None };
    let job = found.ok_or_else(|| call.refuse(&Trouble::NotFound(task)))?;
    let credit = whole(job.cost_thousandths);
    Ok(wrapped(&sim, json!({ "taskId": job.id, "credit": credit, "generations": [generation(&sim, &job)] })))
}

fn generation(sim: &Sim, job: &Job) -> Value {
    let (status, message, url) = match &job.state {
        JobState::Waiting => ("waiting", Value::Null, Value::Null),
        JobState::Processing => ("processing", Value::Null, Value::Null),
        JobState::Done(made) => ("succeed", Value::Null, json!(files::link(sim, job, made, LINK_SECONDS))),
        JobState::Failed(failure) => ("failed", json!(failure.message), Value::Null),
    };
    let name = digest::sha256_hex(job.id.as_bytes());
    json!({
        "id": format!("gen_{}", name.get(..20).unwrap_or_default()), "status": status, "failMsg": message, "url": url,
        "mediaType": "video", "createdDate": clock::iso(job.created_ms), "updatedDate": clock::iso(job.updated_ms),
    })
}

async fn estimate(
    State(sim): State<Sim>,
    Path((brand, model)): Path<(String, String)>,
    Extension(call): Asked,
) -> Result<Response, Refusal> {
    let refuse = |trouble: Trouble| call.refuse(&trouble);
    let known = models::find(Route::V1, &brand, &model).ok_or_else(|| refuse(Trouble::NotFound(model)))?;
    let wish = check::check(&sim, known, &call.object().map_err(refuse)?).map_err(refuse)?;
    let credit = whole(wish.cost_thousandths);
    Ok(wrapped(&sim, json!({ "credit": credit, "costUsd": credit / 100.0 })))
}

async fn balance(State(sim): State<Sim>) -> Response {
    let (left, total) = (sim.accounts.left(Provider::Pollo), sim.accounts.total(Provider::Pollo));
    wrapped(&sim, json!({ "availableCredits": whole(left), "totalCredits": whole(total) }))
}

async fn specs(State(sim): State<Sim>) -> Response {
    let mut specs = Vec::new();
    for model in models::all().iter().filter(|model| model.route == Route::V1) {
        let kinds =
            [("text2video", &model.text), ("image2video", &model.image), ("ref2video", &model.reference)];
        for (kind, _) in kinds.iter().filter(|(_, fields)| fields.is_some()) {
            let path = format!("/v1/generation/{}/{}/video", model.brand, model.model);
            specs.push(json!({
                "brand": model.brand, "model": model.model, "type": kind, "path": path, "deprecated": false,
            }));
        }
    }
    wrapped(&sim, Value::Array(specs))
}

fn wrapped(sim: &Sim, body: Value) -> Response {
    match sim.options.pollo_form {
        PolloForm::Flat => answer(200, &body),
        PolloForm::Wrapped => answer(200, &json!({ "code": "SUCCESS", "message": "success", "data": body })),
    }
}
