//! Projects, as far as the service knows them.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::account::member::Right;
use crate::account::project::{self, Draft, Filter, Project, Status};
use crate::account::user;
use crate::app::SharedApp;
use crate::http::body::{Asked, Id, Json};
use crate::http::decimal::Decimal;
use crate::http::envelope::{Answer, Envelope, Refusals, Reply, Strangers};
use crate::http::gate::By;
use crate::http::me::given;
use crate::http::page::{Page, Pagination};
use crate::http::session::Done;
use crate::id::ProjectId;
use crate::refusal::Refusal;
use crate::store;

/// Most characters of a name.
const NAME: usize = 255;
/// Most characters of a description.
const DESCRIPTION: usize = 5000;
/// Most bytes of a script.
const SCRIPT: usize = 64 << 10;

pub fn routes() -> OpenApiRouter<SharedApp> {
    OpenApiRouter::new().routes(routes!(list, make)).routes(routes!(show, change, delete))
}

/// How videos of a project are made.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Settings {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "1080p", max_length = 20)]
    resolution: Option<String>,
    /// Seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 8, exclusive_minimum = 0, maximum = 3600)]
    duration: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "16:9", max_length = 20)]
    aspect_ratio: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "high", max_length = 20)]
    quality: Option<String>,
}

impl Settings {
    fn checked(self) -> Result<serde_json::Value, Refusal> {
        let texts = [
            ("settings.resolution", &self.resolution),
            ("settings.aspectRatio", &self.aspect_ratio),
            ("settings.quality", &self.quality),
        ];
        for (field, text) in texts {
            user::name(field, text.clone(), 20)?;
        }
        if self.duration.is_some_and(|seconds| !(seconds > 0.0 && seconds <= 3600.0)) {
            let message = "`settings.duration` is more than 0 and at most 3600 seconds.";
            return Err(Refusal::field("settings.duration", message));
        }
        serde_json::to_value(self).map_err(|_| Refusal::internal())
    }
}

fn name(text: String) -> Result<String, Refusal> {
    user::name("name", Some(text), NAME)?.ok_or_else(|| Refusal::field("name", "A project has a name."))
}

/// A longer text: lines and tabs are all right in it.
fn text(field: &str, text: Option<String>, most: usize) -> Result<Option<String>, Refusal> {
    let Some(text) = text else { return Ok(None) };
    if text.len() > most {
        return Err(Refusal::field(field, format!("`{field}` has at most {most} bytes.")));
    }
    if text.contains('\0') {
        return Err(Refusal::field(field, format!("`{field}` is not text.")));
    }
    Ok(Some(text))
}

/// A project that is to be made.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ProjectRequest {
    #[schema(example = "Summer Campaign Video", min_length = 1, max_length = 255)]
    name: String,
    #[schema(example = "Product launch video for summer collection", max_length = 5000)]
    description: Option<String>,
    #[schema(example = "Welcome to our amazing summer collection...", max_length = 65_536)]
    script: Option<String>,
    settings: Option<Settings>,
}

/// A project that was made.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct MadeProject {
    project_id: Uuid,
    #[schema(example = "Summer Campaign Video")]
    name: String,
    status: Status,
    #[schema(example = "2025-08-13T10:30:00Z")]
    created_at: String,
}

/// Make a project.
#[utoipa::path(post, path = "/api/v1/projects", tag = "Projects", request_body = ProjectRequest,
    responses((status = 201, body = Envelope<MadeProject>), Refusals, Strangers))]
async fn make(
    State(app): State<SharedApp>,
    By(caller): By,
    Json { value, .. }: Json<ProjectRequest>,
) -> Answer<MadeProject> {
    caller.require(Right::Projects)?;
    let draft = Draft {
        name: name(value.name)?,
        description: text("description", value.description, DESCRIPTION)?,
        script: text("script", value.script, SCRIPT)?,
        settings: value.settings.unwrap_or_default().checked()?,
    };
    let scope = caller.scope;
    let made = store::write(&app.store, move |tables| project::make(tables, scope, draft)).await?;
    Ok(Reply::created(MadeProject {
        project_id: made.id.0,
        name: made.name,
        status: made.status,
        created_at: made.created_at.rfc3339(),
    }))
}

/// Which projects are asked for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// From 1.
    #[param(minimum = 1, maximum = 1_000_000, example = 1)]
    page: Option<u32>,
    /// 1 to 100.
    #[param(minimum = 1, maximum = 100, example = 20)]
    limit: Option<u32>,
    /// `active` are all but those that were put away.
    #[param(inline, example = "active")]
    status: Option<Filter>,
}

/// A project in a list.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Listed {
    id: Uuid,
    #[schema(example = "Summer Campaign Video")]
    name: String,
    status: Status,
    #[schema(example = "2025-08-13T10:30:00Z")]
    created_at: String,
    #[schema(example = 3)]
    videos_generated: u64,
    credits_used: Decimal,
    #[schema(example = 15_000)]
    credits_used_millicredits: i64,
}

