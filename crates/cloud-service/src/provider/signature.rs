//! Signatures of callbacks: HMAC-SHA256 in the four ways that providers write it, compared in constant time.

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::provider::CallbackError;
use crate::provider::secret::Secret;
use crate::provider::wire::CallbackTrust;

/// The value of a header, by its lower-case name.
pub(crate) fn header<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(have, _)| have == name).map(|(_, value)| value.as_str())
}

/// What a callback was signed with, and whether it had to be.
#[derive(Clone, Debug)]
pub(crate) struct Verifier {
    secret: Option<Secret>,
    trust: CallbackTrust,
}

/// A signature as a provider sent it.
pub(crate) struct Signed<'a> {
    /// The signatures, any of which may be right: more than one while a secret is being changed.
    pub(crate) tags: Vec<Vec<u8>>,
    /// What stands before the body in what was signed, with its separator.
    pub(crate) prefix: String,
    /// The raw body.
    pub(crate) body: &'a [u8],
    /// When it was signed, in seconds since 1970, and how far from now that may be.
    pub(crate) signed_at: Option<(i64, i64)>,
}

/// How a secret becomes a key.
#[derive(Clone, Copy, Debug)]
pub(crate) enum KeyForm {
    /// As it stands.
    Plain,
    /// In Base64, after `whsec_` where that is there.
    Base64,
}

impl Verifier {
    pub(crate) const fn new(secret: Option<Secret>, trust: CallbackTrust) -> Self {
        Self { secret, trust }
    }

    /// Whether the signature is right and fresh; `signed` is none where the call has none.
    pub(crate) fn verify(
        &self,
        form: KeyForm,
        signed: Option<Signed<'_>>,
        now: i64,
    ) -> Result<(), CallbackError> {
        let Some(signed) = signed else {
            return match self.trust {
                CallbackTrust::Address => Ok(()),
                CallbackTrust::Signature => Err(CallbackError::Signature),
            };
        };
        let Some(secret) = &self.secret else {
            return match self.trust {
                CallbackTrust::Address => Ok(()),
                CallbackTrust::Signature => Err(CallbackError::Signature),
            };
        };
        let key = match form {
            KeyForm::Plain => secret.expose().as_bytes().to_vec(),
            KeyForm::Base64 => {
                let text = secret.expose();
                let text = text.strip_prefix("whsec_").unwrap_or(text);
                STANDARD.decode(text).map_err(|_| CallbackError::Signature)?
            }
        };
        if key.is_empty() {
            return Err(CallbackError::Signature);
        }
        let key = hmac::Key::new(hmac::HMAC_SHA256, &key);
        let mut text = signed.prefix.into_bytes();
        text.extend_from_slice(signed.body);
        if !signed.tags.iter().any(|tag| hmac::verify(&key, &text, tag).is_ok()) {
            return Err(CallbackError::Signature);
        }
        match signed.signed_at {
            Some((at, tolerance)) if now.saturating_sub(at).saturating_abs() > tolerance => {
                Err(CallbackError::Stale)
            }
            _ => Ok(()),
        }
    }
}

/// Seconds since 1970 from digits, also where they count milliseconds.
pub(crate) fn seconds(text: &str) -> Option<i64> {
    let number: i64 = text.trim().parse().ok()?;
    // Seconds reach this only in the year 5138.
    Some(if number > 100_000_000_000 { number / 1000 } else { number })
}

/// The bytes of hexadecimal digits.
pub(crate) fn hex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> =
        text.chars().map(|digit| digit.to_digit(16).map(|value| value as u8)).collect::<Option<_>>()?;
    if digits.is_empty() || digits.len() % 2 == 1 {
        return None;
    }
    Some(digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect())
}

/// The parts of `t=…,v1=…`: when, as it was written, and every signature of that version.
pub(crate) fn timed<'a>(text: &'a str, version: &str) -> Option<(&'a str, Vec<Vec<u8>>)> {
    let mut at = None;
    let mut tags = Vec::new();
    for (name, value) in text.split(',').filter_map(|part| part.trim().split_once('=')) {
        if name == "t" {
            at = Some(value);
        } else if name == version {
            tags.extend(hex(value));
        }
    }
    at.filter(|_| !tags.is_empty()).map(|at| (at, tags))
}

/// The signature in `{id}.{timestamp}.{body}` that Standard Webhooks and Pollo AI share; `tags` reads the signatures.
pub(crate) fn with_id<'a>(
    (id, at, tags): (&str, &str, Vec<Vec<u8>>),
    body: &'a [u8],
    tolerance: i64,
) -> Option<Signed<'a>> {
    let signed_at = Some((seconds(at)?, tolerance));
    (!tags.is_empty()).then(|| Signed { tags, prefix: format!("{id}.{at}."), body, signed_at })
}
