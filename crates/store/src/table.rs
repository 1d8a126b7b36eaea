//! The tables, each with a handle to read and a handle to write.
//! A handle lives inside one `Library::read` or `Library::write`, so all it does belongs to one transaction.

pub mod projects;
pub mod scripts;
pub mod edits;
pub mod snapshots;
pub mod media;
pub mod takes;
pub mod tasks;
pub mod settings;
pub mod templates;

use std::ops::Deref;

use rusqlite::Connection;
use types::document::Document;
use types::project::{Project, ProjectSettings};
use uuid::Uuid;

use crate::error::StoreError;

use edits::{Edits, EditsMut};
use media::{MediaFiles, MediaFilesMut};
use projects::{Projects, ProjectsMut};
use scripts::{Scripts, ScriptsMut};
use settings::{Settings, SettingsMut};
use snapshots::{Snapshots, SnapshotsMut};
use takes::{Takes, TakesMut};
use tasks::{Tasks, TasksMut};
use templates::{Templates, TemplatesMut};

/// The most characters of the name of a project or a template.
const NAME_MAX: usize = 200;

/// Every table, to read.
pub struct Tables<'a> {
    connection: &'a Connection,
}

/// Every table, to read and to write.
pub struct TablesMut<'a> {
    tables: Tables<'a>,
}

impl<'a> Tables<'a> {
    pub(crate) fn new(connection: &'a Connection) -> Self {
        Self { connection }
    }

    /// Projects as the library lists them.
    pub fn projects(&self) -> Projects<'a> {
        Projects { connection: self.connection }
    }

    /// Versions of scripts.
    pub fn scripts(&self) -> Scripts<'a> {
        Scripts { connection: self.connection }
    }

    /// What is known about media files.
    pub fn media(&self) -> MediaFiles<'a> {
        MediaFiles { connection: self.connection }
    }

    /// Takes by the name of their segment.
    pub fn takes(&self) -> Takes<'a> {
        Takes { connection: self.connection }
    }

    /// Long work.
    pub fn tasks(&self) -> Tasks<'a> {
        Tasks { connection: self.connection }
    }

    /// Settings of the product.
    pub fn settings(&self) -> Settings<'a> {
        Settings { connection: self.connection }
    }

    /// Scripts that the user keeps as templates.
    pub fn templates(&self) -> Templates<'a> {
        Templates { connection: self.connection }
    }

    pub(crate) fn edits(&self) -> Edits<'a> {
        Edits { connection: self.connection }
    }

    pub(crate) fn snapshots(&self) -> Snapshots<'a> {
        Snapshots { connection: self.connection }
    }
}

impl<'a> TablesMut<'a> {
    pub(crate) fn new(connection: &'a Connection) -> Self {
        Self { tables: Tables::new(connection) }
    }

    /// Projects as the library lists them.
    pub fn projects_mut(&self) -> ProjectsMut<'a> {
        ProjectsMut { connection: self.connection }
    }

    /// Versions of scripts.
    pub fn scripts_mut(&self) -> ScriptsMut<'a> {
        ScriptsMut { connection: self.connection }
    }

    /// What is known about media files.
    pub fn media_mut(&self) -> MediaFilesMut<'a> {
        MediaFilesMut { connection: self.connection }
    }

    /// Takes by the name of their segment.
    pub fn takes_mut(&self) -> TakesMut<'a> {
        TakesMut { connection: self.connection }
    }

    /// Long work.
    pub fn tasks_mut(&self) -> TasksMut<'a> {
        TasksMut { connection: self.connection }
    }

    /// Settings of the product.
    pub fn settings_mut(&self) -> SettingsMut<'a> {
        SettingsMut { connection: self.connection }
    }

    /// Scripts that the user keeps as templates.
    pub fn templates_mut(&self) -> TemplatesMut<'a> {
        TemplatesMut { connection: self.connection }
    }

    /// Begins a project with that document.
    pub fn begin_project(
        &self,
        name: &str,
        settings: &ProjectSettings,
        document: &Document,
        now_ms: i64,
    ) -> Result<Project, StoreError> {
        let json = serde_json::to_string(document)?;
        let project = self.projects_mut().create(name, settings, now_ms)?;
        self.snapshots_mut().put(self.edits().place(project.id)?, &json)?;
        Ok(project)
    }

    pub(crate) fn edits_mut(&self) -> EditsMut<'a> {
        EditsMut { connection: self.connection }
    }

    pub(crate) fn snapshots_mut(&self) -> SnapshotsMut<'a> {
        SnapshotsMut { connection: self.connection }
    }
}

impl<'a> Deref for TablesMut<'a> {
    type Target = Tables<'a>;

    fn deref(&self) -> &Tables<'a> {
        &self.tables
    }
}

/// A name without spaces around it; the refusal where it has none or too many characters, or one that is not seen.
fn checked_name(name: &str, refusal: StoreError) -> Result<String, StoreError> {
    let name = name.trim();
    let fits = (1..=NAME_MAX).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    if fits { Ok(name.to_owned()) } else { Err(refusal) }
}

/// A new id that sorts by the time it was made.
fn new_id(now_ms: i64) -> Uuid {
    let ms = u64::try_from(now_ms).unwrap_or(0);
    let nanoseconds = u32::try_from(ms % 1000).unwrap_or(0) * 1_000_000;
    Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, ms / 1000, nanoseconds))
}
