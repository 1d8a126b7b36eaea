//! Requests about projects as wholes.

use serde::{Deserialize, Serialize};

use super::calls;
use crate::id::ProjectId;
use crate::preferences::Preferences;
use crate::project::{Project, ProjectSettings, ProjectStatus};

/// Projects, a stretch of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ListProjects {
    /// Only those with this in their name; empty means all.
    pub search: String,
    /// Only those in this state; none means all but the archived.
    pub status: Option<ProjectStatus>,
    /// In which order.
    pub sort: ProjectSort,
    /// How many are left out before the stretch.
    pub offset: u32,
    /// How many there are at most.
    pub limit: u32,
}

/// Orders of projects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProjectSort {
    /// The last changed first.
    #[default]
    Changed,
    /// The newest first.
    Created,
    /// By name, as people sort them: without regard to capitals.
    Name,
}

/// A stretch of the list of projects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProjectPage {
    /// The projects.
    pub projects: Vec<ProjectCard>,
    /// How many there are in all stretches.
    pub total: u64,
}

/// A project as the dashboard shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProjectCard {
    /// The project.
    pub project: Project,
    /// How often its document has changed.
    pub revision: u64,
}

/// Begins a project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CreateProject {
    /// What users call it.
    pub name: String,
    /// What its drafts are made with.
    pub settings: ProjectSettings,
}

/// Gives a project another name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenameProject {
    /// Which.
    pub id: ProjectId,
    /// The name, of 1 to 200 characters.
    pub name: String,
}

/// Says how far a project is; `Archived` puts it away, `Draft` takes it out again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetProjectStatus {
    /// Which.
    pub id: ProjectId,
    /// How far it is.
    pub status: ProjectStatus,
}

/// Deletes a project for good, with its history. Files that were imported stay where they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeleteProject {
    /// Which.
    pub id: ProjectId,
}

/// Makes a second project that begins as the first one is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateProject {
    /// Which.
    pub id: ProjectId,
    /// What the second is called.
    pub name: String,
}

/// Makes the sample ad, if this library never had one: a project with a script, whose draft is begun. The reply is its
/// id the first time and none ever after, also when the user has deleted it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {}

/// What the user likes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetPreferences {}

/// Keeps what the user likes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SetPreferences {
    /// What the user likes.
    pub preferences: Preferences,
}

calls! {
    ListProjects => "list_projects" -> ProjectPage;
    CreateProject => "create_project" -> Project;
    RenameProject => "rename_project" -> ();
    SetProjectStatus => "set_project_status" -> ();
    DeleteProject => "delete_project" -> ();
    DuplicateProject => "duplicate_project" -> Project;
    Welcome => "welcome" -> Option<ProjectId>;
    GetPreferences => "get_preferences" -> Preferences;
    SetPreferences => "set_preferences" -> ();
}
