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

use std::ops::Deref;

use rusqlite::Connection;
use uuid::Uuid;

use edits::{Edits, EditsMut};
use media::{MediaFiles, MediaFilesMut};
use projects::{Projects, ProjectsMut};
use scripts::{Scripts, ScriptsMut};
use settings::{Settings, SettingsMut};
use snapshots::{Snapshots, SnapshotsMut};
use takes::{Takes, TakesMut};
use tasks::{Tasks, TasksMut};

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

/// A new id that sorts by the time it was made.
fn new_id(now_ms: i64) -> Uuid {
    let ms = u64::try_from(now_ms).unwrap_or(0);
    let nanoseconds = u32::try_from(ms % 1000).unwrap_or(0) * 1_000_000;
    Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, ms / 1000, nanoseconds))
}
