//! The simulator's own addresses: faults, the log, pace, accounts, webhooks that were sent.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Extension, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::answer::{Refusal, Trouble};
use crate::call::Call;
use crate::faults::FaultRule;
use crate::state::Sim;

/// Every address below `/sim`.
pub fn routes() -> Router<Sim> {
    Router::new()
        .route("/faults", post(add_fault).get(faults).delete(clear_faults))
        .route("/log", get(log))
        .route("/speed", post(set_speed))
        .route("/credit", get(credit))
        .route("/webhooks", get(webhooks))
}

/// An address that a provider does not have.
pub async fn nowhere(Extension(call): Extension<Arc<Call>>) -> Refusal {
    call.refuse(&Trouble::NotFound(format!("there is nothing at {}", call.path)))
}

async fn add_fault(State(sim): State<Sim>, body: Bytes) -> Response {
    let rule = serde_json::from_slice::<Value>(&body)
        .and_then(|value| serde_json::from_value::<FaultRule>(tagged(value)));
    match rule {
        Ok(rule) if sim.faults.add(rule.clone()).is_some() => {
            (axum::http::StatusCode::CREATED, Json(rule)).into_response()
        }
        Ok(_) => Refusal::new(429, json!({ "error": "too many faults wait; delete some" })).into_response(),
        Err(error) => Refusal::new(400, json!({ "error": error.to_string() })).into_response(),
    }
}

/// A fault may be written as `{"kind":"delay","ms":5}`, `{"delay":{"ms":5}}` or, without values, as `"fail"`.
fn tagged(mut rule: Value) -> Value {
    let Some(fault) = rule.get_mut("fault") else { return rule };
    match fault {
        Value::String(kind) => *fault = json!({ "kind": kind }),
        Value::Object(fields) if !fields.contains_key("kind") && fields.len() == 1 => {
            let mut tagged = serde_json::Map::new();
            for (kind, values) in std::mem::take(fields) {
                tagged.insert("kind".into(), Value::String(kind));
                tagged.extend(values.as_object().cloned().unwrap_or_default());
            }
            *fault = Value::Object(tagged);
        }
        _ => {}
    }
    rule
}

async fn faults(State(sim): State<Sim>) -> Json<Value> {
    Json(json!({ "faults": sim.faults.all() }))
}

async fn clear_faults(State(sim): State<Sim>) -> Json<Value> {
    sim.faults.clear();
    Json(json!({ "faults": [] }))
}

async fn log(State(sim): State<Sim>) -> Json<Value> {
    Json(json!(sim.log.all()))
}

async fn set_speed(State(sim): State<Sim>, body: Bytes) -> Response {
    let speed = serde_json::from_slice::<Value>(&body).ok().and_then(|value| value.get("speed")?.as_f64());
    match speed.filter(|speed| speed.is_finite() && *speed >= 0.0) {
        Some(speed) => {
            sim.set_speed(speed);
            Json(json!({ "speed": sim.speed() })).into_response()
        }
        None => Refusal::new(400, json!({ "error": "speed is a number from 0 on" })).into_response(),
    }
}

async fn credit(State(sim): State<Sim>) -> Json<Value> {
    Json(sim.accounts.all())
}

async fn webhooks(State(sim): State<Sim>) -> Json<Value> {
    Json(json!(sim.deliveries.all()))
}
