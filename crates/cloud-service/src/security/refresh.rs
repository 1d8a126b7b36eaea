//! Refresh tokens: 256 random bits that belong to one session and are used once.
//!
//! A token names its session and carries a mark that only we can make. So one that was ours and has been replaced is
//! told from one that somebody made up, without keeping every token there ever was.

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use crate::id::SessionId;
use crate::refusal::Refusal;
use crate::security::random;

const SESSION: usize = 16;
const SECRET: usize = 32;
const MARK: usize = 16;

/// Makes and reads refresh tokens.
pub struct RefreshTokens {
    key: hmac::Key,
}

impl RefreshTokens {
    /// With a key for the marks.
    pub fn new(key: &[u8; 32]) -> Self {
        Self { key: hmac::Key::new(hmac::HMAC_SHA256, key) }
    }

    /// A new token of a session.
    ///
    /// # Errors
    /// Where the system has no randomness.
    pub fn make(&self, session: SessionId) -> Result<String, Refusal> {
        let mut bytes = session.0.as_bytes().to_vec();
        bytes.extend(random::<SECRET>()?);
        bytes.extend(self.mark(&bytes));
        Ok(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// The session a token of ours belongs to; none where it is not ours.
    pub fn session(&self, token: &str) -> Option<SessionId> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        if bytes.len() != SESSION + SECRET + MARK {
            return None;
        }
        let (body, mark) = bytes.split_at_checked(SESSION + SECRET)?;
        aws_lc_rs::constant_time::verify_slices_are_equal(&self.mark(body), mark).ok()?;
        let id = body.first_chunk::<SESSION>()?;
        Some(SessionId(Uuid::from_bytes(*id)))
    }

    fn mark(&self, body: &[u8]) -> Vec<u8> {
        hmac::sign(&self.key, body).as_ref().iter().copied().take(MARK).collect()
    }
}
