//! ElevenLabs: speech with the times of its words, transcription (Scribe), and voices made from samples.
//!
//! Speech and transcription come in the answer itself; there is no key against sending twice and no documented list to
//! look through, so they are [`Class::Unprotected`](crate::provider::Class::Unprotected). A clone's description carries the
//! attempt, and voices can be searched for by description, so clones are
//! [`Class::Listable`](crate::provider::Class::Listable).
//!
//! Not verified by the provider's own documents, and therefore settings: the bounds of voice settings other than speed
//! ([`Options::bound_settings`], by default values are kept within 0 and 1), how large samples may be
//! ([`Options::sample_bytes_max`]), and whether a transcription's callback is wrapped (both forms are read).

mod fault;
mod speech;
pub mod voice;

use std::sync::Arc;

use async_trait::async_trait;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::provider::elevenlabs::voice::ProviderVoice;
use crate::provider::json::{list, milliseconds, text};
use crate::provider::signature::{KeyForm, Verifier, header, stamped};
use crate::provider::source::{Held, Source};
use crate::provider::wire::{ANSWER_BYTES_MAX, Answer, Auth, Link, MEDIA_BYTES_MAX, Settings, SettingsError};
use crate::provider::{
    Accepted, Adapter, Bytes, Callback, CallbackError, CloneOrder, Fault, FaultKind, Found, Order, Output,
    Progress, Submission, SubmitError, TranscriptionOrder, Word,
};

/// How far a callback's time may be from ours, in seconds: what the provider's own library allows.
const TOLERANCE_S: i64 = 30 * 60;

/// Whether settings of voices are kept within the bounds that the provider's page shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SettingBounds {
    /// Within 0 and 1; speed within 0.7 and 1.2.
    #[default]
    Known,
    /// As they are asked for, but for speed.
    None,
}

/// What is not certain about ElevenLabs.
#[derive(Clone, Debug)]
pub struct Options {
    /// Bounds of voice settings.
    pub bound_settings: SettingBounds,
    /// The largest sample of a voice that is sent, in bytes.
    pub sample_bytes_max: usize,
    /// The format of speech, as the provider names it.
    pub output_format: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            bound_settings: SettingBounds::Known,
            sample_bytes_max: 10 << 20,
            output_format: "mp3_44100_128".to_owned(),
        }
    }
}

/// ElevenLabs.
pub struct ElevenLabs {
    link: Link,
    verifier: Verifier,
    source: Arc<dyn Source>,
    options: Options,
}

impl ElevenLabs {
    /// ElevenLabs at that address with that key; `source` gives what is sent to it.
    pub fn new(
        settings: &Settings,
        source: Arc<dyn Source>,
        options: Options,
    ) -> Result<Self, SettingsError> {
        let link = Link::new(settings, Auth::Header("xi-api-key"), fault::read)?;
        let verifier = Verifier::new(settings, KeyForm::Plain)?;
        Ok(Self { link, verifier, source, options })
    }

    /// Every voice that our key may use, in the provider's order; at most ten thousand.
    pub async fn voices(&self) -> Result<Vec<ProviderVoice>, Fault> {
        voice::fetch(&self.link).await
    }

    async fn transcribe(
        &self,
        submission: &Submission<'_>,
        order: &TranscriptionOrder,
    ) -> Result<Accepted, SubmitError> {
        let sound = self.source.read(&order.audio, MEDIA_BYTES_MAX).await.map_err(SubmitError::Refused)?;
        let file = self.part(sound, "sound")?;
        let mut form = Form::new().text("model_id", submission.model.to_owned()).part("file", file);
        form = form.text("timestamps_granularity", "word").text("tag_audio_events", "false");
        if let Some(language) = &order.language {
            form = form.text("language_code", primary(language).to_owned());
        }
        let request = self.link.post(&["v1", "speech-to-text"]).map(|request| request.multipart(form));
        let read = |answer: &Answer| transcript(&answer.json()?).map(Accepted::Done);
        self.link.submit(request, ANSWER_BYTES_MAX, read).await
    }

    async fn clone_voice(
        &self,
        submission: &Submission<'_>,
        order: &CloneOrder,
    ) -> Result<Accepted, SubmitError> {
        let description = format!("{} [{}]", order.description, submission.attempt);
        let labels = json!({ "language": primary(&order.language) }).to_string();
        let mut form = Form::new().text("name", order.name.clone()).text("description", description);
        form = form.text("labels", labels);
        for (number, address) in order.samples.iter().enumerate() {
            let sample = self.source.read(address, self.options.sample_bytes_max).await;
            let part = self.part(sample.map_err(SubmitError::Refused)?, &format!("sample{number}"))?;
            form = form.part("files", part);
        }
        let request = self.link.post(&["v1", "voices", "add"]).map(|request| request.multipart(form));
        let read = |answer: &Answer| {
            let voice = text(&answer.json()?, "/voice_id")?.to_owned();
            Some(Accepted::Done(Output { bytes: Bytes::None, words: Vec::new(), text: voice }))
        };
        self.link.submit(request, ANSWER_BYTES_MAX, read).await
    }

