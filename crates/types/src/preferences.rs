//! What the user likes, kept in the library and shared by all projects.

use serde::{Deserialize, Serialize};

use crate::project::ProjectSettings;

/// What the user likes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Preferences {
    /// How much is shown at once.
    pub mode: Mode,
    /// Favourite actors, by id.
    pub actors: Vec<String>,
    /// Favourite voices, by id.
    pub voices: Vec<String>,
    /// Whether actors and voices of the kinds that were used before come first.
    pub used_first: bool,
    /// What the last ad was made with; a new one begins so.
    pub last_used: Option<ProjectSettings>,
    /// Where exports go; none means the user's folder for videos.
    pub exports_folder: Option<String>,
}

/// How much is shown at once. The project is the same in each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// One thing to do at a time.
    Beginner,
    /// Every control.
    #[default]
    Advanced,
    /// Every control, numbers and keys foremost: ids, JSON of a project, commands for the terminal.
    Expert,
}

impl Mode {
    /// Every mode, from little to much.
    pub const ALL: [Self; 3] = [Self::Beginner, Self::Advanced, Self::Expert];

    /// Its name in data and in the style sheet.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Beginner => "beginner",
            Self::Advanced => "advanced",
            Self::Expert => "expert",
        }
    }
}
