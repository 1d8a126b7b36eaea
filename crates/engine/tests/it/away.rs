//! The engine in processes of its own does what it does here, and whatever happens to them, its user goes on.

use std::path::Path;
use std::sync::Arc;

use engine::cancel::Cancel;
use engine::error::EngineError;
use engine::export::Metadata;
use engine::handle::Engine;
use engine::playback::{Now, Play};
use engine::progress::{Stage, Step};
use engine::session::export::Order;
use engine::session::view::{Look, View};
use types::document::clip::{Bed, Clip, Source};
use types::document::track::Kind;
use types::document::{Canvas, Document};
use types::edit::Edit;
use types::frame::FrameHeader;
use types::geometry::{Aspect, Color, Size};
use types::id::{MediaId, TrackId};
use types::text::{Inside, Position, Title};
use types::time::FrameRate;
use worker::command::WorkerCommand;

use crate::material::{clip, recipe, scratch};

/// Says that this binary was started as the engine's process.
const ROLE: &str = "GREENROOM_TEST_ENGINE";
const SIZE: Size = Size::new(320, 180);

/// Not a test: the place where the binary becomes the engine's process. Without the variable it is nothing.
#[test]
fn engine_process() {
    if std::env::var_os(ROLE).is_some() {
        engine::serve::serve().expect("the one who started it hangs up at last");
        std::process::exit(0);
    }
}

fn away(cache: &Path) -> Engine {
    let args = ["--exact", "away::engine_process", "--nocapture", "--test-threads=1"];
    let mut command = WorkerCommand::this_executable(args).expect("a test knows its own path");
    command.env.push((ROLE.into(), "1".into()));
    Engine::in_worker(command, cache).expect("the test binary can be started")
}

/// A clip of real footage between two colours, by the engine that shall probe it.
fn document(engine: &Engine) -> (Arc<Document>, TrackId) {
    let path = clip(recipe("film-23976.mp4"));
    let (info, identity) = engine.probe(&path).expect("the clip can be read");
    let mut document = Document::new(Aspect::Wide, FrameRate::FPS_30);
    let canvas = Canvas { size: SIZE, frame_rate: FrameRate::FPS_30, background: Color::BLACK };
    document.apply(&Edit::SetCanvas { canvas }).expect("an empty document takes any canvas");
    let media = MediaId(document.next_id);
    let path = path.to_string_lossy().into_owned();
    document.apply(&Edit::AddMedia { path, identity, info: Box::new(info) }).expect("media can be added");
    let track = document.first_track(Kind::Video).expect("a new document has one").id;
    let sources = [Source::Solid(Color::rgb(200, 30, 30)), Source::Media(media), Source::Solid(Color::WHITE)];
    for (source, at) in sources.into_iter().zip([0, 10, 40]) {
        let length = if at == 10 { 30 } else { 10 };
        let clip = Box::new(Clip::new(length, source));
        document.apply(&Edit::Overwrite { track, at, clip }).expect("there is room");
    }
    (Arc::new(document), track)
}

fn view(frame: i64) -> View {
    View { frame, size: SIZE, revision: 7, look: Look::Exact }
}

fn order(document: &Arc<Document>, path: &Path) -> Order {
    let preset = types::preset::find("standard").expect("it is in the catalogue");
    let metadata = Metadata { title: "Of its own".to_owned(), ..Metadata::default() };
    Order { document: Arc::clone(document), preset, path: path.to_owned(), metadata }
}

#[track_caller]
fn kill(process: u32) {
    let killed = std::process::Command::new("kill").args(["-9", &process.to_string()]).status();
    assert!(killed.expect("kill is there").success(), "the process was there");
}

#[test]
fn a_frame_is_the_same_wherever_it_is_drawn() {
    let folder = scratch();
    let (here, away) =
        (Engine::here(folder.path()).expect("GStreamer is there"), away(&folder.path().join("other")));
    let (document, track) = document(&away);
    let check = |document: &Arc<Document>, frame| {
        let ours = here.view(document, &view(frame)).expect("it can be drawn here");
        let theirs = away.view(document, &view(frame)).expect("it can be drawn there");
        assert_eq!(
            FrameHeader::read(&ours).map(|(header, _)| (header.frame, header.revision)),
            Some((frame, 7))
        );
        assert!(ours == theirs, "frame {frame} differs");
    };
    [0, 9, 10, 25, 39, 40, 49].into_iter().for_each(|frame| check(&document, frame));
    // An edit travels as a difference to the document before it, and an undo to that before the edit.
    let mut edited = Document::clone(&document);
    let clip = Box::new(Clip::new(5, Source::Solid(Color::rgb(0, 160, 90))));
    let inverse = edited.apply(&Edit::Overwrite { track, at: 20, clip }).expect("there is room");
    let edited = Arc::new(edited);
    [19, 20, 24, 25].into_iter().for_each(|frame| check(&edited, frame));
    let mut undone = Document::clone(&edited);
    undone.apply(&inverse).expect("an inverse always applies");
    let undone = Arc::new(undone);
    [19, 20, 24, 25].into_iter().for_each(|frame| check(&undone, frame));
}