    fn part(&self, held: Held, name: &str) -> Result<Part, SubmitError> {
        let extension = held.media_type.rsplit(['/', '-']).next().unwrap_or("bin").to_owned();
        let part = Part::bytes(held.bytes).file_name(format!("{name}.{extension}"));
        let part = part.mime_str(&held.media_type);
        part.map_err(|_| {
            SubmitError::Refused(self.link.fault(FaultKind::Rejected, "a sound of no known type"))
        })
    }
}

#[async_trait]
impl Adapter for ElevenLabs {
    fn name(&self) -> &'static str {
        "elevenlabs"
    }

    async fn submit(&self, submission: &Submission<'_>) -> Result<Accepted, SubmitError> {
        match submission.order {
            Order::Speech(order) => {
                let path = ["v1", "text-to-speech", &order.voice, "with-timestamps"];
                let query = [("output_format", self.options.output_format.as_str())];
                let body = speech::body(submission.model, order, self.options.bound_settings);
                let request = self.link.post_with(&path, &query).map(|request| request.json(&body));
                let read = |answer: &Answer| {
                    speech::read(&answer.json()?, &self.options.output_format).map(Accepted::Done)
                };
                self.link.submit(request, MEDIA_BYTES_MAX, read).await
            }
            Order::Transcription(order) => self.transcribe(submission, order).await,
            Order::Clone(order) => self.clone_voice(submission, order).await,
            Order::Avatar(_) | Order::Shot(_) | Order::LipSync(_) => {
                Err(SubmitError::Refused(self.link.fault(FaultKind::Rejected, "it does not make this")))
            }
        }
    }

    async fn poll(&self, task: &str, order: &Order) -> Result<Progress, Fault> {
        match order {
            Order::Clone(_) => {
                let read = |answer: &Answer| Some(text(&answer.json()?, "/voice_id")?.to_owned());
                let voice =
                    self.link.ask(self.link.get(&["v1", "voices", task]), ANSWER_BYTES_MAX, read).await?;
                Ok(Progress::Done(Output { bytes: Bytes::None, words: Vec::new(), text: voice }))
            }
            Order::Transcription(_) => {
                let request = self.link.get(&["v1", "speech-to-text", "transcripts", task]);
                let read = |answer: &Answer| transcript(&answer.json()?).map(Progress::Done);
                self.link.ask(request, ANSWER_BYTES_MAX, read).await
            }
            Order::Speech(_) | Order::Avatar(_) | Order::Shot(_) | Order::LipSync(_) => {
                Err(self.link.fault(FaultKind::Expired, "it keeps no such task"))
            }
        }
    }

    async fn find(&self, submission: &Submission<'_>) -> Result<Found, Fault> {
        if !matches!(submission.order, Order::Clone(_)) {
            return Ok(Found::Unknown);
        }
        let attempt = submission.attempt.to_string();
        let query = [("search", attempt.as_str()), ("page_size", "100")];
        let request = self.link.get_with(&["v2", "voices"], &query);
        let read = |answer: &Answer| {
            let value = answer.json()?;
            value.get("voices")?.as_array()?;
            let ours = list(&value, "/voices").iter().find(|voice| {
                text(voice, "/description").is_some_and(|description| description.contains(&attempt))
            });
            Some(match ours {
                Some(voice) => Found::Task(text(voice, "/voice_id")?.to_owned()),
                None => Found::Nothing,
            })
        };
        self.link.ask(request, ANSWER_BYTES_MAX, read).await
    }

    fn callback(
        &self,
        headers: &[(String, String)],
        body: &[u8],
        now: i64,
    ) -> Result<Callback, CallbackError> {
        let signed = stamped(header(headers, "elevenlabs-signature"), "v0", body, TOLERANCE_S)?;
        self.verifier.verify(signed, now)?;
        let value: Value = serde_json::from_slice(body).map_err(|_| CallbackError::Garbled)?;
        let data = value.get("data").unwrap_or(&value);
        let inner = data.get("transcription").unwrap_or(data);
        let task = text(data, "/transcription_id").or_else(|| text(inner, "/transcription_id"));
        let task = task.ok_or(CallbackError::Garbled)?.to_owned();
        let output = transcript(inner).ok_or(CallbackError::Garbled)?;
        // It has no name of its own, and a transcription ends once.
        Ok(Callback { delivery: task.clone(), task, progress: Progress::Done(output) })
    }
}

fn transcript(value: &Value) -> Option<Output> {
    let words = value.get("words").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let words = words.iter().filter(|word| text(word, "/type") == Some("word"));
    let words = words.map(|word| {
        let start = milliseconds(word.get("start")?)?;
        let end = milliseconds(word.get("end")?)?.max(start);
        Some(Word { text: text(word, "/text")?.to_owned(), start, end })
    });
    let text = value.get("text")?.as_str()?.to_owned();
    Some(Output { bytes: Bytes::None, words: words.collect::<Option<_>>()?, text })
}

/// The language of a tag, without region and script.
fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}
