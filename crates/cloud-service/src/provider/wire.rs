//! HTTP as all adapters speak it: one request, one answer of bounded size, nothing sent twice.
//!
//! Connections are secured by the provider *ring*, as in the rest of the workspace, so that one implementation of TLS is
//! built and audited. (`aws-lc-rs`, which the service uses too, signs and verifies; it opens no connections.)

use std::sync::Once;
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response, Url};
use serde_json::Value;

use crate::guard::Patience;
use crate::provider::{Fault, FaultKind, SubmitError};
use crate::security::secret::Secret;

/// The largest answer that is read, in bytes.
pub(crate) const ANSWER_BYTES_MAX: usize = 4 << 20;
/// The largest answer with sound or a picture in it, in bytes.
pub(crate) const MEDIA_BYTES_MAX: usize = 64 << 20;
/// The longest message of a provider that is kept, in characters.
const MESSAGE_CHARACTERS_MAX: usize = 500;

/// Whether a callback must be signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CallbackTrust {
    /// It must: without a right signature it is refused.
    #[default]
    Signature,
    /// The address it came to, which carries a signature of ours, is enough, for providers that are not known to sign
    /// calls to an address given with the request. A signature that is there must still be right.
    Address,
}

/// How a provider is reached.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where it is: scheme, host, and what stands before every path. The sandbox's is on loopback.
    pub base_url: String,
    /// Our key there.
    pub key: Secret,
    /// What it signs its callbacks with.
    pub webhook_secret: Option<Secret>,
    /// Whether it must.
    pub callback_trust: CallbackTrust,
    /// How long it may take.
    pub patience: Patience,
}

impl Settings {
    /// Usual settings. Speech is made while the connection waits, so an answer may take minutes.
    pub fn new(base_url: &str, key: Secret) -> Self {
        let patience = Patience {
            connect: Duration::from_secs(10),
            read: Duration::from_secs(120),
            total: Duration::from_secs(300),
        };
        Self {
            base_url: base_url.to_owned(),
            key,
            webhook_secret: None,
            callback_trust: CallbackTrust::Signature,
            patience,
        }
    }

    /// The same with a secret for callbacks.
    #[must_use]
    pub fn with_webhook_secret(mut self, secret: Secret) -> Self {
        self.webhook_secret = Some(secret);
        self
    }
}

/// Why a provider cannot be spoken to at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// Its address is none.
    #[error("\"{0}\" is not the address of a provider; give one that begins with https://")]
    BaseUrl(String),
    /// Its key cannot be sent.
    #[error("the key of {0} has characters that no key has; set it again")]
    Key(String),
    /// Its secret for callbacks is not in its form.
    #[error("the secret for callbacks of {0} is not one; copy it again from the provider's page")]
    WebhookSecret(String),
    /// No client could be made on this system.
    #[error("no secure connections can be made on this system: {0}")]
    System(String),
}

/// How a provider wants our key.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Auth {
    /// In a header of its own, by its lower-case name.
    Header(&'static str),
    /// As a bearer token.
    Bearer,
}

/// What a provider's own error body says; none where the body is not in its format, or does not say that nothing was
/// accepted.
pub(crate) type ReadFault = fn(&Answer) -> Option<(FaultKind, String)>;

/// A connection to one provider.
#[derive(Clone)]
pub(crate) struct Link {
    /// Every request by a connection of its own: one that fails to connect was surely not heard, and one that the
    /// provider closed while it was idle cannot make a submission's fate unknown.
    once: Client,
    /// For questions.
    often: Client,
    base: Url,
    key: Secret,
    read_fault: ReadFault,
}

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The body as JSON.
    pub(crate) fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// A header's text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Milliseconds until another try, where it says so in seconds.
    pub(crate) fn retry_after_ms(&self) -> Option<u32> {
        let milliseconds = self.header("retry-after-ms").and_then(|text| text.trim().parse::<f64>().ok());
        let seconds = || self.header("retry-after").and_then(|text| text.trim().parse::<f64>().ok());
        let wait = milliseconds.or_else(|| seconds().map(|seconds| seconds * 1000.0))?;
        // A day is longer than anybody waits; the cast is of a number between.
        (wait.is_finite() && wait >= 0.0).then(|| wait.min(86_400_000.0) as u32)
    }
}

/// No answer came.
enum Lost {
    /// The request was surely not heard.
    Before(String),
    /// It may have been.
    After(String),
}

