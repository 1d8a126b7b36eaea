//! Telling customers that a task has ended, signed as each provider signs.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde::Serialize;
use serde_json::Value;

use crate::clock;
use crate::digest;
use crate::faults::{Effects, Fault};
use crate::id;
use crate::job::Job;
use crate::options::Secrets;
use crate::provider::{Operation, Provider};
use crate::state::Sim;

/// How often a delivery is tried again.
const RETRIES: u32 = 3;
/// Deliveries that are remembered.
const REMEMBERED: usize = 10_000;

/// A try to tell a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Delivery {
    /// The task.
    pub task_id: String,
    /// Where it was sent.
    pub url: String,
    /// Which try, from 1 on.
    pub attempt: u32,
    /// The status it was answered with; none when nobody answered.
    pub status: Option<u16>,
}

/// Every try so far.
#[derive(Default)]
pub struct Deliveries(Mutex<Vec<Delivery>>);

impl Deliveries {
    /// Every try so far, the oldest first.
    pub fn all(&self) -> Vec<Delivery> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn add(&self, delivery: Delivery) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() < REMEMBERED {
            all.push(delivery);
        }
    }
}

/// Tells the customer how a task ended, if there is somebody to tell.
pub fn tell(sim: &Sim, job: &Job) {
    let Some(url) = job.callback.clone() else { return };
    let body = match job.provider {
        Provider::Pollo => crate::pollo::webhook(sim, job),
        Provider::HeyGen => crate::heygen::webhook(sim, job),
        Provider::Sync => crate::sync::webhook(sim, job),
        Provider::Google | Provider::Vertex => crate::google::webhook(sim, job),
        // ElevenLabs' transcripts are sent where they are made; OpenAI tells nobody.
        Provider::ElevenLabs | Provider::OpenAi => return,
    };
    send(
        sim,
        Letter { provider: job.provider, task_id: job.id.clone(), url, body, effects: job.effects.clone() },
    );
}

/// Something a customer is told.
pub struct Letter {
    /// By whom.
    pub provider: Provider,
    /// About which task.
    pub task_id: String,
    /// Where.
    pub url: String,
    /// What.
    pub body: Value,
    /// What goes wrong with it.
    pub effects: Effects,
}

/// Sends a letter, beside everything else.
pub fn send(sim: &Sim, letter: Letter) {
    if letter.effects.has(&Fault::WebhookNone) {
        // No letter is sent, so it must not use up a fault that waits for one.
        return;
    }
    let text = format!("{} {}", letter.url, letter.body);
    let effects = sim.faults.take(letter.provider, Operation::Webhook, &text).and(letter.effects.clone());
    let in_here = sim.clone();
    sim.spawn(async move {
        let (times, late_ms) = effects.webhook();
        in_here.pause(Duration::from_millis(late_ms)).await;
        let sealed = Sealed::new(&in_here.options.secrets, &letter, &effects);
        for _ in 0..times {
            deliver(&in_here, &letter, &sealed).await;
        }
    });
}

async fn deliver(sim: &Sim, letter: &Letter, sealed: &Sealed) {
    for attempt in 1..=RETRIES + 1 {
        let sent = sim.reach.post(&letter.url, &sealed.headers, sealed.body.clone()).await;
        let status =
            sent.inspect_err(|failure| tracing::info!(failure.message, "a customer cannot be told")).ok();
        let delivery = Delivery { task_id: letter.task_id.clone(), url: letter.url.clone(), attempt, status };
        sim.deliveries.add(delivery);
        if status.is_some_and(|status| (200..300).contains(&status)) {
            return;
        }
        if attempt <= RETRIES {
            sim.take_time(Duration::from_secs(1 << attempt)).await;
        }
    }
}

/// A letter as it goes over the wire: every try has the same name, time and signature.
struct Sealed {
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Sealed {
    fn new(secrets: &Secrets, letter: &Letter, effects: &Effects) -> Self {
        let body = letter.body.to_string().into_bytes();
        let wrong = effects.has(&Fault::WebhookWrongSignature);
        let secret = |right: &str| {
            if wrong { "d3Jvbmctc2VjcmV0LXRoYXQtbm9ib2R5LWhhcw==".to_owned() } else { right.to_owned() }
        };
        let headers = match letter.provider {
            Provider::Pollo => pollo(&secret(&secrets.pollo), &body),
            Provider::HeyGen => heygen(&secret(&secrets.heygen), &body),
            Provider::Sync => timed("Sync-Signature", "v1", &secret(&secrets.sync), &body),
            Provider::ElevenLabs => timed("ElevenLabs-Signature", "v0", &secret(&secrets.elevenlabs), &body),
            Provider::Google | Provider::Vertex => standard(&secret(&secrets.google), &body),
            Provider::OpenAi => Vec::new(),
        };
        let headers = headers.into_iter().map(|(name, value)| (name.to_owned(), value));
        Self { headers: headers.collect(), body }
    }
}

type Headers = Vec<(&'static str, String)>;

fn now() -> i64 {
    clock::seconds(clock::now_ms())
}

fn dotted(id: &str, at: i64, body: &[u8]) -> Vec<u8> {
    [format!("{id}.{at}.").as_bytes(), body].concat()
}

/// Pollo: the key is Base64, and so is the signature. The unit of its time is not documented; seconds are sent.
fn pollo(secret: &str, body: &[u8]) -> Headers {
    let (delivery, at) = (format!("wh_{}", id::random(24, id::BASE36)), now());
    let key = digest::from_base64(secret).unwrap_or_default();
    let signature = digest::base64(&digest::hmac_sha256(&key, &dotted(&delivery, at, body)));
    vec![
        ("X-Webhook-Id", delivery),
        ("X-Webhook-Timestamp", at.to_string()),
        ("X-Webhook-Signature", signature),
    ]
}

/// HeyGen: over the body alone, by the secret as it is written.
fn heygen(secret: &str, body: &[u8]) -> Headers {
    vec![
        ("Heygen-Signature", digest::hex(&digest::hmac_sha256(secret.as_bytes(), body))),
        ("Heygen-Timestamp", now().to_string()),
        ("Heygen-Event-Id", format!("evt_{}", id::random(24, id::HEX))),
    ]
}

/// sync.so and ElevenLabs: `t=…,v1=…` over the time and the body.
fn timed(name: &'static str, version: &str, secret: &str, body: &[u8]) -> Headers {
    let at = now();
    let signed = [format!("{at}.").as_bytes(), body].concat();
    let signature = digest::hex(&digest::hmac_sha256(secret.as_bytes(), &signed));
    vec![(name, format!("t={at},{version}={signature}"))]
}

/// Google: Standard Webhooks.
fn standard(secret: &str, body: &[u8]) -> Headers {
    let (message, at) = (format!("msg_{}", id::random(24, id::BASE62)), now());
    let key = digest::from_base64(secret.strip_prefix("whsec_").unwrap_or(secret)).unwrap_or_default();
    let signature = digest::base64(&digest::hmac_sha256(&key, &dotted(&message, at, body)));
    vec![
        ("webhook-id", message),
        ("webhook-timestamp", at.to_string()),
        ("webhook-signature", format!("v1,{signature}")),
    ]
}
