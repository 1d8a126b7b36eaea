//! A request as its provider gets it: read whole, its key checked, its faults known.

use axum::body::Bytes;
use axum::http::HeaderMap;
use serde_json::Value;

use crate::answer::{Refusal, Trouble};
use crate::digest;
use crate::faults::Effects;
use crate::provider::Provider;

/// A request to a provider.
#[derive(Debug)]
pub struct Call {
    /// Who is asked.
    pub provider: Provider,
    /// The address below the provider's own, without what follows "?".
    pub path: String,
    /// What follows "?", in order.
    pub query: Vec<(String, String)>,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// What goes wrong with the task that comes of it.
    pub effects: Effects,
}

impl Call {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The first value of a name after "?".
    pub fn asked(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The body as a JSON object.
    ///
    /// # Errors
    /// When it is none.
    pub fn object(&self) -> Result<Value, Trouble> {
        let value: Value = serde_json::from_slice(&self.body)
            .map_err(|error| Trouble::Malformed(format!("the body is not valid JSON: {error}")))?;
        if value.is_object() {
            Ok(value)
        } else {
            Err(Trouble::Malformed("the body is not an object".into()))
        }
    }

    /// SHA-256 of the body, in hexadecimal.
    pub fn body_sha256(&self) -> String {
        digest::sha256_hex(&self.body)
    }

    /// The trouble in the words of the provider that is asked.
    pub fn refuse(&self, trouble: &Trouble) -> Refusal {
        trouble.told_by(self.provider)
    }
}
