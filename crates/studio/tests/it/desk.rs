//! The desk answers what the window asks, without a window.

mod brand;
mod likes;
mod missing;
mod scripts;

use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use studio::desk::Desk;
use studio::studio::Studio;
use studio::workshop::EnginePlace;
use types::call::edit::{MakeEdit, Open, Redo, SetScript, Undo};
use types::call::library::{CreateProject, DuplicateProject, ListProjects, SetProjectStatus};
use types::call::make::{Disclosure, ExportTarget, ListTasks, MakeDraft, StartExports};
use types::call::play::FrameOf;
use types::edit::Edit;
use types::error::ErrorCode;
use types::event::{Event, TaskId, TaskState};
use types::frame::FrameHeader;
use types::geometry::{Aspect, Size};
use types::id::{ClipId, ProjectId};
use types::project::{Project, ProjectSettings, ProjectStatus};

const SCRIPT: &str = "Do you lose a cup a day? This one folds. Get yours now.";
/// Nothing here takes as long; it only keeps a broken test from waiting for ever.
const LONG: Duration = Duration::from_secs(120);

/// A desk and what it tells.
pub fn sit(data: &Path) -> (Desk, Receiver<Event>) {
    let ticks = AtomicI64::new(1_700_000_000_000);
    let clock = Arc::new(move || ticks.fetch_add(1, Ordering::Relaxed));
    let begun = std::time::Instant::now();
    // The thread of a task that has just ended lets go of the library a moment after it has told so.
    let studio = loop {
        match Studio::open(data, EnginePlace::Here, clock.clone()) {
            Err(error) if error.code() == ErrorCode::LibraryInUse && begun.elapsed() < LONG => {
                std::thread::yield_now();
            }
            opened => break opened.expect("a studio"),
        }
    };
    let (sender, events) = channel();
    let sender = Mutex::new(sender);
    // After a test nobody hears what is still told.
    let told = move |event| drop(sender.lock().expect("a sender").send(event));
    (Desk::new(studio, data.join("exports"), Arc::new(told)), events)
}

fn settings() -> ProjectSettings {
    ProjectSettings { voice: Some("espeak:en-us".to_owned()), ..ProjectSettings::default() }
}

pub fn project(desk: &Desk) -> Project {
    desk.create_project(CreateProject { name: "Cup".to_owned(), settings: settings() }).expect("a project")
}

/// How a task ended, and everything that was told on the way.
pub fn end_of(task: TaskId, events: &Receiver<Event>) -> (TaskState, Vec<Event>) {
    let mut told = Vec::new();
    loop {
        let event = events.recv_timeout(LONG).expect("the task ends");
        told.push(event.clone());
        match event {
            Event::Task(told_of) if told_of.id == task && told_of.state.has_ended() => {
                return (told_of.state, told);
            }
            _ => {}
        }
    }
}

pub fn drafted(desk: &Desk, events: &Receiver<Event>) -> ProjectId {
    let id = project(desk).id;
    let call = MakeDraft { id, script: SCRIPT.to_owned(), settings: settings() };
    let (state, told) = end_of(desk.make_draft(call).expect("a draft is begun"), events);
    assert!(matches!(state, TaskState::Done { .. }), "{state:?}");
    assert!(
        told.iter().any(|event| matches!(event, Event::Changed { .. })),
        "the window is told of the draft"
    );
    id
}

#[test]
fn a_draft_is_one_edit_that_can_be_taken_back() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, events) = sit(data.path());
    let id = drafted(&desk, &events);
    let drafted = desk.open_project(Open { id }).expect("it opens");
    assert!(drafted.document.frames() > 60);
    assert_eq!((drafted.history.undo, drafted.history.redo), (1, 0));
    assert_eq!(drafted.script.as_deref(), Some(SCRIPT));

    let mut copy = drafted.document.clone();
    let undone = desk.undo_edit(Undo { id }).expect("it is undone");
    copy.apply(&undone.edit).expect("the window can make the same edit");
    assert_eq!(copy.frames(), 0);
    let redone = desk.redo_edit(Redo { id }).expect("it is redone");
    copy.apply(&redone.edit).expect("the window can make the same edit");
    assert_eq!(copy, desk.open_project(Open { id }).expect("it opens").document);
}

#[test]
fn an_edit_made_against_another_revision_is_refused_and_changes_nothing() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, events) = sit(data.path());
    let id = drafted(&desk, &events);
    let before = desk.open_project(Open { id }).expect("it opens");
    let clip: ClipId = before.document.clips().next().expect("a clip").2.id;
    let edit = Edit::Lift { clips: vec![clip] };
    let stale = MakeEdit { id, revision: before.history.revision + 1, edit: edit.clone() };
    assert_eq!(desk.edit_project(stale).expect_err("it is stale").code(), ErrorCode::EditRefused);
    assert_eq!(desk.open_project(Open { id }).expect("it opens"), before);
    let fresh = MakeEdit { id, revision: before.history.revision, edit };
    let history = desk.edit_project(fresh).expect("it fits");
    assert_eq!(history.revision, before.history.revision + 1);
}

