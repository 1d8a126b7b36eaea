//! Backups are made daily, thinned out, and can be restored over a damaged library.

use std::fs;
use std::path::Path;

use store::backup::{self, Backup, Reason};
use store::error::StoreError;
use store::library::{Library, path_in};
use store::table::projects::{Filter, Page};
use types::call::library::ProjectSort;

use crate::support::{DAY_MS, NOW_MS, Session, folder, insert, new_project, open};

#[test]
fn a_backup_is_made_once_a_day() {
    let folder = folder();
    new_project(&open(folder.path()), "First");
    let hour_ms = DAY_MS / 24;
    for hours in [1, 2, 20, 26, 27, 51] {
        drop(Library::open(folder.path(), NOW_MS + hours * hour_ms).expect("the library opens"));
    }
    let made: Vec<_> =
        list(folder.path()).iter().rev().map(|backup| (backup.made_ms - NOW_MS) / hour_ms).collect();
    assert_eq!(made, [1, 26, 51]);
}

#[test]
fn an_empty_library_is_not_backed_up() {
    let folder = folder();
    drop(open(folder.path()));
    drop(open(folder.path()));
    assert_eq!(list(folder.path()), []);
}

#[test]
fn only_the_newest_backups_are_kept() {
    let folder = folder();
    new_project(&open(folder.path()), "First");
    for day in 1..=12 {
        drop(Library::open(folder.path(), NOW_MS + day * DAY_MS).expect("the library opens"));
    }
    let days: Vec<_> = list(folder.path()).iter().map(|backup| (backup.made_ms - NOW_MS) / DAY_MS).collect();
    assert_eq!(days, [12, 11, 10, 9, 8, 7, 6]);
}

#[test]
fn a_damaged_library_is_replaced_by_its_backup() {
    let folder = folder();
    let mut session = Session::new(&open(folder.path()));
    session.edit(&insert(&session.document, 7));
    let (project, document) = (session.project, session.document.clone());
    drop(session);
    drop(open(folder.path()));

    let path = path_in(folder.path());
    let half = fs::metadata(&path).expect("the library is there").len() / 2;
    let file = fs::OpenOptions::new().write(true).open(&path).expect("the library can be written");
    file.set_len(half).expect("the library can be cut");
    assert!(matches!(
        Library::open(folder.path(), NOW_MS),
        Err(StoreError::LibraryDamaged { backups: 1, .. })
    ));

    let backups = list(folder.path());
    backup::restore(folder.path(), &backups[0], NOW_MS + 1).expect("the backup is whole");
    assert_eq!(Session::open(&open(folder.path()), project).document, document);
    let replaced: Vec<_> =
        list(folder.path()).into_iter().filter(|backup| backup.reason == Reason::Replaced).collect();
    assert_eq!(replaced.len(), 1, "the damaged library is kept beside");
    assert_eq!(replaced[0].bytes, half);
}

#[test]
fn a_restore_can_be_undone_by_another() {
    let folder = folder();
    let library = open(folder.path());
    new_project(&library, "Old");
    let backup = library.back_up(NOW_MS).expect("the library is backed up");
    assert_eq!(backup.reason, Reason::Asked);
    new_project(&library, "New");
    drop(library);

    backup::restore(folder.path(), &backup, NOW_MS + 1).expect("the backup is whole");
    assert_eq!(names(folder.path()), ["Old"]);
    let replaced = list(folder.path()).into_iter().find(|backup| backup.reason == Reason::Replaced);
    backup::restore(folder.path(), &replaced.expect("what was replaced is kept"), NOW_MS + 2)
        .expect("it is whole");
    assert_eq!(names(folder.path()), ["New", "Old"]);
}

#[test]
fn a_restore_that_was_cut_off_is_finished() {
    let folder = folder();
    let library = open(folder.path());
    new_project(&library, "Old");
    let backup = library.back_up(NOW_MS).expect("the library is backed up");
    new_project(&library, "New");
    drop(library);
    // As it lies when the process is killed after the copy is whole: before, and after, the old one is away.
    let restoring = folder.path().join(format!("library.restoring-{NOW_MS}"));
    fs::copy(&backup.path, &restoring).expect("the backup can be copied");
    assert_eq!(names(folder.path()), ["Old"]);

    fs::copy(&backup.path, &restoring).expect("the backup can be copied");
    fs::remove_file(path_in(folder.path())).expect("the library is there");
    assert_eq!(names(folder.path()), ["Old"]);
}

#[test]
fn a_broken_backup_is_refused_and_the_library_stays() {
    let folder = folder();
    let library = open(folder.path());
    new_project(&library, "Good");
    let backup = library.back_up(NOW_MS).expect("the library is backed up");
    drop(library);
    for bytes in [&b""[..], b"noise", &fs::read(&backup.path).expect("the backup is there")[..5000]] {
        fs::write(&backup.path, bytes).expect("the backup can be written");
        let refused = backup::restore(folder.path(), &backup, NOW_MS);
        assert!(matches!(refused, Err(StoreError::BackupUnusable { .. })), "{refused:?}");
    }
    fs::remove_file(&backup.path).expect("the backup is there");
    let refused = backup::restore(folder.path(), &backup, NOW_MS);
    assert!(matches!(refused, Err(StoreError::BackupUnusable { .. })), "{refused:?}");
    assert_eq!(names(folder.path()), ["Good"]);
}

#[test]
fn nothing_is_restored_under_an_open_library() {
    let folder = folder();
    let library = open(folder.path());
    new_project(&library, "Open");
    let backup = library.back_up(NOW_MS).expect("the library is backed up");
    let refused = backup::restore(folder.path(), &backup, NOW_MS);
    assert!(matches!(refused, Err(StoreError::LibraryInUse(_))), "{refused:?}");
}

#[test]
fn no_part_of_a_backup_is_taken_for_one() {
    let folder = folder();
    let library = open(folder.path());
    new_project(&library, "Whole");
    let backup = library.back_up(NOW_MS).expect("the library is backed up");
    fs::write(backup.path.with_extension("db.part"), "half").expect("the folder can be written");
    fs::write(backup.path.with_file_name("holiday.db"), "other").expect("the folder can be written");
    assert_eq!(list(folder.path()), [backup]);
}

fn list(folder: &Path) -> Vec<Backup> {
    backup::list(folder).expect("the folder can be read")
}

fn names(folder: &Path) -> Vec<String> {
    let page = Page { offset: 0, limit: 100 };
    let listed =
        open(folder).read(|tables| tables.projects().list(&Filter::default(), ProjectSort::default(), page));
    listed.expect("projects are listed").into_iter().map(|listed| listed.project.name).collect()
}
