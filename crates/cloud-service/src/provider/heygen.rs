//! HeyGen, API v3: people who speak, and lips that follow a sound.
//!
//! Submissions carry `Idempotency-Key`, so they are [`Class::Idempotent`](crate::provider::Class::Idempotent): the same key
//! within a day gives the first answer again, and while the first is in flight the answer is 409 `request_in_progress`,
//! which leaves the fate unknown.
//!
//! Not verified by the provider's own documents, and therefore settings: whether calls to an address given with the
//! request are signed ([`crate::provider::wire::CallbackTrust`], by default they must be), the form of the signature (HMAC
//! of the body alone, the secret as it stands: agreed on by independent receivers), and under which key a failure
//! has its message (all three that were seen are read).

use async_trait::async_trait;
use serde_json::{Value, json};

use crate::provider::json::text;
use crate::provider::signature::{KeyForm, Signed, Verifier, header, hex, seconds};
use crate::provider::wire::{ANSWER_BYTES_MAX, Answer, Auth, Link, Settings, SettingsError};
use crate::provider::{
    Accepted, Adapter, AvatarOrder, Bytes, Callback, CallbackError, Fault, FaultKind, LipSyncOrder, Order,
    Output, Progress, Size, Submission, SubmitError,
};

/// How far a callback's time may be from ours, in seconds.
const TOLERANCE_S: i64 = 300;

/// HeyGen.
pub struct HeyGen {
    link: Link,
    verifier: Verifier,
}

impl HeyGen {
    /// HeyGen at that address with that key.
    pub fn new(settings: &Settings) -> Result<Self, SettingsError> {
        let verifier = Verifier::new(settings.webhook_secret.clone(), settings.callback_trust);
        Ok(Self { link: Link::new(settings, Auth::Header("x-api-key"), read_fault)?, verifier })
    }

    async fn send(
        &self,
        submission: &Submission<'_>,
        route: &str,
        mut body: Value,
        id: &str,
    ) -> Result<Accepted, SubmitError> {
        if let (Some(callback), Some(fields)) = (submission.callback, body.as_object_mut()) {
            fields.insert("callback_url".to_owned(), callback.into());
        }
        let request = self.link.post(&["v3", route]);
        let request = request
            .map(|request| request.header("idempotency-key", submission.attempt.to_string()).json(&body));
        let read = |answer: &Answer| Some(Accepted::Task(text(&answer.json()?, id)?.to_owned()));
        self.link.submit(request, ANSWER_BYTES_MAX, read).await
    }
}

#[async_trait]
impl Adapter for HeyGen {
    fn name(&self) -> &'static str {
        "heygen"
    }

    async fn submit(&self, submission: &Submission<'_>) -> Result<Accepted, SubmitError> {
        match submission.order {
            Order::Avatar(order) => {
                let body = avatar(submission, order)
                    .map_err(|why| SubmitError::Refused(self.link.fault(FaultKind::Rejected, why)))?;
                self.send(submission, "videos", body, "/data/video_id").await
            }
            Order::LipSync(order) => {
                self.send(submission, "lipsyncs", lip_sync(submission, order), "/data/lipsync_id").await
            }
            Order::Speech(_) | Order::Shot(_) | Order::Transcription(_) | Order::Clone(_) => {
                Err(SubmitError::Refused(self.link.fault(FaultKind::Rejected, "it does not make this")))
            }
        }
    }

    async fn poll(&self, task: &str, order: &Order) -> Result<Progress, Fault> {
        let route = if matches!(order, Order::LipSync(_)) { "lipsyncs" } else { "videos" };
        let read = |answer: &Answer| self.progress(answer.json()?.get("data")?);
        self.link.ask(self.link.get(&["v3", route, task]), ANSWER_BYTES_MAX, read).await
    }

    fn callback(
        &self,
        headers: &[(String, String)],
        body: &[u8],
        now: i64,
    ) -> Result<Callback, CallbackError> {
        let signature = header(headers, "heygen-signature");
        let signed = match signature {
            Some(signature) => Some(Signed {
                tags: vec![hex(signature.trim()).ok_or(CallbackError::Signature)?],
                prefix: String::new(),
                body,
                // The time is not under the signature; it only keeps out what was lying about by mistake.
                signed_at: header(headers, "heygen-timestamp").and_then(seconds).map(|at| (at, TOLERANCE_S)),
            }),
            None => None,
        };
        self.verifier.verify(KeyForm::Plain, signed, now)?;
        let value: Value = serde_json::from_slice(body).map_err(|_| CallbackError::Garbled)?;
        self.called(headers, &value).ok_or(CallbackError::Garbled)
    }
}

