//! `greenroom project`: created, listed, changed, undone, drafted.

use std::io::Read;
use std::path::Path;

use serde_json::json;
use studio::error::StudioError;
use studio::progress::Progress;
use studio::studio::{Studio, project_id};
use studio::workshop::EnginePlace;
use types::edit::Edit;
use types::project::{ProjectSettings, ProjectStatus};

use super::{Done, clock, interrupt};
use crate::arguments::ProjectCommand;
use crate::output::Output;

/// The most bytes a file of edits may have.
const EDITS_BYTES_MAX: u64 = 64 << 20;

/// Runs a project command.
pub fn run(folder: &Path, command: ProjectCommand, output: &Output) -> Done {
    let studio = Studio::open(folder, EnginePlace::Here, clock::system())?;
    match command {
        ProjectCommand::New { name, aspect, fps, actor, voice } => {
            let settings =
                ProjectSettings { aspect, frame_rate: fps, actor, voice, ..ProjectSettings::default() };
            let project = studio.create_project(&name, &settings)?;
            output.result(&project, || project.id.to_string());
        }
        ProjectCommand::List { archived, search } => {
            list(&studio, archived.then_some(ProjectStatus::Archived), search, output)?;
        }
        ProjectCommand::Show { id } => show(&studio, &id, output)?,
        ProjectCommand::Import { id, files, prepare } => {
            let imported = studio.import(project_id(&id)?, &files)?;
            if prepare {
                let told = |stage, done, total| output.progress(stage, done, total);
                let prepared = studio.prepare(&Progress::new(&told, interrupt::on_interrupt()))?;
                prepared.problems.iter().for_each(|problem| output.note(&format!("note: {problem}")));
            }
            let line = |file: &studio::project::Imported| format!("{}\t{}", file.media, file.path);
            output.result(&imported, || imported.iter().map(line).collect::<Vec<_>>().join("\n"));
        }
        ProjectCommand::Edit { id, edits } => {
            let history = studio.edit(project_id(&id)?, &read_edits(&edits)?)?;
            output.result(&history_value(history), || format!("revision {}", history.revision));
        }
        ProjectCommand::Undo { id } => {
            let history = studio.undo(project_id(&id)?)?;
            output.result(&history_value(history), || format!("revision {}", history.revision));
        }
        ProjectCommand::Redo { id } => {
            let history = studio.redo(project_id(&id)?)?;
            output.result(&history_value(history), || format!("revision {}", history.revision));
        }
        ProjectCommand::Script { id, file } => {
            let version = studio.set_script(project_id(&id)?, &file)?;
            output.result(&json!({ "version": version }), || format!("script version {version}"));
        }
        ProjectCommand::Draft { id } => {
            let told = |stage, done, total| output.progress(stage, done, total);
            let (history, warnings) =
                studio.make_draft(project_id(&id)?, &Progress::new(&told, interrupt::on_interrupt()))?;
            warnings.iter().for_each(|warning| output.note(&format!("note: {warning}")));
            output.result(&history_value(history), || format!("revision {}", history.revision));
        }
        ProjectCommand::Rename { id, name } => {
            studio.rename_project(project_id(&id)?, &name)?;
            output.result(&json!({ "name": name }), || name.clone());
        }
        ProjectCommand::Archive { id, restore } => {
            let status = if restore { ProjectStatus::Draft } else { ProjectStatus::Archived };
            studio.set_status(project_id(&id)?, status)?;
            output.result(&json!({ "status": status }), || id.clone());
        }
    }
    Ok(())
}

fn list(studio: &Studio, status: Option<ProjectStatus>, search: Option<String>, output: &Output) -> Done {
    let listed = studio.list_all(status, search)?;
    let rows = || listed.iter().map(|project| format!("{}\t{}", project.id, project.name));
    output.result(&listed, || rows().collect::<Vec<_>>().join("\n"));
    Ok(())
}

fn show(studio: &Studio, id: &str, output: &Output) -> Done {
    let stored = studio.open_project(project_id(id)?)?;
    let seconds = types::time::Seconds::from_samples(stored.document.samples()).as_f64();
    let value = json!({
        "project": stored.project,
        "script": stored.script,
        "frames": stored.document.frames(),
        "revision": stored.history.revision,
        "undoable": stored.history.undoable,
        "redoable": stored.history.redoable,
        "document": stored.document,
    });
    output.result(&value, || {
        let clips = stored.document.clips().count();
        format!(
            "{}\n{} frames, {seconds:.1} s, {clips} clips, revision {}",
            stored.project.name,
            stored.document.frames(),
            stored.history.revision
        )
    });
    Ok(())
}

fn history_value(history: studio::project::History) -> serde_json::Value {
    json!({ "revision": history.revision, "undoable": history.undoable, "redoable": history.redoable })
}

fn read_edits(path: &Path) -> Result<Edit, StudioError> {
    let failed = |error| StudioError::io(path, error);
    let mut text = String::new();
    if path == Path::new("-") {
        std::io::stdin().take(EDITS_BYTES_MAX).read_to_string(&mut text).map_err(failed)?;
    } else {
        let file = std::fs::File::open(path).map_err(failed)?;
        file.take(EDITS_BYTES_MAX).read_to_string(&mut text).map_err(failed)?;
    }
    let unclear = |error: serde_json::Error| {
        StudioError::Invalid(format!("{} is not a list of edits: {error}", path.display()))
    };
    if text.trim_start().starts_with('[') {
        Ok(Edit::Batch(serde_json::from_str(&text).map_err(unclear)?))
    } else {
        serde_json::from_str(&text).map_err(unclear)
    }
}
