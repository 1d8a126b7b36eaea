//! The headers of a call, signed as Standard Webhooks has it.

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::moment::Moment;

/// How a secret's text begins.
const PREFIX: &str = "whsec_";

/// A secret as its owner is shown it.
pub fn text(secret: &[u8]) -> String {
    format!("{PREFIX}{}", STANDARD.encode(secret))
}

/// The three headers of a call: its name, its time, and a signature by each secret.
pub fn headers(id: &str, now: Moment, body: &str, secrets: &[Vec<u8>]) -> Vec<(String, String)> {
    let seconds = now.unix_seconds().to_string();
    let signed = format!("{id}.{seconds}.{body}");
    let signatures: Vec<String> = secrets
        .iter()
        .map(|secret| {
            let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
            format!("v1,{}", STANDARD.encode(hmac::sign(&key, signed.as_bytes())))
        })
        .collect();
    vec![
        ("webhook-id".to_owned(), id.to_owned()),
        ("webhook-timestamp".to_owned(), seconds),
        ("webhook-signature".to_owned(), signatures.join(" ")),
    ]
}
