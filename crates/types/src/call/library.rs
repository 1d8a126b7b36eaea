//! Requests about projects as wholes.

use serde::{Deserialize, Serialize};

use super::calls;
use crate::id::ProjectId;
use crate::project::{Project, ProjectSettings, ProjectStatus};

/// Projects, a stretch of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ListProjects {
    /// Only those with this in their name; empty means all.
    pub search: String,
    /// Only those in this state; none means all but the archived.
    pub status: Option<ProjectStatus>,
    /// How many are left out before the stretch.
    pub offset: u32,
    /// How many there are at most.
    pub limit: u32,
}

/// A stretch of the list of projects, the last changed first.
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

calls! {
    ListProjects => "list_projects" -> ProjectPage;
    CreateProject => "create_project" -> Project;
    RenameProject => "rename_project" -> ();
    SetProjectStatus => "set_project_status" -> ();
    DeleteProject => "delete_project" -> ();
    DuplicateProject => "duplicate_project" -> Project;
}
