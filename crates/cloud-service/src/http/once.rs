//! Requests that may be sent twice and count once, over HTTP.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::account::access::Scope;
use crate::app::App;
use crate::crash;
use crate::idempotency::{self, Answer, Fingerprint, IdempotencyKey};
use crate::refusal::{Kind, Refusal};
use crate::store::{self, Tables};

/// The `Idempotency-Key` of a request, where it has one.
pub struct Key(pub Option<IdempotencyKey>);

impl<S: Send + Sync> FromRequestParts<S> for Key {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Refusal> {
        let Some(value) = parts.headers.get("idempotency-key") else { return Ok(Self(None)) };
        IdempotencyKey::parse(value.to_str().unwrap_or_default()).map(Some).map(Self)
    }
}

impl Key {
    /// The key, where a request must have one.
    ///
    /// # Errors
    /// Where it has none.
    pub fn required(self) -> Result<Self, Refusal> {
        if self.0.is_some() {
            return Ok(self);
        }
        let message = "Send an `Idempotency-Key`, such as a UUID: without it a lost answer could cost twice.";
        Err(Refusal::new(Kind::Invalid, "IDEMPOTENCY_KEY_REQUIRED", message))
    }

    /// Does `run` in a transaction, once for this key.
    ///
    /// # Errors
    /// What `run` refuses with; where the key belongs to another request, or its request is still on its way.
    pub async fn once(
        self,
        app: &App,
        scope: Scope,
        fingerprint: Fingerprint,
        run: impl FnOnce(&mut dyn Tables) -> Result<Answer, Refusal> + Send + 'static,
    ) -> Result<Answer, Refusal> {
        let Some(key) = self.0 else { return store::write(&app.store, run).await };
        let _turn = app.running.enter(scope, &key)?;
        crash::point("before-accept");
        let once = move |tables: &mut dyn Tables| idempotency::once(tables, scope, &key, &fingerprint, run);
        let answer = store::write(&app.store, once).await;
        crash::point("after-accept");
        answer
    }
}
