//! Projects: what the library lists and what a new draft starts from.

use serde::{Deserialize, Serialize};

use crate::geometry::Aspect;
use crate::id::ProjectId;
use crate::time::FrameRate;
use crate::voice::VoiceSettings;

/// A project as the library lists it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Project {
    /// Its name in the library.
    pub id: ProjectId,
    /// What users call it.
    pub name: String,
    /// How far it is.
    pub status: ProjectStatus,
    /// When it was made, in milliseconds since 1970 UTC.
    pub created_ms: i64,
    /// When it last changed, in milliseconds since 1970 UTC.
    pub changed_ms: i64,
    /// What its drafts are made with.
    pub settings: ProjectSettings,
}

/// How far a project is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProjectStatus {
    /// Still made with drafts.
    #[default]
    Draft,
    /// Its paid takes are in.
    Final,
    /// Put away.
    Archived,
}

/// What a project's drafts are made with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ProjectSettings {
    /// Shape of the canvas.
    pub aspect: Aspect,
    /// Pictures a second.
    pub frame_rate: FrameRate,
    /// The actor, by id or name; none means the catalogue's first that speaks the language.
    pub actor: Option<String>,
    /// The voice, by id; none means the best one installed for the language.
    pub voice: Option<String>,
    /// How the voice speaks.
    pub voice_settings: VoiceSettings,
    /// The caption style, by id.
    pub caption_style: Option<String>,
    /// The music bed, by id; none means the first one.
    pub bed: Option<String>,
}

impl Default for ProjectSettings {
    fn default() -> Self {
        Self {
            aspect: Aspect::default(),
            frame_rate: FrameRate::FPS_30,
            actor: None,
            voice: None,
            voice_settings: VoiceSettings::default(),
            caption_style: None,
            bed: None,
        }
    }
}
