//! Access tokens: JWTs signed with Ed25519, good for a quarter of an hour, and nothing else.
//!
//! One algorithm; the key is chosen by its name from our own, never taken from the token; a token says what it is for
//! (`typ`, `aud`), so that none made for one purpose serves another.

use std::sync::{PoisonError, RwLock};

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::id::{SessionId, UserId, WorkspaceId};
use crate::moment::{MINUTE, Moment};
use crate::refusal::Refusal;
use crate::security::random_text;

/// How long an access token is good.
pub const ACCESS_MS: i64 = 15 * MINUTE;
/// How far clocks may differ.
const LEEWAY_SECONDS: i64 = 30;
/// How long what a key signed is taken after another took its place: longer than any token lives.
const RETIRED_MS: i64 = 20 * MINUTE;
const ISSUER: &str = "greenroom-cloud";

/// What a token is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Access to the API.
    Access,
    /// A receipt for a deletion. It is read by others, so it does not end.
    Receipt,
    /// A quote.
    Quote,
}

impl Purpose {
    const fn typ(self) -> &'static str {
        match self {
            Self::Access => "at+jwt",
            Self::Receipt => "deletion-receipt+jwt",
            Self::Quote => "quote+jwt",
        }
    }

    const fn audience(self) -> &'static str {
        match self {
            Self::Access => "greenroom-api",
            Self::Receipt => "greenroom-receipts",
            Self::Quote => "greenroom-quotes",
        }
    }
}

/// Who an access token speaks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Access {
    /// The user.
    pub sub: UserId,
    /// The workspace.
    pub wid: WorkspaceId,
    /// The session.
    pub sid: SessionId,
}

#[derive(Serialize, Deserialize)]
struct Claims<T> {
    iss: String,
    aud: String,
    jti: String,
    iat: i64,
    nbf: i64,
    exp: i64,
    #[serde(flatten)]
    says: T,
}

/// What a token says, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified<T> {
    /// What it says.
    pub says: T,
    /// When it ends.
    pub until: Moment,
}

/// The public half of a key.
#[derive(Clone)]
pub struct Verifier {
    /// Its name.
    pub kid: String,
    /// Its bytes as base64 for addresses, as a JWK has them.
    pub public: String,
    /// When another took its place.
    pub retired_at: Option<Moment>,
    key: DecodingKey,
}

impl Verifier {
    /// From its parts; none where they are no key.
    pub fn new(kid: String, public: String, retired_at: Option<Moment>) -> Option<Self> {
        let key = DecodingKey::from_ed_components(&public).ok()?;
        Some(Self { kid, public, retired_at, key })
    }
}

struct Signer {
    kid: String,
    key: EncodingKey,
    verifiers: Vec<Verifier>,
}

/// Makes and reads tokens.
pub struct Tokens {
    signer: RwLock<Signer>,
}

impl Tokens {
    /// Signs with the pair (its name and its private half in PKCS #8), reads what any of `verifiers` signed.
    pub fn new(pair: (String, Vec<u8>), verifiers: Vec<Verifier>) -> Self {
        Self { signer: RwLock::new(signer(pair, verifiers)) }
    }

    /// Signs with another pair from now on.
    pub fn replace(&self, pair: (String, Vec<u8>), verifiers: Vec<Verifier>) {
        *self.signer.write().unwrap_or_else(PoisonError::into_inner) = signer(pair, verifiers);
    }

    /// The public halves, those that were replaced too.
    pub fn verifiers(&self) -> Vec<Verifier> {
        self.signer.read().unwrap_or_else(PoisonError::into_inner).verifiers.clone()
    }

    /// A token for a purpose, good until a moment.
    ///
    /// # Errors
    /// Where the system has no randomness.
    pub fn sign<T: Serialize>(
        &self,
        purpose: Purpose,
        says: T,
        now: Moment,
        until: Moment,
    ) -> Result<String, Refusal> {
        let claims = Claims {
            iss: ISSUER.to_owned(),
            aud: purpose.audience().to_owned(),
            jti: random_text()?,
            iat: now.unix_seconds(),
            nbf: now.unix_seconds(),
            exp: until.unix_seconds(),
            says,
        };
        let signer = self.signer.read().unwrap_or_else(PoisonError::into_inner);
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some(purpose.typ().to_owned());
        header.kid = Some(signer.kid.clone());
        jsonwebtoken::encode(&header, &claims, &signer.key).map_err(|error| {
            tracing::error!(%error, "a token could not be signed");
            Refusal::internal()
        })
    }

    /// What a token says; none where it is not ours, for something else, ended, or not yet good.
    pub fn verify<T: DeserializeOwned>(
        &self,
        purpose: Purpose,
        token: &str,
        now: Moment,
    ) -> Option<Verified<T>> {
        let header = jsonwebtoken::decode_header(token).ok()?;
        let typ = header.typ.as_deref()?;
        if typ != purpose.typ() || header.alg != Algorithm::EdDSA {
            return None;
        }
        let kid = header.kid?;
        let key = {
            let signer = self.signer.read().unwrap_or_else(PoisonError::into_inner);
            let verifier = signer.verifiers.iter().find(|verifier| verifier.kid == kid)?;
            let over = verifier.retired_at.is_some_and(|retired_at| now.since(retired_at) > RETIRED_MS);
            if over && purpose == Purpose::Access {
                return None;
            }
            verifier.key.clone()
        };
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[purpose.audience()]);
        validation.set_required_spec_claims(&["exp", "nbf", "iss", "aud"]);
        // The library would ask the system's clock; the store's decides.
        validation.validate_exp = false;
        let claims = jsonwebtoken::decode::<Claims<T>>(token, &key, &validation).ok()?.claims;
        let now = now.unix_seconds();
        let good = claims.nbf <= now + LEEWAY_SECONDS && now < claims.exp + LEEWAY_SECONDS;
        let until = Moment(claims.exp.saturating_mul(1000));
        good.then_some(Verified { says: claims.says, until })
    }
}

fn signer((kid, private): (String, Vec<u8>), verifiers: Vec<Verifier>) -> Signer {
    Signer { kid, key: EncodingKey::from_ed_der(&private), verifiers }
}
