//! The system's own dialogs, and its file manager.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

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

/// Bytes of a file of text that are read; who reads them refuses what is longer than makes sense.
const TEXT_MAX: u64 = 4_000_000;

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

/// Lets the user choose a file of text and reads it. None when nothing was chosen.
#[tauri::command]
pub async fn open_text(app: AppHandle, kind: Wanted) -> Result<Option<String>, Failure> {
    let (sender, mut chosen) = tauri::async_runtime::channel(1);
    let (name, endings) = kind.filter();
    app.dialog().file().add_filter(name, endings).pick_file(move |file| drop(sender.blocking_send(file)));
    let file: Option<FilePath> = chosen.recv().await.flatten();
    let Some(path) = file.and_then(|file| file.into_path().ok()) else { return Ok(None) };
    let read = tauri::async_runtime::spawn_blocking(move || read_text(&path));
    read.await.map_err(|error| unexpected(&error))?.map(Some)
}

/// Lets the user say where a file of text goes and writes it there. None when nothing was chosen.
#[tauri::command]
pub async fn save_text(app: AppHandle, name: String, text: String) -> Result<Option<String>, Failure> {
    let (sender, mut chosen) = tauri::async_runtime::channel(1);
    app.dialog().file().set_file_name(plain(&name)).save_file(move |file| drop(sender.blocking_send(file)));
    let file: Option<FilePath> = chosen.recv().await.flatten();
    let Some(path) = file.and_then(|file| file.into_path().ok()) else { return Ok(None) };
    let written = tauri::async_runtime::spawn_blocking(move || {
        let kept = write_text(&path, &text).map_err(|error| cannot(&path, &error));
        kept.map(|()| path.display().to_string())
    });
    written.await.map_err(|error| unexpected(&error))?.map(Some)
}

/// A name that no system takes for a folder.
fn plain(name: &str) -> String {
    let kept =
        |letter: char| if letter.is_control() || r#"/\:*?"<>|"#.contains(letter) { '-' } else { letter };
    name.chars().map(kept).collect()
}

fn read_text(path: &Path) -> Result<String, Failure> {
    let mut text = Vec::new();
    let file = std::fs::File::open(path).map_err(|error| cannot(path, &error))?;
    file.take(TEXT_MAX).read_to_end(&mut text).map_err(|error| cannot(path, &error))?;
    // Older programs write other encodings than UTF-8; what is not understood is seen as a sign for it.
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// Nothing half-written has the final name.
fn write_text(path: &Path, text: &str) -> std::io::Result<()> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let mut file = std::fs::File::create(&part)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    std::fs::rename(&part, path)
}

fn cannot(path: &Path, error: &std::io::Error) -> Failure {
    let path = path.display();
    Failure::new(ErrorCode::FileNotFound, format!("{path} cannot be used: {error}; choose another place"))
}

/// Shows a file in the system's file manager.
#[tauri::command]
pub async fn show_in_folder(app: AppHandle, path: String) -> Result<(), Failure> {
    if !std::path::Path::new(&path).exists() {
        return Err(Failure::new(ErrorCode::FileNotFound, format!("{path} is not there any more")));
    }
    app.opener().reveal_item_in_dir(&path).map_err(|error| unexpected(&error))
}
