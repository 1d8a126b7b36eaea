//! OpenAI: scripts, moderation, and transcription with the times of words.
//!
//! Nothing here can be looked for afterwards: submissions are [`Class::Unprotected`](crate::provider::Class::Unprotected).
//! Its videos ended on 2026-09-24 and are not spoken.
//!
//! Not verified by the provider's own documents, and therefore settings: how large a sound may be
//! ([`Options::sound_bytes_max`], widely said to be 25 MB).

mod chat;

use std::sync::Arc;

use async_trait::async_trait;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use tokio::sync::mpsc;

use crate::provider::json::{list, milliseconds, text};
use crate::provider::source::Source;
use crate::provider::wire::{ANSWER_BYTES_MAX, Answer, Auth, Link, Settings, SettingsError};
use crate::provider::{
    Accepted, Adapter, Bytes, Callback, CallbackError, Fault, FaultKind, Order, Output, Progress, Submission,
    SubmitError, TranscriptionOrder, Word,
};

/// What is not certain about OpenAI.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The largest sound that is sent, in bytes.
    pub sound_bytes_max: usize,
    /// The model that judges texts.
    pub moderation_model: String,
}

impl Default for Options {
    fn default() -> Self {
        Self { sound_bytes_max: 25_000_000, moderation_model: "omni-moderation-latest".to_owned() }
    }
}

/// A script to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct ScriptOrder {
    /// The model as the provider names it.
    pub model: String,
    /// How it is to be written.
    pub instructions: String,
    /// What the user asks for.
    pub request: String,
    /// The most tokens that may be written.
    pub tokens_max: u32,
    /// What comes out.
    pub form: ScriptForm,
}

/// What a script comes out as.
#[derive(Clone, Debug, PartialEq)]
pub enum ScriptForm {
    /// Text.
    Text,
    /// JSON of a schema, kept to strictly.
    Json {
        /// Its name: letters, digits, `_` and `-`, at most 64.
        name: String,
        /// The schema.
        schema: Value,
    },
}

/// How the writing of a script ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Why it ended.
    pub ending: Ending,
    /// What the provider counted, where it says so.
    pub tokens: Option<Tokens>,
}

/// Why the writing of a script ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It is whole.
    Whole,
    /// It reached the most tokens: JSON is cut off then.
    Cut,
    /// What was written is not allowed.
    Filtered,
    /// The model will not write it, with its words.
    Refused(String),
    /// Nobody listens any more.
    Unheard,
}

/// Tokens read and written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tokens {
    /// Read.
    pub read: u64,
    /// Written.
    pub written: u64,
}

/// What a judge of texts says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// The categories that it is of, as the provider names them; none where it is allowed.
    pub flagged: Vec<String>,
}

impl Verdict {
    /// Whether the text may be used.
    pub const fn is_allowed(&self) -> bool {
        self.flagged.is_empty()
    }
}

/// OpenAI.
pub struct OpenAi {
    link: Link,
    source: Arc<dyn Source>,
    options: Options,
}

impl OpenAi {
    /// OpenAI at that address, which ends in the version (`…/v1`), with that key; `source` gives sounds.
    pub fn new(
        settings: &Settings,
        source: Arc<dyn Source>,
        options: Options,
    ) -> Result<Self, SettingsError> {
        Ok(Self { link: Link::new(settings, Auth::Bearer, read_fault)?, source, options })
    }

    /// Writes a script and sends its pieces as they come. A piece is sent when there is room for it, so a slow listener
    /// slows the provider down; one who hangs up ends it.
    pub async fn script(
        &self,
        order: &ScriptOrder,
        pieces: &mpsc::Sender<String>,
    ) -> Result<Written, SubmitError> {
        chat::script(&self.link, order, pieces).await
    }

    /// Judges a text.
    pub async fn moderate(&self, words: &str) -> Result<Verdict, Fault> {
        let body = json!({ "input": words, "model": self.options.moderation_model });
        let request = self.link.question(&["moderations"]).map(|request| request.json(&body));
        let read = |answer: &Answer| {
            let value = answer.json()?;
            let result = value.pointer("/results/0")?;
            if !result.get("flagged")?.as_bool()? {
                return Some(Verdict::default());
            }
            let categories = result.get("categories")?.as_object()?;
            let mut flagged: Vec<String> = categories
                .iter()
                .filter(|(_, is)| **is == Value::Bool(true))
                .map(|(name, _)| name.clone())
                .collect();
            if flagged.is_empty() {
                flagged.push("other".to_owned());
            }
            Some(Verdict { flagged })
        };
        self.link.ask(request, ANSWER_BYTES_MAX, read).await
    }

