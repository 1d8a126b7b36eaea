//! What the window asks of the studio: one type for each request, which names its reply.
//!
//! A request travels as JSON under its name and ends in one reply or one `Failure`. What happens later, or by itself,
//! comes up as an [`crate::event::Event`].

use serde::Serialize;
use serde::de::DeserializeOwned;

pub mod cast;
pub mod brand;
pub mod script;
pub mod edit;
pub mod library;
pub mod make;
pub mod play;

/// A request.
pub trait Call: Serialize + DeserializeOwned + Send + 'static {
    /// Its name, as it is granted to the window.
    const NAME: &'static str;
    /// What comes back.
    type Reply: Serialize + DeserializeOwned + Send + 'static;
}

/// Says which name a request has and what comes back.
macro_rules! calls {
    ($($call:ty => $name:literal -> $reply:ty;)*) => {
        $(impl $crate::call::Call for $call {
            const NAME: &'static str = $name;
            type Reply = $reply;
        })*
    };
}
pub(crate) use calls;

/// Every request by name, for the list of what the window may ask.
pub const NAMES: &[&str] = &[
    "list_projects",
    "create_project",
    "rename_project",
    "set_project_status",
    "delete_project",
    "duplicate_project",
    "welcome",
    "get_preferences",
    "set_preferences",
    "get_brand",
    "set_brand",
    "apply_brand",
    "read_script",
    "list_templates",
    "keep_template",
    "delete_template",
    "time_lines",
    "open_project",
    "close_project",
    "edit_project",
    "undo_edit",
    "redo_edit",
    "import_media",
    "list_missing",
    "relink_media",
    "set_script",
    "list_script_versions",
    "list_voices",
    "install_voice",
    "hear_line",
    "make_draft",
    "check_exports",
    "start_exports",
    "list_tasks",
    "cancel_task",
    "retry_task",
    "play",
    "pause",
    "playback",
];
