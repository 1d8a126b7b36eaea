//! Responses: the newer way to ask for text.

use std::sync::Arc;

use axum::extract::{Extension, Path, State};
use axum::response::Response;
use serde_json::{Value, json};

use super::chat::{Format, Said, accept, charge, say, schema_format, text_of, unknown_argument};
use super::events::{self, Event, pieces};
use super::models::{Use, find};
use crate::answer::{Refusal, Trouble, json as answer};
use crate::call::Call;
use crate::check::{fields, needed_text, number};
use crate::clock;
use crate::id;
use crate::provider::Provider;
use crate::state::Sim;

type Asked = Extension<Arc<Call>>;

const FIELDS: &[&str] = &[
    "model",
    "input",
    "instructions",
    "text",
    "reasoning",
    "max_output_tokens",
    "background",
    "store",
    "stream",
    "stream_options",
    "previous_response_id",
    "conversation",
    "include",
    "tools",
    "tool_choice",
    "truncation",
    "moderation",
    "metadata",
    "service_tier",
    "temperature",
    "top_p",
    "parallel_tool_calls",
    "user",
    "safety_identifier",
    "prompt_cache_key",
    "prompt",
    "max_tool_calls",
    "top_logprobs",
    "prompt_cache_retention",
];

pub async fn create(State(sim): State<Sim>, Extension(call): Asked) -> Result<Response, Refusal> {
    let refuse = |trouble: Trouble| call.refuse(&trouble);
    let body = call.object().map_err(refuse)?;
    let (model, prompt, format, most) = check(&body).map_err(refuse)?;
    let _seat = sim.seats.take(Provider::OpenAi, &sim).map_err(refuse)?;
    let id = format!("resp_{}", id::random(48, id::HEX));
    accept(&sim, &call, "response", &id).map_err(refuse)?;
    let said = say(&call, &prompt, &format, most).map_err(refuse)?;
    charge(&sim, &said).map_err(refuse)?;
    sim.take_time(std::time::Duration::from_millis(300)).await;
    let response = Told { id, model, said, request: body };
    let whole = response.whole("completed", &response.output());
    if response.request.get("store").and_then(Value::as_bool) != Some(false) {
        sim.desk.keep_transcript(&response.id, whole.clone());
    }
    if response.request.get("stream").and_then(Value::as_bool) == Some(true) {
        return Ok(events::answer(&sim, response.stream()));
    }
    Ok(answer(200, &whole))
}

pub async fn one(
    State(sim): State<Sim>,
    Path(id): Path<String>,
    Extension(call): Asked,
) -> Result<Response, Refusal> {
    let found = sim.desk.transcript(&id);
    let unknown = || call.refuse(&Trouble::NotFound(format!("Response with id '{id}' not found.")));
    found.map(|response| answer(200, &response)).ok_or_else(unknown)
}

pub async fn remove(
    State(sim): State<Sim>,
    Path(id): Path<String>,
    Extension(call): Asked,
) -> Result<Response, Refusal> {
    if sim.desk.forget_transcript(&id) {
        Ok(answer(200, &json!({ "id": id, "object": "response.deleted", "deleted": true })))
    } else {
        Err(call.refuse(&Trouble::NotFound(format!("Response with id '{id}' not found."))))
    }
}

type Checked = (&'static str, String, Format, Option<usize>);

fn check(body: &Value) -> Result<Checked, Trouble> {
    let body = fields(body, "", FIELDS).map_err(unknown_argument)?;
    let model = find(needed_text(body, "model")?, Use::Text)?;
    number(body, "temperature", (0.0, 2.0))?;
    let most = number(body, "max_output_tokens", (16.0, 1e6))?.map(|most| most as usize);
    if body.get("background").and_then(Value::as_bool) == Some(true) {
        return Err(Trouble::invalid("background", "the sandbox answers at once"));
    }
    let prompt = match body.get("input") {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items)) => {
            let said = |item: &&Value| item.get("role").and_then(Value::as_str) == Some("user");
            items
                .iter()
                .rev()
                .find(said)
                .and_then(|item| item.get("content"))
                .map(text_of)
                .unwrap_or_default()
        }
        _ => {
            return Err(Trouble::invalid(
                "input#missing_required_parameter",
                "Missing required parameter: 'input'.",
            ));
        }
    };
    let format = body.get("text").and_then(|text| text.get("format")).filter(|format| !format.is_null());
    let format = match format.map(|format| (format, format.get("type").and_then(Value::as_str))) {
        None | Some((_, Some("text"))) => Format::Text,
        Some((_, Some("json_object"))) => Format::Object,
        // Here the schema lies beside its name, not inside a field of its own as in chat.
        Some((format, Some("json_schema"))) => {
            schema_format(format, "text.format", &["type", "name", "description", "schema", "strict"])?
        }
        Some(_) => return Err(Trouble::invalid("text.format.type", "not a type of format")),
    };
    Ok((model, prompt, format, most))
}

