//! What the service knows of a project: its name and what was made for it. The project itself is on the user's
//! machine.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::account::access::Scope;
use crate::id::{ProjectId, WorkspaceId};
use crate::moment::Moment;
use crate::money::MilliCredits;
use crate::refusal::{Kind, Refusal};
use crate::store::{self, Key, Order, Reading, Record, Table, Tables, Walk};

/// How many projects a workspace has.
const MOST: u64 = 100_000;

/// How far a project is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Nothing was made for it.
    Draft,
    /// Something is being made.
    Processing,
    /// Something was made.
    Completed,
    /// It was put away.
    Archived,
}

impl Status {
    const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Processing => "processing",
            Self::Completed => "completed",
            Self::Archived => "archived",
        }
    }
}

/// Which projects are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Filter {
    /// All that were not put away.
    Active,
    /// Drafts.
    Draft,
    /// Those for which something is being made.
    Processing,
    /// Those for which something was made.
    Completed,
    /// Those that were put away.
    Archived,
}

/// Metadata of a project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Project {
    /// Whose.
    pub workspace: WorkspaceId,
    /// Name of the record.
    pub id: ProjectId,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub description: Option<String>,
    /// Its script.
    pub script: Option<String>,
    /// Settings, as they were given.
    pub settings: Value,
    /// How far it is.
    pub status: Status,
    /// When it was made.
    pub created_at: Moment,
    /// When it was changed.
    pub updated_at: Moment,
    /// How many videos were made for it.
    pub videos: u64,
    /// What they cost.
    pub spent: MilliCredits,
}

impl Project {
    /// How far it is, once it is no longer put away.
    pub const fn unshelved(&self) -> Status {
        if self.videos > 0 { Status::Completed } else { Status::Draft }
    }
}

impl Record for Project {
    const TABLE: Table = Table { never_negative: &["spent"], ..Table::named("project") };

    fn key(&self) -> Key {
        self.workspace.key().id(self.id.0)
    }

    fn indexes(&self) -> Vec<Key> {
        let order = |index: Key| index.moment(self.created_at).id(self.id.0);
        let mut indexes =
            vec![order(by(self.workspace, "all")), order(by(self.workspace, self.status.name()))];
        if self.status != Status::Archived {
            indexes.push(order(by(self.workspace, "active")));
        }
        indexes
    }
}

fn by(workspace: WorkspaceId, filter: &str) -> Key {
    Key::new().text("list").id(workspace.0).text(filter)
}

/// A page of projects, newest first, and how many there are in all.
///
/// # Errors
/// Where the store fails.
pub fn list(
    tables: &(impl Reading + ?Sized),
    scope: Scope,
    filter: Option<Filter>,
    skip: usize,
    limit: usize,
) -> Result<(Vec<Project>, u64), Refusal> {
    let filter = match filter {
        None => "all",
        Some(Filter::Active) => "active",
        Some(Filter::Draft) => Status::Draft.name(),
        Some(Filter::Processing) => Status::Processing.name(),
        Some(Filter::Completed) => Status::Completed.name(),
        Some(Filter::Archived) => Status::Archived.name(),
    };
    let prefix = by(scope.workspace(), filter);
    let total = tables.count(Project::TABLE, &prefix)?;
    let walk = Walk { prefix, after: None, order: Order::Backwards };
    Ok((store::indexed(tables, &walk, skip, limit)?, total))
}

/// A project of the workspace.
///
/// # Errors
/// Where it has no such project.
pub fn get(tables: &(impl Reading + ?Sized), scope: Scope, id: ProjectId) -> Result<Project, Refusal> {
    store::get(tables, &scope.key().id(id.0))?.ok_or_else(|| Refusal::missing("project"))
}

/// What a project is made from.
pub struct Draft {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub description: Option<String>,
    /// Its script.
    pub script: Option<String>,
    /// Settings.
    pub settings: Value,
}

/// Makes a project.
///
/// # Errors
/// Where there are too many.
pub fn make(tables: &mut dyn Tables, scope: Scope, draft: Draft) -> Result<Project, Refusal> {
    let now = tables.now();
    if tables.count(Project::TABLE, &by(scope.workspace(), "all"))? >= MOST {
        let message = format!("A workspace has at most {MOST} projects. Delete some first.");
        return Err(Refusal::new(Kind::Conflict, "TOO_MANY_PROJECTS", message));
    }
    let project = Project {
        workspace: scope.workspace(),
        id: ProjectId::new(now),
        name: draft.name,
        description: draft.description,
        script: draft.script,
        settings: draft.settings,
        status: Status::Draft,
        created_at: now,
        updated_at: now,
        videos: 0,
        spent: MilliCredits::ZERO,
    };
    store::put(tables, &project)?;
    Ok(project)
}

/// Changes a project.
///
/// # Errors
/// Where the workspace has no such project, or `change` refuses.
pub fn change(
    tables: &mut dyn Tables,
    scope: Scope,
    id: ProjectId,
    change: impl FnOnce(&mut Project) -> Result<(), Refusal>,
) -> Result<Project, Refusal> {
    let mut project = get(tables, scope, id)?;
    change(&mut project)?;
    project.updated_at = tables.now();
    store::put(tables, &project)?;
    Ok(project)
}

/// Deletes a project. What was made for it stays.
///
/// # Errors
/// Where the workspace has no such project.
pub fn delete(tables: &mut dyn Tables, scope: Scope, id: ProjectId) -> Result<(), Refusal> {
    let project = get(tables, scope, id)?;
    Ok(store::remove::<Project>(tables, &project.key())?)
}

/// Says that something is being made for a project; one that is gone or put away stays as it is.
///
/// # Errors
/// Where the store fails.
pub fn begin_video(tables: &mut dyn Tables, workspace: WorkspaceId, id: ProjectId) -> Result<(), Refusal> {
    let found: Option<Project> = store::get(tables, &workspace.key().id(id.0))?;
    let Some(mut project) = found.filter(|project| project.status != Status::Archived) else { return Ok(()) };
    project.status = Status::Processing;
    Ok(store::put(tables, &project)?)
}

/// Says that nothing is being made for a project any more.
///
/// # Errors
/// Where the store fails.
pub fn nothing_runs(tables: &mut dyn Tables, workspace: WorkspaceId, id: ProjectId) -> Result<(), Refusal> {
    let found: Option<Project> = store::get(tables, &workspace.key().id(id.0))?;
    let Some(mut project) = found.filter(|project| project.status == Status::Processing) else {
        return Ok(());
    };
    project.status = project.unshelved();
    Ok(store::put(tables, &project)?)
}

/// Counts a video that was made, at its price. A project that was deleted meanwhile counts nothing.
///
/// # Errors
/// Where the store fails.
pub fn end_video(
    tables: &mut dyn Tables,
    workspace: WorkspaceId,
    id: ProjectId,
    price: MilliCredits,
) -> Result<(), Refusal> {
    let Some(mut project) = store::get::<Project>(tables, &workspace.key().id(id.0))? else { return Ok(()) };
    project.videos = project.videos.saturating_add(1);
    project.spent = MilliCredits(project.spent.0.saturating_add(price.0));
    if project.status != Status::Archived {
        project.status = Status::Completed;
    }
    Ok(store::put(tables, &project)?)
}
