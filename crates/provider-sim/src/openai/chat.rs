//! Chat completions.

use std::sync::Arc;

use axum::extract::{Extension, State};
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::events::{self, Event, pieces};
use super::models::{Use, find};
use super::prose::Writer;
use super::schema;
use crate::answer::{Refusal, Trouble, json as answer};
use crate::call::Call;
use crate::check::{fields, needed_text, number, one_of};
use crate::clock;
use crate::faults::Fault;
use crate::id;
use crate::provider::Provider;
use crate::state::{Sim, Taken};

type Fields = Map<String, Value>;

const FIELDS: &[&str] = &[
    "messages",
    "model",
    "response_format",
    "max_completion_tokens",
    "max_tokens",
    "reasoning_effort",
    "verbosity",
    "temperature",
    "top_p",
    "n",
    "seed",
    "stop",
    "frequency_penalty",
    "presence_penalty",
    "stream",
    "stream_options",
    "tools",
    "tool_choice",
    "parallel_tool_calls",
    "moderation",
    "service_tier",
    "store",
    "metadata",
    "prompt_cache_key",
    "safety_identifier",
    "user",
    "logprobs",
    "top_logprobs",
    "logit_bias",
    "modalities",
    "prediction",
    "web_search_options",
    "audio",
    "prompt_cache_retention",
    "prompt_cache_options",
];

/// What a model says, and what it took.
pub struct Said {
    /// The words; none for a refusal.
    pub content: Option<String>,
    /// The words of a refusal.
    pub refusal: Option<String>,
    /// Why it ends there.
    pub finish: &'static str,
    /// Tokens that were read.
    pub read: usize,
    /// Tokens that were written.
    pub written: usize,
}

pub async fn create(
    State(sim): State<Sim>,
    Extension(call): Extension<Arc<Call>>,
) -> Result<Response, Refusal> {
    let refuse = |trouble: Trouble| call.refuse(&trouble);
    let body = call.object().map_err(refuse)?;
    let wish = check(&body).map_err(refuse)?;
    let _seat = sim.seats.take(Provider::OpenAi, &sim).map_err(refuse)?;
    let id = format!("chatcmpl-{}", id::random(29, id::BASE62));
    accept(&sim, &call, "chat", &id).map_err(refuse)?;
    let said = say(&call, &wish.prompt, &wish.format, wish.tokens_max).map_err(refuse)?;
    charge(&sim, &said).map_err(refuse)?;
    sim.take_time(std::time::Duration::from_millis(300)).await;
    let created = clock::seconds(clock::now_ms());
    if wish.stream {
        return Ok(events::answer(&sim, stream(&wish, &said, &id, created)));
    }
    let message =
        json!({ "role": "assistant", "content": said.content, "refusal": said.refusal, "annotations": [] });
    let choices: Vec<Value> = (0..wish.count)
        .map(|index| json!({ "index": index, "finish_reason": said.finish, "logprobs": null, "message": message }))
        .collect();
    Ok(answer(
        200,
        &json!({
            "id": id, "object": "chat.completion", "created": created, "model": wish.model, "choices": choices,
            "usage": usage(&said), "service_tier": "default",
        }),
    ))
}

/// Takes a request on: money first, then the log.
///
/// # Errors
/// `OutOfCredit`; when the log cannot be written.
pub fn accept(sim: &Sim, call: &Call, operation: &str, id: &str) -> Result<(), Trouble> {
    if sim.accounts.left(Provider::OpenAi) <= 0 {
        return Err(Trouble::OutOfCredit);
    }
    let reference = call.object().ok().and_then(|body| {
        let named = body.get("safety_identifier").or_else(|| body.get("user"))?;
        named.as_str().map(str::to_owned)
    });
    sim.accept(call, Taken { operation, task_id: id, callback: None, reference })?;
    if call.effects.has(&Fault::Fail) { Err(Trouble::Status(500, None)) } else { Ok(()) }
}

/// Charges for tokens: about three thousandths of a dollar for a thousand.
///
/// # Errors
/// `OutOfCredit`.
pub fn charge(sim: &Sim, said: &Said) -> Result<(), Trouble> {
    let cost = i64::try_from((said.read + 4 * said.written) / 300).unwrap_or(i64::MAX);
    sim.accounts.spend(Provider::OpenAi, cost).ok_or(Trouble::OutOfCredit)
}

