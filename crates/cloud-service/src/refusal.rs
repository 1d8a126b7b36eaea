//! Why something was not done, as the API says it: a code, a sentence, details.

use serde_json::{Value, json};

use crate::money::MilliCredits;
use crate::store::StoreError;

/// What kind of refusal it is; decides the status of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The request does not say something that can be done (400).
    Invalid,
    /// Who asks is not known (401).
    Unauthenticated,
    /// There is not enough credit (402).
    Unpaid,
    /// Who asks may not do this (403).
    Forbidden,
    /// It is not there, or belongs to somebody else, which is told in the same words (404).
    Missing,
    /// The address does not take this method (405).
    MethodNotAllowed,
    /// It is not in a state in which this can be done (409).
    Conflict,
    /// It was there and is no longer (410).
    Gone,
    /// Larger than what is taken (413).
    TooLarge,
    /// In a form that is not taken (415).
    UnsupportedForm,
    /// The same idempotency key with another request (422).
    Unprocessable,
    /// Too much at once; seconds until it is worth another try (429).
    Limited(u32),
    /// The service's own fault (500).
    Internal,
    /// It cannot be done just now (503).
    Unavailable,
}

/// Why something was not done.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{code}: {message}")]
pub struct Refusal {
    /// Decides the status.
    pub kind: Kind,
    /// In capitals, as in the list of codes.
    pub code: &'static str,
    /// A sentence: what happened and what to do.
    pub message: String,
    /// More, for programs.
    pub details: Value,
}

impl Refusal {
    /// A refusal without details.
    pub fn new(kind: Kind, code: &'static str, message: impl Into<String>) -> Self {
        Self { kind, code, message: message.into(), details: Value::Object(serde_json::Map::new()) }
    }

    /// The same with details.
    #[must_use]
    pub fn with(mut self, details: Value) -> Self {
        self.details = details;
        self
    }

    /// A request that does not say something that can be done.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(Kind::Invalid, "VALIDATION_ERROR", message)
    }

    /// A field of the request that says nothing that can be done.
    pub fn field(field: &str, message: impl Into<String>) -> Self {
        Self::invalid(message).with(json!({ "field": field }))
    }

    /// Nobody who is known asks.
    pub fn unauthenticated() -> Self {
        Self::new(Kind::Unauthenticated, "UNAUTHORIZED", "Sign in first: this token or key is not valid.")
    }

    /// Who asks may not do this.
    pub fn forbidden(message: impl Into<String>) -> Self {
        Self::new(Kind::Forbidden, "FORBIDDEN", message)
    }

    /// A thing that is not there, or belongs to somebody else.
    pub fn missing(what: &str) -> Self {
        Self::new(Kind::Missing, "NOT_FOUND", format!("There is no such {what}."))
    }

    /// Not enough credit, with both numbers in credits.
    pub fn unpaid(required: MilliCredits, available: MilliCredits) -> Self {
        Self::new(Kind::Unpaid, "INSUFFICIENT_CREDITS", "Not enough credits to complete this operation").with(
            json!({
                "required": required.rounded_up(),
                "available": available.as_decimal(),
                "requiredMillicredits": required.0,
                "availableMillicredits": available.0,
            }),
        )
    }

    /// A fault of the service's own, which is in its log.
    pub fn internal() -> Self {
        Self::new(Kind::Internal, "INTERNAL_ERROR", "Something went wrong on our side. Nothing was charged.")
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full => Self::new(
                Kind::Unavailable,
                "STORAGE_FULL",
                "The service's disk is full. Nothing was changed.",
            ),
            StoreError::Away => Self::new(
                Kind::Unavailable,
                "TRY_AGAIN",
                "The service cannot write just now. Nothing was changed. Try again.",
            ),
            StoreError::Damaged(what) => {
                tracing::error!(what, "the store is damaged");
                Self::internal()
            }
        }
    }
}
