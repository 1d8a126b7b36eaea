//! Keys, which nothing can print.

use std::fmt;

use serde::Deserialize;

/// A key or a secret. What it holds is seen only where it is used.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub struct Secret(String);

impl Secret {
    /// A secret, without the line's end that files have.
    pub fn new(text: &str) -> Self {
        Self(text.trim().to_owned())
    }

    /// What it holds, for the request or the signature that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The text with this secret taken out of it.
    pub(crate) fn removed_from(&self, text: &str) -> String {
        if self.0.is_empty() { text.to_owned() } else { text.replace(&self.0, "…") }
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self::new(&text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("…")
    }
}
