//! Requests about scripts that belong to no project yet, and the user's own templates.

use serde::{Deserialize, Serialize};

use super::calls;
use crate::voice::{VoiceId, VoiceSettings};

/// Reads a script from a file: plain text, Markdown, Word (.docx), subtitles (.srt) or Fountain. The reply is text as
/// `script::parse` takes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadScript {
    /// Where the file lies.
    pub path: String,
}

/// The user's own templates, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListTemplates {}

/// Keeps a script as a template, in the place of one with the same name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeepTemplate {
    /// The template.
    pub template: OwnTemplate,
}

/// Forgets a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeleteTemplate {
    /// Which.
    pub name: String,
}

/// A template of the user's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnTemplate {
    /// What the user calls it, of 1 to 200 characters.
    pub name: String,
    /// The script.
    pub text: String,
}

/// How long each line of a script takes when that voice speaks it. The reply has one number of milliseconds for each
/// line that `script::parse` finds, in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeLines {
    /// Who speaks; none means the best voice that is installed for the language.
    pub voice: Option<VoiceId>,
    /// The script.
    pub text: String,
    /// How it is said.
    #[serde(default)]
    pub settings: VoiceSettings,
}

calls! {
    ReadScript => "read_script" -> String;
    ListTemplates => "list_templates" -> Vec<OwnTemplate>;
    KeepTemplate => "keep_template" -> ();
    DeleteTemplate => "delete_template" -> ();
    TimeLines => "time_lines" -> Vec<u64>;
}