/// How an answer is to be formed.
pub enum Format {
    /// Words.
    Text,
    /// Any object.
    Object,
    /// An instance of a schema.
    Schema(Value),
}

/// What a model says to a prompt.
///
/// # Errors
/// When the schema cannot be met.
pub fn say(call: &Call, prompt: &str, format: &Format, tokens_max: Option<usize>) -> Result<Said, Trouble> {
    let read = tokens(prompt);
    if call.effects.has(&Fault::Refuse) {
        let refusal = "I'm sorry, but I can't help with that.".to_owned();
        let written = tokens(&refusal);
        return Ok(Said { content: None, refusal: Some(refusal), finish: "stop", read, written });
    }
    let writer = Writer::new(prompt);
    let whole = match format {
        Format::Text => writer.script(),
        Format::Object => json!({ "script": writer.script() }).to_string(),
        Format::Schema(schema) => schema::instance(schema, &writer)?.to_string(),
    };
    let whole = if call.effects.has(&Fault::Corrupt) { whole.replace(['"', ' '], "\u{fffd}") } else { whole };
    let cut = call.effects.has(&Fault::Truncate).then(|| tokens(&whole) / 2);
    let most = tokens_max.into_iter().chain(cut).min().unwrap_or(usize::MAX);
    if tokens(&whole) <= most {
        let written = tokens(&whole);
        return Ok(Said { content: Some(whole), refusal: None, finish: "stop", read, written });
    }
    let part: String = whole.chars().take(most.saturating_mul(4)).collect();
    Ok(Said { content: Some(part), refusal: None, finish: "length", read, written: most })
}

/// About four letters are a token.
fn tokens(text: &str) -> usize {
    text.chars().count().div_ceil(4)
}

struct Wish {
    model: &'static str,
    prompt: String,
    format: Format,
    tokens_max: Option<usize>,
    count: usize,
    stream: bool,
    usage_too: bool,
}

fn check(body: &Value) -> Result<Wish, Trouble> {
    let body = fields(body, "", FIELDS).map_err(unknown_argument)?;
    let model = find(needed_text(body, "model")?, Use::Text)?;
    let messages = body.get("messages").and_then(Value::as_array).filter(|messages| !messages.is_empty());
    let messages = messages
        .ok_or_else(|| Trouble::invalid("messages", "Expected an array with at least one message"))?;
    number(body, "temperature", (0.0, 2.0))?;
    number(body, "top_p", (0.0, 1.0))?;
    number(body, "frequency_penalty", (-2.0, 2.0))?;
    number(body, "presence_penalty", (-2.0, 2.0))?;
    let efforts = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];
    one_of(body, "reasoning_effort", &efforts, "medium")?;
    one_of(body, "verbosity", &["low", "medium", "high"], "medium")?;
    let count = number(body, "n", (1.0, 128.0))?.unwrap_or(1.0) as usize;
    let most = number(body, "max_completion_tokens", (1.0, 1e6))?.or(number(body, "max_tokens", (1.0, 1e6))?);
    let flag = |at: Option<&Value>| at.and_then(Value::as_bool).unwrap_or(false);
    let options = body.get("stream_options");
    let stream = flag(body.get("stream"));
    if options.is_some_and(|options| !options.is_null()) && !stream {
        return Err(Trouble::invalid("stream_options", "only allowed when 'stream' is enabled"));
    }
    Ok(Wish {
        model,
        prompt: prompt(messages)?,
        format: format(body)?,
        tokens_max: most.map(|most| most as usize),
        count,
        stream,
        usage_too: flag(options.and_then(|options| options.get("include_usage"))),
    })
}

/// An unknown field in OpenAI's words.
pub fn unknown_argument(trouble: Trouble) -> Trouble {
    match trouble {
        Trouble::Invalid { field, .. } => {
            let message = format!("Unrecognized request argument supplied: {field}");
            Trouble::invalid(format!("{field}#unknown_parameter"), message)
        }
        other => other,
    }
}

/// What the messages say: what the user says last, and last of all.
fn prompt(messages: &[Value]) -> Result<String, Trouble> {
    let roles = ["developer", "system", "user", "assistant", "tool"];
    let mut words = String::new();
    for (index, message) in messages.iter().enumerate() {
        let role = message.get("role").and_then(Value::as_str).unwrap_or_default();
        if !roles.contains(&role) {
            let message = format!("Invalid value: '{role}'. Supported values are: {}", roles.join(", "));
            return Err(Trouble::invalid(format!("messages[{index}].role"), message));
        }
        if role == "user" {
            words = text_of(message.get("content").unwrap_or(&Value::Null));
        }
    }
    Ok(words)
}

