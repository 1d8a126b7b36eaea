//! Backups of the whole library: made before a migration and once a day, listed, restored, and thinned out.
//!
//! They lie in `backups/` of the data folder as `library-<milliseconds>-<reason>.db`, each a library of its own.

#[cfg(unix)]
use std::fs::File;
use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::backup::{Backup as Copying, StepResult};

use crate::check::{self, Found};
use crate::connection;
use crate::error::{At as _, StoreError};
use crate::library::path_in;
use crate::lock::Lock;
use crate::migration;

/// A day, after which another backup is due.
const DAY_MS: i64 = 24 * 3600 * 1000;

/// A backup of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Where it lies.
    pub path: PathBuf,
    /// When it was made, in milliseconds since 1970 UTC.
    pub made_ms: i64,
    /// Why it was made.
    pub reason: Reason,
    /// Its size.
    pub bytes: u64,
}

/// Why a backup was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A day has passed.
    Daily,
    /// A new version was about to change the format.
    BeforeMigration,
    /// The user asked for it.
    Asked,
    /// A backup was restored in its place. It may be damaged.
    Replaced,
}

impl Reason {
    const ALL: [Self; 4] = [Self::Daily, Self::BeforeMigration, Self::Asked, Self::Replaced];

    fn word(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::BeforeMigration => "migration",
            Self::Asked => "asked",
            Self::Replaced => "replaced",
        }
    }
}

/// The backups of the library in `folder`, newest first. Works while the library is open, and when it is damaged.
pub fn list(folder: &Path) -> Result<Vec<Backup>, StoreError> {
    let folder = backups_in(folder);
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => return Err(StoreError::Io { path: folder, cause }),
    };
    let mut backups: Vec<Backup> = entries
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let (made_ms, reason) = parse(entry.file_name().to_str()?)?;
            Some(Backup { path: entry.path(), made_ms, reason, bytes: entry.metadata().ok()?.len() })
        })
        .collect();
    backups.sort_by(|one, other| (other.made_ms, &other.path).cmp(&(one.made_ms, &one.path)));
    Ok(backups)
}

/// Whether the last daily backup is a day old, and there is something to back up.
pub(crate) fn is_due(connection: &Connection, folder: &Path, now_ms: i64) -> Result<bool, StoreError> {
    let last = list(folder)?.into_iter().find(|backup| backup.reason == Reason::Daily);
    // A clock that was set back must not stop backups for good.
    if last.is_some_and(|last| (0..DAY_MS).contains(&now_ms.saturating_sub(last.made_ms))) {
        return Ok(false);
    }
    Ok(connection.query_row("SELECT EXISTS (SELECT * FROM projects)", [], |row| row.get(0))?)
}

/// Copies the open library to a new backup. Other connections may go on writing; the copy is of one moment.
pub fn make(
    connection: &Connection,
    folder: &Path,
    now_ms: i64,
    reason: Reason,
) -> Result<Backup, StoreError> {
    let path = backups_in(folder).join(name(now_ms, reason));
    let part = path.with_extension("db.part");
    fs::create_dir_all(backups_in(folder)).at(&path)?;
    remove_if_there(&part)?;
    if let Err(error) = copy_whole(connection, &part).and_then(|()| whole(&part, folder)) {
        remove_if_there(&part)?;
        return Err(error);
    }
    finish(&part, &path)?;
    let bytes = fs::metadata(&path).at(&path)?.len();
    Ok(Backup { path, made_ms: now_ms, reason, bytes })
}

/// Deletes all but the newest `keep` backups of each kind. What cannot be deleted stays.
pub fn prune(folder: &Path, keep: usize) {
    let Ok(backups) = list(folder) else { return };
    for reason in Reason::ALL {
        for backup in backups.iter().filter(|backup| backup.reason == reason).skip(keep.max(1)) {
            for path in [backup.path.clone(), check::log_of(&backup.path)] {
                if let Err(error) = remove_if_there(&path) {
                    tracing::warn!(%error, "an old backup stays");
                }
            }
        }
    }
}

/// Puts a backup in the place of the library in `folder`, which no process may have open. The library as it was,
/// damaged or not, becomes a backup of its own, so this can be undone.
///
/// If the process is killed in between, the next start of the library finishes it.
pub fn restore(folder: &Path, backup: &Backup, now_ms: i64) -> Result<(), StoreError> {
    let _lock = Lock::take(folder)?;
    finish_restore(folder)?;
    let part = folder.join("library.restore.part");
    remove_if_there(&part)?;
    copy_checked(&backup.path, &part).inspect_err(|_| {
        let _ = fs::remove_file(&part);
    })?;
    finish(&part, &folder.join(format!("{RESTORING}{now_ms}")))?;
    finish_restore(folder)
}

const RESTORING: &str = "library.restoring-";