impl HeyGen {
    /// What a video or a lip sync says of itself.
    fn progress(&self, data: &Value) -> Option<Progress> {
        Some(match text(data, "/status")? {
            "waiting" | "pending" => Progress::Waiting,
            "processing" | "running" => Progress::Running(None),
            "completed" => Progress::Done(at(text(data, "/video_url")?)),
            "failed" => {
                let code = text(data, "/failure_code").unwrap_or_default();
                let message = text(data, "/failure_message").unwrap_or("it failed there");
                Progress::Failed(self.link.fault(failure_kind(code, message), message))
            }
            _ => return None,
        })
    }

    fn called(&self, headers: &[(String, String)], value: &Value) -> Option<Callback> {
        let event = text(value, "/event_type")?;
        let data = value.get("event_data")?;
        let task =
            text(data, "/video_id").or_else(|| text(data, "/lipsync_id")).or_else(|| text(data, "/id"))?;
        let progress = if event.ends_with(".success") {
            Progress::Done(at(text(data, "/url").or_else(|| text(data, "/video_url"))?))
        } else if event.ends_with(".fail") {
            let words = ["/failure_message", "/msg", "/error"];
            let message = words.iter().find_map(|key| text(data, key)).unwrap_or("it failed there");
            Progress::Failed(self.link.fault(failure_kind("", message), message))
        } else {
            return None;
        };
        let delivery =
            header(headers, "heygen-event-id").map_or_else(|| format!("{task}.{event}"), str::to_owned);
        Some(Callback { delivery, task: task.to_owned(), progress })
    }
}

fn at(url: &str) -> Output {
    let bytes = Bytes::At { url: url.to_owned(), headers: Vec::new() };
    Output { bytes, words: Vec::new(), text: String::new() }
}

fn avatar(submission: &Submission<'_>, order: &AvatarOrder) -> Result<Value, &'static str> {
    let mut body = json!({
        "audio_url": order.audio,
        "aspect_ratio": aspect(order.size),
        "resolution": resolution(order.size),
        "engine": { "type": submission.model },
        "output_format": "mp4",
        "callback_id": submission.attempt.to_string(),
    });
    let fields = body.as_object_mut().ok_or("nothing to send")?;
    match (&order.look, &order.image) {
        (Some(look), _) => {
            fields.insert("type".to_owned(), "avatar".into());
            fields.insert("avatar_id".to_owned(), look.as_str().into());
        }
        (None, Some(image)) => {
            fields.insert("type".to_owned(), "image".into());
            fields.insert("image".to_owned(), json!({ "type": "url", "url": image }));
        }
        (None, None) => return Err("the actor has neither a look nor a still here"),
    }
    Ok(body)
}

fn lip_sync(submission: &Submission<'_>, order: &LipSyncOrder) -> Value {
    json!({
        "video": { "type": "url", "url": order.video },
        "audio": { "type": "url", "url": order.audio },
        "mode": submission.model,
        "callback_id": submission.attempt.to_string(),
    })
}

/// The nearest aspect that is offered, when it is near; else the one of the picture.
fn aspect(size: Size) -> &'static str {
    let offered = [("16:9", 16, 9), ("9:16", 9, 16), ("4:5", 4, 5), ("5:4", 5, 4), ("1:1", 1, 1)];
    let exact = offered.iter().find(|(_, across, down)| {
        let (left, right) = (u64::from(size.width) * down, u64::from(size.height) * across);
        // Sizes are even, so 1080 by 608 is meant as 16:9: one part in fifty is let pass.
        left.abs_diff(right).saturating_mul(50) <= left.max(right)
    });
    exact.map_or("auto", |(name, ..)| name)
}

fn resolution(size: Size) -> &'static str {
    match size.width.min(size.height) {
        0..=720 => "720p",
        721..=1080 => "1080p",
        _ => "4k",
    }
}

fn failure_kind(code: &str, message: &str) -> FaultKind {
    let all = format!("{code} {message}").to_ascii_lowercase();
    if all.contains("moderation") || all.contains("policy") || all.contains("nsfw") {
        FaultKind::Moderation
    } else if code == "insufficient_credit" {
        FaultKind::Account
    } else {
        FaultKind::Broken
    }
}

fn read_fault(answer: &Answer) -> Option<(FaultKind, String)> {
    let value = answer.json()?;
    let code = text(&value, "/error/code")?;
    let kind = match (answer.status, code) {
        // The same submission is on its way: neither refused nor accepted.
        (_, "request_in_progress") => return None,
        (_, "insufficient_credit" | "quota_exceeded" | "unauthorized" | "forbidden")
        | (_, "ai_vendor_access_restricted")
        | (401 | 402, _) => FaultKind::Account,
        (429, _) => FaultKind::Busy(answer.retry_after_ms()),
        (400..=499, _) => FaultKind::Rejected,
        _ => FaultKind::Broken,
    };
    Some((kind, text(&value, "/error/message").unwrap_or(code).to_owned()))
}
