//! OpenAI: chat completions, responses, moderations, transcriptions, speech, models.
//!
//! Not verified in public documents: some pairs of status and code, the newest headers of limits, prices of tokens
//! (made up here), the limit of uploads (25 MB here). Not simulated: tools, pictures in messages are not looked at,
//! and what is said follows from the prompt by rules; only speech of the simulator's own is transcribed.

mod audio;
mod chat;
mod events;
mod models;
mod moderation;
mod prose;
mod responses;
mod schema;

use axum::Router;
use axum::routing::{get, post};
use serde_json::{Value, json};

use crate::answer::{Refusal, Trouble};
use crate::state::Sim;

/// Every address below `/openai`.
pub fn routes() -> Router<Sim> {
    Router::new()
        .route("/v1/chat/completions", post(chat::create))
        .route("/v1/responses", post(responses::create))
        .route("/v1/responses/{id}", get(responses::one).delete(responses::remove))
        .route("/v1/moderations", post(moderation::create))
        .route("/v1/audio/transcriptions", post(audio::transcribe))
        .route("/v1/audio/speech", post(audio::speak))
        .route("/v1/models", get(models::list))
        .route("/v1/models/{model}", get(models::one))
}

/// A trouble in OpenAI's words.
pub fn refusal(trouble: &Trouble) -> Refusal {
    let told = |status: u16, kind: &str, code: Value, message: &str| {
        Refusal::new(status, body(kind, code, message, Value::Null))
    };
    match trouble {
        Trouble::KeyMissing => {
            let message =
                "You didn't provide an API key. You need to provide your API key in an Authorization header";
            told(401, "invalid_request_error", Value::Null, message)
        }
        Trouble::KeyWrong => {
            told(401, "invalid_request_error", json!("invalid_api_key"), "Incorrect API key provided")
        }
        Trouble::NotFound(what) => told(404, "invalid_request_error", Value::Null, what),
        Trouble::Malformed(why) => told(400, "invalid_request_error", Value::Null, why),
        Trouble::Invalid { field, message } => {
            let (param, code) = field.split_once('#').unwrap_or((field, "invalid_value"));
            let status = if code == "model_not_found" { 404 } else { 400 };
            Refusal::new(status, body("invalid_request_error", json!(code), message, json!(param)))
        }
        Trouble::TooLarge => {
            told(413, "invalid_request_error", Value::Null, "Maximum content size limit (26214400) exceeded")
        }
        Trouble::Status(429, after) => limits(
            told(429, "rate_limit_error", json!("rate_limit_exceeded"), "Rate limit reached for requests")
                .retry_after(Some(after.unwrap_or(1))),
        ),
        Trouble::Status(code, after) => {
            let message = "The server had an error while processing your request. Sorry about that!";
            told(*code, "server_error", Value::Null, message).retry_after(*after)
        }
        Trouble::Refused => told(
            400,
            "invalid_request_error",
            json!("content_policy_violation"),
            "Your request was rejected as a result of our safety system",
        ),
        Trouble::OutOfCredit => told(
            429,
            "insufficient_quota",
            json!("insufficient_quota"),
            "You exceeded your current quota, please check your plan and billing details",
        ),
        Trouble::Busy { limit, .. } => {
            let message = format!("Rate limit reached: at most {limit} requests may be under way");
            limits(told(429, "rate_limit_error", json!("rate_limit_exceeded"), &message).retry_after(Some(1)))
        }
        Trouble::Broken(why) => told(500, "server_error", Value::Null, why),
    }
}

fn body(kind: &str, code: Value, message: &str, param: Value) -> Value {
    json!({ "error": { "message": message, "type": kind, "param": param, "code": code } })
}

fn limits(refusal: Refusal) -> Refusal {
    refusal
        .with("x-ratelimit-limit-requests", 60)
        .with("x-ratelimit-remaining-requests", 0)
        .with("x-ratelimit-reset-requests", "1s")
}
