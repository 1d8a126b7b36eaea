//! Signatures of callbacks: HMAC-SHA256 in the four ways that providers write it, compared in constant time.

use aws_lc_rs::hmac;
use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::provider::CallbackError;
use crate::provider::wire::{CallbackTrust, Settings, SettingsError};

/// Base64 whose end may be filled up or not: secrets are copied by hand.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The value of a header, by its lower-case name.
pub(crate) fn header<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(have, _)| have == name).map(|(_, value)| value.as_str())
}

/// What callbacks are signed with, and whether they must be.
pub(crate) struct Verifier {
    key: Option<hmac::Key>,
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
    /// One for those settings. Refuses a secret that is not in the provider's form: every call would be refused later.
    pub(crate) fn new(settings: &Settings, form: KeyForm) -> Result<Self, SettingsError> {
        let key = settings.webhook_secret.as_ref().map(|secret| {
            let text = secret.expose();
            let bytes = match form {
                KeyForm::Plain => text.as_bytes().to_vec(),
                KeyForm::Base64 => {
                    BASE64.decode(text.strip_prefix("whsec_").unwrap_or(text)).unwrap_or_default()
                }
            };
            if bytes.is_empty() {
                return Err(SettingsError::WebhookSecret(settings.base_url.clone()));
            }
            Ok(hmac::Key::new(hmac::HMAC_SHA256, &bytes))
        });
        Ok(Self { key: key.transpose()?, trust: settings.callback_trust })
    }

    /// Whether the signature is right and fresh; `signed` is none where the call has none.
    pub(crate) fn verify(&self, signed: Option<Signed<'_>>, now: i64) -> Result<(), CallbackError> {
        let (Some(signed), Some(key)) = (signed, &self.key) else {
            return match self.trust {
                CallbackTrust::Address => Ok(()),
                CallbackTrust::Signature => Err(CallbackError::Signature),
            };
        };
        let mut text = signed.prefix.into_bytes();
        text.extend_from_slice(signed.body);
        if !signed.tags.iter().any(|tag| hmac::verify(key, &text, tag).is_ok()) {
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

/// What a header of the form `t=SECONDS,TAG=HEX` says of a body, where the call has one.
pub(crate) fn stamped<'a>(
    text: Option<&str>,
    tag: &str,
    body: &'a [u8],
    tolerance_s: i64,
) -> Result<Option<Signed<'a>>, CallbackError> {
    let Some(text) = text else { return Ok(None) };
    let (at, tags) = timed(text, tag).ok_or(CallbackError::Signature)?;
    let signed_at = Some((seconds(at).ok_or(CallbackError::Signature)?, tolerance_s));
    Ok(Some(Signed { tags, prefix: format!("{at}."), body, signed_at }))
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
fn timed<'a>(text: &'a str, version: &str) -> Option<(&'a str, Vec<Vec<u8>>)> {
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