#[test]
fn frames_too_large_for_the_ring_arrive_whole() {
    let folder = scratch();
    let away = away(folder.path());
    let (document, _) = document(&away);
    let large = View { size: Size::new(3840, 2160), ..view(3) };
    let bytes = away.view(&document, &large).expect("it can be drawn");
    let (header, _) = FrameHeader::read(&bytes).expect("a whole picture");
    assert_eq!(header.size, large.size);
}

#[test]
fn a_killed_process_gives_the_picture_back_by_itself() {
    let folder = scratch();
    let away = away(folder.path());
    let (document, _) = document(&away);
    let before = away.view(&document, &view(25)).expect("it can be drawn");
    for _ in 0..3 {
        kill(*away.processes().first().expect("it runs"));
        assert!(away.view(&document, &view(25)).expect("it can be drawn again") == before);
    }
}

#[test]
fn an_export_tells_how_far_it_is() {
    let folder = scratch();
    let away = away(folder.path());
    let (document, _) = document(&away);
    let path = folder.path().join("ad.mp4");
    let steps = std::cell::RefCell::new(Vec::new());
    let told = |step: Step| steps.borrow_mut().push(step);
    let exported = away.export(&order(&document, &path), &told, &Cancel::new()).expect("it can be exported");
    assert_eq!(exported.frames, 50);
    assert_eq!(std::fs::metadata(&path).expect("the file is there").len(), exported.bytes);
    let last = steps.borrow().iter().rfind(|step| step.stage == Stage::Rendering).copied();
    assert_eq!(last.map(|step| (step.done, step.total)), Some((50, 50)));
}

#[test]
fn an_export_can_be_stopped_and_leaves_nothing() {
    let folder = scratch();
    let away = away(folder.path());
    let (document, _) = document(&away);
    let out = tempfile::tempdir_in(folder.path()).expect("a folder can be made");
    let cancel = Cancel::new();
    cancel.cancel();
    let stopped = away.export(&order(&document, &out.path().join("ad.mp4")), &|_| {}, &cancel);
    assert!(matches!(stopped, Err(EngineError::Cancelled)), "{stopped:?}");
    assert_eq!(std::fs::read_dir(out.path()).expect("it is a folder").count(), 0);
}

#[test]
fn a_killed_export_is_an_error_and_the_next_one_works() {
    let folder = scratch();
    let away = away(folder.path());
    let (document, _) = document(&away);
    let path = folder.path().join("ad.mp4");
    let killed = std::cell::Cell::new(false);
    let told = |_: Step| {
        if !killed.replace(true) {
            kill(*away.processes().last().expect("it runs"));
        }
    };
    let failed = away.export(&order(&document, &path), &told, &Cancel::new());
    assert!(killed.get(), "it tells how far it is before it is done");
    assert!(matches!(failed, Err(EngineError::Worker(_))), "{failed:?}");
    assert!(!path.exists(), "nothing half-made has the final name");
    away.export(&order(&document, &path), &|_| {}, &Cancel::new()).expect("it can be exported again");
    assert!(path.exists());
}

#[test]
fn playback_stands_where_it_was_seen_when_its_process_is_killed() {
    let folder = scratch();
    let away = away(folder.path());
    let still = Now { frame: 0, playing: false, audible: false };
    assert_eq!(away.now(), still, "nothing was ever played");
    let (document, _) = document(&away);
    // Over and over, so that it never ends, however slow the machine.
    let looped = Play { from_frame: 20, speed: 2, range: Some((20, 40)) };
    away.play(&document, &looped).expect("it can be played");
    let seen = away.now();
    assert!(seen.playing && !seen.audible && (20..40).contains(&seen.frame), "{seen:?}");
    kill(*away.processes().first().expect("it runs"));
    assert_eq!(away.now(), Now { playing: false, ..seen });
    // A new process knows nothing of it.
    away.view(&document, &view(25)).expect("it can be drawn again");
    assert_eq!(away.now(), Now { playing: false, ..seen });
    away.replace(&document).expect("it runs");
    away.play(&document, &Play { from_frame: 7, speed: 0, range: None }).expect("it can be played again");
    assert_eq!(away.now(), Now { frame: 7, ..still });
    assert_eq!(away.pause(), Now { frame: 7, ..still });
}

