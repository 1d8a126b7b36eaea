//! The projects table: what the library lists, without any document.

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use types::call::library::ProjectSort;
use types::id::ProjectId;
use types::project::{Project, ProjectSettings, ProjectStatus};

use crate::error::StoreError;
use crate::table::{checked_name, new_id};

const COLUMNS: &str = "id, name, status, created_ms, changed_ms, settings, thumbnail, revision";

/// A project as the library lists it.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The project.
    pub project: Project,
    /// Where its picture lies, once there is one.
    pub thumbnail: Option<String>,
    /// How often its document has changed.
    pub revision: u64,
}

/// Which projects are listed. The default is every project that is not put away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those in this state; none means all but the archived.
    pub status: Option<ProjectStatus>,
    /// Only those with this in their name, in any case of A to Z.
    pub name_contains: Option<String>,
}

/// A stretch of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many are left out before it.
    pub offset: u32,
    /// How many there are at most.
    pub limit: u32,
}

/// Reads projects.
pub struct Projects<'a> {
    pub(super) connection: &'a Connection,
}

/// Writes projects.
pub struct ProjectsMut<'a> {
    pub(super) connection: &'a Connection,
}

impl Projects<'_> {
    /// One project.
    pub fn get(&self, project: ProjectId) -> Result<Listed, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM projects WHERE id = ?");
        let row = self.connection.prepare_cached(&sql)?.query_row([project.0], read).optional()?;
        row.ok_or(StoreError::ProjectNotFound(project))?.listed()
    }

    /// Projects in that order.
    pub fn list(&self, filter: &Filter, sort: ProjectSort, page: Page) -> Result<Vec<Listed>, StoreError> {
        let mut statement = self.connection.prepare_cached(&listing(sort))?;
        let (status, pattern) = filter.values()?;
        let rows = statement.query_map(params![status, pattern, page.limit, page.offset], read)?;
        rows.map(|row| row?.listed()).collect()
    }

    /// How SQLite goes about `list`, a step a line: so that a test can tell that no list is sorted as a whole.
    pub fn plan(&self, sort: ProjectSort) -> Result<Vec<String>, StoreError> {
        let (status, pattern) = Filter::default().values()?;
        let mut statement = self.connection.prepare(&format!("EXPLAIN QUERY PLAN {}", listing(sort)))?;
        let rows = statement.query_map(params![status, pattern, 1, 0], |row| row.get("detail"))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many projects there are in all pages.
    pub fn count(&self, filter: &Filter) -> Result<u64, StoreError> {
        let sql = format!("SELECT count(*) FROM projects WHERE {MATCHES}");
        let (status, pattern) = filter.values()?;
        Ok(self.connection.prepare_cached(&sql)?.query_row(params![status, pattern], |row| row.get(0))?)
    }
}

impl ProjectsMut<'_> {
    /// Adds a project without a document, which `Library::create_project` gives it.
    pub fn create(&self, name: &str, settings: &ProjectSettings, now_ms: i64) -> Result<Project, StoreError> {
        let project = Project {
            id: ProjectId(new_id(now_ms)),
            name: checked_name(name, StoreError::InvalidName)?,
            status: ProjectStatus::Draft,
            created_ms: now_ms,
            changed_ms: now_ms,
            settings: settings.clone(),
        };
        self.connection
            .prepare_cached(
                "INSERT INTO projects (id, name, sort_name, status, created_ms, changed_ms, settings)
                 VALUES (?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                project.id.0,
                project.name,
                project.name.to_lowercase(),
                word(project.status)?,
                now_ms,
                now_ms,
                serde_json::to_string(settings)?,
            ])?;
        Ok(project)
    }

    /// Gives a project another name.
    pub fn rename(&self, project: ProjectId, name: &str, now_ms: i64) -> Result<(), StoreError> {
        let sql = "UPDATE projects SET name = ?, sort_name = ?, changed_ms = ? WHERE id = ?";
        let name = checked_name(name, StoreError::InvalidName)?;
        self.change(project, sql, params![name, name.to_lowercase(), now_ms, project.0])
    }

    /// Says how far a project is.
    pub fn set_status(
        &self,
        project: ProjectId,
        status: ProjectStatus,
        now_ms: i64,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE projects SET status = ?, changed_ms = ? WHERE id = ?";
        self.change(project, sql, params![word(status)?, now_ms, project.0])
    }

    /// Changes what a project's drafts are made with.
    pub fn set_settings(
        &self,
        project: ProjectId,
        settings: &ProjectSettings,
        now_ms: i64,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE projects SET settings = ?, changed_ms = ? WHERE id = ?";
        self.change(project, sql, params![serde_json::to_string(settings)?, now_ms, project.0])
    }

    /// Says where a project's picture lies. That is no change of the project.
    pub fn set_thumbnail(&self, project: ProjectId, path: &str) -> Result<(), StoreError> {
        self.change(project, "UPDATE projects SET thumbnail = ? WHERE id = ?", params![path, project.0])
    }

    /// Deletes a project with its document, its history and its script. Media and takes stay.
    pub fn delete(&self, project: ProjectId) -> Result<(), StoreError> {
        self.change(project, "DELETE FROM projects WHERE id = ?", [project.0])
    }

    fn change(&self, project: ProjectId, sql: &str, values: impl rusqlite::Params) -> Result<(), StoreError> {
        match self.connection.prepare_cached(sql)?.execute(values)? {
            0 => Err(StoreError::ProjectNotFound(project)),
            _ => Ok(()),
        }
    }
}

const MATCHES: &str = "(CASE WHEN ?1 IS NULL THEN status <> 'archived' ELSE status = ?1 END)
                       AND (?2 IS NULL OR name LIKE ?2 ESCAPE '\\')";

impl Filter {
    fn values(&self) -> Result<(Option<String>, Option<String>), StoreError> {
        let status = self.status.map(word).transpose()?;
        let pattern = self.name_contains.as_ref().map(|part| {
            let plain = part.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            format!("%{plain}%")
        });
        Ok((status, pattern))
    }
}

/// The statement that lists in that order. Each order is that of an index, so a page is read and not sorted out of
/// every project there is.
fn listing(sort: ProjectSort) -> String {
    let order = match sort {
        ProjectSort::Changed => "changed_ms DESC, key DESC",
        ProjectSort::Created => "created_ms DESC, key DESC",
        ProjectSort::Name => "sort_name, key",
    };
    format!("SELECT {COLUMNS} FROM projects WHERE {MATCHES} ORDER BY {order} LIMIT ? OFFSET ?")
}

/// A state as it is written in the table.
fn word(status: ProjectStatus) -> Result<String, StoreError> {
    Ok(serde_json::to_value(status)?.as_str().unwrap_or_default().to_owned())
}

/// A row before its JSON is read.
struct Raw {
    listed: Listed,
    status: String,
    settings: String,
}

fn read(row: &Row) -> rusqlite::Result<Raw> {
    let project = Project {
        id: ProjectId(row.get(0)?),
        name: row.get(1)?,
        status: ProjectStatus::default(),
        created_ms: row.get(3)?,
        changed_ms: row.get(4)?,
        settings: ProjectSettings::default(),
    };
    let listed = Listed { project, thumbnail: row.get(6)?, revision: row.get(7)? };
    Ok(Raw { listed, status: row.get(2)?, settings: row.get(5)? })
}

impl Raw {
    fn listed(mut self) -> Result<Listed, StoreError> {
        self.listed.project.status = serde_json::from_value(self.status.into())?;
        self.listed.project.settings = serde_json::from_str(&self.settings)?;
        Ok(self.listed)
    }
}
