//! Edits, undo and redo survive a restart and are refused when they do not fit.

use store::error::StoreError;
use types::edit::Edit;

use crate::support::{NOW_MS, Session, folder, insert, open, open_eager};

#[test]
fn edits_survive_a_restart() {
    let folder = folder();
    let library = open(folder.path());
    let mut session = Session::new(&library);
    for length in 1..=5 {
        session.edit(&insert(&session.document, length));
    }
    session.check_stored();
    let (project, document, history) = (session.project, session.document.clone(), session.history);
    drop(session);
    drop(library);

    let session = Session::open(&open(folder.path()), project);
    assert_eq!((session.document, session.history), (document, history));
}

#[test]
fn undo_and_redo_survive_a_restart() {
    let folder = folder();
    let mut session = Session::new(&open(folder.path()));
    let mut documents = vec![session.document.clone()];
    for length in 1..=4 {
        session.edit(&insert(&session.document, length));
        documents.push(session.document.clone());
    }
    session.undo();
    session.undo();
    assert_eq!(session.document, documents[2]);

    let project = session.project;
    drop(session);
    let mut session = Session::open(&open(folder.path()), project);
    assert_eq!(session.document, documents[2]);
    assert_eq!((session.history.undoable, session.history.redoable), (2, 2));
    session.redo();
    session.redo();
    assert_eq!(session.document, documents[4]);
    for expected in documents.iter().rev().skip(1) {
        session.undo();
        assert_eq!(session.document, *expected);
    }
    session.check_stored();
}

#[test]
fn a_new_edit_drops_what_was_undone() {
    let folder = folder();
    let mut session = Session::new(&open(folder.path()));
    session.edit(&insert(&session.document, 1));
    session.edit(&insert(&session.document, 2));
    session.undo();
    session.edit(&insert(&session.document, 3));
    assert_eq!((session.history.undoable, session.history.redoable), (2, 0));
    let redone = session.library.redo(session.project, session.history.revision, NOW_MS);
    assert!(matches!(redone, Err(StoreError::NothingToRedo)), "{redone:?}");
    session.check_stored();
}

#[test]
fn nothing_is_undone_before_the_beginning() {
    let folder = folder();
    let session = Session::new(&open(folder.path()));
    let undone = session.library.undo(session.project, 0, NOW_MS);
    assert!(matches!(undone, Err(StoreError::NothingToUndo)), "{undone:?}");
    session.check_stored();
}

#[test]
fn an_edit_against_an_old_revision_is_refused() {
    let folder = folder();
    let mut session = Session::new(&open(folder.path()));
    let edit = insert(&session.document, 1);
    let inverse = session.document.clone().apply(&edit).expect("the edit fits");
    let stale = session.commit(&edit, &inverse);
    session.edit(&edit);
    let refused = session.library.commit_edit(&stale);
    assert!(matches!(refused, Err(StoreError::RevisionConflict { expected: 0, found: 1 })), "{refused:?}");
    let refused = session.library.undo(session.project, 0, NOW_MS);
    assert!(matches!(refused, Err(StoreError::RevisionConflict { .. })), "{refused:?}");
    session.check_stored();
}

#[test]
fn a_project_that_is_not_there_is_named() {
    let folder = folder();
    let library = open(folder.path());
    let project = types::id::ProjectId::parse("0193f4a0-0000-7000-8000-000000000000").expect("a UUID");
    let missing = library.open_project(project).expect_err("there is no such project");
    assert_eq!(missing.to_string(), "there is no project 0193f4a0-0000-7000-8000-000000000000");
}

#[test]
fn old_edits_are_forgotten_but_the_document_stays() {
    let folder = folder();
    let mut session = Session::new(&open_eager(folder.path()));
    for length in 1..=60 {
        session.edit(&insert(&session.document, length));
        session.library.finish_housekeeping();
    }
    let undoable = session.library.open_project(session.project).expect("the project opens").history.undoable;
    assert!((12..=15).contains(&undoable), "{undoable}");
    for _ in 0..undoable {
        session.undo();
        session.library.finish_housekeeping();
    }
    let undone = session.library.undo(session.project, session.history.revision, NOW_MS);
    assert!(matches!(undone, Err(StoreError::NothingToUndo)), "{undone:?}");
    let stored = session.library.open_project(session.project).expect("the project opens");
    assert_eq!(stored.document, session.document);
}

#[test]
fn a_document_survives_going_back_and_another_way() {
    let folder = folder();
    let mut session = Session::new(&open_eager(folder.path()));
    // The snapshots near the end stay, those near the beginning go; then the end is undone and replaced.
    for length in 1..=12 {
        session.edit(&insert(&session.document, length));
        session.library.finish_housekeeping();
    }
    for _ in 0..11 {
        session.undo();
    }
    session.edit(&insert(&session.document, 99));
    session.library.finish_housekeeping();
    session.check_stored();
}

#[test]
fn an_edit_is_kept_as_it_was_asked_for() {
    let folder = folder();
    let mut session = Session::new(&open(folder.path()));
    let name = "Schöne Grüße 👋".to_owned();
    session.edit(&Edit::SetPlacement { placement: Some(name.clone()) });
    session.edit(&Edit::SetPlacement { placement: None });
    session.undo();
    assert_eq!(session.document.placement, Some(name));
    session.check_stored();
}
