//! OpenAI's models, as facts.

use std::sync::Arc;

use axum::extract::{Extension, Path};
use axum::response::Response;
use serde_json::{Value, json};

use crate::answer::{Refusal, Trouble, json as answer};
use crate::call::Call;

/// What a model is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Text.
    Text,
    /// Moderation.
    Moderation,
    /// Sound to text.
    Transcription,
    /// Text to sound.
    Speech,
}

const MODELS: &[(&str, Use)] = &[
    ("gpt-5.6-sol", Use::Text),
    ("gpt-5.6-terra", Use::Text),
    ("gpt-5.6-luna", Use::Text),
    ("gpt-5.5", Use::Text),
    ("gpt-5.4", Use::Text),
    ("gpt-5.4-mini", Use::Text),
    ("gpt-5.4-nano", Use::Text),
    ("gpt-5.2", Use::Text),
    ("omni-moderation-latest", Use::Moderation),
    ("omni-moderation-2024-09-26", Use::Moderation),
    ("text-moderation-latest", Use::Moderation),
    ("whisper-1", Use::Transcription),
    ("gpt-transcribe", Use::Transcription),
    ("gpt-4o-transcribe", Use::Transcription),
    ("gpt-4o-mini-transcribe", Use::Transcription),
    ("gpt-4o-mini-transcribe-2025-12-15", Use::Transcription),
    ("tts-1", Use::Speech),
    ("tts-1-hd", Use::Speech),
    ("gpt-4o-mini-tts", Use::Speech),
    ("gpt-4o-mini-tts-2025-12-15", Use::Speech),
];

/// The model of that name, if it is for that.
///
/// # Errors
/// When there is none.
pub fn find(name: &str, wanted: Use) -> Result<&'static str, Trouble> {
    let found = MODELS.iter().find(|(known, purpose)| *known == name && *purpose == wanted);
    let unknown = || {
        let message = format!("The model `{name}` does not exist or you do not have access to it.");
        Trouble::invalid("model#model_not_found", message)
    };
    found.map(|(known, _)| *known).ok_or_else(unknown)
}

pub async fn list() -> Response {
    let data: Vec<Value> = MODELS.iter().map(|(name, _)| told(name)).collect();
    answer(200, &json!({ "object": "list", "data": data }))
}

pub async fn one(
    Path(model): Path<String>,
    Extension(call): Extension<Arc<Call>>,
) -> Result<Response, Refusal> {
    let found = MODELS.iter().find(|(known, _)| *known == model);
    let unknown = || {
        let message = format!("The model '{model}' does not exist");
        call.refuse(&Trouble::invalid("model#model_not_found", message))
    };
    found.map(|(name, _)| answer(200, &told(name))).ok_or_else(unknown)
}

fn told(name: &str) -> Value {
    json!({ "id": name, "object": "model", "created": 1_764_547_200, "owned_by": "system", "shutdown_date": null })
}
