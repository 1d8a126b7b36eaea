//! Opening a library: one process, whole files, known formats.
#![expect(clippy::print_stdout, reason = "a child process reports to its parent")]

use std::fs;
use std::path::Path;
use std::process::Command;

use store::error::StoreError;
use store::library::{Library, path_in};
use types::call::library::ProjectSort;

use crate::support::{NOW_MS, Session, folder, insert, new_project, open};

#[test]
fn a_second_handle_in_another_open_is_refused() {
    let folder = folder();
    let first = open(folder.path());
    check_refused(folder.path(), "LibraryInUse", "is open in another Greenroom");
    drop(first);
    open(folder.path());
}

#[test]
fn a_second_process_is_refused() {
    let folder = folder();
    let first = open(folder.path());
    assert_eq!(open_in_another_process(folder.path()), "in use");
    drop(first);
    assert_eq!(open_in_another_process(folder.path()), "open");
}

/// Not a test by itself: `open_in_another_process` runs it in a process of its own.
#[test]
fn another_process() {
    let Some(folder) = std::env::var_os("GREENROOM_TEST_OPEN") else { return };
    match Library::open(Path::new(&folder), NOW_MS) {
        Ok(_) => println!("saw: open"),
        Err(StoreError::LibraryInUse(_)) => println!("saw: in use"),
        Err(error) => println!("saw: {error}"),
    }
}

fn open_in_another_process(folder: &Path) -> String {
    let output = Command::new(std::env::current_exe().expect("the test binary has a path"))
        .args(["--exact", "open::another_process", "--nocapture"])
        .env("GREENROOM_TEST_OPEN", folder)
        .output()
        .expect("the test binary starts again");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = said.lines().find_map(|line| line.split_once("saw: ")).expect("the other process reports");
    line.1.to_owned()
}

#[test]
fn a_library_of_the_future_is_left_as_it_is() {
    let folder = folder();
    new_project(&open(folder.path()), "Later");
    let path = path_in(folder.path());
    set_format(&path, 99);
    let before = fs::read(&path).expect("the library is there");
    check_refused(folder.path(), "LibraryTooNew", "format 99, this version knows 2");
    assert_eq!(fs::read(&path).expect("the library is there"), before, "not a byte has changed");
}

/// Writes the number where a newer version would: 4 bytes at 60 (<https://www.sqlite.org/fileformat.html>, 1.3).
fn set_format(path: &Path, format: u32) {
    let mut bytes = fs::read(path).expect("the library is there");
    bytes[60..64].copy_from_slice(&format.to_be_bytes());
    fs::write(path, bytes).expect("the library can be written");
}

#[test]
fn a_cut_off_library_is_refused_at_every_length() {
    let folder = folder();
    {
        let library = open(folder.path());
        let mut session = Session::new(&library);
        for length in 1..40 {
            session.edit(&insert(&session.document, length));
        }
    }
    let path = path_in(folder.path());
    let whole = fs::read(&path).expect("the library is there");
    for keep in
        [1, 15, 16, 50, 99, 100, 1000, 4096, 8192, whole.len() / 2, whole.len() - 4096, whole.len() - 1]
    {
        fs::write(&path, &whole[..keep]).expect("the library can be written");
        check_refused(folder.path(), "LibraryDamaged", "is damaged");
        assert_eq!(fs::read(&path).expect("the library is there").len(), keep, "left as it was");
    }
    fs::write(&path, &whole).expect("the library can be written");
    open(folder.path());
}

#[test]
fn a_file_that_is_no_library_is_refused() {
    let folder = folder();
    let path = path_in(folder.path());
    let noise: Vec<u8> =
        (0..20_000_u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    for bytes in [&noise[..], b"hello", b"SQLite format 3\0 and then nothing of the kind", &[0; 5000]] {
        fs::write(&path, bytes).expect("the file can be written");
        check_refused(folder.path(), "LibraryDamaged", "no backup lies beside it");
        assert_eq!(fs::read(&path).expect("the file is there"), bytes, "left as it was");
    }
}

#[test]
fn a_library_with_flipped_bits_opens_or_is_refused_but_never_panics() {
    let folder = folder();
    {
        let mut session = Session::new(&open(folder.path()));
        for length in 1..30 {
            session.edit(&insert(&session.document, length));
        }
    }
    let path = path_in(folder.path());
    let whole = fs::read(&path).expect("the library is there");
    for round in 0..60_usize {
        let mut broken = whole.clone();
        let at = (round * 7919 + 13) % broken.len();
        broken[at] ^= 1 << (round % 8);
        fs::write(&path, &broken).expect("the library can be written");
        let Ok(library) = Library::open(folder.path(), NOW_MS) else { continue };
        let projects =
            library.read(|tables| tables.projects().list(&Default::default(), ProjectSort::default(), all()));
        for listed in projects.unwrap_or_default() {
            let _ = library.open_project(listed.project.id);
        }
    }
}

fn all() -> store::table::projects::Page {
    store::table::projects::Page { offset: 0, limit: 10 }
}

#[test]
fn an_empty_file_is_a_new_library_only_while_there_was_none() {
    let folder = folder();
    fs::write(path_in(folder.path()), "").expect("the file can be written");
    new_project(&open(folder.path()), "First");
    // The second start finds a project, so it makes the daily backup.
    drop(open(folder.path()));
    fs::write(path_in(folder.path()), "").expect("the file can be written");
    check_refused(folder.path(), "LibraryDamaged", "restore the backup that lies beside it");
}

#[test]
fn a_library_that_was_never_closed_opens_with_all_that_was_committed() {
    let (first, second) = (folder(), folder());
    let library = open(first.path());
    let mut session = Session::new(&library);
    for length in 1..30 {
        session.edit(&insert(&session.document, length));
    }
    // As the disk is when the machine goes down: the edits are in the log beside the file.
    for name in ["library.db", "library.db-wal", "library.lock"] {
        fs::copy(first.path().join(name), second.path().join(name)).expect("the file can be copied");
    }
    let survived = Session::open(&open(second.path()), session.project);
    assert_eq!((survived.document, survived.history), (session.document, session.history));
}

#[test]
fn a_log_that_was_cut_off_leaves_the_edits_before() {
    let (first, second) = (folder(), folder());
    let library = open(first.path());
    let mut session = Session::new(&library);
    for length in 1..30 {
        session.edit(&insert(&session.document, length));
    }
    fs::copy(path_in(first.path()), path_in(second.path())).expect("the file can be copied");
    let log = fs::read(first.path().join("library.db-wal")).expect("the log is there");
    fs::write(second.path().join("library.db-wal"), &log[..log.len() * 2 / 3])
        .expect("the file can be written");
    let survived = Session::open(&open(second.path()), session.project);
    let edits = survived.history.undoable;
    assert!((1..29).contains(&edits), "{edits} edits");
    for _ in edits..29 {
        session.undo();
    }
    assert_eq!(survived.document, session.document);
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = folder();
    let file = folder.path().join("file");
    fs::write(&file, "").expect("the file can be written");
    check_refused(&file.join("data"), "Io", "check the folder and its permissions");
}

#[track_caller]
fn check_refused(folder: &Path, variant: &str, sentence: &str) {
    let error = Library::open(folder, NOW_MS).map(drop).expect_err("the library is refused");
    assert!(format!("{error:?}").starts_with(variant), "{error:?}");
    assert!(error.to_string().contains(sentence), "{error}");
}