/// Finishes a restore that was begun: every step may be the first one to be done, or to be done again.
pub(crate) fn finish_restore(folder: &Path) -> Result<(), StoreError> {
    let Some((restoring, now_ms)) = begun_restore(folder)? else { return Ok(()) };
    let (library, replaced) = (path_in(folder), backups_in(folder).join(name(now_ms, Reason::Replaced)));
    fs::create_dir_all(backups_in(folder)).at(&replaced)?;
    // The log goes first: beside another file it would be read as that file's.
    move_if_there(&check::log_of(&library), &check::log_of(&replaced))?;
    move_if_there(&library, &replaced)?;
    finish(&restoring, &library)
}

fn begun_restore(folder: &Path) -> Result<Option<(PathBuf, i64)>, StoreError> {
    for entry in fs::read_dir(folder).at(folder)? {
        let entry = entry.at(folder)?;
        let name = entry.file_name();
        let begun =
            name.to_str().and_then(|name| name.strip_prefix(RESTORING)).and_then(|ms| ms.parse().ok());
        if let Some(now_ms) = begun {
            return Ok(Some((entry.path(), now_ms)));
        }
    }
    Ok(None)
}

/// Copies a backup after making sure that this version can open it. It is read through SQLite, so that a log
/// beside it counts too.
fn copy_checked(from: &Path, to: &Path) -> Result<(), StoreError> {
    let unusable = |detail: String| StoreError::BackupUnusable { path: from.to_path_buf(), detail };
    match check::look(from)? {
        Found::Nothing => return Err(unusable("it is not there any more".into())),
        Found::Empty if !check::has_log(from) => return Err(unusable("it is empty".into())),
        Found::Damage(detail) => return Err(unusable(detail)),
        Found::Library { format } if format > migration::NEWEST => {
            return Err(unusable("a newer version of Greenroom wrote it".into()));
        }
        Found::Empty | Found::Library { .. } => {}
    }
    let source = connection::reader(from)?;
    if let Some(detail) = check::fault(&source)? {
        return Err(unusable(detail));
    }
    copy_whole(&source, to)
}

/// A copy of a damaged library is no backup, and must not push out the good ones.
fn whole(part: &Path, folder: &Path) -> Result<(), StoreError> {
    match check::fault(&Connection::open(part)?)? {
        None => Ok(()),
        Some(detail) => {
            let backups = list(folder)?.len();
            Err(StoreError::LibraryDamaged { path: path_in(folder), detail, backups })
        }
    }
}

fn copy_whole(from: &Connection, to: &Path) -> Result<(), StoreError> {
    let mut copy = Connection::open(to)?;
    // The copy counts only once it is whole and has its name, so it needs no log of its own meanwhile.
    copy.pragma_update(None, "journal_mode", "off")?;
    copy.pragma_update(None, "synchronous", "off")?;
    let copying = Copying::new(from, &mut copy)?;
    // All pages in one step: they are of one moment, and a writer cannot make the copy begin again.
    match copying.step(-1)? {
        StepResult::Done => {}
        StepResult::More | StepResult::Busy | StepResult::Locked | _ => {
            return Err(StoreError::Io {
                path: to.to_path_buf(),
                cause: std::io::Error::other("the library was busy while it was copied"),
            });
        }
    }
    drop(copying);
    Ok(copy.close().map_err(|(_, error)| error)?)
}

/// Gives a finished file its name, in such a way that it is there whole even if the power goes.
fn finish(part: &Path, path: &Path) -> Result<(), StoreError> {
    // Windows flushes only what was opened for writing.
    OpenOptions::new().write(true).open(part).and_then(|file| file.sync_all()).at(part)?;
    fs::rename(part, path).at(path)?;
    sync_folder_of(path)
}

#[cfg(unix)]
fn sync_folder_of(path: &Path) -> Result<(), StoreError> {
    let folder = path.parent().unwrap_or(path);
    File::open(folder).and_then(|folder| folder.sync_all()).at(folder)
}

/// Windows writes a rename through by itself, and does not open folders as files.
#[cfg(not(unix))]
fn sync_folder_of(_path: &Path) -> Result<(), StoreError> {
    Ok(())
}

fn backups_in(folder: &Path) -> PathBuf {
    folder.join("backups")
}

fn name(made_ms: i64, reason: Reason) -> String {
    format!("library-{made_ms}-{}.db", reason.word())
}

fn parse(name: &str) -> Option<(i64, Reason)> {
    let (made_ms, word) = name.strip_prefix("library-")?.strip_suffix(".db")?.split_once('-')?;
    let reason = Reason::ALL.into_iter().find(|reason| reason.word() == word)?;
    Some((made_ms.parse().ok()?, reason))
}

fn remove_if_there(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error).at(path),
        _ => Ok(()),
    }
}

fn move_if_there(from: &Path, to: &Path) -> Result<(), StoreError> {
    match fs::rename(from, to) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error).at(from),
        _ => Ok(()),
    }
}
