//! sync.so: lips that follow a sound.
//!
//! Its documents name an `Idempotency-Key`, so submissions are [`Class::Idempotent`](crate::provider::Class::Idempotent).
//!
//! Not verified by the provider's own documents, and therefore settings or said here: the fields of `sync-3`
//! ([`Options::sync_mode`] goes to every model), and whether the raw body or the body written anew is what is signed; only
//! the raw body is taken, and asking how far a task is finds what a refused call would have said.

use async_trait::async_trait;
use serde_json::{Value, json};

use crate::provider::json::{list, text};
use crate::provider::signature::{KeyForm, Verifier, header, stamped};
use crate::provider::wire::{ANSWER_BYTES_MAX, Answer, Auth, Link, Settings, SettingsError};
use crate::provider::{
    Accepted, Adapter, Bytes, Callback, CallbackError, Fault, FaultKind, Order, Output, Progress, Submission,
    SubmitError,
};

/// How far a callback's time may be from ours, in seconds.
const TOLERANCE_S: i64 = 300;

/// What is not certain about sync.so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// What happens where sound and video are of different lengths, as the provider names it.
    pub sync_mode: String,
}

impl Default for Options {
    fn default() -> Self {
        Self { sync_mode: "cut_off".to_owned() }
    }
}

/// sync.so.
pub struct Sync {
    link: Link,
    verifier: Verifier,
    options: Options,
}

impl Sync {
    /// sync.so at that address with that key.
    pub fn new(settings: &Settings, options: Options) -> Result<Self, SettingsError> {
        let link = Link::new(settings, Auth::Header("x-api-key"), read_fault)?;
        let verifier = Verifier::new(settings, KeyForm::Plain)?;
        Ok(Self { link, verifier, options })
    }

    fn progress(&self, value: &Value) -> Option<Progress> {
        Some(match text(value, "/status")? {
            "PENDING" => Progress::Waiting,
            "PROCESSING" => Progress::Running(None),
            "COMPLETED" => {
                let bytes = Bytes::At { url: text(value, "/outputUrl")?.to_owned(), headers: Vec::new() };
                Progress::Done(Output { bytes, words: Vec::new(), text: String::new() })
            }
            status @ ("FAILED" | "REJECTED") => {
                let code = text(value, "/error_code").or_else(|| text(value, "/errorCode"));
                let message = text(value, "/error").or(code).unwrap_or("it failed there");
                let all = format!("{} {message}", code.unwrap_or_default()).to_ascii_lowercase();
                let kind = if all.contains("moderation") || all.contains("policy") {
                    FaultKind::Moderation
                } else if status == "REJECTED" {
                    FaultKind::Rejected
                } else {
                    FaultKind::Broken
                };
                Progress::Failed(self.link.fault(kind, message))
            }
            _ => return None,
        })
    }
}

#[async_trait]
impl Adapter for Sync {
    fn name(&self) -> &'static str {
        "sync"
    }

    async fn submit(&self, submission: &Submission<'_>) -> Result<Accepted, SubmitError> {
        let Order::LipSync(order) = submission.order else {
            let fault = self.link.fault(FaultKind::Rejected, "it does not make this");
            return Err(SubmitError::Refused(fault));
        };
        let attempt = submission.attempt.to_string();
        let mut body = json!({
            "model": submission.model,
            "input": [{ "type": "video", "url": order.video }, { "type": "audio", "url": order.audio }],
            "options": { "sync_mode": self.options.sync_mode },
            "outputFileName": attempt,
        });
        if let (Some(callback), Some(fields)) = (submission.callback, body.as_object_mut()) {
            fields.insert("webhookUrl".to_owned(), callback.into());
        }
        let request = self.link.post(&["v2", "generate"]);
        let request = request.map(|request| request.header("idempotency-key", attempt).json(&body));
        let read = |answer: &Answer| Some(Accepted::Task(text(&answer.json()?, "/id")?.to_owned()));
        self.link.submit(request, ANSWER_BYTES_MAX, read).await
    }

    async fn poll(&self, task: &str, _order: &Order) -> Result<Progress, Fault> {
        let read = |answer: &Answer| self.progress(&answer.json()?);
        self.link.ask(self.link.get(&["v2", "generate", task]), ANSWER_BYTES_MAX, read).await
    }

    fn callback(
        &self,
        headers: &[(String, String)],
        body: &[u8],
        now: i64,
    ) -> Result<Callback, CallbackError> {
        let signed = stamped(header(headers, "sync-signature"), "v1", body, TOLERANCE_S)?;
        self.verifier.verify(signed, now)?;
        let value: Value = serde_json::from_slice(body).map_err(|_| CallbackError::Garbled)?;
        let task = text(&value, "/id").ok_or(CallbackError::Garbled)?.to_owned();
        let progress = self.progress(&value).ok_or(CallbackError::Garbled)?;
        // A call has no name of its own; a generation ends once.
        let delivery = format!("{task}.{}", text(&value, "/status").unwrap_or_default());
        Ok(Callback { delivery, task, progress })
    }
}

fn read_fault(answer: &Answer) -> Option<(FaultKind, String)> {
    let value = answer.json()?;
    value.get("statusCode").or_else(|| value.get("message"))?;
    let code = text(&value, "/errorCode").or_else(|| text(&value, "/error_code")).unwrap_or_default();
    let several: Vec<&str> = list(&value, "/message").iter().filter_map(Value::as_str).collect();
    let message = text(&value, "/message").map_or_else(|| several.join("; "), str::to_owned);
    let kind = match answer.status {
        401..=403 => FaultKind::Account,
        429 => FaultKind::Busy(answer.retry_after_ms()),
        400..=499 => FaultKind::Rejected,
        _ => FaultKind::Broken,
    };
    Some((kind, if message.is_empty() { code.to_owned() } else { message }))
}
