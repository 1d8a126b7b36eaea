//! The media table: files the user has shown us, by what is in them, and what was made of each.

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use types::media::{MediaIdentity, MediaInfo};

use crate::error::StoreError;

/// A media file that the library knows.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownMedia {
    /// What tells it from another file.
    pub identity: MediaIdentity,
    /// Where it was last seen.
    pub path: String,
    /// BLAKE3 of the whole file in lower-case hex, once it has been read whole.
    pub full_hash: Option<String>,
    /// What probing found.
    pub info: MediaInfo,
    /// When it was last seen, in milliseconds since 1970 UTC.
    pub seen_ms: i64,
}

/// Something that is made of a media file and can be made again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derivative {
    /// What it is: "proxy", "sound", "peaks" …
    pub kind: String,
    /// How far it is.
    pub state: DerivativeState,
}

/// How far something made of a media file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DerivativeState {
    /// It is to be made.
    Waiting,
    /// It is there.
    Ready {
        /// Where it lies, inside the data folder.
        path: String,
    },
    /// It cannot be made.
    Failed {
        /// Why, as a sentence.
        reason: String,
    },
}

/// Reads media.
pub struct MediaFiles<'a> {
    pub(super) connection: &'a Connection,
}

/// Writes media.
pub struct MediaFilesMut<'a> {
    pub(super) connection: &'a Connection,
}

const COLUMNS: &str = "identity, path, full_hash, info, seen_ms";

impl MediaFiles<'_> {
    /// The file with that identity, if it is known.
    pub fn get(&self, identity: &MediaIdentity) -> Result<Option<KnownMedia>, StoreError> {
        self.find(&format!("SELECT {COLUMNS} FROM media WHERE identity = ?"), &identity.0)
    }

    /// The file last seen at that path, if one was. Another one may lie there by now.
    pub fn at_path(&self, path: &str) -> Result<Option<KnownMedia>, StoreError> {
        self.find(&format!("SELECT {COLUMNS} FROM media WHERE path = ? ORDER BY seen_ms DESC LIMIT 1"), path)
    }

    /// What has been made of a file.
    pub fn derivatives(&self, identity: &MediaIdentity) -> Result<Vec<Derivative>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT kind, state, detail FROM derivatives WHERE identity = ? ORDER BY kind")?;
        let rows = statement.query_map([&identity.0], read_derivative)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Files of which something of that kind is still to be made, the ones asked for first first.
    pub fn waiting_for(&self, kind: &str) -> Result<Vec<MediaIdentity>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT identity FROM derivatives WHERE kind = ? AND state = 'waiting' ORDER BY changed_ms, identity",
        )?;
        let rows = statement.query_map([kind], |row| Ok(MediaIdentity(row.get(0)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn find(&self, sql: &str, key: &str) -> Result<Option<KnownMedia>, StoreError> {
        let found = self.connection.prepare_cached(sql)?.query_row([key], read).optional()?;
        found.map(Raw::known).transpose()
    }
}

impl MediaFilesMut<'_> {
    /// Keeps what is known about a file, over what was known before. A full hash once known is kept.
    pub fn put(&self, media: &KnownMedia) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT INTO media (identity, path, full_hash, info, seen_ms) VALUES (?, ?, ?, ?, ?)
                 ON CONFLICT (identity) DO UPDATE SET path = excluded.path, info = excluded.info,
                     full_hash = coalesce(excluded.full_hash, full_hash), seen_ms = excluded.seen_ms",
            )?
            .execute(params![
                media.identity.0,
                media.path,
                media.full_hash,
                serde_json::to_string(&media.info)?,
                media.seen_ms
            ])?;
        Ok(())
    }

    /// Notes the hash of the whole file.
    pub fn set_full_hash(&self, identity: &MediaIdentity, hash: &str) -> Result<(), StoreError> {
        let changed = self
            .connection
            .prepare_cached("UPDATE media SET full_hash = ? WHERE identity = ?")?
            .execute(params![hash, identity.0])?;
        if changed == 0 { Err(StoreError::MediaNotFound(identity.0.clone())) } else { Ok(()) }
    }

    /// Says how far something made of a file is.
    pub fn set_derivative(
        &self,
        identity: &MediaIdentity,
        derivative: &Derivative,
        now_ms: i64,
    ) -> Result<(), StoreError> {
        let (state, detail) = match &derivative.state {
            DerivativeState::Waiting => ("waiting", ""),
            DerivativeState::Ready { path } => ("ready", path.as_str()),
            DerivativeState::Failed { reason } => ("failed", reason.as_str()),
        };
        let added = self
            .connection
            .prepare_cached(
                "INSERT OR REPLACE INTO derivatives (identity, kind, state, detail, changed_ms)
                 SELECT identity, ?2, ?3, ?4, ?5 FROM media WHERE identity = ?1",
            )?
            .execute(params![identity.0, derivative.kind, state, detail, now_ms])?;
        if added == 0 { Err(StoreError::MediaNotFound(identity.0.clone())) } else { Ok(()) }
    }
}

/// A row before its JSON is read.
struct Raw {
    identity: String,
    path: String,
    full_hash: Option<String>,
    info: String,
    seen_ms: i64,
}

fn read(row: &Row) -> rusqlite::Result<Raw> {
    Ok(Raw {
        identity: row.get(0)?,
        path: row.get(1)?,
        full_hash: row.get(2)?,
        info: row.get(3)?,
        seen_ms: row.get(4)?,
    })
}

impl Raw {
    fn known(self) -> Result<KnownMedia, StoreError> {
        Ok(KnownMedia {
            identity: MediaIdentity(self.identity),
            path: self.path,
            full_hash: self.full_hash,
            info: serde_json::from_str(&self.info)?,
            seen_ms: self.seen_ms,
        })
    }
}

fn read_derivative(row: &Row) -> rusqlite::Result<Derivative> {
    let state: String = row.get(1)?;
    let detail: String = row.get(2)?;
    let state = match state.as_str() {
        "ready" => DerivativeState::Ready { path: detail },
        "failed" => DerivativeState::Failed { reason: detail },
        // A state of a newer version is one to be made again.
        _ => DerivativeState::Waiting,
    };
    Ok(Derivative { kind: row.get(0)?, state })
}
