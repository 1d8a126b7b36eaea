//! Requests about voices.

use serde::{Deserialize, Serialize};

use super::calls;
use crate::event::TaskId;
use crate::voice::{Voice, VoiceId, VoiceSettings};

/// Every voice, those that can speak now first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListVoices {}

/// Fetches a voice from its makers' server, as a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstallVoice {
    /// Which.
    pub id: VoiceId,
}

/// Speaks a line aloud. The reply says how long it takes, in milliseconds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HearLine {
    /// Who speaks.
    pub voice: VoiceId,
    /// What is said.
    pub text: String,
    /// How it is said.
    #[serde(default)]
    pub settings: VoiceSettings,
}

calls! {
    ListVoices => "list_voices" -> Vec<Voice>;
    InstallVoice => "install_voice" -> TaskId;
    HearLine => "hear_line" -> u64;
}
