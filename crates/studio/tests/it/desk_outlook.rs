//! What the desk tells of exports before they are made.

use studio::desk::Desk;
use types::call::edit::{MakeEdit, Open};
use types::call::make::{CheckExports, ExportOutlook, ExportTarget, Finding, Weight};
use types::document::Loudness;
use types::document::clip::{Clip, Source};
use types::document::track::{Kind, TrackSettings};
use types::document::{Canvas, Document};
use types::edit::Edit;
use types::error::ErrorCode;
use types::geometry::{Color, Size};
use types::id::ProjectId;
use types::text::{Caption, CaptionLook, CaptionWord, Inside, Position, Title};
use types::time::Seconds;

use crate::desk::{drafted, project, sit};

fn target(preset: &str, placement: &str) -> ExportTarget {
    ExportTarget { preset: preset.to_owned(), aspect: None, placement: Some(placement.to_owned()) }
}

#[track_caller]
fn look(desk: &Desk, id: ProjectId, target: ExportTarget) -> ExportOutlook {
    let call = CheckExports { id, targets: vec![target], folder: None };
    desk.check_exports(call).expect("an outlook").remove(0)
}

fn document(desk: &Desk, id: ProjectId) -> Document {
    desk.open_project(Open { id }).expect("it opens").document
}

#[track_caller]
fn edit(desk: &Desk, id: ProjectId, edit: Edit) {
    let revision = desk.open_project(Open { id }).expect("it opens").history.revision;
    desk.edit_project(MakeEdit { id, revision, edit }).expect("the edit fits");
}

#[track_caller]
fn put(desk: &Desk, id: ProjectId, kind: Kind, at: i64, clip: Clip) {
    let track = document(desk, id).first_track(kind).expect("there is one").id;
    edit(desk, id, Edit::Overwrite { track, at, clip: Box::new(clip) });
}

/// The findings that have those words.
fn found<'a>(outlook: &'a ExportOutlook, words: &str) -> Vec<&'a Finding> {
    outlook.findings.iter().filter(|finding| finding.text.contains(words)).collect()
}

#[test]
fn exports_are_looked_at_before_they_are_made() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, events) = sit(data.path());
    let id = drafted(&desk, &events);
    let document = desk.open_project(Open { id }).expect("it opens").document;
    let outlook = look(&desk, id, target("standard", "tiktok-in-feed"));
    assert_eq!(outlook.size, document.canvas.size);
    let ms = document.canvas.frame_rate.time_of(document.frames()).as_f64() * 1000.0;
    assert!((outlook.length_ms as f64 - ms).abs() <= 1.0 && outlook.bytes > 50_000 && outlook.making_ms > 0);
    let told = outlook.findings.iter().any(|finding| finding.weight == Weight::Tells);
    assert!(told, "the placement asks for words about synthetic people: {:?}", outlook.findings);
    assert!(outlook.findings.is_sorted_by_key(|finding| finding.weight));
    let stops = |outlook: &ExportOutlook| outlook.findings.iter().any(|found| found.weight == Weight::Stops);
    assert!(!stops(&outlook), "{:?}", outlook.findings);
    for unknown in [target("standard", "nowhere"), target("nothing", "tiktok-in-feed")] {
        let call = CheckExports { id, targets: vec![unknown], folder: None };
        assert_eq!(desk.check_exports(call).expect_err("unknown").code(), ErrorCode::UnknownPreset);
    }

    for take in document.media.iter().filter(|media| media.info.audio.is_some()).take(1) {
        std::fs::remove_file(&take.path).expect("the take goes");
    }
    let outlook = look(&desk, id, target("standard", "tiktok-in-feed"));
    let stops = outlook.findings.first().map(|finding| (finding.weight, finding.frame.is_some()));
    assert_eq!(stops, Some((Weight::Stops, true)), "{:?}", outlook.findings);
}