struct Told {
    id: String,
    model: &'static str,
    said: Said,
    request: Value,
}

impl Told {
    fn message(&self) -> String {
        format!("msg_{}", self.id.trim_start_matches("resp_"))
    }

    fn part(&self) -> Value {
        match (&self.said.content, &self.said.refusal) {
            (None, Some(refusal)) => json!({ "type": "refusal", "refusal": refusal }),
            (content, _) => {
                json!({ "type": "output_text", "text": content.clone().unwrap_or_default(), "annotations": [], "logprobs": [] })
            }
        }
    }

    fn output(&self) -> Value {
        json!([{
            "type": "message", "id": self.message(), "status": "completed", "role": "assistant", "content": [self.part()],
        }])
    }

    fn whole(&self, status: &str, output: &Value) -> Value {
        let asked = |name: &str, usual: Value| self.request.get(name).cloned().unwrap_or(usual);
        let cut = self.said.finish == "length" && status == "completed";
        let details = if cut { json!({ "reason": "max_output_tokens" }) } else { Value::Null };
        let (read, written) = (self.said.read, self.said.written);
        let usage = json!({
            "input_tokens": read, "input_tokens_details": { "cached_tokens": 0, "cache_write_tokens": 0 },
            "output_tokens": written, "output_tokens_details": { "reasoning_tokens": 0 }, "total_tokens": read + written,
        });
        let now = clock::seconds(clock::now_ms());
        json!({
            "id": self.id, "object": "response", "created_at": now, "status": if cut { "incomplete" } else { status },
            "completed_at": if status == "completed" && !cut { json!(now) } else { Value::Null },
            "background": false, "error": null, "incomplete_details": details, "model": self.model, "output": output,
            "instructions": asked("instructions", Value::Null), "max_output_tokens": asked("max_output_tokens", Value::Null),
            "metadata": asked("metadata", json!({})), "parallel_tool_calls": true,
            "previous_response_id": asked("previous_response_id", Value::Null), "reasoning": { "effort": null, "summary": null },
            "store": asked("store", json!(true)), "temperature": asked("temperature", json!(1.0)),
            "text": asked("text", json!({ "format": { "type": "text" } })), "tool_choice": asked("tool_choice", json!("auto")),
            "tools": asked("tools", json!([])), "top_p": asked("top_p", json!(1.0)), "truncation": "disabled",
            "service_tier": "default", "usage": if status == "completed" { usage } else { Value::Null },
        })
    }

    fn stream(&self) -> Vec<Event> {
        let message = self.message();
        let started = self.whole("in_progress", &json!([]));
        let empty = json!({ "type": "message", "id": message, "status": "in_progress", "role": "assistant", "content": [] });
        let part = self.part();
        let refused = self.said.content.is_none();
        let (kind, field) =
            if refused { ("response.refusal", "refusal") } else { ("response.output_text", "text") };
        let words = part.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut blank = part.clone();
        if let Some(text) = blank.get_mut(field) {
            *text = json!("");
        }
        let mut events = vec![
            json!({ "type": "response.created", "response": started }),
            json!({ "type": "response.in_progress", "response": started }),
            json!({ "type": "response.output_item.added", "output_index": 0, "item": empty }),
            json!({ "type": "response.content_part.added", "item_id": message, "output_index": 0, "content_index": 0, "part": blank }),
        ];
        let at = |kind: String, field: &str, value: Value| json!({ "type": kind, "item_id": message, "output_index": 0, "content_index": 0, field: value, "logprobs": [] });
        events.extend(
            pieces(&words).into_iter().map(|piece| at(format!("{kind}.delta"), "delta", json!(piece))),
        );
        events.push(at(format!("{kind}.done"), field, json!(words)));
        events.push(json!({
            "type": "response.content_part.done", "item_id": message, "output_index": 0, "content_index": 0, "part": part,
        }));
        let output = self.output();
        events.push(json!({ "type": "response.output_item.done", "output_index": 0, "item": output.get(0) }));
        let end = if self.said.finish == "length" { "response.incomplete" } else { "response.completed" };
        events.push(json!({ "type": end, "response": self.whole("completed", &output) }));
        let numbered = events.into_iter().zip(0..).map(|(mut event, number): (Value, i64)| {
            if let Some(fields) = event.as_object_mut() {
                fields.insert("sequence_number".into(), json!(number));
            }
            Event::Named(event)
        });
        numbered.collect()
    }
}
