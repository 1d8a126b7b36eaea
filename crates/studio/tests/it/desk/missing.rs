//! Missing files at the desk: found out, and put in their places again.

use std::path::{Path, PathBuf};

use studio::desk::Desk;
use types::call::edit::{ImportMedia, ListMissing, Open, RelinkMedia, Undo};
use types::error::ErrorCode;
use types::id::{MediaId, ProjectId};

use super::brand::PNG;
use super::{drafted, project, sit};

fn picture(folder: &Path, name: &str, salt: &[u8]) -> PathBuf {
    std::fs::create_dir_all(folder).expect("a folder");
    let path = folder.join(name);
    // What follows the end of a PNG is not looked at, but makes it another file.
    std::fs::write(&path, [PNG, salt].concat()).expect("a picture");
    path
}

fn import(desk: &Desk, id: ProjectId, paths: &[&PathBuf]) -> Vec<MediaId> {
    let paths = paths.iter().map(|path| path.to_string_lossy().into_owned()).collect();
    let imported = desk.import_media(ImportMedia { id, paths }).expect("they are imported");
    assert!(imported.refused.is_empty(), "{:?}", imported.refused);
    imported.added.iter().map(|file| file.media).collect()
}

fn missing(desk: &Desk, id: ProjectId) -> Vec<MediaId> {
    desk.list_missing(ListMissing { id }).expect("they are looked for")
}

fn relink(id: ProjectId, media: MediaId, path: &Path) -> RelinkMedia {
    RelinkMedia { id, media, path: path.to_string_lossy().into_owned() }
}

#[test]
fn files_that_moved_together_are_relinked_together_as_one_edit() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, _events) = sit(data.path());
    let id = project(&desk).id;
    let (old, new) = (data.path().join("old"), data.path().join("new"));
    let (one, two) = (picture(&old, "one.png", b"1"), picture(&old, "two.png", b"2"));
    let (three, gone) = (picture(&old, "three.png", b"3"), picture(&old, "gone.png", b"4"));
    let media = import(&desk, id, &[&one, &two, &three, &gone]);
    assert_eq!(missing(&desk, id), []);
    std::fs::rename(&old, &new).expect("the folder is moved");
    std::fs::remove_file(new.join("gone.png")).expect("it is deleted");
    // Another file under a name that is looked for is not the one that is missing.
    picture(&new, "three.png", b"another");
    assert_eq!(missing(&desk, id), media);

    let before = desk.open_project(Open { id }).expect("it opens");
    let relinked = desk.relink_media(relink(id, media[0], &new.join("one.png"))).expect("it is relinked");
    assert!(!relinked.differs);
    assert_eq!(relinked.beside, [media[1]]);
    assert_eq!(missing(&desk, id), [media[2], media[3]]);
    let mut copy = before.document.clone();
    copy.apply(&relinked.made.edit).expect("the window can make the same edit");
    let after = desk.open_project(Open { id }).expect("it opens");
    assert_eq!((copy, after.history.undo), (after.document, before.history.undo + 1));
    desk.undo_edit(Undo { id }).expect("it is undone");
    assert_eq!(missing(&desk, id), media);
}

#[test]
fn another_file_says_so_and_brings_the_others_of_its_folder() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, _events) = sit(data.path());
    let id = project(&desk).id;
    let (old, new) = (data.path().join("old"), data.path().join("new"));
    let (one, two) = (picture(&old, "one.png", b"1"), picture(&old, "two.png", b"2"));
    let media = import(&desk, id, &[&one, &two]);
    std::fs::remove_dir_all(&old).expect("they are deleted");
    let better = picture(&new, "better.png", b"5");
    picture(&new, "two.png", b"6");
    let relinked = desk.relink_media(relink(id, media[0], &better)).expect("it is relinked");
    assert!(relinked.differs);
    assert_eq!(relinked.beside, [media[1]]);
    assert_eq!(missing(&desk, id), []);
}

#[test]
fn what_cannot_stand_in_for_a_file_is_refused_and_changes_nothing() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, events) = sit(data.path());
    let id = drafted(&desk, &events);
    let media = import(&desk, id, &[&picture(data.path(), "one.png", b"1")])[0];
    let before = desk.open_project(Open { id }).expect("it opens");
    let take = before.document.media.iter().find(|media| media.info.audio.is_some()).expect("a take");
    let text = data.path().join("text.png");
    std::fs::write(&text, "no picture").expect("a file");
    let picture = data.path().join("one.png");
    let cases = [
        (media, data.path().join("nowhere.png"), ErrorCode::FileNotFound),
        (media, text, ErrorCode::MediaUnreadable),
        (media, PathBuf::from(&take.path), ErrorCode::NoPicture),
        (take.id, picture.clone(), ErrorCode::NoSound),
        (MediaId(9_999), picture, ErrorCode::NotFound),
    ];
    for (media, path, code) in cases {
        let refused = desk.relink_media(relink(id, media, &path)).expect_err("it is refused");
        assert_eq!(refused.code(), code, "{}: {refused}", path.display());
    }
    assert_eq!(desk.open_project(Open { id }).expect("it opens"), before);
    let nobody = ProjectId::parse("018f0000-0000-7000-8000-000000000000").expect("an id");
    let refused = desk.list_missing(ListMissing { id: nobody }).expect_err("no such project");
    assert_eq!(refused.code(), ErrorCode::NotFound);
}
