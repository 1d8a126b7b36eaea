//! The program as the engine's own process.

use std::process::Stdio;
use std::sync::Arc;

use studio::frame::{Look, View};
use studio::progress::{Cancel, Progress};
use studio::workshop::{EnginePlace, Workshop};
use types::document::Document;
use types::document::clip::{Clip, Source};
use types::document::track::Kind;
use types::edit::Edit;
use types::geometry::{Aspect, Color, Size};
use types::time::FrameRate;

use crate::support::{Desk, ffprobe};

fn document() -> Arc<Document> {
    let mut document = Document::new(Aspect::Square, FrameRate::FPS_30);
    let track = document.first_track(Kind::Video).expect("a new document has one").id;
    let clip = Box::new(Clip::new(20, Source::Solid(Color::rgb(30, 90, 200))));
    document.apply(&Edit::Overwrite { track, at: 0, clip }).expect("there is room");
    Arc::new(document)
}

#[test]
fn the_program_draws_and_exports_for_another() {
    let desk = Desk::new();
    let place = EnginePlace::worker_of(env!("CARGO_BIN_EXE_greenroom").into());
    let away = Workshop::open(&desk.data(), place).expect("the program starts as a worker");
    let here = Workshop::open(&desk.data(), EnginePlace::Here).expect("GStreamer is there");
    let document = document();
    let view = View { frame: 7, size: Size::new(540, 540), revision: 3, look: Look::Exact };
    let [ours, theirs] = [&here, &away].map(|workshop| workshop.view(&document, &view).expect("it is drawn"));
    assert!(ours == theirs, "the same picture");
    let out = desk.path("ad.mp4");
    let preset = studio::export::preset("draft").expect("it is in the catalogue");
    let progress = Progress::new(&|_, _, _| {}, Cancel::new());
    let exported = away.export(&document, preset, &out, &progress).expect("it is exported");
    assert_eq!(exported.frames, 20);
    assert_eq!(ffprobe(&out)["streams"][0]["nb_frames"], "20");
}

#[test]
fn nobody_starts_it_by_hand() {
    let desk = Desk::new();
    let mut command = desk.command();
    let output = command.arg("worker").stdin(Stdio::null()).output().expect("the program starts");
    assert_eq!(output.status.code(), Some(1), "it says so and ends");
}