#[test]
fn what_is_known_before_an_export_is_the_same_wherever_it_is_asked() {
    let folder = scratch();
    let (here, away) =
        (Engine::here(folder.path()).expect("GStreamer is there"), away(&folder.path().join("other")));
    let (document, _) = document(&away);
    let mut document = Document::clone(&document);
    let mut add = |kind, clip: Clip| {
        let track = document.first_track(kind).expect("a new document has one").id;
        document.apply(&Edit::Overwrite { track, at: 0, clip: Box::new(clip) }).expect("there is room");
    };
    let bed = types::bed::CATALOGUE[0].id.to_owned();
    add(Kind::Music, Clip::new(48_000, Source::Bed(Bed { id: bed, seed: 1 })));
    let position = Position { x: 0.5, y: 1.0, inside: Inside::Canvas };
    add(Kind::Overlay, Clip::new(20, Source::Title(Title { position, ..Title::new("Low") })));
    document.apply(&Edit::SetPlacement { placement: Some("tiktok-in-feed".into()) }).expect("it can be set");
    let document = Arc::new(document);
    let heard = away.heard(&document).expect("it is mixed there");
    let there = here.heard(&document).expect("it is mixed here");
    // A number on its way through JSON may lose its last bit.
    let same = |one: Option<f64>, other: Option<f64>| {
        one.zip(other).is_some_and(|(one, other)| (one - other).abs() < 1e-9)
    };
    assert!(same(there.mixed_lufs, heard.mixed_lufs), "{there:?} {heard:?}");
    assert!(same(there.mixed_peak_dbtp, heard.mixed_peak_dbtp), "{there:?} {heard:?}");
    assert!(same(there.levelled_lufs, heard.levelled_lufs), "{there:?} {heard:?}");
    assert!(heard.levelled_lufs.is_some_and(|lufs| (lufs + 14.0).abs() < 1.0), "{heard:?}");
    let covered = away.covered(&document).expect("it is looked at there");
    assert_eq!(here.covered(&document).expect("it is looked at here"), covered);
    assert_eq!(covered.iter().map(|(_, frame)| *frame).collect::<Vec<_>>(), [0]);
    let preset = types::preset::default();
    assert_eq!(away.lacking(preset, SIZE, FrameRate::FPS_30).expect("it answers"), None);
}

#[test]
fn a_take_can_be_heard_from_afar() {
    let folder = scratch();
    let away = away(folder.path());
    let path = folder.path().join("take.wav");
    engine::wav::write_mono(&path, &[0.0; 4800]).expect("the folder can be written to");
    assert_eq!(away.hear(&path).expect("it is a take"), 4800);
    let missing = away.hear(&folder.path().join("gone.wav"));
    assert!(matches!(missing, Err(EngineError::FileNotFound { .. })), "{missing:?}");
}

#[test]
fn failures_cross_as_they_are() {
    let folder = scratch();
    let away = away(folder.path());
    let (document, _) = document(&away);
    let broken = folder.path().join("broken.mp4");
    std::fs::write(&broken, b"not a video").expect("it can be written");
    let unreadable = away.probe(&broken);
    assert!(
        matches!(&unreadable, Err(EngineError::Unreadable { path, .. }) if *path == broken),
        "{unreadable:?}"
    );
    let nowhere = folder.path().join("no folder").join("ad.mp4");
    let refused = away.export(&order(&document, &nowhere), &|_| {}, &Cancel::new());
    assert!(matches!(refused, Err(EngineError::NoFolder { .. })), "{refused:?}");
    let missing = away.probe(&folder.path().join("gone.mp4"));
    assert!(matches!(missing, Err(EngineError::FileNotFound { .. })), "{missing:?}");
}

#[test]
fn the_systems_errors_keep_their_number() {
    let source = std::io::Error::from_raw_os_error(5);
    let error = EngineError::from_io("/a/file", source);
    let crossed = serde_json::to_value(&error).and_then(serde_json::from_value::<EngineError>);
    let crossed = crossed.expect("every failure crosses");
    assert_eq!(crossed.to_string(), error.to_string());
    assert!(matches!(crossed, EngineError::Io { source, .. } if source.raw_os_error() == Some(5)));
}
