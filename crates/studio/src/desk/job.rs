//! Long work that the window asks for: what it is, and how it is done.

use std::path::PathBuf;
use std::sync::Arc;

use engine::session::export::Order;
use serde::{Deserialize, Serialize};
use types::call::edit::Made;
use types::call::make::{Disclosure, MakeDraft};
use types::document::Document;
use types::event::{Event, TaskKind};
use types::geometry::Aspect;
use types::id::ProjectId;
use types::voice::VoiceId;

use super::editing::history;
use super::{Desk, delivery, guard};
use crate::draft::cast::language_of;
use crate::error::StudioError;
use crate::export::metadata;
use crate::progress::Progress;
use crate::project::replacing;

/// Long work. It is kept in the library as JSON, so that it can be done again.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Job {
    /// A draft is made from a script.
    Draft(Box<MakeDraft>),
    /// A document becomes a file.
    Export(Box<ExportJob>),
    /// A voice is fetched.
    Voice { id: VoiceId },
    /// Imported files get what the engine wants of them.
    Prepare {},
}

/// An export. What later versions added may be missing from those that were kept by earlier ones.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct ExportJob {
    pub(super) id: ProjectId,
    pub(super) preset: String,
    pub(super) aspect: Option<Aspect>,
    pub(super) path: PathBuf,
    #[serde(default)]
    pub(super) placement: Option<String>,
    #[serde(default)]
    pub(super) disclosure: Option<Disclosure>,
}

/// What came of long work.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// The file that was written, if one was.
    pub(super) path: Option<String>,
    /// What the user should know, each a sentence.
    pub(super) warnings: Vec<String>,
}

impl Job {
    pub(super) fn kind(&self) -> TaskKind {
        match self {
            Self::Draft(_) => TaskKind::Draft,
            Self::Export(_) => TaskKind::Export,
            Self::Voice { .. } => TaskKind::Voice,
            Self::Prepare {} => TaskKind::Prepare,
        }
    }

    /// Its kind, as the library has it.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Draft(_) => "draft",
            Self::Export(_) => "export",
            Self::Voice { .. } => "voice",
            Self::Prepare {} => "prepare",
        }
    }

    /// What users call it.
    pub(super) fn title(&self) -> String {
        match self {
            Self::Draft(_) => "Draft".to_owned(),
            Self::Export(export) => {
                export.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
            }
            Self::Voice { id } => id.0.clone(),
            Self::Prepare {} => "Imported files".to_owned(),
        }
    }

    pub(super) fn project(&self) -> Option<ProjectId> {
        match self {
            Self::Draft(call) => Some(call.id),
            Self::Export(export) => Some(export.id),
            Self::Voice { .. } | Self::Prepare {} => None,
        }
    }
}

impl Desk {
    /// Does long work to its end, on the thread that asks.
    pub(super) fn perform(&self, job: &Job, progress: &Progress) -> Result<Outcome, StudioError> {
        match job {
            Job::Draft(call) => self.draft(call, progress),
            Job::Export(export) => self.export_to(export, progress),
            Job::Voice { id } => {
                self.studio().workshop().install_voice(id, None, progress)?;
                Ok(Outcome::default())
            }
            Job::Prepare {} => {
                let prepared = self.studio().prepare(progress)?;
                Ok(Outcome { path: None, warnings: prepared.problems })
            }
        }
    }

    /// Makes a draft as one edit of what the document is when the draft is ready.
    fn draft(&self, call: &MakeDraft, progress: &Progress) -> Result<Outcome, StudioError> {
        let open = self.project(call.id)?;
        self.studio().set_project_settings(call.id, &call.settings)?;
        self.studio().put_script(call.id, &call.script)?;
        let before = Arc::clone(guard(&open).document());
        let (draft, warnings) = self.studio().draft_for(&call.settings, &before, &call.script, progress)?;
        let mut open = guard(&open);
        let edit = replacing(open.document(), draft);
        open.edit(&edit)?;
        let made = Made { edit, history: history(&open) };
        drop(open);
        self.tell(Event::Changed { id: call.id, made: Box::new(made) });
        Ok(Outcome { path: None, warnings })
    }

    fn export_to(&self, export: &ExportJob, progress: &Progress) -> Result<Outcome, StudioError> {
        let preset = crate::export::preset(&export.preset)?;
        let mut document = Document::clone(&*self.document(export.id)?.0);
        if let Some(aspect) = export.aspect {
            delivery::reframed(&mut document, aspect)?;
        }
        if let Some(placement) = &export.placement {
            delivery::placed(&mut document, placement)?;
        }
        if export.disclosure == Some(Disclosure::Label) {
            delivery::labelled(&mut document, self.language_of(export.id)?)?;
        }
        let metadata = metadata(&document, export.disclosure);
        let order = Order { document: Arc::new(document), preset, path: export.path.clone(), metadata };
        let exported = self.studio().workshop().export_order(&order, progress)?;
        if let Err(error) = self.studio().keep_export_pace(&exported) {
            tracing::warn!(%error, "how quickly this machine exports could not be kept");
        }
        Ok(Outcome { path: Some(exported.path), warnings: exported.warnings })
    }

    /// The language of a project's script; English where it has none.
    fn language_of(&self, id: ProjectId) -> Result<&'static str, StudioError> {
        let script = self.studio().open_project(id)?.script;
        Ok(script.map_or("en", |script| language_of(&script)))
    }
}
