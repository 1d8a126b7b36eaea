//! Drafts and exports are asked for.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use types::call::make::{ExportTarget, MakeDraft, StartExports};
use types::event::TaskId;
use types::geometry::Aspect;
use types::preset::{Container, Preset};

use super::Desk;
use super::job::{ExportJob, Job};
use crate::error::StudioError;

/// The most characters of a project's name that a file is named after.
const NAME_MAX: usize = 80;
/// Why an export is refused while it is open whether its people are called synthetic.
const UNDISCLOSED: &str = "the people in this ad are synthetic; choose first how the ad says so";

impl Desk {
    /// Begins to make the draft of a project.
    ///
    /// # Errors
    /// When the text is no script: nothing is begun then.
    pub fn make_draft(&self, call: MakeDraft) -> Result<TaskId, StudioError> {
        types::script::parse(&call.script)?;
        let settings = call.settings.clone();
        let task = self.begin(Job::Draft(Box::new(call)), None)?;
        self.studio().remember(&settings);
        Ok(task)
    }

    /// Begins to export a project, one file after the other.
    ///
    /// # Errors
    /// When there is nothing to export, a preset or placement does not exist, the folder cannot be written, or an actor
    /// of the draft is seen and nobody chose how that is said: nothing is begun then.
    pub fn start_exports(&self, call: StartExports) -> Result<Vec<TaskId>, StudioError> {
        let (document, _) = self.document(call.id)?;
        if document.frames() < 1 {
            return Err(StudioError::NothingToExport);
        }
        if call.disclosure.is_none() && crate::export::has_draft_actor(&document) {
            return Err(StudioError::Invalid(UNDISCLOSED.to_owned()));
        }
        let name = self.studio().open_project(call.id)?.project.name;
        let folder = self.exports_folder(call.folder)?;
        std::fs::create_dir_all(&folder).map_err(|error| StudioError::io(&folder, error))?;
        let (mut jobs, mut taken) = (Vec::new(), self.ordered()?);
        for target in call.targets {
            let preset = crate::export::preset(&target.preset)?;
            if let Some(unknown) =
                target.placement.as_deref().filter(|id| types::placement::find(id).is_none())
            {
                return Err(StudioError::UnknownPlacement(unknown.to_owned()));
            }
            let path = free_path(&folder, &stem(&name, preset, target.aspect), preset, &taken);
            crate::export::check_target(&path)?;
            taken.insert(path.clone());
            let ExportTarget { preset, aspect, placement } = target;
            let disclosure = call.disclosure;
            jobs.push(Job::Export(Box::new(ExportJob {
                id: call.id,
                preset,
                aspect,
                path,
                placement,
                disclosure,
            })));
        }
        jobs.into_iter().map(|job| self.begin(job, None)).collect()
    }

    /// The files that exports under way become: two orders never end in the same file.
    fn ordered(&self) -> Result<HashSet<PathBuf>, StudioError> {
        let unfinished = self.studio().unfinished_tasks()?.into_iter();
        let path = |request| match serde_json::from_value(request) {
            Ok(Job::Export(export)) => Some(export.path),
            _ => None,
        };
        Ok(unfinished.filter_map(|kept| path(kept.request)).collect())
    }

    /// Where exports go: where the user says, else where the user likes them, else where this machine keeps videos.
    pub(super) fn exports_folder(&self, asked: Option<String>) -> Result<PathBuf, StudioError> {
        let liked = || Ok::<_, StudioError>(self.studio().preferences()?.exports_folder);
        let folder = asked.map_or_else(liked, |folder| Ok(Some(folder)))?;
        Ok(folder.map_or_else(|| self.inner.exports.clone(), PathBuf::from))
    }
}

/// What a file is called, without its ending: the project, the shape, the preset.
fn stem(name: &str, preset: &Preset, aspect: Option<Aspect>) -> String {
    let forbidden = |letter: char| letter.is_control() || r#"/\:*?"<>|"#.contains(letter);
    let plain: String =
        name.chars().map(|letter| if forbidden(letter) { ' ' } else { letter }).take(NAME_MAX).collect();
    let plain = plain.trim().trim_matches('.');
    let plain = if plain.is_empty() { "Ad" } else { plain };
    let shape = aspect.map(|aspect| format!(" {}", aspect.name().replace(':', "x"))).unwrap_or_default();
    format!("{plain}{shape} {}", preset.id)
}

/// A path that no file has yet.
fn free_path(folder: &Path, stem: &str, preset: &Preset, taken: &HashSet<PathBuf>) -> PathBuf {
    let ending = match preset.container {
        Container::Mp4 => "mp4",
        Container::WebM => "webm",
        Container::Mov => "mov",
    };
    let named = |number: u32| match number {
        1 => folder.join(format!("{stem}.{ending}")),
        _ => folder.join(format!("{stem} {number}.{ending}")),
    };
    let is_free = |path: &PathBuf| !path.exists() && !taken.contains(path);
    (1..).map(named).find(is_free).unwrap_or_else(|| named(1))
}
