//! Answers that say no, each in its provider's own words.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use crate::provider::Provider;

/// Why a request is not taken on, before a provider puts it into words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// There is no key.
    KeyMissing,
    /// The key is another one.
    KeyWrong,
    /// There is no such thing.
    NotFound(String),
    /// The body is not what it should be.
    Malformed(String),
    /// A field has a value that is not allowed.
    Invalid {
        /// The field.
        field: String,
        /// What is wrong.
        message: String,
    },
    /// The body is too large.
    TooLarge,
    /// Asked for as a fault: that status, and after how many seconds to try again.
    Status(u16, Option<u64>),
    /// What is asked for breaks the provider's rules.
    Refused,
    /// The account does not hold enough.
    OutOfCredit,
    /// As many tasks as allowed are under way.
    Busy {
        /// How many.
        running: usize,
        /// How many may be.
        limit: usize,
    },
    /// Something of the simulator itself does not work.
    Broken(String),
}

impl Trouble {
    /// A field that is wrong.
    pub fn invalid(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Invalid { field: field.into(), message: message.into() }
    }

    /// In the words of `provider`.
    pub fn told_by(&self, provider: Provider) -> Refusal {
        match provider {
            Provider::Pollo => crate::pollo::refusal(self),
            Provider::ElevenLabs => crate::elevenlabs::refusal(self),
            Provider::HeyGen => crate::heygen::refusal(self),
            Provider::OpenAi => crate::openai::refusal(self),
            Provider::Sync => crate::sync::refusal(self),
            Provider::Google | Provider::Vertex => crate::google::refusal(self),
        }
    }
}

/// An answer that says no.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    status: u16,
    body: Value,
    headers: Vec<(&'static str, String)>,
}

impl Refusal {
    /// That status with that body.
    pub fn new(status: u16, body: Value) -> Self {
        Self { status, body, headers: Vec::new() }
    }

    /// With that header too.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.headers.push((name, value.to_string()));
        self
    }

    /// With `Retry-After`, if that is known.
    pub fn retry_after(self, seconds: Option<u64>) -> Self {
        match seconds {
            Some(seconds) => self.with("retry-after", seconds),
            None => self,
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = json(self.status, &self.body);
        for (name, value) in self.headers {
            with_header(&mut response, name, &value);
        }
        response
    }
}

/// An answer of JSON.
pub fn json(status: u16, body: &Value) -> Response {
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    with_header(&mut response, "content-type", "application/json");
    response
}

/// An answer of bytes.
pub fn bytes(body: Vec<u8>, content_type: &str) -> Response {
    let mut response = Response::new(Body::from(body));
    with_header(&mut response, header::CONTENT_TYPE.as_str(), content_type);
    response
}

/// Sets a header; one that cannot be sent is left out.
pub fn with_header(response: &mut Response, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
        response.headers_mut().insert(name, value);
    }
}
