//! The brand kit at the desk.

use std::path::Path;

use studio::desk::Desk;
use types::brand::BrandKit;
use types::call::brand::{ApplyBrand, GetBrand, SetBrand};
use types::call::edit::{Open, Undo};
use types::document::Document;
use types::document::clip::Source;
use types::edit::Edit;
use types::error::ErrorCode;
use types::id::ProjectId;

use super::{drafted, project, sit};

/// A picture of one red pixel.
pub(super) const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0,
    1, 8, 2, 0, 0, 0, 0x90, 0x77, 0x53, 0xde, 0, 0, 0, 12, b'I', b'D', b'A', b'T', 0x08, 0xd7, 0x63, 0xf8,
    0xcf, 0xc0, 0, 0, 3, 1, 1, 0, 0x18, 0xdd, 0x8d, 0xb0, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42,
    0x60, 0x82,
];

fn kit(logo: Option<&Path>) -> BrandKit {
    BrandKit {
        name: "Morrow".into(),
        call_to_action: "Order now".into(),
        logo: logo.map(|path| path.to_string_lossy().into_owned()),
        ..BrandKit::default()
    }
}

fn keep(desk: &Desk, brand: BrandKit) {
    desk.set_brand(SetBrand { brand }).expect("it is kept");
}

fn document(desk: &Desk, id: ProjectId) -> (Document, u64) {
    let opened = desk.open_project(Open { id }).expect("it opens");
    (opened.document, opened.history.undo)
}

#[test]
fn a_brand_is_kept() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, _events) = sit(data.path());
    assert_eq!(desk.get_brand(GetBrand {}).expect("a brand"), BrandKit::default());
    keep(&desk, kit(None));
    assert_eq!(desk.get_brand(GetBrand {}).expect("a brand"), kit(None));
    let long = BrandKit { address: "a".repeat(501), ..kit(None) };
    let refused = desk.set_brand(SetBrand { brand: long }).expect_err("too long");
    assert_eq!(refused.code(), ErrorCode::InvalidRequest);
    let nowhere = kit(Some(Path::new("logo.png")));
    let refused = desk.set_brand(SetBrand { brand: nowhere }).expect_err("no whole path");
    assert_eq!(refused.code(), ErrorCode::InvalidRequest);
    assert_eq!(desk.get_brand(GetBrand {}).expect("a brand"), kit(None));
}

#[test]
fn a_brand_is_one_edit_that_the_window_can_make_too_and_that_can_be_taken_back() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, events) = sit(data.path());
    let id = drafted(&desk, &events);
    let logo = data.path().join("logo.png");
    std::fs::write(&logo, PNG).expect("a picture");
    keep(&desk, kit(Some(&logo)));
    let (before, undo) = document(&desk, id);
    let made = desk.apply_brand(ApplyBrand { id }).expect("it is applied");
    let (after, undo_after) = document(&desk, id);
    assert_eq!((made.history.undo, undo_after), (undo + 1, undo + 1));
    let mut copy = before.clone();
    copy.apply(&made.edit).expect("the window can make the same edit");
    assert_eq!(copy, after);
    let logos = after.clips().filter(|(_, _, clip)| matches!(clip.source, Source::Image(_))).count();
    let said = |words: &str| {
        after.clips().any(|(_, _, clip)| matches!(&clip.source, Source::Title(title) if title.text == words))
    };
    assert!(logos == 1 && said("Morrow") && said("Order now"));

    let again = desk.apply_brand(ApplyBrand { id }).expect("it is applied");
    assert_eq!(again.edit, Edit::Batch(Vec::new()));
    assert_eq!(document(&desk, id), (after, undo + 1), "nothing was to be done");
    let undone = desk.undo_edit(Undo { id }).expect("it is undone");
    copy.apply(&undone.edit).expect("the window can make the same edit");
    assert_eq!(document(&desk, id).0, before);
}

#[test]
fn a_bad_logo_is_a_sentence_and_changes_nothing() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, events) = sit(data.path());
    let id = drafted(&desk, &events);
    let before = document(&desk, id);
    let text = data.path().join("logo.png");
    std::fs::write(&text, "no picture at all").expect("a file");
    let sound = std::fs::read_dir(data.path().join("takes")).expect("takes").flatten().next();
    let sound = sound.expect("the draft has takes").path();
    let cases = [
        (data.path().join("nowhere.png"), ErrorCode::FileNotFound),
        (text, ErrorCode::MediaUnreadable),
        (sound, ErrorCode::NoPicture),
    ];
    for (logo, code) in cases {
        keep(&desk, kit(Some(&logo)));
        let refused = desk.apply_brand(ApplyBrand { id }).expect_err("no logo");
        assert_eq!(refused.code(), code, "{}: {refused}", logo.display());
        assert_eq!(document(&desk, id), before);
    }
}

#[test]
fn nothing_to_brand_and_no_such_project_are_refused() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, _events) = sit(data.path());
    let id = project(&desk).id;
    assert_eq!(desk.apply_brand(ApplyBrand { id }).expect_err("empty").code(), ErrorCode::InvalidRequest);
    let nobody = ProjectId::parse("018f0000-0000-7000-8000-000000000000").expect("an id");
    let refused = desk.apply_brand(ApplyBrand { id: nobody }).expect_err("no such project");
    assert_eq!(refused.code(), ErrorCode::NotFound);
}
