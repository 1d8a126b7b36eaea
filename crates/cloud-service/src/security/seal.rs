//! Secrets at rest: encrypted, and bound to where they belong, so that a copy of the store alone tells nothing.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;
use crate::security::random;

/// A sealed secret: nonce and ciphertext as base64.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sealed(String);

/// Seals and opens.
pub struct Seal {
    key: LessSafeKey,
}

impl Seal {
    /// With a key.
    ///
    /// # Errors
    /// Where the cipher takes no such key.
    pub fn new(key: &[u8; 32]) -> Result<Self, Refusal> {
        let key = UnboundKey::new(&AES_256_GCM, key).map_err(|_| Refusal::internal())?;
        Ok(Self { key: LessSafeKey::new(key) })
    }

    /// Seals a secret for a place, such as `totp:` and the id of a user.
    ///
    /// # Errors
    /// Where the system has no randomness.
    pub fn seal(&self, place: &str, secret: &[u8]) -> Result<Sealed, Refusal> {
        // A random nonce of 96 bits is safe for 2^32 secrets under one key, which is more than there will be accounts.
        let nonce = random::<NONCE_LEN>()?;
        let mut text = secret.to_vec();
        self.key
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(place.as_bytes()),
                &mut text,
            )
            .map_err(|_| Refusal::internal())?;
        let mut whole = nonce.to_vec();
        whole.extend(text);
        Ok(Sealed(STANDARD_NO_PAD.encode(whole)))
    }

    /// Opens what was sealed for that place.
    ///
    /// # Errors
    /// Where it was sealed for another place or with another key.
    pub fn open(&self, place: &str, sealed: &Sealed) -> Result<Vec<u8>, Refusal> {
        let closed = |_| {
            tracing::error!(place, "a sealed secret does not open: was the key changed?");
            Refusal::internal()
        };
        let whole = STANDARD_NO_PAD.decode(&sealed.0).map_err(|_| closed(()))?;
        let (nonce, text) = whole.split_first_chunk::<NONCE_LEN>().ok_or_else(|| closed(()))?;
        let mut text = text.to_vec();
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let opened = self.key.open_in_place(nonce, Aad::from(place.as_bytes()), &mut text);
        opened.map(|secret| secret.to_vec()).map_err(|_| closed(()))
    }
}
