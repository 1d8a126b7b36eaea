//! Opens a library's file once it is known to be whole and in a format that this version knows.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::backup::{self, Reason};
use crate::check::{self, Found};
use crate::connection;
use crate::error::StoreError;
use crate::library::{Options, path_in};
use crate::lock::Ending;
use crate::migration;

/// What opening goes by.
pub struct Opening<'a> {
    /// The data folder.
    pub folder: &'a Path,
    /// The time, in milliseconds since 1970 UTC.
    pub now_ms: i64,
    /// What was chosen.
    pub options: &'a Options,
    /// How the library was left.
    pub left: Ending,
    /// What leads from an empty file to the newest format.
    pub migrations: &'a [&'a str],
}

impl Opening<'_> {
    /// The writing connection to the library, brought up to date.
    pub fn open(&self) -> Result<Connection, StoreError> {
        backup::finish_restore(self.folder)?;
        let path = path_in(self.folder);
        let found = self.look(&path)?;
        let mut connection = self.connect(&path, &found).map_err(|error| match error {
            error if error.is_damage() => self.damaged(error.to_string()),
            error => error,
        })?;
        let format = format(&connection)?;
        if format > 0 && format < self.newest() {
            backup::make(&connection, self.folder, self.now_ms, Reason::BeforeMigration)?;
            backup::prune(self.folder, self.options.backups_max);
        }
        if format < self.newest() {
            migration::bring_up_to_date(&mut connection, format, self.migrations)?;
            // The format is then in the file itself, where it is found even if the log is lost.
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        }
        if let Some(pages) = self.options.pages_max {
            connection.pragma_update(None, "max_page_count", pages)?;
        }
        Ok(connection)
    }

    /// Refuses what is not a library of ours.
    fn look(&self, path: &Path) -> Result<Found, StoreError> {
        match check::look(path)? {
            // A process that is killed while it begins a library leaves an empty file. Where there are backups
            // the file was more than that once.
            Found::Empty if !check::has_log(path) && !backup::list(self.folder)?.is_empty() => {
                Err(self.damaged("it is empty".into()))
            }
            Found::Damage(detail) => Err(self.damaged(detail)),
            Found::Library { format } if format > self.newest() => Err(self.too_new(format)),
            found => Ok(found),
        }
    }

    fn connect(&self, path: &Path, found: &Found) -> Result<Connection, StoreError> {
        if !matches!(found, Found::Nothing) {
            // The newer format may so far only be in the log beside the file, so it is asked for again, through
            // a connection that writes nothing.
            let format = format(&connection::reader(path)?)?;
            if format > self.newest() {
                return Err(self.too_new(format));
            }
        }
        let connection = connection::writer(path)?;
        let check_whole = matches!(self.left, Ending::Killed) || check::is_quick(path);
        match check_whole.then(|| check::fault(&connection)).transpose()?.flatten() {
            None => Ok(connection),
            Some(detail) => Err(self.damaged(detail)),
        }
    }

    fn newest(&self) -> u32 {
        u32::try_from(self.migrations.len()).unwrap_or(u32::MAX)
    }

    fn too_new(&self, found: u32) -> StoreError {
        StoreError::LibraryTooNew { found, known: self.newest() }
    }

    fn damaged(&self, detail: String) -> StoreError {
        let backups = backup::list(self.folder).map_or(0, |backups| backups.len());
        StoreError::LibraryDamaged { path: self.path(), detail, backups }
    }

    fn path(&self) -> PathBuf {
        path_in(self.folder)
    }
}

/// The number of the last migration that was run.
fn format(connection: &Connection) -> Result<u32, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    //! Migrations that do not exist yet can only be tried from inside.

    use super::*;

    const FIRST: &str = migration::ALL[0];
    const SECOND: &str = "ALTER TABLE projects ADD COLUMN color TEXT;";
    const BROKEN: &str =
        "ALTER TABLE projects ADD COLUMN flag TEXT; ALTER TABLE nowhere ADD COLUMN flag TEXT;";

    #[test]
    fn a_backup_is_made_before_a_migration() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        drop(open(folder.path(), &[FIRST]).expect("the library is new"));
        assert!(backups(folder.path()).is_empty(), "there is nothing to back up before the first");
        let connection = open(folder.path(), &[FIRST, SECOND]).expect("the migration runs");
        assert_eq!(format(&connection).expect("the format can be read"), 2);
        connection.prepare("SELECT color FROM projects").expect("the column is there");
        let made = backups(folder.path());
        assert_eq!(made.len(), 1);
        assert_eq!(made[0].reason, Reason::BeforeMigration);
        let backup = connection::reader(&made[0].path).expect("the backup opens");
        assert_eq!(format(&backup).expect("the format can be read"), 1);
    }

    #[test]
    fn a_migration_that_fails_leaves_the_library_as_it_was() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        drop(open(folder.path(), &[FIRST]).expect("the library is new"));
        open(folder.path(), &[FIRST, BROKEN]).expect_err("the migration is broken");
        let connection = open(folder.path(), &[FIRST]).expect("the library is as it was");
        connection.prepare("SELECT flag FROM projects").expect_err("no half of it has stayed");
    }

    #[test]
    fn an_older_version_refuses_the_new_format() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let newer = open(folder.path(), &[FIRST, SECOND]).expect("the library is new");
        // The newer version still has it open, so the format is in the log, not yet in the file.
        let refused = open(folder.path(), &[FIRST]).expect_err("the format is newer");
        assert!(matches!(refused, StoreError::LibraryTooNew { found: 2, known: 1 }), "{refused:?}");
        drop(newer);
        let refused = open(folder.path(), &[FIRST]).expect_err("the format is newer");
        assert!(matches!(refused, StoreError::LibraryTooNew { found: 2, known: 1 }), "{refused:?}");
    }

    fn open(folder: &Path, migrations: &[&str]) -> Result<Connection, StoreError> {
        let options = Options::default();
        Opening { folder, now_ms: 1000, options: &options, left: Ending::Closed, migrations }.open()
    }

    fn backups(folder: &Path) -> Vec<backup::Backup> {
        backup::list(folder).expect("the folder can be read")
    }
}