/// The words of a content, which is a text or a list of parts.
pub fn text_of(content: &Value) -> String {
    match content {
        Value::String(text) => text.clone(),
        Value::Array(parts) => {
            let texts: Vec<&str> = parts.iter().filter_map(|part| part.get("text")?.as_str()).collect();
            texts.join(" ")
        }
        _ => String::new(),
    }
}

fn format(body: &Fields) -> Result<Format, Trouble> {
    let Some(format) = body.get("response_format").filter(|format| !format.is_null()) else {
        return Ok(Format::Text);
    };
    match format.get("type").and_then(Value::as_str) {
        Some("text") => Ok(Format::Text),
        Some("json_object") => Ok(Format::Object),
        Some("json_schema") => {
            let inside = format
                .get("json_schema")
                .ok_or_else(|| Trouble::invalid("response_format.json_schema", "missing"))?;
            schema_format(inside, "response_format.json_schema", &["name", "description", "schema", "strict"])
        }
        _ => Err(Trouble::invalid(
            "response_format.type",
            "Supported values are: 'json_object', 'json_schema', and 'text'",
        )),
    }
}

/// A format that is a schema with a name.
///
/// # Errors
/// For a name that is not allowed, and a schema that strict output does not take.
pub fn schema_format(inside: &Value, at: &str, known: &[&str]) -> Result<Format, Trouble> {
    let inside = fields(inside, at, known).map_err(unknown_argument)?;
    let name = inside.get("name").and_then(Value::as_str).unwrap_or_default();
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    if name.is_empty() || name.len() > 64 || !plain {
        return Err(Trouble::invalid(
            format!("{at}.name"),
            "a name of 1 to 64 of letters, digits, _ and - is needed",
        ));
    }
    let schema = inside.get("schema").filter(|schema| schema.is_object());
    let schema = schema.ok_or_else(|| Trouble::invalid(format!("{at}.schema"), "a schema is needed"))?;
    if inside.get("strict").and_then(Value::as_bool) == Some(true) {
        schema::check_strict(schema)?;
    }
    Ok(Format::Schema(schema.clone()))
}

fn usage(said: &Said) -> Value {
    json!({
        "prompt_tokens": said.read, "completion_tokens": said.written, "total_tokens": said.read + said.written,
        "prompt_tokens_details": { "cached_tokens": 0, "audio_tokens": 0 },
        "completion_tokens_details": { "reasoning_tokens": 0, "audio_tokens": 0,
            "accepted_prediction_tokens": 0, "rejected_prediction_tokens": 0 },
    })
}

fn stream(wish: &Wish, said: &Said, id: &str, created: i64) -> Vec<Event> {
    let chunk = |choices: Value, usage: Option<Value>| {
        let mut chunk = json!({
            "id": id, "object": "chat.completion.chunk", "created": created, "model": wish.model,
            "service_tier": "default", "choices": choices,
        });
        // Where usage is asked for, every other chunk says that it has none.
        if let (true, Some(fields)) = (wish.usage_too, chunk.as_object_mut()) {
            fields.insert("usage".into(), usage.unwrap_or(Value::Null));
        }
        Event::Data(chunk)
    };
    let choice = |delta: Value, finish: Value| json!([{ "index": 0, "delta": delta, "logprobs": null, "finish_reason": finish }]);
    let mut events = vec![chunk(
        choice(json!({ "role": "assistant", "content": "", "refusal": null }), Value::Null),
        None,
    )];
    let (name, words) = match (&said.content, &said.refusal) {
        (Some(content), _) => ("content", content.as_str()),
        (None, Some(refusal)) => ("refusal", refusal.as_str()),
        (None, None) => ("content", ""),
    };
    events.extend(
        pieces(words).into_iter().map(|piece| chunk(choice(json!({ name: piece }), Value::Null), None)),
    );
    events.push(chunk(choice(json!({}), json!(said.finish)), None));
    if wish.usage_too {
        events.push(chunk(json!([]), Some(usage(said))));
    }
    events.push(Event::Done);
    events
}
