//! Gemini Omni through the Interactions API, with an API key.
//!
//! A request names an address to call back, so submissions are [`Class::Correlated`](crate::provider::Class::Correlated).
//!
//! Not verified by the provider's own documents, and therefore settings: how a length is written
//! ([`Options::duration_form`], by default `"8s"`), how calls to an address given with the request are signed (read as
//! Standard Webhooks; [`crate::provider::wire::CallbackTrust`] for where they are not), and which key of a call names the
//! interaction (all that are likely are read).

use std::sync::Arc;

use async_trait::async_trait;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::Url;
use serde_json::{Value, json};

use super::{is_moderation, kind_of_code, read_fault, still};
use crate::provider::json::{list, text};
use crate::provider::signature::{KeyForm, Verifier, header, with_id};
use crate::provider::source::Source;
use crate::provider::wire::{ANSWER_BYTES_MAX, Answer, Auth, Link, MEDIA_BYTES_MAX, Settings, SettingsError};
use crate::provider::{
    Accepted, Adapter, Bytes, Callback, CallbackError, Fault, FaultKind, Order, Output, Progress, ShotOrder,
    Submission, SubmitError, frame,
};

/// How far a callback's time may be from ours, in seconds: what Standard Webhooks recommends.
const TOLERANCE_S: i64 = 300;
const ASPECTS: [&str; 2] = ["16:9", "9:16"];
const RESOLUTIONS: [&str; 4] = ["360p", "720p", "1080p", "4k"];

/// How a length is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DurationForm {
    /// As `"8s"`.
    #[default]
    WithUnit,
    /// As `"8"`.
    Bare,
}

/// What is not certain about Omni.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// How a length is written.
    pub duration_form: DurationForm,
}

/// Gemini Omni.
pub struct Omni {
    link: Link,
    verifier: Verifier,
    source: Arc<dyn Source>,
    options: Options,
    settings: Settings,
}

impl Omni {
    /// Omni at that address, which ends in the version (`…/v1beta`), with that key; `source` gives stills.
    pub fn new(
        settings: &Settings,
        source: Arc<dyn Source>,
        options: Options,
    ) -> Result<Self, SettingsError> {
        let link = Link::new(settings, Auth::Header("x-goog-api-key"), read_fault)?;
        let verifier = Verifier::new(settings.webhook_secret.clone(), settings.callback_trust);
        Ok(Self { link, verifier, source, options, settings: settings.clone() })
    }

    async fn body(&self, submission: &Submission<'_>, order: &ShotOrder) -> Result<Value, SubmitError> {
        let mut input = Vec::new();
        if let Some(image) = &order.image {
            let (data, media_type) = still(self.source.as_ref(), image).await?;
            input.push(json!({ "type": "image", "data": data, "mime_type": media_type }));
        }
        input.push(json!({ "type": "text", "text": order.prompt }));
        let seconds = order.milliseconds.div_ceil(1000);
        let duration = match self.options.duration_form {
            DurationForm::WithUnit => format!("{seconds}s"),
            DurationForm::Bare => seconds.to_string(),
        };
        let task = if order.image.is_some() { "image_to_video" } else { "text_to_video" };
        let mut body = json!({
            "model": submission.model,
            "input": input,
            "response_format": {
                "type": "video",
                "aspect_ratio": frame::aspect(order.size, &ASPECTS),
                "resolution": frame::resolution(order.size, &RESOLUTIONS),
                "duration": duration,
                "delivery": "uri",
            },
            "generation_config": { "video_config": { "task": task } },
            "background": true,
            "store": true,
        });
        if let (Some(callback), Some(fields)) = (submission.callback, body.as_object_mut()) {
            let attempt = submission.attempt.to_string();
            let hook = json!({ "uris": [callback], "user_metadata": { "attempt": attempt } });
            fields.insert("webhook_config".to_owned(), hook);
        }
        Ok(body)
    }

    /// What an interaction says of itself.
    fn progress(&self, value: &Value) -> Option<Progress> {
        let failed = |kind, message: &str| Progress::Failed(self.link.fault(kind, message));
        Some(match text(value, "/status")? {
            "queued" => Progress::Waiting,
            "in_progress" => Progress::Running(None),
            "completed" => match self.output(value) {
                Some(output) => Progress::Done(output),
                None => self.failure(value),
            },
            "failed" | "incomplete" => self.failure(value),
            "cancelled" => failed(FaultKind::Broken, "it was cancelled there"),
            "requires_action" => failed(FaultKind::Rejected, "it asks for something that we do not give"),
            "budget_exceeded" => failed(FaultKind::Account, "our budget there is spent"),
            _ => return None,
        })
    }

