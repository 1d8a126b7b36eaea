//! Pollo AI: moving pictures of many makers behind one API.
//!
//! Which path and which fields a model has is data of the catalogue ([`Route`]), for both generations of the API: the
//! legacy one says `length`, the first version says `duration`, brands have other names. Answers come flat, as documented,
//! or wrapped in `data`, as they were seen; both are read. Credit is taken there when a submission arrives, and there is
//! no key against sending twice: submissions are [`Class::Correlated`](crate::provider::Class::Correlated) by the address that is
//! called back.
//!
//! Not verified by the provider's own documents, and therefore settings: how old a callback may be
//! ([`Options::tolerance_s`]); its time is read in seconds or milliseconds. The body of a 429 is not known, so any 429
//! counts as too much at once.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use async_trait::async_trait;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::provider::json::{list, text};
use crate::provider::signature::{KeyForm, Verifier, header, with_id};
use crate::provider::wire::{ANSWER_BYTES_MAX, Answer, Auth, Link, Settings, SettingsError};
use crate::provider::{
    Accepted, Adapter, Bytes, Callback, CallbackError, Fault, FaultKind, Order, Output, Progress, ShotOrder,
    Submission, SubmitError, frame,
};

/// What a model is asked by: path and names of fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// The path after the base address.
    pub path: String,
    /// The field with the seconds, `length` or `duration`; none where the model has one length only.
    pub seconds_field: Option<String>,
    /// What it can start from.
    pub from: Vec<Start>,
    /// The most characters of a prompt.
    pub prompt_characters: usize,
    /// When an aspect may be given.
    #[serde(default)]
    pub aspect_with: AspectWith,
    /// Aspects, as the provider names them.
    #[serde(default)]
    pub aspects: Vec<String>,
    /// Resolutions, as the provider names them; empty where none may be given.
    #[serde(default)]
    pub resolutions: Vec<String>,
    /// The field of a quality and what it may hold.
    pub quality: Option<Quality>,
    /// The field that says whether there is sound; none where it may not be given.
    pub sound_field: Option<String>,
}

/// What a model starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Start {
    /// Words alone.
    Text,
    /// A still, and words.
    Image,
}

/// When an aspect may be given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AspectWith {
    /// Never: the still decides, or there is one only.
    #[default]
    Never,
    /// When it starts from words.
    Text,
    /// Always.
    Always,
}

/// A choice of qualities.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quality {
    /// The field.
    pub field: String,
    /// What it may hold.
    pub values: Vec<String>,
}

/// Routes by the model's name at the provider.
pub type Routes = BTreeMap<String, Route>;

/// What is not certain about Pollo AI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// How far a callback's time may be from ours, in seconds.
    pub tolerance_s: i64,
}

impl Default for Options {
    fn default() -> Self {
        Self { tolerance_s: 300 }
    }
}

/// Pollo AI.
pub struct Pollo {
    link: Link,
    verifier: Verifier,
    routes: RwLock<Arc<Routes>>,
    options: Options,
}

impl Pollo {
    /// Pollo AI at that address with that key.
    pub fn new(settings: &Settings, routes: Routes, options: Options) -> Result<Self, SettingsError> {
        let link = Link::new(settings, Auth::Header("x-api-key"), read_fault)?;
        let verifier = Verifier::new(settings.webhook_secret.clone(), settings.callback_trust);
        Ok(Self { link, verifier, routes: RwLock::new(Arc::new(routes)), options })
    }

    /// Other routes from now on, when the catalogue was read again.
    pub fn set_routes(&self, routes: Routes) {
        *self.routes.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(routes);
    }

