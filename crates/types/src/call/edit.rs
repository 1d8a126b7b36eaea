//! Requests about the project that is being worked on.

use serde::{Deserialize, Serialize};

use super::calls;
use crate::document::Document;
use crate::edit::Edit;
use crate::id::{MediaId, ProjectId};
use crate::media::MediaInfo;
use crate::project::Project;

/// Opens a project to work on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// Which.
    pub id: ProjectId,
}

/// A project that is being worked on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// What the library says about it.
    pub project: Project,
    /// Its document.
    pub document: Document,
    /// Its script as it was written last.
    pub script: Option<String>,
    /// Where its history stands.
    pub history: History,
}

/// Where the history of a project stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct History {
    /// How often the document has changed.
    pub revision: u64,
    /// How many edits can be taken back.
    pub undo: u64,
    /// How many can be made again.
    pub redo: u64,
}

/// Lets go of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Close {
    /// Which.
    pub id: ProjectId,
}

/// Makes an edit. The window has made it in its own copy already.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MakeEdit {
    /// Of which project.
    pub id: ProjectId,
    /// The revision that the window has.
    pub revision: u64,
    /// The edit.
    pub edit: Edit,
}

/// Takes the last edit back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    /// Of which project.
    pub id: ProjectId,
}

/// Makes the edit again that was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redo {
    /// Of which project.
    pub id: ProjectId,
}

/// An edit that the studio made, for the window to make too.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Made {
    /// The edit.
    pub edit: Edit,
    /// Where the history stands now.
    pub history: History,
}

/// Adds files to a project, all or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportMedia {
    /// Which project.
    pub id: ProjectId,
    /// Where the files lie.
    pub paths: Vec<String>,
}

/// Files that were added, and those that could not be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Imported {
    /// The edit that added them; none when there was nothing to add.
    pub made: Option<Made>,
    /// Those that were added.
    pub added: Vec<ImportedFile>,
    /// Why others were not, each a sentence.
    pub refused: Vec<String>,
}

/// A file that was added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportedFile {
    /// Its name in the document.
    pub media: MediaId,
    /// Where it lies.
    pub path: String,
    /// What it is.
    pub info: MediaInfo,
}

/// Files of a project that are not where they were.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListMissing {
    /// Which project.
    pub id: ProjectId,
}

/// Puts a file in the place of one that is missing, and finds others that lie beside it under the names they had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelinkMedia {
    /// Which project.
    pub id: ProjectId,
    /// Which file of it.
    pub media: MediaId,
    /// Where it lies now.
    pub path: String,
}

/// A file was put in the place of a missing one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Relinked {
    /// The edit.
    pub made: Made,
    /// Files that were found beside it and relinked in the same edit.
    pub beside: Vec<MediaId>,
    /// Whether it is another file than the one that was there, as its content tells.
    pub differs: bool,
}

/// Keeps a text as the newest version of a project's script.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetScript {
    /// Which project.
    pub id: ProjectId,
    /// The text as the user wrote it.
    pub text: String,
}

/// Every version of a project's script, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListScriptVersions {
    /// Which project.
    pub id: ProjectId,
}

/// A version of a script.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ScriptVersion {
    /// Counts from 1.
    pub version: u32,
    /// The text as the user wrote it.
    pub text: String,
    /// When it was kept, in milliseconds since 1970 UTC.
    pub made_ms: i64,
}

calls! {
    Open => "open_project" -> Opened;
    Close => "close_project" -> ();
    MakeEdit => "edit_project" -> History;
    Undo => "undo_edit" -> Made;
    Redo => "redo_edit" -> Made;
    ImportMedia => "import_media" -> Imported;
    ListMissing => "list_missing" -> Vec<MediaId>;
    RelinkMedia => "relink_media" -> Relinked;
    SetScript => "set_script" -> u32;
    ListScriptVersions => "list_script_versions" -> Vec<ScriptVersion>;
}