impl Link {
    pub(crate) fn new(settings: &Settings, auth: Auth, read_fault: ReadFault) -> Result<Self, SettingsError> {
        install_crypto();
        let base = Url::parse(&settings.base_url).ok().filter(|url| {
            matches!(url.scheme(), "http" | "https") && !url.cannot_be_a_base() && url.query().is_none()
        });
        let base = base.ok_or_else(|| SettingsError::BaseUrl(settings.base_url.clone()))?;
        let headers = auth_header(&settings.key, auth)
            .ok_or_else(|| SettingsError::Key(base.host_str().unwrap_or_default().to_owned()))?;
        let build = |idle: usize| {
            Client::builder()
                .default_headers(headers.clone())
                .user_agent("greenroom-cloud")
                .redirect(Policy::none())
                .retry(reqwest::retry::never())
                .no_proxy()
                .pool_max_idle_per_host(idle)
                .connect_timeout(settings.patience.connect)
                .read_timeout(settings.patience.read)
                .timeout(settings.patience.total)
                .build()
                .map_err(|err| SettingsError::System(err.to_string()))
        };
        Ok(Self { once: build(0)?, often: build(8)?, base, key: settings.key.clone(), read_fault })
    }

    /// A request that is sent at most once. Parts of the path may hold anything; they are escaped.
    pub(crate) fn post(&self, path: &[&str]) -> Option<RequestBuilder> {
        Some(self.once.post(self.address(path)?))
    }

    /// The same with a query.
    pub(crate) fn post_with(&self, path: &[&str], query: &[(&str, &str)]) -> Option<RequestBuilder> {
        let mut url = self.address(path)?;
        url.query_pairs_mut().extend_pairs(query);
        Some(self.once.post(url))
    }

    /// A question.
    pub(crate) fn get(&self, path: &[&str]) -> Option<RequestBuilder> {
        Some(self.often.get(self.address(path)?))
    }

    /// The same with a query.
    pub(crate) fn get_with(&self, path: &[&str], query: &[(&str, &str)]) -> Option<RequestBuilder> {
        let mut url = self.address(path)?;
        url.query_pairs_mut().extend_pairs(query);
        Some(self.often.get(url))
    }

    /// A question that is asked by POST.
    pub(crate) fn question(&self, path: &[&str]) -> Option<RequestBuilder> {
        Some(self.often.post(self.address(path)?))
    }

    fn address(&self, path: &[&str]) -> Option<Url> {
        // These would be taken out of the path, which then would be that of another request.
        if path.iter().any(|part| matches!(*part, "" | "." | "..")) {
            return None;
        }
        let mut url = self.base.clone();
        url.path_segments_mut().ok()?.pop_if_empty().extend(path);
        Some(url)
    }

    /// Sends a submission and reads what it says when it was accepted.
    pub(crate) async fn submit<T>(
        &self,
        request: Option<RequestBuilder>,
        bytes_max: usize,
        read: impl FnOnce(&Answer) -> Option<T>,
    ) -> Result<T, SubmitError> {
        let refused = |kind, message: &str| SubmitError::Refused(self.fault(kind, message));
        let Some(request) = request else {
            return Err(refused(FaultKind::Rejected, "a name in the request cannot be sent"));
        };
        let answer = match send(request, bytes_max).await {
            Ok(answer) => answer,
            Err(Lost::Before(why)) => return Err(refused(FaultKind::Broken, &why)),
            Err(Lost::After(why)) => return Err(SubmitError::Unknown(why)),
        };
        let unknown = |what: &str| Err(SubmitError::Unknown(format!("{what}, status {}", answer.status)));
        match answer.status {
            200..=299 => read(&answer).map_or_else(|| unknown("an answer that cannot be read"), Ok),
            // Too much at once is said before anything is looked at, often by a machine in front with words of its own.
            429 => match (self.read_fault)(&answer) {
                Some((kind, message)) => Err(refused(kind, &message)),
                None => Err(refused(FaultKind::Busy(answer.retry_after_ms()), "too many requests")),
            },
            408 => unknown("it took too long there"),
            400..=499 => match (self.read_fault)(&answer) {
                Some((kind, message)) => Err(refused(kind, &message)),
                None => unknown("a refusal that is not in the provider's words"),
            },
            _ => unknown("a fault there"),
        }
    }

