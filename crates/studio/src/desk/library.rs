//! Projects as wholes: listed, begun, named, put away, deleted, doubled.

use store::table::projects::{Filter, Page};
use types::call::library::{
    CreateProject, DeleteProject, DuplicateProject, ListProjects, ProjectCard, ProjectPage, RenameProject,
    SetProjectStatus,
};
use types::project::Project;

use super::{Desk, guard};
use crate::error::StudioError;

/// Projects in a stretch of the list unless more are asked for.
const STRETCH: u32 = 100;

impl Desk {
    /// Projects in the order that is asked for.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn list_projects(&self, call: ListProjects) -> Result<ProjectPage, StudioError> {
        let name_contains = (!call.search.trim().is_empty()).then(|| call.search.trim().to_owned());
        let filter = Filter { status: call.status, name_contains };
        let page = Page { offset: call.offset, limit: if call.limit == 0 { STRETCH } else { call.limit } };
        let listed = self.studio().list_projects(&filter, call.sort, page)?;
        let total = self.studio().count_projects(&filter)?;
        let projects = listed
            .into_iter()
            .map(|listed| ProjectCard { project: listed.project, revision: listed.revision })
            .collect();
        Ok(ProjectPage { projects, total })
    }

    /// Begins a project.
    ///
    /// # Errors
    /// When the name is empty or too long, or the actor or voice does not exist.
    pub fn create_project(&self, call: CreateProject) -> Result<Project, StudioError> {
        let project = self.studio().create_project(&call.name, &call.settings)?;
        self.studio().remember(&call.settings);
        Ok(project)
    }

    /// Gives a project another name.
    ///
    /// # Errors
    /// When there is no such project or the name is empty or too long.
    pub fn rename_project(&self, call: RenameProject) -> Result<(), StudioError> {
        self.studio().rename_project(call.id, &call.name)
    }

    /// Says how far a project is.
    ///
    /// # Errors
    /// When there is no such project.
    pub fn set_project_status(&self, call: SetProjectStatus) -> Result<(), StudioError> {
        self.studio().set_status(call.id, call.status)
    }

    /// Deletes a project for good.
    ///
    /// # Errors
    /// When there is no such project.
    pub fn delete_project(&self, call: DeleteProject) -> Result<(), StudioError> {
        guard(&self.inner.projects).remove(&call.id);
        self.studio().delete_project(call.id)
    }

    /// Makes a second project that begins as the first one is now.
    ///
    /// # Errors
    /// When there is no such project or the name is empty or too long.
    pub fn duplicate_project(&self, call: DuplicateProject) -> Result<Project, StudioError> {
        self.studio().duplicate_project(call.id, &call.name)
    }
}
