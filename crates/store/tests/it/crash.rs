//! A process that is killed, or a disk that is full, loses no edit that was committed.
#![expect(clippy::print_stdout, reason = "a child process reports to its parent")]

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use store::error::StoreError;
use store::library::{Library, Options};
use types::call::library::ProjectSort;
use types::document::Document;

use crate::support::{NOW_MS, Session, empty_document, folder, insert, new_project, open};

const FOLDER: &str = "GREENROOM_TEST_CRASH";

#[test]
fn a_killed_process_loses_no_committed_edit() {
    let rounds = if std::env::var("GREENROOM_SOAK").is_ok_and(|length| length == "full") { 50 } else { 5 };
    let folder = folder();
    let project = new_project(&open(folder.path()), "Killed");
    let mut pick = 20_261_122_u64;
    let mut committed = 0;
    for _ in 0..rounds {
        // Numerical Recipes' generator: the same kills in every run.
        pick = pick.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        committed = kill_after(folder.path(), committed, 1 + (pick >> 33) % 90);
        let session = Session::open(&open(folder.path()), project);
        let found = session.history.undoable;
        assert!(found >= committed, "{found} edits found, {committed} were committed");
        assert_eq!(session.document, after(found), "the document of {found} edits");
        committed = found;
    }
}

/// Lets another process edit, kills it after `more` edits, and returns how many it said were committed.
fn kill_after(folder: &Path, before: u64, more: u64) -> u64 {
    let mut child = Command::new(std::env::current_exe().expect("the test binary has a path"))
        .args(["--exact", "crash::edits_until_killed", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .spawn()
        .expect("the test binary starts again");
    let lines = BufReader::new(child.stdout.take().expect("its output is ours")).lines();
    let mut committed = before;
    let mut killed = false;
    for line in lines {
        let Ok(line) = line else { break };
        let Some((_, number)) = line.split_once("committed ") else { continue };
        committed = number.parse().expect("a number of edits");
        if committed >= before + more && !killed {
            child.kill().expect("the child still runs");
            killed = true;
        }
    }
    child.wait().expect("the child has ended");
    assert!(killed, "the child ended by itself");
    committed
}

/// Not a test by itself: `kill_after` runs it in a process of its own.
#[test]
fn edits_until_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let options = Options { snapshot_distance: 10, ..Options::default() };
    let library = Library::open_with(Path::new(&folder), NOW_MS, options).expect("the library opens");
    let project = first_project(&library);
    let mut session = Session::open(&library, project);
    while session.history.undoable < 5_000 {
        session.edit(&insert(&session.document, 1 + session.history.undoable as i64 % 50));
        println!("committed {}", session.history.undoable);
    }
}

fn first_project(library: &Library) -> types::id::ProjectId {
    let page = store::table::projects::Page { offset: 0, limit: 1 };
    let listed =
        library.read(|tables| tables.projects().list(&Default::default(), ProjectSort::default(), page));
    listed.expect("projects are listed").first().expect("there is a project").project.id
}

fn after(edits: u64) -> Document {
    let mut document = empty_document();
    for number in 0..edits {
        let edit = insert(&document, 1 + number as i64 % 50);
        document.apply(&edit).expect("the edit fits");
    }
    document
}

#[test]
fn a_full_disk_refuses_edits_and_loses_none() {
    let folder = folder();
    let options = Options { pages_max: Some(60), snapshot_distance: 1_000, ..Options::default() };
    let library = Library::open_with(folder.path(), NOW_MS, options).expect("the library opens");
    let mut session = Session::new(&library);
    let refused = loop {
        let edit = insert(&session.document, 1 + session.history.undoable as i64);
        let before = session.document.clone();
        let inverse = session.document.apply(&edit).expect("the edit fits");
        match library.commit_edit(&session.commit(&edit, &inverse)) {
            Ok(history) => session.history = history,
            Err(error) => {
                session.document = before;
                break error;
            }
        }
        assert!(session.history.undoable < 10_000, "60 pages are full some time");
    };
    assert!(matches!(refused, StoreError::DiskFull), "{refused:?}");
    assert!(session.history.undoable > 10);
    session.check_stored();
    session.undo();
    session.check_stored();

    let (project, document) = (session.project, session.document.clone());
    drop(session);
    drop(library);
    let mut session = Session::open(&open(folder.path()), project);
    assert_eq!(session.document, document);
    session.edit(&insert(&session.document, 5));
    session.check_stored();
}

#[test]
fn a_panic_in_the_middle_of_a_write_leaves_nothing_and_blocks_nothing() {
    let folder = folder();
    let library = open(folder.path());
    let project = new_project(&library, "Calm");
    let panicking = library.clone();
    let thread = std::thread::spawn(move || {
        panicking.write(|tables| -> Result<(), StoreError> {
            tables.projects_mut().rename(project, "Half", NOW_MS)?;
            panic!("on purpose");
        })
    });
    assert!(thread.join().is_err(), "the thread has panicked");
    assert_eq!(library.open_project(project).expect("the project opens").project.name, "Calm");
    library.write(|tables| tables.projects_mut().rename(project, "Whole", NOW_MS)).expect("writing goes on");
    assert_eq!(library.open_project(project).expect("the project opens").project.name, "Whole");
}