#[test]
fn one_project_becomes_a_film_in_each_shape_under_names_of_their_own() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, events) = sit(data.path());
    let id = drafted(&desk, &events);
    let target = |aspect| ExportTarget { preset: "draft".to_owned(), aspect, placement: None };
    let targets = vec![target(None), target(Some(Aspect::Square)), target(None)];
    let tasks = desk
        .start_exports(StartExports { id, targets, folder: None, disclosure: Some(Disclosure::Notes) })
        .expect("exports are begun");
    let mut paths = Vec::new();
    for task in tasks {
        match end_of(task, &events).0 {
            TaskState::Done { path: Some(path), .. } => paths.push(path),
            other => panic!("an export ended as {other:?}"),
        }
    }
    assert!(paths.iter().all(|path| Path::new(path).is_file()), "{paths:?}");
    let names: Vec<_> = paths.iter().filter_map(|path| Path::new(path).file_name()).collect();
    assert_eq!(names, ["Cup draft.mp4", "Cup 1x1 draft.mp4", "Cup draft 2.mp4"]);
    let listed = desk.list_tasks(ListTasks {}).expect("tasks");
    assert_eq!(listed.iter().filter(|task| matches!(task.state, TaskState::Done { .. })).count(), 4);
}

#[test]
fn nothing_to_export_or_an_unknown_preset_begins_nothing() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, events) = sit(data.path());
    let empty = project(&desk).id;
    let target = |preset: &str| ExportTarget { preset: preset.to_owned(), aspect: None, placement: None };
    let none = StartExports { id: empty, targets: vec![target("standard")], folder: None, disclosure: None };
    assert_eq!(desk.start_exports(none).expect_err("empty").code(), ErrorCode::InvalidRequest);
    let id = drafted(&desk, &events);
    let unknown = StartExports {
        id,
        targets: vec![target("standard"), target("nonsense")],
        folder: None,
        disclosure: Some(Disclosure::Notes),
    };
    assert_eq!(desk.start_exports(unknown).expect_err("unknown").code(), ErrorCode::UnknownPreset);
    let exports = desk.list_tasks(ListTasks {}).expect("tasks").len();
    assert_eq!(exports, 1, "only the draft was ever begun");
}

#[test]
fn a_script_that_is_none_is_refused_before_anything_begins() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, _events) = sit(data.path());
    let id = project(&desk).id;
    let blank = MakeDraft { id, script: " \n".to_owned(), settings: settings() };
    assert_eq!(desk.make_draft(blank).expect_err("blank").code(), ErrorCode::ScriptEmpty);
    let huge = SetScript { id, text: "word ".repeat(200_000) };
    assert_eq!(desk.set_script(huge).expect_err("huge").code(), ErrorCode::ScriptTooLong);
    assert!(desk.list_tasks(ListTasks {}).expect("tasks").is_empty());
}

#[test]
fn frames_of_any_project_are_drawn_also_of_an_empty_one() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, events) = sit(data.path());
    let size = Size::new(90, 160);
    let empty = FrameOf { id: project(&desk).id, frame: None, size, exact: true };
    let (header, pixels) =
        FrameHeader::read(&desk.frame(&empty).expect("a frame")).map(owned).expect("a picture");
    assert_eq!((header.size, pixels[0]), (size, 16), "black");
    let id = drafted(&desk, &events);
    let beyond = FrameOf { id, frame: Some(i64::MAX), size, exact: false };
    let (header, _) =
        FrameHeader::read(&desk.frame(&beyond).expect("a frame")).map(owned).expect("a picture");
    let frames = desk.open_project(Open { id }).expect("it opens").document.frames();
    assert_eq!(header.frame, frames - 1, "past the end is the last one");
    let none = FrameOf { id, frame: Some(0), size: Size::new(0, 9), exact: true };
    assert_eq!(desk.frame(&none).expect_err("no such size").code(), ErrorCode::InvalidRequest);
}

fn owned((header, pixels): (FrameHeader, &[u8])) -> (FrameHeader, Vec<u8>) {
    (header, pixels.to_vec())
}

#[test]
fn projects_are_listed_found_doubled_and_put_away() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, events) = sit(data.path());
    let id = drafted(&desk, &events);
    let copy =
        desk.duplicate_project(DuplicateProject { id, name: "Copy of Cup".to_owned() }).expect("a copy");
    let of = |id| desk.open_project(Open { id }).expect("it opens");
    assert_eq!(of(copy.id).document, of(id).document);
    assert_eq!(of(copy.id).script, of(id).script);
    let listed = |search: &str, status| {
        let call = ListProjects { search: search.to_owned(), status, ..ListProjects::default() };
        let page = desk.list_projects(call).expect("a page");
        (page.total, page.projects.into_iter().map(|card| card.project.name).collect::<Vec<_>>())
    };
    assert_eq!(listed("copy", None), (1, vec!["Copy of Cup".to_owned()]));
    desk.set_project_status(SetProjectStatus { id, status: ProjectStatus::Archived })
        .expect("it is put away");
    assert_eq!(listed("", None), (1, vec!["Copy of Cup".to_owned()]));
    assert_eq!(listed("", Some(ProjectStatus::Archived)), (1, vec!["Cup".to_owned()]));
}