    async fn transcribe(
        &self,
        submission: &Submission<'_>,
        order: &TranscriptionOrder,
    ) -> Result<Accepted, SubmitError> {
        let sound = self.source.read(&order.audio, self.options.sound_bytes_max).await;
        let sound = sound.map_err(SubmitError::Refused)?;
        let file = Part::bytes(sound.bytes).file_name(file_name(&sound.media_type));
        let file = file.mime_str(&sound.media_type);
        let file = file.map_err(|_| {
            SubmitError::Refused(self.link.fault(FaultKind::Rejected, "a sound of no known type"))
        })?;
        let mut form = Form::new().text("model", submission.model.to_owned()).part("file", file);
        form = form.text("response_format", "verbose_json").text("timestamp_granularities[]", "word");
        if let Some(language) = &order.language {
            let primary = language.split(['-', '_']).next().unwrap_or(language);
            form = form.text("language", primary.to_owned());
        }
        let request = self.link.post(&["audio", "transcriptions"]).map(|request| request.multipart(form));
        let read = |answer: &Answer| transcript(&answer.json()?).map(Accepted::Done);
        self.link.submit(request, ANSWER_BYTES_MAX, read).await
    }
}

#[async_trait]
impl Adapter for OpenAi {
    fn name(&self) -> &'static str {
        "openai"
    }

    async fn submit(&self, submission: &Submission<'_>) -> Result<Accepted, SubmitError> {
        match submission.order {
            Order::Transcription(order) => self.transcribe(submission, order).await,
            Order::Speech(_) | Order::Avatar(_) | Order::Shot(_) | Order::LipSync(_) | Order::Clone(_) => {
                Err(SubmitError::Refused(self.link.fault(FaultKind::Rejected, "it does not make this")))
            }
        }
    }

    async fn poll(&self, _task: &str, _order: &Order) -> Result<Progress, Fault> {
        Err(self.link.fault(FaultKind::Expired, "it keeps no tasks"))
    }

    /// It calls nobody back for what is done here, so no call is from it.
    fn callback(&self, _: &[(String, String)], _: &[u8], _: i64) -> Result<Callback, CallbackError> {
        Err(CallbackError::Signature)
    }
}

fn transcript(value: &Value) -> Option<Output> {
    let said = value.get("text")?.as_str()?.to_owned();
    let words = list(value, "/words").iter().map(|word| {
        let start = milliseconds(word.get("start")?)?;
        let end = milliseconds(word.get("end")?)?.max(start);
        Some(Word { text: text(word, "/word")?.to_owned(), start, end })
    });
    Some(Output { bytes: Bytes::None, words: words.collect::<Option<_>>()?, text: said })
}

/// A name with an ending that the provider knows: it tells the format by that.
fn file_name(media_type: &str) -> &'static str {
    match media_type.split(';').next().unwrap_or_default().trim() {
        "audio/wav" | "audio/x-wav" | "audio/wave" | "audio/vnd.wave" => "sound.wav",
        "audio/flac" | "audio/x-flac" => "sound.flac",
        "audio/ogg" => "sound.ogg",
        "audio/webm" | "video/webm" => "sound.webm",
        "audio/mp4" | "audio/x-m4a" | "audio/m4a" => "sound.m4a",
        "video/mp4" => "sound.mp4",
        _ => "sound.mp3",
    }
}

fn read_fault(answer: &Answer) -> Option<(FaultKind, String)> {
    let value = answer.json()?;
    let error = value.get("error").filter(|error| error.is_object())?;
    let message = text(error, "/message")?;
    let code = text(error, "/code").or_else(|| text(error, "/type")).unwrap_or_default();
    Some((kind(answer, code, text(error, "/type").unwrap_or_default()), message.to_owned()))
}

fn kind(answer: &Answer, code: &str, family: &str) -> FaultKind {
    match code {
        "insufficient_quota" | "invalid_api_key" | "billing_hard_limit_reached" => return FaultKind::Account,
        "model_not_found" => return FaultKind::ModelGone,
        "content_policy_violation" | "content_filter" => return FaultKind::Moderation,
        _ => {}
    }
    match answer.status {
        _ if family == "insufficient_quota" => FaultKind::Account,
        401..=403 => FaultKind::Account,
        409 | 429 => FaultKind::Busy(answer.retry_after_ms()),
        400..=499 => FaultKind::Rejected,
        _ => FaultKind::Broken,
    }
}
