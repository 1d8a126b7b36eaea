//! The data folder: what lies where in it.

use std::path::{Path, PathBuf};

use crate::error::StudioError;

/// The data folder.
#[derive(Clone, Debug)]
pub struct Paths {
    root: PathBuf,
}

impl Paths {
    /// The folder at `root`, made where it is missing.
    ///
    /// # Errors
    /// When the folder cannot be made or is not a folder.
    pub fn open(root: &Path) -> Result<Self, StudioError> {
        let paths = Self { root: std::path::absolute(root).map_err(|error| StudioError::io(root, error))? };
        for folder in [paths.takes(), paths.cache(), paths.voices(), paths.media()] {
            std::fs::create_dir_all(&folder).map_err(|error| StudioError::io(&folder, error))?;
        }
        Ok(paths)
    }

    /// The folder itself; the library lies directly in it.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Takes by the name of their segment.
    pub fn takes(&self) -> PathBuf {
        self.root.join("takes")
    }

    /// What can be made again at any time.
    pub fn cache(&self) -> PathBuf {
        self.root.join("cache")
    }

    /// Installed voices.
    pub fn voices(&self) -> PathBuf {
        self.root.join("voices")
    }

    /// Files that the product made for projects: posters, proxies.
    pub fn media(&self) -> PathBuf {
        self.root.join("media")
    }

    /// Lines that were spoken only to be heard.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn heard(&self) -> Result<PathBuf, StudioError> {
        let folder = self.cache().join("heard");
        std::fs::create_dir_all(&folder).map_err(|error| StudioError::io(&folder, error))?;
        Ok(folder)
    }

    /// Where downloads wait until they are whole; kept, so that a broken one goes on where it stopped.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn downloads(&self) -> Result<PathBuf, StudioError> {
        let folder = self.cache().join("downloads");
        std::fs::create_dir_all(&folder).map_err(|error| StudioError::io(&folder, error))?;
        Ok(folder)
    }
}
