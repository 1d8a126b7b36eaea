//! The system's own dialogs, and its file manager.

use serde::Deserialize;
use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, FilePath};
use tauri_plugin_opener::OpenerExt;
use types::error::{ErrorCode, Failure};

use crate::shell::unexpected;

/// What a file is chosen for.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    /// Any number of files to import.
    #[default]
    Media,
    /// A picture.
    Picture,
    /// A script.
    Script,
    /// Subtitles.
    Captions,
}

impl Wanted {
    /// What the system's dialog calls them, and how their names end.
    fn filter(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Media => ("Media", MEDIA),
            Self::Picture => ("Pictures", &["png", "jpg", "jpeg", "webp"]),
            Self::Script => ("Scripts", &["txt", "md", "markdown", "docx", "srt", "fountain"]),
            Self::Captions => ("Subtitles", &["srt", "vtt"]),
        }
    }
}

/// Pictures, films and sounds that can be imported.
const MEDIA: &[&str] = &[
    "mp4", "mov", "m4v", "mkv", "webm", "avi", "mts", "ts", "mpg", "png", "jpg", "jpeg", "webp", "wav",
    "mp3", "m4a", "flac", "ogg", "opus",
];

/// Lets the user choose files. Empty when nothing was chosen.
#[tauri::command]
pub async fn choose_files(app: AppHandle, kind: Option<Wanted>) -> Result<Vec<String>, Failure> {
    let (sender, mut chosen) = tauri::async_runtime::channel(1);
    let (name, endings) = kind.unwrap_or_default().filter();
    app.dialog().file().add_filter(name, endings).pick_files(move |files| {
        // The page waits for just this one answer.
        drop(sender.blocking_send(files));
    });
    let files: Vec<FilePath> = chosen.recv().await.flatten().unwrap_or_default();
    Ok(files
        .into_iter()
        .filter_map(|file| file.into_path().ok())
        .map(|path| path.display().to_string())
        .collect())
}

/// Lets the user choose a folder. None when nothing was chosen.
#[tauri::command]
pub async fn choose_folder(app: AppHandle) -> Result<Option<String>, Failure> {
    let (sender, mut chosen) = tauri::async_runtime::channel(1);
    app.dialog().file().pick_folder(move |folder| drop(sender.blocking_send(folder)));
    let folder: Option<FilePath> = chosen.recv().await.flatten();
    Ok(folder.and_then(|folder| folder.into_path().ok()).map(|path| path.display().to_string()))
}

/// Shows a file in the system's file manager.
#[tauri::command]
pub async fn show_in_folder(app: AppHandle, path: String) -> Result<(), Failure> {
    if !std::path::Path::new(&path).exists() {
        return Err(Failure::new(ErrorCode::FileNotFound, format!("{path} is not there any more")));
    }
    app.opener().reveal_item_in_dir(&path).map_err(|error| unexpected(&error))
}
