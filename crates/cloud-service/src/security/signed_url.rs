//! Addresses that let whoever has them do one thing with one object until a moment.

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::moment::Moment;

/// What an address lets one do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant<'a> {
    /// The method: GET also allows HEAD.
    pub method: &'a str,
    /// The object's key, with the workspace it belongs to.
    pub key: &'a str,
    /// The name under which it is saved; shown in place where there is none.
    pub saved_as: Option<&'a str>,
    /// When it ends; whole seconds count.
    pub until: Moment,
}

/// Signs addresses.
pub struct SignedUrls {
    key: hmac::Key,
}

impl SignedUrls {
    /// With a key.
    pub fn new(key: &[u8; 32]) -> Self {
        Self { key: hmac::Key::new(hmac::HMAC_SHA256, key) }
    }

    /// The signature of a grant, for the address.
    pub fn sign(&self, grant: &Grant<'_>) -> String {
        URL_SAFE_NO_PAD.encode(hmac::sign(&self.key, &text(grant)))
    }

    /// Whether a signature is that of the grant and it has not ended.
    pub fn holds(&self, grant: &Grant<'_>, signature: &str, now: Moment) -> bool {
        let Ok(signature) = URL_SAFE_NO_PAD.decode(signature) else { return false };
        now.unix_seconds() < grant.until.unix_seconds()
            && hmac::verify(&self.key, &text(grant), &signature).is_ok()
    }
}

/// Each part with its length, so that no two grants have one text.
fn text(grant: &Grant<'_>) -> Vec<u8> {
    let until = grant.until.unix_seconds().to_string();
    let method = if grant.method == "HEAD" { "GET" } else { grant.method };
    let (kind, name) = grant.saved_as.map_or(("inline", ""), |name| ("attachment", name));
    let mut text = Vec::new();
    for part in [method, grant.key, kind, name, &until] {
        text.extend(part.len().to_be_bytes());
        text.extend(part.as_bytes());
    }
    text
}
