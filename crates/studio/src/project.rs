//! Projects: created, listed, changed by edits, undone, drafted from a script.

use std::path::{Path, PathBuf};

use serde::Serialize;
pub use store::history::History;
use store::history::StoredProject;
use store::table::projects::{Filter, Listed, Page};
use types::call::edit::ScriptVersion;
use types::call::library::ProjectSort;
use types::document::Document;
use types::edit::{Edit, EditError};
use types::id::{MediaId, ProjectId};
use types::project::{Project, ProjectSettings, ProjectStatus};
use types::script::{BYTES_MAX, ScriptError, parse};

use crate::ad::{Brief, MusicChoice, caption_style, read_text};
use crate::draft::Drafted;
use crate::draft::assemble::keep_settings;
use crate::error::StudioError;
use crate::open_project::OpenProject;
use crate::progress::Progress;
use crate::studio::Studio;

/// A file that was added to a project.
#[derive(Clone, Debug, Serialize)]
pub struct Imported {
    /// Its name in the document.
    pub media: MediaId,
    /// Where it lies.
    pub path: String,
    /// What it is.
    pub info: types::media::MediaInfo,
}

impl Studio {
    /// Begins a project.
    ///
    /// # Errors
    /// When the name is empty or too long, or the actor or voice does not exist.
    pub fn create_project(&self, name: &str, settings: &ProjectSettings) -> Result<Project, StudioError> {
        if let Some(actor) = &settings.actor {
            crate::draft::cast::actor(actor)?;
        }
        if let Some(voice) = &settings.voice {
            self.workshop.voices().open(&types::voice::VoiceId(voice.clone()))?;
        }
        let document = Document::new(settings.aspect, settings.frame_rate);
        Ok(self.library.create_project(name, settings, &document, self.now_ms())?)
    }

