//! The files of the workspace, read once for all checks.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Every file that belongs to the project.
pub struct Tree {
    /// In the order of their paths.
    pub files: Vec<Source>,
}

/// One file.
pub struct Source {
    /// From the root, with `/` between folders on every system.
    pub path: String,
    /// Size on disk.
    pub bytes: u64,
    /// Its text, or nothing when it is not UTF-8.
    pub text: Option<String>,
}

impl Tree {
    /// Reads everything under `root` but what cargo and git keep for themselves.
    pub fn read(root: &Path) -> Result<Self> {
        let mut files = Vec::new();
        read_folder(root, "", &mut files).with_context(|| format!("{} could not be read", root.display()))?;
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(Self { files })
    }

    /// The text of the file at `path`, if there is one.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|file| file.path == path)?.text.as_deref()
    }
}

impl Source {
    /// Whether the file is a test, a story or a benchmark.
    pub fn is_test(&self) -> bool {
        self.path.starts_with("tests/") || self.path.contains("/tests/")
    }

    /// Whether the name ends in `.` and `extension`.
    pub fn is(&self, extension: &str) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, last)| last == extension)
    }

    /// Every line with its number, from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.as_deref().unwrap_or_default().lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

fn read_folder(folder: &Path, prefix: &str, files: &mut Vec<Source>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        let kind = entry.file_type()?;
        if kind.is_dir() && !matches!(name.as_str(), "target" | ".git" | "node_modules") {
            read_folder(&entry.path(), &format!("{path}/"), files)?;
        } else if kind.is_file() && !name.ends_with(".part") {
            let bytes = entry.metadata()?.len();
            let text = String::from_utf8(fs::read(entry.path())?).ok();
            files.push(Source { path, bytes, text });
        }
    }
    Ok(())
}
