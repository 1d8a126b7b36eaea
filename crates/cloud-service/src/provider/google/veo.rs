//! Veo on the enterprise platform, with an OAuth token of the configuration.
//!
//! The platform takes no address to call back and lists nothing: submissions are
//! [`Class::Unprotected`](crate::provider::Class::Unprotected). A token lasts about an hour; whoever runs the service renews it in
//! the configuration ([`Veo::set_token`]).
//!
//! Not verified by the provider's own documents, and therefore settings: where results lie when the platform was told to
//! keep them in a bucket ([`Options::storage_url`], the public address of Cloud Storage's JSON API).

use std::sync::{Arc, PoisonError, RwLock};

use async_trait::async_trait;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::Url;
use serde_json::{Value, json};

use super::{kind_of_code, read_fault, still};
use crate::provider::json::{list, text};
use crate::provider::source::Source;
use crate::provider::wire::{ANSWER_BYTES_MAX, Answer, Auth, Link, MEDIA_BYTES_MAX, Settings, SettingsError};
use crate::provider::{
    Accepted, Adapter, Bytes, Callback, CallbackError, Fault, FaultKind, Order, Output, Progress, ShotOrder,
    Submission, SubmitError, frame,
};
use crate::security::secret::Secret;

const ASPECTS: [&str; 2] = ["16:9", "9:16"];
const RESOLUTIONS: [&str; 3] = ["720p", "1080p", "4k"];

/// What is not certain about Veo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The bucket and folder where results are kept, as `gs://…`; none to get them in the answer.
    pub storage_uri: Option<String>,
    /// Where Cloud Storage answers.
    pub storage_url: String,
}

impl Default for Options {
    fn default() -> Self {
        Self { storage_uri: None, storage_url: "https://storage.googleapis.com".to_owned() }
    }
}

/// Veo.
pub struct Veo {
    /// With the token in it, which is renewed while the service runs.
    link: RwLock<(Link, Secret)>,
    source: Arc<dyn Source>,
    options: Options,
    settings: Settings,
}

impl Veo {
    /// Veo at that address, which ends in project and location
    /// (`https://LOCATION-aiplatform.googleapis.com/v1/projects/PROJECT/locations/LOCATION`); the key is the token.
    pub fn new(
        settings: &Settings,
        source: Arc<dyn Source>,
        options: Options,
    ) -> Result<Self, SettingsError> {
        let link = Link::new(settings, Auth::Bearer, read_fault)?;
        let link = RwLock::new((link, settings.key.clone()));
        Ok(Self { link, source, options, settings: settings.clone() })
    }

    /// Another token from now on.
    pub fn set_token(&self, token: Secret) -> Result<(), SettingsError> {
        let settings = Settings { key: token.clone(), ..self.settings.clone() };
        let link = Link::new(&settings, Auth::Bearer, read_fault)?;
        *self.link.write().unwrap_or_else(PoisonError::into_inner) = (link, token);
        Ok(())
    }

