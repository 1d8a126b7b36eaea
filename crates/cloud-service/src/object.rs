//! Files of a workspace: results, samples, what was uploaded. Each lies in the data folder under a name of ours, is
//! written whole before it has that name, and is reached from outside by a signed address only.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tokio::fs;
use tokio::io::AsyncWriteExt;

use crate::id::{ObjectId, WorkspaceId};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::store::{self, Key, Record, Table};

/// A file of a workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Object {
    /// Whose.
    pub workspace: WorkspaceId,
    /// Its name.
    pub id: ObjectId,
    /// What it is, such as `video/mp4`.
    pub media_type: String,
    /// How large it is.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// When it came.
    pub at: Moment,
}

impl Object {
    /// Where it is kept in the store.
    pub fn place(workspace: WorkspaceId, id: ObjectId) -> Key {
        workspace.key().id(id.0)
    }
}

impl Record for Object {
    const TABLE: Table = Table::named("object");

    fn key(&self) -> Key {
        Self::place(self.workspace, self.id)
    }
}

/// The tables of objects.
pub const TABLES: [Table; 1] = [Object::TABLE];

/// The folder that files lie in.
#[derive(Clone, Debug)]
pub struct Objects {
    folder: PathBuf,
}

impl Objects {
    /// Files in a folder, which is made if it is not there.
    ///
    /// # Errors
    /// Where the disk does not let us.
    pub fn open(folder: &Path) -> std::io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// Where a file lies, or will.
    pub fn path(&self, workspace: WorkspaceId, id: ObjectId) -> PathBuf {
        self.folder.join(workspace.to_string()).join(id.to_string())
    }

    /// Where a file is written before it has its name.
    ///
    /// # Errors
    /// Where the disk does not let us.
    pub async fn part(&self, workspace: WorkspaceId, id: ObjectId) -> std::io::Result<PathBuf> {
        let path = self.path(workspace, id).with_extension("part");
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).await?;
        }
        Ok(path)
    }

    /// Writes bytes as a file.
    ///
    /// # Errors
    /// Where the disk does not let us.
    pub async fn write(
        &self,
        workspace: WorkspaceId,
        id: ObjectId,
        bytes: &[u8],
        media_type: &str,
        now: Moment,
    ) -> std::io::Result<Object> {
        let part = self.part(workspace, id).await?;
        let mut file = fs::File::create(&part).await?;
        file.write_all(bytes).await?;
        file.flush().await?;
        drop(file);
        let sha256 = hex(&Sha256::digest(bytes));
        self.finish(workspace, id, media_type, sha256, now).await
    }

    /// Gives a part that was written whole its name, flushed.
    ///
    /// # Errors
    /// Where the disk does not let us.
    pub async fn finish(
        &self,
        workspace: WorkspaceId,
        id: ObjectId,
        media_type: &str,
        sha256: String,
        now: Moment,
    ) -> std::io::Result<Object> {
        let (part, path) = (self.part(workspace, id).await?, self.path(workspace, id));
        let file = fs::OpenOptions::new().write(true).open(&part).await?;
        file.sync_all().await?;
        let bytes = file.metadata().await?.len();
        fs::rename(&part, &path).await?;
        if let Some(folder) = path.parent() {
            fs::File::open(folder).await?.sync_all().await?;
        }
        Ok(Object { workspace, id, media_type: media_type.to_owned(), bytes, sha256, at: now })
    }

    /// Takes all files of a workspace away.
    ///
    /// # Errors
    /// Where the disk does not let us.
    pub async fn clear(&self, workspace: WorkspaceId) -> std::io::Result<()> {
        match fs::remove_dir_all(self.folder.join(workspace.to_string())).await {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Takes a file away; it is no fault if it is not there.
    ///
    /// # Errors
    /// Where the disk does not let us.
    pub async fn remove(&self, workspace: WorkspaceId, id: ObjectId) -> std::io::Result<()> {
        match fs::remove_file(self.path(workspace, id)).await {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

/// Bytes in lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A workspace's file.
///
/// # Errors
/// Where it has none of that name.
pub fn load(
    tables: &(impl store::Reading + ?Sized),
    workspace: WorkspaceId,
    id: ObjectId,
) -> Result<Object, Refusal> {
    store::get(tables, &Object::place(workspace, id))?.ok_or_else(|| Refusal::missing("file"))
}