impl From<Project> for Listed {
    fn from(project: Project) -> Self {
        Self {
            id: project.id.0,
            name: project.name,
            status: project.status,
            created_at: project.created_at.rfc3339(),
            videos_generated: project.videos,
            credits_used: Decimal(project.spent),
            credits_used_millicredits: project.spent.0,
        }
    }
}

/// A part of the projects.
#[derive(Serialize, ToSchema)]
struct Projects {
    projects: Vec<Listed>,
    pagination: Pagination,
}

/// Your workspace's projects, newest first.
#[utoipa::path(get, path = "/api/v1/projects", tag = "Projects", params(ListQuery),
    responses((status = 200, body = Envelope<Projects>), Refusals, Strangers))]
async fn list(
    State(app): State<SharedApp>,
    By(caller): By,
    Asked(query): Asked<ListQuery>,
) -> Answer<Projects> {
    caller.require(Right::Read)?;
    let page = Page::new(query.page, query.limit)?;
    let (projects, total) = store::read(&app.store, |tables| {
        project::list(tables, caller.scope, query.status, page.skip(), page.limit())
    })?;
    let projects = projects.into_iter().map(Listed::from).collect();
    Ok(Reply::ok(Projects { projects, pagination: page.of(total) }))
}

/// A project.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProjectDetail {
    #[serde(flatten)]
    listed: Listed,
    #[schema(example = "Product launch video for summer collection")]
    description: Option<String>,
    #[schema(example = "Welcome to our amazing summer collection...")]
    script: Option<String>,
    #[schema(value_type = Settings)]
    settings: serde_json::Value,
    #[schema(example = "2025-08-13T10:30:00Z")]
    updated_at: String,
}

impl From<Project> for ProjectDetail {
    fn from(mut project: Project) -> Self {
        Self {
            description: project.description.take(),
            script: project.script.take(),
            settings: project.settings.take(),
            updated_at: project.updated_at.rfc3339(),
            listed: project.into(),
        }
    }
}

/// A project.
#[utoipa::path(get, path = "/api/v1/projects/{id}", tag = "Projects", params(("id" = Uuid, Path)),
    responses((status = 200, body = Envelope<ProjectDetail>), Refusals, Strangers))]
async fn show(State(app): State<SharedApp>, By(caller): By, Id(id): Id<ProjectId>) -> Answer<ProjectDetail> {
    caller.require(Right::Read)?;
    let found = store::read(&app.store, |tables| project::get(tables, caller.scope, id))?;
    Ok(Reply::ok(found.into()))
}

/// What is to be changed: what is not named stays, `null` takes it away.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ProjectChange {
    #[schema(example = "Summer Campaign Video", min_length = 1, max_length = 255)]
    name: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, max_length = 5000)]
    description: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, max_length = 65_536)]
    script: Option<Option<String>>,
    /// Replaces all settings.
    settings: Option<Settings>,
    /// `archived` puts it away, `active` takes it out again.
    #[schema(inline, example = "archived")]
    status: Option<Shelf>,
}

/// Where a project is kept.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Shelf {
    /// In use.
    Active,
    /// Put away.
    Archived,
}

/// Change a project.
#[utoipa::path(patch, path = "/api/v1/projects/{id}", tag = "Projects", params(("id" = Uuid, Path)),
    request_body = ProjectChange, responses((status = 200, body = Envelope<ProjectDetail>), Refusals, Strangers))]
async fn change(
    State(app): State<SharedApp>,
    By(caller): By,
    Id(id): Id<ProjectId>,
    Json { value, .. }: Json<ProjectChange>,
) -> Answer<ProjectDetail> {
    caller.require(Right::Projects)?;
    let new_name = value.name.map(name).transpose()?;
    let description = value.description.map(|new| text("description", new, DESCRIPTION)).transpose()?;
    let script = value.script.map(|new| text("script", new, SCRIPT)).transpose()?;
    let settings = value.settings.map(Settings::checked).transpose()?;
    let scope = caller.scope;
    let changed = store::write(&app.store, move |tables| {
        project::change(tables, scope, id, |project| {
            project.name = new_name.unwrap_or_else(|| std::mem::take(&mut project.name));
            project.description = description.unwrap_or_else(|| project.description.take());
            project.script = script.unwrap_or_else(|| project.script.take());
            project.settings = settings.unwrap_or_else(|| project.settings.take());
            project.status = match value.status {
                Some(Shelf::Archived) => Status::Archived,
                Some(Shelf::Active) if project.status == Status::Archived => project.unshelved(),
                Some(Shelf::Active) | None => project.status,
            };
            Ok(())
        })
    })
    .await?;
    Ok(Reply::ok(changed.into()))
}

/// Delete a project. What was made for it stays.
#[utoipa::path(delete, path = "/api/v1/projects/{id}", tag = "Projects", params(("id" = Uuid, Path)),
    responses((status = 200, body = Envelope<Done>), Refusals, Strangers))]
async fn delete(State(app): State<SharedApp>, By(caller): By, Id(id): Id<ProjectId>) -> Answer<Done> {
    caller.require(Right::Projects)?;
    let scope = caller.scope;
    store::write(&app.store, move |tables| project::delete(tables, scope, id)).await?;
    Ok(Done::reply())
}