    /// Projects in that order, without their documents.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn list_projects(
        &self,
        filter: &Filter,
        sort: ProjectSort,
        page: Page,
    ) -> Result<Vec<Listed>, StudioError> {
        self.library.read(|tables| Ok(tables.projects().list(filter, sort, page)?))
    }

    /// Every project with that in its name; those put away only when asked for.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn list_all(
        &self,
        status: Option<ProjectStatus>,
        search: Option<String>,
    ) -> Result<Vec<Project>, StudioError> {
        let filter = Filter { status, name_contains: search };
        let page = Page { offset: 0, limit: u32::MAX };
        let listed = self.list_projects(&filter, ProjectSort::default(), page)?;
        Ok(listed.into_iter().map(|listed| listed.project).collect())
    }

    /// How many projects there are that [`Self::list_projects`] would list.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn count_projects(&self, filter: &Filter) -> Result<u64, StudioError> {
        self.library.read(|tables| Ok(tables.projects().count(filter)?))
    }

    /// Deletes a project for good. Media and takes stay.
    ///
    /// # Errors
    /// When there is no such project.
    pub fn delete_project(&self, id: ProjectId) -> Result<(), StudioError> {
        self.library.write(|tables| Ok(tables.projects_mut().delete(id)?))
    }

    /// Makes a second project that begins as the first one is now, with its script.
    ///
    /// # Errors
    /// When there is no such project or the name is empty or too long.
    pub fn duplicate_project(&self, id: ProjectId, name: &str) -> Result<Project, StudioError> {
        let stored = self.library.open_project(id)?;
        let now = self.now_ms();
        let made = self.library.create_project(name, &stored.project.settings, &stored.document, now)?;
        if let Some(script) = &stored.script {
            self.put_script(made.id, script)?;
        }
        Ok(made)
    }

    /// Changes what a project's drafts are made with.
    ///
    /// # Errors
    /// When there is no such project.
    pub fn set_project_settings(&self, id: ProjectId, settings: &ProjectSettings) -> Result<(), StudioError> {
        let now = self.now_ms();
        self.library.write(|tables| Ok(tables.projects_mut().set_settings(id, settings, now)?))
    }

    /// A project with its document as it was left.
    ///
    /// # Errors
    /// When there is no such project.
    pub fn open_project(&self, id: ProjectId) -> Result<StoredProject, StudioError> {
        Ok(self.library.open_project(id)?)
    }

    /// Gives a project another name.
    ///
    /// # Errors
    /// When there is no such project or the name is empty or too long.
    pub fn rename_project(&self, id: ProjectId, name: &str) -> Result<(), StudioError> {
        let now = self.now_ms();
        self.library.write(|tables| Ok(tables.projects_mut().rename(id, name, now)?))
    }

    /// Says how far a project is; `Archived` puts it away.
    ///
    /// # Errors
    /// When there is no such project.
    pub fn set_status(&self, id: ProjectId, status: ProjectStatus) -> Result<(), StudioError> {
        let now = self.now_ms();
        self.library.write(|tables| Ok(tables.projects_mut().set_status(id, status, now)?))
    }

    /// Makes an edit. When this returns, it is on the disk.
    ///
    /// # Errors
    /// When the edit does not fit; nothing has changed then.
    pub fn edit(&self, id: ProjectId, edit: &Edit) -> Result<History, StudioError> {
        self.work_on(id)?.edit(edit)
    }

    /// Takes the last edit back.
    ///
    /// # Errors
    /// When there is nothing to undo.
    pub fn undo(&self, id: ProjectId) -> Result<History, StudioError> {
        let mut project = self.work_on(id)?;
        project.undo()?;
        Ok(project.history())
    }

    /// Makes the edit again that was taken back.
    ///
    /// # Errors
    /// When there is nothing to redo.
    pub fn redo(&self, id: ProjectId) -> Result<History, StudioError> {
        let mut project = self.work_on(id)?;
        project.redo()?;
        Ok(project.history())
    }

    /// Adds files to a project, all or none. [`Self::prepare`] then makes what is wanted of them.
    ///
    /// # Errors
    /// When one of the files cannot be decoded.
    pub fn import(&self, id: ProjectId, files: &[PathBuf]) -> Result<Vec<Imported>, StudioError> {
        let mut project = self.work_on(id)?;
        let next_id = project.document().next_id;
        let (mut imported, mut edits) = (Vec::new(), Vec::new());
        for (file, offset) in files.iter().zip(0..) {
            let footage = self.workshop.footage(file)?;
            self.know(&footage)?;
            let path = footage.path.to_string_lossy().into_owned();
            imported.push(Imported {
                media: MediaId(next_id + offset),
                path: path.clone(),
                info: footage.info.clone(),
            });
            edits.push(Edit::AddMedia { path, identity: footage.identity, info: Box::new(footage.info) });
        }
        project.edit(&Edit::Batch(edits))?;
        Ok(imported)
    }

    /// Sets the script of a project, as a new version. Returns the version's number.
    ///
    /// # Errors
    /// When the file is no script.
    pub fn set_script(&self, id: ProjectId, file: &Path) -> Result<u32, StudioError> {
        let text = read_text(file)?;
        parse(&text)?;
        self.put_script(id, &text)
    }

    /// Keeps a text as the newest version of a project's script. Returns the version's number.
    ///
    /// # Errors
    /// When there is no such project or the text is larger than any script.
    pub fn put_script(&self, id: ProjectId, text: &str) -> Result<u32, StudioError> {
        if text.len() > BYTES_MAX {
            return Err(ScriptError::TooLong.into());
        }
        let now = self.now_ms();
        self.library.write(|tables| Ok(tables.scripts_mut().put(id, text, now)?))
    }

    /// Every version of a project's script, newest first.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn script_versions(&self, id: ProjectId) -> Result<Vec<ScriptVersion>, StudioError> {
        let versions = self.library.read(|tables| Ok::<_, StudioError>(tables.scripts().versions(id)?))?;
        let shown = versions.into_iter();
        Ok(shown
            .map(|kept| ScriptVersion { version: kept.version, text: kept.text, made_ms: kept.made_ms })
            .collect())
    }

    /// Makes the draft of a project from its script, as one edit that can be undone. Imported pictures become
    /// cutaways. Also gives what the user should know, each a sentence.
    ///
    /// # Errors
    /// When the project has no script, or a voice fails.
    pub fn make_draft(
        &self,
        id: ProjectId,
        progress: &Progress,
    ) -> Result<(History, Vec<String>), StudioError> {
        let stored = self.library.open_project(id)?;
        let script = stored.script.as_deref().ok_or(StudioError::NoScript)?;
        let (draft, warnings) =
            self.draft_for(&stored.project.settings, &stored.document, script, progress)?;
        let edit = replacing(&stored.document, draft);
        Ok((OpenProject::of(self, id, stored).edit(&edit)?, warnings))
    }

    /// The draft that `script` makes in the place of `document`, and what the user should know, each a sentence.
    /// Changes nothing.
    ///
    /// # Errors
    /// When the text is no script, or a voice fails.
    pub fn draft_for(
        &self,
        settings: &ProjectSettings,
        document: &Document,
        script: &str,
        progress: &Progress,
    ) -> Result<(Document, Vec<String>), StudioError> {
        let mut brief = Brief::new(parse(script)?);
        brief.actor.clone_from(&settings.actor);
        brief.voice.clone_from(&settings.voice);
        brief.voice_settings = settings.voice_settings;
        brief.aspect = settings.aspect;
        brief.frame_rate = settings.frame_rate;
        brief.placement.clone_from(&document.placement);
        if let Some(style) = &settings.caption_style {
            brief.captions = caption_style(style)?;
        }
        if let Some(bed) = &settings.bed {
            brief.music = MusicChoice::of(bed);
        }
        let takes = self.workshop.paths().takes();
        let own = document.media.iter().filter(|media| !Path::new(&media.path).starts_with(&takes));
        brief.cutaways =
            own.filter(|media| media.info.video.is_some()).map(|media| media.path.clone().into()).collect();
        let Drafted { document: mut draft, warnings } = self.workshop.draft(&brief, progress)?;
        keep_settings(&mut draft, document)?;
        keep_media(&mut draft, document, &takes)?;
        Ok((draft, warnings))
    }
}

/// Keeps the user's own files in the bin though the draft does not use them.
fn keep_media(draft: &mut Document, from: &Document, takes: &Path) -> Result<(), EditError> {
    for media in from.media.iter().filter(|media| !Path::new(&media.path).starts_with(takes)) {
        if draft.media.iter().all(|known| known.path != media.path) {
            let (path, identity) = (media.path.clone(), media.identity.clone());
            draft.apply(&Edit::AddMedia { path, identity, info: Box::new(media.info.clone()) })?;
        }
    }
    Ok(())
}

/// The edit that turns one document into another. Ids of the new one do not collide with those of the old.
pub(crate) fn replacing(from: &Document, mut to: Document) -> Edit {
    to.next_id = to.next_id.max(from.next_id);
    Edit::Patch(types::edit::Patch::between(from, &to))
}
