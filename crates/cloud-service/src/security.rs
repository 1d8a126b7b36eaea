//! What keeps strangers out: passwords, tokens, second factors, sealed secrets, signed addresses.

pub mod keys;
pub mod password;
pub mod refresh;
pub mod seal;
pub mod secret;
pub mod signed_url;
pub mod token;
pub mod totp;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::refusal::Refusal;

/// Random bytes of the system's.
///
/// # Errors
/// Where the system has none.
pub fn random<const N: usize>() -> Result<[u8; N], Refusal> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| {
        tracing::error!(%error, "the system has no randomness");
        Refusal::internal()
    })?;
    Ok(bytes)
}

/// 256 random bits as text for an address: 43 characters.
///
/// # Errors
/// Where the system has no randomness.
pub fn random_text() -> Result<String, Refusal> {
    Ok(URL_SAFE_NO_PAD.encode(random::<32>()?))
}

/// The SHA-256 of a secret that has at least 112 random bits: what is kept of it. A secret that people choose is
/// hashed by [`password`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SecretHash(String);

impl SecretHash {
    /// Of a secret.
    pub fn of(secret: &str) -> Self {
        Self(URL_SAFE_NO_PAD.encode(Sha256::digest(secret.as_bytes())))
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