    fn output(&self, value: &Value) -> Option<Output> {
        let mut contents = list(value, "/steps").iter().flat_map(|step| list(step, "/content"));
        let video = contents.rfind(|content| text(content, "/type") == Some("video"))?;
        let bytes = match (text(video, "/uri"), text(video, "/data")) {
            (Some(uri), _) => Bytes::At { url: uri.to_owned(), headers: self.headers_for(uri) },
            (None, Some(data)) => Bytes::Here {
                bytes: STANDARD.decode(data).ok()?,
                media_type: text(video, "/mime_type").unwrap_or("video/mp4").to_owned(),
            },
            (None, None) => return None,
        };
        Some(Output { bytes, words: Vec::new(), text: String::new() })
    }

    /// Our key, for the provider's own host and no other.
    fn headers_for(&self, uri: &str) -> Vec<(String, String)> {
        let origin = |address: &str| Url::parse(address).ok().map(|url| url.origin());
        if origin(uri).is_some_and(|there| Some(there) == origin(&self.settings.base_url)) {
            vec![("x-goog-api-key".to_owned(), self.settings.key.expose().to_owned())]
        } else {
            Vec::new()
        }
    }

    fn failure(&self, value: &Value) -> Progress {
        let in_steps = list(value, "/steps").iter().find_map(|step| step.get("error"));
        let error = value.pointer("/errors/0").or_else(|| value.get("error")).or(in_steps);
        let message = error.and_then(|error| text(error, "/message")).unwrap_or("it made no video");
        let code = error.and_then(|error| error.get("code"));
        let kind = match code.and_then(Value::as_i64) {
            Some(code) => kind_of_code(code, message),
            None if is_moderation(message) => FaultKind::Moderation,
            None => FaultKind::Broken,
        };
        Progress::Failed(self.link.fault(kind, message))
    }
}

#[async_trait]
impl Adapter for Omni {
    fn name(&self) -> &'static str {
        "google"
    }

    async fn submit(&self, submission: &Submission<'_>) -> Result<Accepted, SubmitError> {
        let Order::Shot(order) = submission.order else {
            let fault = self.link.fault(FaultKind::Rejected, "it does not make this");
            return Err(SubmitError::Refused(fault));
        };
        let body = self.body(submission, order).await?;
        let request = self.link.post(&["interactions"]).map(|request| request.json(&body));
        let read = |answer: &Answer| Some(Accepted::Task(text(&answer.json()?, "/id")?.to_owned()));
        self.link.submit(request, MEDIA_BYTES_MAX, read).await
    }

    async fn poll(&self, task: &str, _order: &Order) -> Result<Progress, Fault> {
        let read = |answer: &Answer| self.progress(&answer.json()?);
        self.link.ask(self.link.get(&["interactions", task]), MEDIA_BYTES_MAX, read).await
    }

    async fn cancel(&self, task: &str) -> Result<(), Fault> {
        let request = self.link.question(&["interactions", task, "cancel"]);
        self.link.ask(request, ANSWER_BYTES_MAX, |_| Some(())).await
    }

    fn callback(
        &self,
        headers: &[(String, String)],
        body: &[u8],
        now: i64,
    ) -> Result<Callback, CallbackError> {
        let [id, at, tags] =
            ["webhook-id", "webhook-timestamp", "webhook-signature"].map(|name| header(headers, name));
        let signed = match (id, at, tags) {
            (Some(id), Some(at), Some(tags)) => {
                let tags =
                    tags.split_whitespace().filter_map(|tag| STANDARD.decode(tag.strip_prefix("v1,")?).ok());
                let signed = with_id((id, at, tags.collect()), body, TOLERANCE_S);
                Some(signed.ok_or(CallbackError::Signature)?)
            }
            (_, _, None) => None,
            _ => return Err(CallbackError::Signature),
        };
        self.verifier.verify(KeyForm::Base64, signed, now)?;
        let value: Value = serde_json::from_slice(body).map_err(|_| CallbackError::Garbled)?;
        self.called(id, &value).ok_or(CallbackError::Garbled)
    }
}

impl Omni {
    fn called(&self, id: Option<&str>, value: &Value) -> Option<Callback> {
        let event = text(value, "/type")?;
        let names = ["/data/id", "/data/interaction_id", "/data/interaction/id", "/data/name"];
        let task = names.iter().find_map(|name| text(value, name))?.to_owned();
        let progress = match event {
            "interaction.completed" | "video.generated" => {
                let bytes = text(value, "/data/video_uri").map_or(Bytes::None, |uri| Bytes::At {
                    url: uri.to_owned(),
                    headers: self.headers_for(uri),
                });
                Progress::Done(Output { bytes, words: Vec::new(), text: String::new() })
            }
            "interaction.failed" => self.failure(value.get("data")?),
            "interaction.requires_action" => {
                let message = "it asks for something that we do not give";
                Progress::Failed(self.link.fault(FaultKind::Rejected, message))
            }
            _ => return None,
        };
        let delivery = id.map_or_else(|| format!("{task}.{event}"), str::to_owned);
        Some(Callback { delivery, task, progress })
    }
}
