//! ElevenLabs' errors, in the three forms of `detail` that are met: an object, a list, a text.

use serde_json::Value;

use crate::provider::FaultKind;
use crate::provider::json::text;
use crate::provider::wire::Answer;

/// What an answer that is an error says.
pub(super) fn read(answer: &Answer) -> Option<(FaultKind, String)> {
    let value = answer.json()?;
    let detail = value.get("detail")?;
    let (code, message) = match detail {
        Value::String(message) => (String::new(), message.clone()),
        Value::Array(faults) => {
            let first = faults.first();
            let message = first.and_then(|fault| text(fault, "/msg")).unwrap_or("the request is not valid");
            (String::new(), message.to_owned())
        }
        Value::Object(_) => {
            let code = text(detail, "/code").or_else(|| text(detail, "/status")).unwrap_or_default();
            (code.to_owned(), text(detail, "/message").unwrap_or(code).to_owned())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => return None,
    };
    Some((kind(answer, &code), message))
}

fn kind(answer: &Answer, code: &str) -> FaultKind {
    match code {
        "insufficient_credits"
        | "quota_exceeded"
        | "invalid_api_key"
        | "missing_api_key"
        | "unauthorized"
        | "sign_in_required"
        | "forbidden"
        | "insufficient_permissions"
        | "feature_not_available"
        | "subscription_required" => FaultKind::Account,
        "model_not_found" | "unsupported_model" | "model_access_denied" => FaultKind::ModelGone,
        "rate_limit_exceeded"
        | "concurrent_limit_exceeded"
        | "system_busy"
        | "too_many_concurrent_requests"
        | "already_running"
        | "concurrent_modification" => FaultKind::Busy(answer.retry_after_ms()),
        code if code.starts_with("only_for_") => FaultKind::Account,
        code if code.contains("moderation") || code.contains("content_policy") => FaultKind::Moderation,
        _ => match answer.status {
            401 | 402 => FaultKind::Account,
            429 => FaultKind::Busy(answer.retry_after_ms()),
            500.. => FaultKind::Broken,
            _ => FaultKind::Rejected,
        },
    }
}