    fn link(&self) -> (Link, Secret) {
        self.link.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn body(&self, order: &ShotOrder) -> Result<Value, SubmitError> {
        let mut instance = json!({ "prompt": order.prompt });
        if let (Some(image), Some(fields)) = (&order.image, instance.as_object_mut()) {
            let (data, media_type) = still(self.source.as_ref(), image).await?;
            let image = json!({ "bytesBase64Encoded": data, "mimeType": media_type });
            fields.insert("image".to_owned(), image);
        }
        let mut parameters = json!({
            "aspectRatio": frame::aspect(order.size, &ASPECTS),
            "resolution": frame::resolution(order.size, &RESOLUTIONS),
            "durationSeconds": order.milliseconds.div_ceil(1000),
            "personGeneration": "allow_adult",
            "sampleCount": 1,
            "generateAudio": order.sound,
        });
        if let (Some(storage), Some(fields)) = (&self.options.storage_uri, parameters.as_object_mut()) {
            fields.insert("storageUri".to_owned(), storage.as_str().into());
        }
        Ok(json!({ "instances": [instance], "parameters": parameters }))
    }

    fn progress(&self, link: &Link, token: &Secret, value: &Value) -> Option<Progress> {
        if !value.get("done").and_then(Value::as_bool).unwrap_or(false) {
            text(value, "/name")?;
            return Some(Progress::Running(None));
        }
        if let Some(error) = value.get("error") {
            let message = text(error, "/message").unwrap_or("it failed there");
            let code = error.get("code").and_then(Value::as_i64).unwrap_or(13);
            return Some(Progress::Failed(link.fault(kind_of_code(code, message), message)));
        }
        let response = value.get("response")?;
        let Some(video) = list(response, "/videos").first() else {
            let message = list(response, "/raiMediaFilteredReasons").first().and_then(Value::as_str);
            let message = message.unwrap_or("the provider held the video back");
            return Some(Progress::Failed(link.fault(FaultKind::Moderation, message)));
        };
        let bytes = match (text(video, "/gcsUri"), text(video, "/bytesBase64Encoded")) {
            (Some(uri), _) => Bytes::At {
                url: self.stored(uri)?,
                headers: vec![("authorization".to_owned(), format!("Bearer {}", token.expose()))],
            },
            (None, Some(data)) => Bytes::Here {
                bytes: STANDARD.decode(data).ok()?,
                media_type: text(video, "/mimeType").unwrap_or("video/mp4").to_owned(),
            },
            (None, None) => return None,
        };
        Some(Progress::Done(Output { bytes, words: Vec::new(), text: String::new() }))
    }

    /// Where a thing in a bucket is fetched.
    fn stored(&self, uri: &str) -> Option<String> {
        let (bucket, object) = uri.strip_prefix("gs://")?.split_once('/')?;
        let mut url = Url::parse(&self.options.storage_url).ok()?;
        url.path_segments_mut().ok()?.pop_if_empty().extend(["storage", "v1", "b", bucket, "o", object]);
        url.set_query(Some("alt=media"));
        Some(url.into())
    }
}

/// The model in the name of an operation: `…/models/MODEL/operations/ID`.
fn model_of(operation: &str) -> Option<&str> {
    let (_, rest) = operation.split_once("/models/").or_else(|| operation.split_once("models/"))?;
    rest.split_once("/operations/").map(|(model, _)| model)
}

#[async_trait]
impl Adapter for Veo {
    fn name(&self) -> &'static str {
        "google-veo"
    }

    async fn submit(&self, submission: &Submission<'_>) -> Result<Accepted, SubmitError> {
        let (link, _) = self.link();
        let Order::Shot(order) = submission.order else {
            return Err(SubmitError::Refused(link.fault(FaultKind::Rejected, "it does not make this")));
        };
        let body = self.body(order).await?;
        let method = format!("{}:predictLongRunning", submission.model);
        let request = link.post(&["publishers", "google", "models", &method]);
        let request = request.map(|request| request.json(&body));
        let read = |answer: &Answer| Some(Accepted::Task(text(&answer.json()?, "/name")?.to_owned()));
        link.submit(request, ANSWER_BYTES_MAX, read).await
    }

    async fn poll(&self, task: &str, _order: &Order) -> Result<Progress, Fault> {
        let (link, token) = self.link();
        let model = model_of(task);
        let model = model.ok_or_else(|| link.fault(FaultKind::Garbled, "the operation names no model"))?;
        let method = format!("{model}:fetchPredictOperation");
        let request = link.question(&["publishers", "google", "models", &method]);
        let request = request.map(|request| request.json(&json!({ "operationName": task })));
        let read = |answer: &Answer| self.progress(&link, &token, &answer.json()?);
        link.ask(request, MEDIA_BYTES_MAX, read).await
    }

    /// The platform calls nobody back, so no call is from it.
    fn callback(&self, _: &[(String, String)], _: &[u8], _: i64) -> Result<Callback, CallbackError> {
        Err(CallbackError::Signature)
    }
}
