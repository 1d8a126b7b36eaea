//! The adapters against servers that answer as the providers' documents say, and against servers that do not.

mod callback;
mod elevenlabs;
mod google;
mod heygen;
mod loss;
mod openai;
mod pollo;
pub mod server;
mod sync;

use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use cloud_service::id::AttemptId;
use cloud_service::provider::source::{Held, Source};
use cloud_service::provider::wire::Settings;
use cloud_service::provider::{
    Accepted, Adapter, AvatarOrder, Bytes, Fault, FaultKind, LipSyncOrder, Order, Output, Progress,
    ShotOrder, Size, SpeechOrder, Submission, SubmitError, TranscriptionOrder,
};
use cloud_service::security::secret::Secret;
use serde_json::Value;

const KEY: &str = "key-of-ours-1234567890";
const ATTEMPT: &str = "01920000-0000-7000-8000-000000000001";
const TALL: Size = Size { width: 1080, height: 1920 };

fn settings(base_url: &str) -> Settings {
    let mut settings = Settings::new(base_url, Secret::new(KEY));
    settings.patience.read = Duration::from_secs(20);
    settings
}

fn submission<'a>(model: &'a str, order: &'a Order, callback: Option<&'a str>) -> Submission<'a> {
    let attempt = AttemptId::from_str(ATTEMPT).expect("a UUID");
    Submission { attempt, model, order, callback }
}

/// Bytes of our own store.
struct Store;

#[async_trait]
impl Source for Store {
    async fn read(&self, address: &str, _: usize) -> Result<Held, Fault> {
        if address.contains("gone") {
            return Err(Fault { kind: FaultKind::Expired, message: "it is gone".to_owned() });
        }
        let media_type = if address.ends_with(".png") { "image/png" } else { "audio/wav" };
        Ok(Held { bytes: b"bytes of ours".to_vec(), media_type: media_type.to_owned() })
    }
}

fn store() -> Arc<dyn Source> {
    Arc::new(Store)
}

fn speech(text: &str) -> Order {
    let mut settings = serde_json::Map::new();
    settings.insert("stability".to_owned(), 1.5.into());
    Order::Speech(SpeechOrder {
        text: text.to_owned(),
        before: "Before.".to_owned(),
        after: "After.".to_owned(),
        language: "de-AT".to_owned(),
        voice: "v/1".to_owned(),
        rate_thousandths: 1500,
        settings,
    })
}

fn avatar(look: Option<&str>, image: Option<&str>) -> Order {
    Order::Avatar(AvatarOrder {
        look: look.map(str::to_owned),
        image: image.map(str::to_owned),
        audio: "https://store.test/a.wav".to_owned(),
        milliseconds: 4200,
        size: TALL,
    })
}

fn shot(image: Option<&str>) -> Order {
    Order::Shot(ShotOrder {
        prompt: "A bottle turns".to_owned(),
        image: image.map(str::to_owned),
        milliseconds: 8000,
        size: TALL,
        sound: true,
        quality: String::new(),
    })
}

fn lips() -> Order {
    Order::LipSync(LipSyncOrder {
        video: "https://store.test/v.mp4".to_owned(),
        audio: "https://store.test/a.wav".to_owned(),
        milliseconds: 4200,
    })
}

fn transcription() -> Order {
    Order::Transcription(TranscriptionOrder {
        audio: "https://store.test/a.wav".to_owned(),
        language: Some("de-AT".to_owned()),
    })
}

fn task(name: &str) -> Result<Accepted, SubmitError> {
    Ok(Accepted::Task(name.to_owned()))
}

fn at(url: &str) -> Progress {
    let bytes = Bytes::At { url: url.to_owned(), headers: Vec::new() };
    Progress::Done(Output { bytes, words: Vec::new(), text: String::new() })
}

/// One row of a provider's table of errors: status, body, what kind it is; none where the fate is unknown.
type Row<'a> = (u16, &'a str, Option<FaultKind>);

/// Sends a submission for every row of a table and sees what it is taken for.
async fn check_errors(rows: &[Row<'_>], order: &Order, model: &str, make: impl Fn(&str) -> Box<dyn Adapter>) {
    let provider = server::Provider::new(rows.iter().map(|(status, body, _)| (*status, *body))).await;
    let adapter = make(&provider.url());
    for (status, body, kind) in rows {
        let result = adapter.submit(&submission(model, order, None)).await;
        let said = match result {
            Err(SubmitError::Refused(fault)) => {
                assert!(fault.message.chars().count() <= 500);
                assert!(!fault.message.contains(KEY), "our key is in no message");
                Ok(Some(fault.kind))
            }
            Err(SubmitError::Unknown(_)) => Ok(None),
            Ok(accepted) => Err(accepted),
        };
        assert_eq!(said, Ok(*kind), "{status} {body}");
    }
    assert_eq!(provider.heard().len(), rows.len(), "nothing is sent twice");
}

/// Asks how far a task is for every answer and sees what it says.
async fn check_states(rows: &[(&str, Progress)], order: &Order, make: impl Fn(&str) -> Box<dyn Adapter>) {
    let provider = server::Provider::new(rows.iter().map(|(body, _)| (200, *body))).await;
    let adapter = make(&provider.url());
    for (body, expected) in rows {
        let progress = adapter.poll("projects/p/models/m/operations/t1", order).await;
        assert_eq!(progress.as_ref(), Ok(expected), "{body}");
    }
}

fn failed(kind: FaultKind, message: &str) -> Progress {
    Progress::Failed(Fault { kind, message: message.to_owned() })
}

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).expect("the request is JSON")
}
