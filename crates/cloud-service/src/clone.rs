//! Voices of the users' own, and the consent that each of them rests on.

use serde::{Deserialize, Serialize};

use crate::generation::{Generation, State};
use crate::id::{CloneId, GenerationId, ObjectId, UserId, WorkspaceId};
use crate::moment::Moment;
use crate::refusal::{Kind, Refusal};
use crate::store::{self, Key, Reading, Record, StoreError, Table, Tables};

/// How the names of cloned voices begin.
pub const PREFIX: &str = "custom:";

/// A voice of the workspace's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Clone {
    /// Whose.
    pub workspace: WorkspaceId,
    /// Its name.
    pub id: CloneId,
    /// Its name for people.
    pub name: String,
    /// What it is like.
    pub description: String,
    /// Its language.
    pub language: String,
    /// What makes it.
    pub generation: GenerationId,
    /// What its owner agreed to.
    pub consent: Consent,
    /// When it was asked for.
    pub at: Moment,
}

/// What the person agreed to whose voice it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Consent {
    /// Who says so.
    pub user: UserId,
    /// The words that were agreed to.
    pub words: String,
    /// SHA-256 of the samples it is about.
    pub samples: Vec<String>,
    /// When.
    pub at: Moment,
}

impl Record for Clone {
    const TABLE: Table = Table::named("clone");

    fn key(&self) -> Key {
        self.workspace.key().id(self.id.0)
    }

    fn indexes(&self) -> Vec<Key> {
        vec![of_workspace(self.workspace).id(self.id.0)]
    }
}

fn of_workspace(workspace: WorkspaceId) -> Key {
    Key::new().text("workspace").id(workspace.0)
}

/// The tables of cloned voices.
pub const TABLES: [Table; 1] = [Clone::TABLE];

/// How many voices a workspace has.
///
/// # Errors
/// Where the store fails.
pub fn count(tables: &(impl Reading + ?Sized), workspace: WorkspaceId) -> Result<u64, StoreError> {
    tables.count(Clone::TABLE, &of_workspace(workspace))
}

/// A workspace's voices, with what became of each.
///
/// # Errors
/// Where the store fails.
pub fn list(
    tables: &(impl Reading + ?Sized),
    workspace: WorkspaceId,
) -> Result<Vec<(Clone, Option<Generation>)>, StoreError> {
    let clones: Vec<Clone> = store::rows(tables, workspace.key(), 1000)?;
    clones
        .into_iter()
        .map(|clone| {
            let generation = store::get(tables, &Generation::place(workspace, clone.generation))?;
            Ok((clone, generation))
        })
        .collect()
}

/// What a cloned voice is called at its provider.
///
/// # Errors
/// Where the workspace has no such voice, or it is not made yet.
pub fn at_provider(
    tables: &(impl Reading + ?Sized),
    workspace: WorkspaceId,
    id: &str,
) -> Result<String, Refusal> {
    let missing = || Refusal::new(Kind::Invalid, "UNKNOWN_VOICE", format!("There is no voice \"{id}\"."));
    let clone: CloneId = id.strip_prefix(PREFIX).unwrap_or(id).parse().map_err(|_| missing())?;
    let clone: Option<Clone> = store::get(tables, &workspace.key().id(clone.0))?;
    let clone = clone.ok_or_else(missing)?;
    let generation: Option<Generation> = store::get(tables, &Generation::place(workspace, clone.generation))?;
    let made = generation.filter(|one| matches!(one.state, State::Succeeded { .. }));
    let made = made.as_ref().and_then(Generation::result).map(|made| made.text.clone());
    made.ok_or_else(|| Refusal::new(Kind::Conflict, "VOICE_NOT_READY", "This voice is not made yet."))
}

/// Writes a voice down.
///
/// # Errors
/// Where the store fails.
pub fn add(tables: &mut dyn Tables, clone: &Clone) -> Result<(), StoreError> {
    store::put(tables, clone)
}

/// A sample that was sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// Where it lies.
    pub object: ObjectId,
    /// SHA-256 of its bytes.
    pub sha256: String,
}
