//! Segments: what a line is, to the last detail that shapes how it looks and sounds. Two lines with the
//! same segment are the same take, which is made, and paid for, once.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// All that shapes a take. Whole numbers only, so that its name is the same on every machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Segment {
    /// The text as spoken, brand names respelled.
    pub text: String,
    /// Language as a BCP 47 tag.
    pub language: String,
    /// The actor's look; empty where only the voice is made.
    pub look: String,
    /// The voice.
    pub voice: String,
    /// Rate of the voice in thousandths of its usual rate.
    pub rate_thousandths: u32,
    /// Pitch of the voice in hundredths of a semitone.
    pub pitch_cents: i32,
    /// The model that makes it; for a draft, the local voice's engine and version.
    pub model: String,
    /// Quality as the model names it; empty where it has none.
    pub quality: String,
    /// Pixels across and down, 0 where only the voice is made.
    pub size: (u32, u32),
    /// 0 for the first take, 1, 2 … for "again".
    pub take: u32,
}

impl Segment {
    /// Its name: the SHA-256, in lower-case hex, of its canonical JSON (keys sorted, no white space, as RFC
    /// 8785 has it; there are no fractions, so numbers need no further rule).
    pub fn name(&self) -> String {
        // A map of plain strings and numbers always serialises; keys come out sorted.
        let json = serde_json::to_value(self).map(|value| value.to_string()).unwrap_or_default();
        Sha256::digest(json.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
