//! Google: moving pictures by Gemini Omni ([`omni`]) and by Veo on the enterprise platform ([`veo`]). What both share: the
//! form of errors, and stills that go into the request itself.

pub mod omni;
pub mod veo;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::provider::json::{list, text};
use crate::provider::source::Source;
use crate::provider::wire::Answer;
use crate::provider::{FaultKind, SubmitError};

/// The largest still that is sent, in bytes. How large one may be is not documented.
const STILL_BYTES_MAX: usize = 7 << 20;

/// A still in Base64, and its type.
async fn still(source: &dyn Source, address: &str) -> Result<(String, String), SubmitError> {
    let held = source.read(address, STILL_BYTES_MAX).await.map_err(SubmitError::Refused)?;
    Ok((STANDARD.encode(held.bytes), held.media_type))
}

/// What an answer that is an error says. Streams of both products wrap it in a list at times.
fn read_fault(answer: &Answer) -> Option<(FaultKind, String)> {
    let value = answer.json()?;
    let error = value.get("error").or_else(|| value.pointer("/0/error")).filter(|error| error.is_object())?;
    let status = text(error, "/status").unwrap_or_default();
    let message = text(error, "/message").unwrap_or(status).to_owned();
    let kind = match (answer.status, status) {
        (402, _) => FaultKind::Account,
        (429, _) => FaultKind::Busy(retry_delay_ms(error).or_else(|| answer.retry_after_ms())),
        (404, _) | (_, "NOT_FOUND") => FaultKind::ModelGone,
        (401 | 403, _) | (_, "FAILED_PRECONDITION" | "UNAUTHENTICATED" | "PERMISSION_DENIED") => {
            FaultKind::Account
        }
        (500.., _) => FaultKind::Broken,
        _ if is_moderation(&message) => FaultKind::Moderation,
        _ => FaultKind::Rejected,
    };
    Some((kind, message))
}

/// The `retryDelay` of a `RetryInfo`, written as `58s`, in milliseconds.
fn retry_delay_ms(error: &Value) -> Option<u32> {
    let delay = list(error, "/details").iter().find_map(|detail| text(detail, "/retryDelay"))?;
    let seconds: f64 = delay.strip_suffix('s')?.parse().ok()?;
    // The cast is of a number that is in range.
    (seconds.is_finite() && seconds >= 0.0).then(|| (seconds * 1000.0).min(86_400_000.0) as u32)
}

/// The kind of fault of a code of `google.rpc`.
fn kind_of_code(code: i64, message: &str) -> FaultKind {
    match code {
        3 if is_moderation(message) => FaultKind::Moderation,
        3 | 9 | 11 => FaultKind::Rejected,
        5 => FaultKind::ModelGone,
        7 | 16 => FaultKind::Account,
        8 => FaultKind::Busy(None),
        _ if is_moderation(message) => FaultKind::Moderation,
        _ => FaultKind::Broken,
    }
}

fn is_moderation(message: &str) -> bool {
    let message = message.to_ascii_lowercase();
    ["safety", "policy", "policies", "sensitive", "prohibited", "blocked"]
        .iter()
        .any(|word| message.contains(word))
}
