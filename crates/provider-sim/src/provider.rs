//! The providers that are simulated, and where each answers.

use serde::{Deserialize, Serialize};

/// A provider of speech, pictures or text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Provider {
    /// Pollo AI, under `/pollo`.
    Pollo,
    /// ElevenLabs, under `/elevenlabs`.
    ElevenLabs,
    /// OpenAI, under `/openai`.
    OpenAi,
    /// HeyGen, under `/heygen`.
    HeyGen,
    /// sync.so, under `/sync`.
    Sync,
    /// Google's Gemini API, under `/google`.
    Google,
    /// Google's enterprise platform, under `/vertex`.
    Vertex,
}

impl Provider {
    /// Every provider.
    pub const ALL: [Self; 7] =
        [Self::Pollo, Self::ElevenLabs, Self::OpenAi, Self::HeyGen, Self::Sync, Self::Google, Self::Vertex];

    /// Its name in faults and in the log, and the first part of its addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pollo => "pollo",
            Self::ElevenLabs => "elevenlabs",
            Self::OpenAi => "openai",
            Self::HeyGen => "heygen",
            Self::Sync => "sync",
            Self::Google => "google",
            Self::Vertex => "vertex",
        }
    }
}

/// A step in the life of a request that can go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    /// Asking for something that is paid.
    Submit,
    /// Everything else that is asked: the state of a task, lists.
    Status,
    /// The making of what was asked for.
    Job,
    /// Fetching a result.
    File,
    /// Telling the customer that a task has ended.
    Webhook,
}