    fn routes(&self) -> Arc<Routes> {
        Arc::clone(&self.routes.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn refused(&self, kind: FaultKind, why: &str) -> SubmitError {
        SubmitError::Refused(self.link.fault(kind, why))
    }

    /// What the generations of a task say together.
    fn progress(&self, value: &Value) -> Option<Progress> {
        let items = list(value, "/generations");
        let is = |item: &&Value, status: &str| text(item, "/status") == Some(status);
        if let Some(item) = items.iter().find(|item| is(item, "succeed")) {
            let bytes = Bytes::At { url: text(item, "/url")?.to_owned(), headers: Vec::new() };
            return Some(Progress::Done(Output { bytes, words: Vec::new(), text: String::new() }));
        }
        if items.iter().any(|item| is(&item, "processing")) {
            return Some(Progress::Running(None));
        }
        if items.iter().any(|item| is(&item, "waiting")) {
            return Some(Progress::Waiting);
        }
        let failed = items.iter().find(|item| is(item, "failed"))?;
        let message = text(failed, "/failMsg").unwrap_or("it failed there");
        Some(Progress::Failed(self.link.fault(failure_kind(message), message)))
    }
}

#[async_trait]
impl Adapter for Pollo {
    fn name(&self) -> &'static str {
        "pollo"
    }

    async fn submit(&self, submission: &Submission<'_>) -> Result<Accepted, SubmitError> {
        let Order::Shot(order) = submission.order else {
            return Err(self.refused(FaultKind::Rejected, "it does not make this"));
        };
        let routes = self.routes();
        let route = routes.get(submission.model);
        let route =
            route.ok_or_else(|| self.refused(FaultKind::ModelGone, "the catalogue has no route to it"))?;
        let input = input(route, order).map_err(|why| self.refused(FaultKind::Rejected, &why))?;
        let mut body = json!({ "input": input });
        if let (Some(callback), Some(fields)) = (submission.callback, body.as_object_mut()) {
            fields.insert("webhookUrl".to_owned(), callback.into());
        }
        let path: Vec<&str> = route.path.split('/').collect();
        let request = self.link.post(&path).map(|request| request.json(&body));
        let read = |answer: &Answer| {
            let value = answer.json()?;
            Some(Accepted::Task(text(unwrapped(&value), "/taskId")?.to_owned()))
        };
        self.link.submit(request, ANSWER_BYTES_MAX, read).await
    }

    async fn poll(&self, task: &str, _order: &Order) -> Result<Progress, Fault> {
        let request = self.link.get(&["generation", task, "status"]);
        let read = |answer: &Answer| self.progress(unwrapped(&answer.json()?));
        self.link.ask(request, ANSWER_BYTES_MAX, read).await
    }

    fn callback(
        &self,
        headers: &[(String, String)],
        body: &[u8],
        now: i64,
    ) -> Result<Callback, CallbackError> {
        let [id, at, tag] =
            ["x-webhook-id", "x-webhook-timestamp", "x-webhook-signature"].map(|name| header(headers, name));
        let signed = match (id, at, tag) {
            (Some(id), Some(at), Some(tag)) => {
                let tag = STANDARD.decode(tag.trim()).map_err(|_| CallbackError::Signature)?;
                let signed = with_id((id, at, vec![tag]), body, self.options.tolerance_s);
                Some(signed.ok_or(CallbackError::Signature)?)
            }
            (_, _, None) => None,
            _ => return Err(CallbackError::Signature),
        };
        self.verifier.verify(KeyForm::Base64, signed, now)?;
        let value: Value = serde_json::from_slice(body).map_err(|_| CallbackError::Garbled)?;
        let value = unwrapped(&value);
        let task = text(value, "/taskId").ok_or(CallbackError::Garbled)?.to_owned();
        let progress = self.progress(value).or_else(|| self.bare(value)).ok_or(CallbackError::Garbled)?;
        let delivery = id.map_or_else(|| format!("{task}.ended"), str::to_owned);
        Ok(Callback { delivery, task, progress })
    }
}

impl Pollo {
    /// A call with no generations in it, as the documents have it: only how it ended.
    fn bare(&self, value: &Value) -> Option<Progress> {
        match text(value, "/status")? {
            "succeed" => {
                let output = Output { bytes: Bytes::None, words: Vec::new(), text: String::new() };
                Some(Progress::Done(output))
            }
            "failed" => Some(Progress::Failed(self.link.fault(FaultKind::Broken, "it failed there"))),
            _ => None,
        }
    }
}

/// What is inside the wrapping, where there is one.
fn unwrapped(value: &Value) -> &Value {
    value.get("data").filter(|data| data.is_object()).unwrap_or(value)
}

fn input(route: &Route, order: &ShotOrder) -> Result<Map<String, Value>, String> {
    let start = if order.image.is_some() { Start::Image } else { Start::Text };
    if !route.from.contains(&start) {
        let needs = if start == Start::Text { "needs a still" } else { "takes no still" };
        return Err(format!("this model {needs}"));
    }
    if order.prompt.chars().count() > route.prompt_characters {
        return Err(format!("this model takes at most {} characters of prompt", route.prompt_characters));
    }
    let offers = |quality: &&Quality| quality.values.contains(&order.quality);
    let quality = route.quality.as_ref().filter(offers);
    if quality.is_none() && !order.quality.is_empty() {
        return Err(format!("this model has no quality \"{}\"", order.quality));
    }
    let mut input = Map::new();
    let mut put = |name: &str, value: Value| input.insert(name.to_owned(), value);
    put("prompt", order.prompt.as_str().into());
    if let Some(image) = &order.image {
        put("image", image.as_str().into());
    }
    if let Some(field) = &route.seconds_field {
        put(field, order.milliseconds.div_ceil(1000).into());
    }
    let with_aspect = match route.aspect_with {
        AspectWith::Never => false,
        AspectWith::Text => start == Start::Text,
        AspectWith::Always => true,
    };
    if let Some(aspect) = frame::aspect(order.size, &route.aspects).filter(|_| with_aspect) {
        put("aspectRatio", aspect.into());
    }
    if let Some(resolution) = frame::resolution(order.size, &route.resolutions) {
        put("resolution", resolution.into());
    }
    if let Some(quality) = quality {
        put(&quality.field, order.quality.as_str().into());
    }
    if let Some(field) = &route.sound_field {
        put(field, order.sound.into());
    }
    Ok(input)
}

fn failure_kind(message: &str) -> FaultKind {
    let message = message.to_ascii_lowercase();
    let words = ["sensitive", "policy", "moderation", "nsfw", "violat", "prohibited"];
    if words.iter().any(|word| message.contains(word)) { FaultKind::Moderation } else { FaultKind::Broken }
}

fn read_fault(answer: &Answer) -> Option<(FaultKind, String)> {
    let value = answer.json()?;
    let (code, message) = (text(&value, "/code")?, text(&value, "/message")?);
    let said = message.to_ascii_lowercase();
    let kind = match answer.status {
        400 if said.contains("currently unavailable") => FaultKind::ModelGone,
        403 if said.contains("not enabled") => FaultKind::ModelGone,
        // Out of credit is a 403 too: it cannot be told apart by its code.
        401..=403 => FaultKind::Account,
        404 => FaultKind::ModelGone,
        429 => FaultKind::Busy(answer.retry_after_ms()),
        500.. => FaultKind::Broken,
        _ if code == "FORBIDDEN" || code == "UNAUTHORIZED" => FaultKind::Account,
        _ => match failure_kind(message) {
            FaultKind::Moderation => FaultKind::Moderation,
            _ => FaultKind::Rejected,
        },
    };
    let issues = ["/issues", "/data/issues"].iter().flat_map(|pointer| list(&value, pointer));
    let issues: Vec<&str> = issues.filter_map(|issue| text(issue, "/message")).collect();
    let message =
        if issues.is_empty() { message.to_owned() } else { format!("{message}: {}", issues.join("; ")) };
    Some((kind, message))
}
