//! sync.so: a video's lips, and its sound, after another recording.
//!
//! Not verified in public documents: all fields of `sync-3`, prices (made up here), retries of webhooks, over which
//! text a webhook is signed (the raw body here), what an `Idempotency-Key` does (here the first generation is
//! answered again). Not simulated: the change of the lips themselves, analyses of speakers, segments, batches.

mod check;
mod upload;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Extension, Path, State};
use axum::response::Response;
use axum::routing::{get, post, put};
use serde_json::{Value, json};

use crate::answer::{Refusal, Trouble, json as answer};
use crate::call::Call;
use crate::clock;
use crate::faults::Fault;
use crate::files;
use crate::id;
use crate::job::{Job, Order, Reason, State as JobState, life};
use crate::provider::Provider;
use crate::state::Sim;

type Asked = Extension<Arc<Call>>;

/// A signed link works for so many seconds.
const LINK_SECONDS: i64 = 3_600;

/// Every address below `/sync`.
pub fn routes() -> Router<Sim> {
    Router::new()
        .route("/v2/generate", post(create))
        .route("/v2/generate/{id}", get(one))
        .route("/v2/generations", get(list))
        .route("/v2/analyze/cost", post(cost))
        .route("/v2/assets/upload", post(upload::announce))
        .route("/v2/assets", post(upload::register))
        .route("/v2/uploads/{name}", put(upload::receive))
}

/// A trouble in sync.so's words.
pub fn refusal(trouble: &Trouble) -> Refusal {
    let told = |status: u16, code: &str, message: Value| {
        Refusal::new(status, json!({ "statusCode": status, "message": message, "errorCode": code }))
    };
    match trouble {
        Trouble::KeyMissing | Trouble::KeyWrong => told(401, "unauthorized", json!("Unauthorized")),
        Trouble::NotFound(what) => told(404, "not_found", json!(what)),
        Trouble::Malformed(why) => told(400, "bad_request", json!(why)),
        Trouble::Invalid { field, message } => {
            let (at, code) = field.split_once('#').unwrap_or((field, "validation_error"));
            let status = if code == "request_in_progress" { 409 } else { 400 };
            told(status, code, json!([format!("{at}: {message}")]))
        }
        Trouble::TooLarge => told(413, "payload_too_large", json!("Files are limited to 20 MB")),
        Trouble::Status(429, after) => told(429, "rate_limit_exceeded", json!("Too many requests"))
            .retry_after(Some(after.unwrap_or(60))),
        Trouble::Status(503, after) => {
            told(503, "service_unavailable", json!("Service unavailable")).retry_after(*after)
        }
        Trouble::Status(code, after) => {
            told(*code, "internal_server_error", json!("Internal server error")).retry_after(*after)
        }
        Trouble::Refused => told(400, "moderation_failed", json!("The content violates our usage policy")),
        Trouble::OutOfCredit => told(402, "payment_required", json!("Your account has no credits left")),
        Trouble::Busy { limit, .. } => {
            let message = format!("You have reached your limit of {limit} concurrent generations");
            told(429, "concurrency_limit_reached", json!(message))
        }
        Trouble::Broken(why) => told(500, "internal_server_error", json!(why)),
    }
}

/// What a customer is told when a task has ended: the generation itself.
pub fn webhook(sim: &Sim, job: &Job) -> Value {
    generation(sim, job)
}

async fn create(State(sim): State<Sim>, Extension(call): Asked) -> Result<Response, Refusal> {
    let job = created(&sim, &call).map_err(|trouble| call.refuse(&trouble))?;
    Ok(answer(201, &generation(&sim, &job)))
}

fn created(sim: &Sim, call: &Call) -> Result<Job, Trouble> {
    let key = call.header("idempotency-key").map(|key| format!("sync {} {key}", call.path));
    let in_progress =
        || Trouble::invalid("Idempotency-Key#request_in_progress", "A request with this key is in progress");
    let _flight = key.as_deref().map(|key| sim.desk.take_up(key).ok_or_else(in_progress)).transpose()?;
    if let Some(before) = key.as_deref().and_then(|key| sim.jobs.of_key(key)) {
        return Ok(before);
    }
    let body = call.object()?;
    let recipe = check::check(sim, &body)?;
    if call.effects.has(&Fault::Refuse) {
        return Err(Trouble::Refused);
    }
    let text = |name: &str| body.get(name).and_then(Value::as_str).map(str::to_owned);
    let order = Order {
        kind: "lipsync",
        recipe,
        cost_thousandths: 250,
        callback: text("webhookUrl"),
        reference: text("outputFileName"),
        request: body,
        repeat_key: key,
    };
    life::begin(sim, call, id::uuid(), order)
}

async fn one(
    State(sim): State<Sim>,
    Path(id): Path<String>,
    Extension(call): Asked,
) -> Result<Response, Refusal> {
    let unknown = || call.refuse(&Trouble::NotFound(format!("Generation {id} not found")));
    let job = sim.jobs.get(Provider::Sync, &id).ok_or_else(unknown)?;
    Ok(answer(200, &generation(&sim, &job)))
}

async fn list(State(sim): State<Sim>, Extension(call): Asked) -> Response {
    let wanted = |job: &Job| call.asked("status").is_none_or(|wanted| wanted == status(&job.state));
    let jobs = sim.jobs.of(Provider::Sync);
    let found: Vec<Value> = jobs.iter().filter(|job| wanted(job)).map(|job| generation(&sim, job)).collect();
    answer(200, &Value::Array(found))
}

async fn cost(State(sim): State<Sim>, Extension(call): Asked) -> Result<Response, Refusal> {
    let checked = call.object().and_then(|body| check::check(&sim, &body));
    checked.map_err(|trouble| call.refuse(&trouble))?;
    Ok(answer(200, &json!([{ "estimatedFrameCount": 125, "estimatedGenerationCost": 0.25 }])))
}

fn status(state: &JobState) -> &'static str {
    match state {
        JobState::Waiting => "PENDING",
        JobState::Processing => "PROCESSING",
        JobState::Done(_) => "COMPLETED",
        JobState::Failed(failure) if failure.reason == Reason::Refused => "REJECTED",
        JobState::Failed(_) => "FAILED",
    }
}

fn generation(sim: &Sim, job: &Job) -> Value {
    let (mut url, mut seconds, mut error, mut code) = (Value::Null, Value::Null, Value::Null, Value::Null);
    match &job.state {
        JobState::Done(made) => {
            url = json!(files::link(sim, job, made, LINK_SECONDS));
            seconds = json!(made.seconds);
        }
        JobState::Failed(failure) => {
            error = json!(failure.message);
            code = json!(match failure.reason {
                Reason::Asked | Reason::Broken | Reason::Cancelled => "generation_pipeline_failed",
                Reason::Refused => "moderation_failed",
                Reason::Unreachable => "generation_input_download_failed",
                Reason::NoMedia => "generation_unsupported_media",
            });
        }
        JobState::Waiting | JobState::Processing => {}
    }
    let asked = |name: &str| job.request.get(name).cloned().unwrap_or(Value::Null);
    json!({
        "id": job.id, "createdAt": clock::iso(job.created_ms), "status": status(&job.state), "model": asked("model"),
        "input": asked("input"), "options": job.request.get("options").cloned().unwrap_or_else(|| json!({})),
        "outputUrl": url, "outputDuration": seconds, "segmentOutputUrl": null, "error": error, "error_code": code,
        "webhookUrl": job.callback, "outputFileName": asked("outputFileName"),
    })
}