#[test]
fn sound_is_told_that_a_placement_would_play_at_another_loudness() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, events) = sit(data.path());
    let id = drafted(&desk, &events);
    let check = |lufs: Option<f32>, placement: &str, wanted: Option<&str>| {
        if let Some(target_lufs) = lufs {
            let loudness = Loudness { target_lufs, ..Loudness::default() };
            edit(&desk, id, Edit::SetLoudness { loudness });
        }
        let outlook = look(&desk, id, target("standard", placement));
        let told = found(&outlook, "LUFS");
        assert_eq!(told.len(), usize::from(wanted.is_some()), "{lufs:?} {placement}: {told:?}");
        assert!(told.iter().all(|told| told.text.contains(wanted.unwrap_or_default())), "{told:?}");
    };
    check(None, "tiktok-in-feed", None);
    check(None, "snapchat", Some("louder"));
    check(Some(-16.0), "snapchat", None);
    check(Some(-23.0), "tiktok-in-feed", Some("softer"));
    // What is left as it was mixed is as loud as the voices are.
    let mixed = look(&desk, id, target("intra", "tiktok-in-feed"));
    assert!(found(&mixed, "nothing is heard").is_empty());
    for track in document(&desk, id).tracks.iter().filter(|track| track.kind.is_sound()) {
        let settings = TrackSettings { muted: true, ..track.settings.clone() };
        edit(&desk, id, Edit::SetTrack { track: track.id, settings });
    }
    let silent = look(&desk, id, target("standard", "tiktok-in-feed"));
    assert_eq!(found(&silent, "nothing is heard").len(), 1, "{:?}", silent.findings);
}

#[test]
fn words_that_a_placement_covers_are_told_with_a_frame() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, events) = sit(data.path());
    let id = drafted(&desk, &events);
    let check = |covered: &[i64]| {
        let outlook = look(&desk, id, target("standard", "tiktok-in-feed"));
        let told: Vec<Option<i64>> =
            found(&outlook, "under its buttons").iter().map(|told| told.frame).collect();
        assert_eq!(told, covered.iter().map(|frame| Some(*frame)).collect::<Vec<_>>());
    };
    check(&[]);
    let title = |inside| {
        let position = Position { x: 0.5, y: 1.0, inside };
        Clip::new(20, Source::Title(Title { position, ..Title::new("Half price") }))
    };
    put(&desk, id, Kind::Overlay, 10, title(Inside::SafeArea));
    check(&[]);
    put(&desk, id, Kind::Overlay, 10, title(Inside::Canvas));
    check(&[10]);
    assert_eq!(document(&desk, id).placement, None, "the user's document is left alone");
}

#[test]
fn captions_that_go_before_they_are_read_are_told_where_they_are_seen() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, _events) = sit(data.path());
    let id = project(&desk).id;
    let word = |text: &str, start, end| CaptionWord { text: text.to_owned(), start, end };
    let words = vec![word("Slow", 0, 96_000), word("incomprehensibilities", 144_000, 170_000)];
    let caption = Source::Caption(Caption { words, style: CaptionLook::default() });
    put(&desk, id, Kind::Video, 0, Clip::new(150, Source::Solid(Color::BLACK)));
    // The first second is cut off, so what is said at 3 s is seen 2 s after the clip's start.
    let clip = Clip { source_start: Seconds::from_samples(48_000), ..Clip::new(130_000, caption) };
    put(&desk, id, Kind::Caption, 48_000, clip);
    let outlook = look(&desk, id, target("standard", "tiktok-in-feed"));
    let told: Vec<Option<i64>> = found(&outlook, "the caption").iter().map(|told| told.frame).collect();
    assert_eq!(told, [Some(90)], "{:?}", outlook.findings);
}

#[test]
fn files_for_which_there_is_no_room_are_told() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, _events) = sit(data.path());
    let id = project(&desk).id;
    let canvas = Canvas { size: Size::new(3840, 2160), ..document(&desk, id).canvas };
    edit(&desk, id, Edit::SetCanvas { canvas });
    // Nearly a day.
    put(&desk, id, Kind::Video, 0, Clip::new(2_500_000, Source::Solid(Color::BLACK)));
    let targets = vec![target("mezzanine", "tiktok-in-feed"); 40];
    let call = CheckExports { id, targets, folder: Some(data.path().join("not/yet").display().to_string()) };
    let outlooks = desk.check_exports(call).expect("outlooks");
    let last = outlooks.last().expect("the last of them");
    assert!(last.bytes > 1 << 40, "{}", last.bytes);
    let told = found(last, "MB left");
    assert_eq!(
        told.iter().map(|told| told.weight).collect::<Vec<_>>(),
        [Weight::Stops],
        "{:?}",
        last.findings
    );
}
