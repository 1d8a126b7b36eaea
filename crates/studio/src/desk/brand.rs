//! The brand kit: kept, and put on a project.

use std::path::Path;

use types::brand::BrandKit;
use types::brand::LogoFile;
use types::call::brand::{ApplyBrand, GetBrand, SetBrand};
use types::call::edit::Made;
use types::edit::Edit;

use super::editing::history;
use super::job::Job;
use super::{Desk, guard};
use crate::draft::Footage;
use crate::error::StudioError;

impl Desk {
    /// The brand kit; the default one where none was kept that this version can read.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn get_brand(&self, _call: GetBrand) -> Result<BrandKit, StudioError> {
        self.studio().brand()
    }

    /// Keeps the brand kit.
    ///
    /// # Errors
    /// When a text is out of all bounds or the library cannot be written; what was kept before stays.
    pub fn set_brand(&self, call: SetBrand) -> Result<(), StudioError> {
        self.studio().set_brand(&call.brand)
    }

    /// Makes a project look like the brand's, as one edit. One that does already is left alone: the edit is empty
    /// then and there is nothing to undo.
    ///
    /// # Errors
    /// When there is no such project, nothing is in it, the logo cannot be read or is no still picture, or a track is
    /// locked; nothing has changed then.
    pub fn apply_brand(&self, call: ApplyBrand) -> Result<Made, StudioError> {
        let kit = self.studio().brand()?;
        let open = self.project(call.id)?;
        // The file is read before the project is held: that takes its time.
        let logo = kit.logo.as_deref().map(|path| self.logo(Path::new(path))).transpose()?;
        let (found, file) = logo.unzip();
        let mut open = guard(&open);
        if open.document().frames() < 1 {
            return Err(StudioError::NothingToBrand);
        }
        let edit = kit.applied(open.document(), file.as_ref())?;
        if edit == Edit::Batch(Vec::new()) {
            return Ok(Made { edit, history: history(&open) });
        }
        if let Some(found) = &found {
            self.studio().know(found)?;
        }
        open.edit(&edit)?;
        self.play_on(&open);
        let made = Made { edit, history: history(&open) };
        drop(open);
        if found.is_some() {
            self.begin(Job::Prepare {}, None)?;
        }
        Ok(made)
    }

    /// A picture as a logo.
    fn logo(&self, path: &Path) -> Result<(Footage, LogoFile), StudioError> {
        let found = self.studio().workshop().footage(path)?;
        let name = found.path.to_string_lossy().into_owned();
        let file = LogoFile::new(name, found.identity.clone(), found.info.clone());
        let file = file.ok_or_else(|| StudioError::NoLogo(found.path.clone()))?;
        Ok((found, file))
    }
}