    /// Asks and reads the answer.
    pub(crate) async fn ask<T>(
        &self,
        request: Option<RequestBuilder>,
        bytes_max: usize,
        read: impl FnOnce(&Answer) -> Option<T>,
    ) -> Result<T, Fault> {
        let request =
            request.ok_or_else(|| self.fault(FaultKind::Garbled, "a name in the request cannot be sent"))?;
        let answer = send(request, bytes_max).await.map_err(|lost| match lost {
            Lost::Before(why) | Lost::After(why) => self.fault(FaultKind::Broken, &why),
        })?;
        if (200..=299).contains(&answer.status) {
            return read(&answer)
                .ok_or_else(|| self.fault(FaultKind::Garbled, "an answer that cannot be read"));
        }
        let (kind, message) = (self.read_fault)(&answer)
            .unwrap_or_else(|| (FaultKind::Broken, format!("status {}", answer.status)));
        let kind = match answer.status {
            404 | 410 => FaultKind::Expired,
            429 if kind != FaultKind::Account => FaultKind::Busy(answer.retry_after_ms()),
            500..=599 => FaultKind::Broken,
            _ => kind,
        };
        Err(self.fault(kind, &message))
    }

    /// Opens an answer that is read piece by piece.
    pub(crate) async fn open(&self, request: Option<RequestBuilder>) -> Result<Response, SubmitError> {
        let Some(request) = request else {
            let fault = self.fault(FaultKind::Rejected, "a name in the request cannot be sent");
            return Err(SubmitError::Refused(fault));
        };
        let response = request.send().await.map_err(|err| match lost(&err) {
            Lost::Before(why) => SubmitError::Refused(self.fault(FaultKind::Broken, &why)),
            Lost::After(why) => SubmitError::Unknown(why),
        })?;
        if response.status().is_success() {
            return Ok(response);
        }
        let answer = read_answer(response, ANSWER_BYTES_MAX).await;
        let answer = answer.map_err(|(Lost::Before(why) | Lost::After(why))| SubmitError::Unknown(why))?;
        match (answer.status, (self.read_fault)(&answer)) {
            (400..=499, Some((kind, message))) => Err(SubmitError::Refused(self.fault(kind, &message))),
            (status, _) => Err(SubmitError::Unknown(format!("status {status}"))),
        }
    }

    /// A fault with the provider's words, cut, on one line and without our key.
    pub(crate) fn fault(&self, kind: FaultKind, message: &str) -> Fault {
        let message = self.key.removed_from(message);
        let plain = message.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
        Fault { kind, message: plain.take(MESSAGE_CHARACTERS_MAX).collect() }
    }
}

/// Chooses how connections are secured, once for the program. Another part may have chosen already, which serves as well.
pub(crate) fn install_crypto() {
    static CRYPTO: Once = Once::new();
    CRYPTO.call_once(|| {
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
}

fn auth_header(key: &Secret, auth: Auth) -> Option<HeaderMap> {
    let (name, text) = match auth {
        Auth::Header(name) => (name, key.expose().to_owned()),
        Auth::Bearer => ("authorization", format!("Bearer {}", key.expose())),
    };
    let mut value = HeaderValue::from_str(&text).ok()?;
    value.set_sensitive(true);
    let mut headers = HeaderMap::new();
    headers.insert(name, value);
    Some(headers)
}

async fn send(request: RequestBuilder, bytes_max: usize) -> Result<Answer, Lost> {
    let response = request.send().await.map_err(|err| lost(&err))?;
    read_answer(response, bytes_max).await
}

async fn read_answer(mut response: Response, bytes_max: usize) -> Result<Answer, Lost> {
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let mut body = Vec::new();
    while let Some(piece) =
        response.chunk().await.map_err(|_| Lost::After("the answer broke off".to_owned()))?
    {
        if body.len().saturating_add(piece.len()) > bytes_max {
            return Err(Lost::After(format!("an answer of more than {bytes_max} bytes")));
        }
        body.extend_from_slice(&piece);
    }
    Ok(Answer { status, headers, body })
}

/// Whether a request that failed can have been heard.
fn lost(err: &reqwest::Error) -> Lost {
    if err.is_builder() {
        Lost::Before("the request cannot be sent".to_owned())
    } else if err.is_connect() {
        Lost::Before("it could not be reached".to_owned())
    } else if err.is_timeout() {
        Lost::After("no answer in time".to_owned())
    } else {
        Lost::After("the connection ended before the answer".to_owned())
    }
}
