//! Facts about exports that do not come to an end.

use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use engine::cancel::Cancel;
use engine::error::EngineError;
use engine::export::{ExportStage, PictureSource, SoundSource, export};
use engine::system;
use render::picture::Picture;
use types::geometry::Size;
use types::time::FrameRate;

use super::scene::{Bars, Clicks, Flat, number_on};
use super::{CLICKS, Made, SIZE, job, run, tools};

#[test]
fn a_cancelled_export_leaves_nothing_and_ends_at_once() {
    for id in ["standard", "webm", "mezzanine"] {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let cancel = Cancel::new();
        let asked = Mutex::new(None);
        let job = job(&folder.path().join("film.mp4"), id, FrameRate::FPS_30, 100_000);
        let outcome = export(
            &job,
            &Bars::new(SIZE),
            Some(&mut Clicks(vec![])),
            &|progress| {
                if progress.frames_done > 5 {
                    cancel.cancel();
                    asked.lock().expect("no thread died").get_or_insert_with(Instant::now);
                }
            },
            &cancel,
        );
        let waited = asked.lock().expect("no thread died").expect("it was asked to stop").elapsed();
        assert!(matches!(outcome, Err(EngineError::Cancelled)), "{id}: {outcome:?}");
        assert!(waited < Duration::from_secs(2), "{id}: stopping took {waited:?}");
        assert_eq!(names_in(folder.path()), Vec::<String>::new(), "{id}");
    }
}

#[test]
fn a_wish_to_stop_before_the_start_renders_nothing() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let cancel = Cancel::new();
    cancel.cancel();
    let bars = Bars::new(SIZE);
    let job = job(&folder.path().join("film.mp4"), "standard", FrameRate::FPS_30, 30);
    let outcome = export(&job, &bars, None, &|_| {}, &cancel);
    assert!(matches!(outcome, Err(EngineError::Cancelled)), "{outcome:?}");
    assert_eq!(bars.asked.load(Ordering::Relaxed), 0);
    assert_eq!(names_in(folder.path()), Vec::<String>::new());
}

#[test]
fn a_picture_that_fails_fails_the_export_and_keeps_the_old_file() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("film.mp4");
    std::fs::write(&path, "an older film").expect("the folder can be written");
    let broken = Broken { at: 20, by: || Err(EngineError::NoPicture { path: "clip.mov".into() }) };
    let outcome = run(&job(&path, "standard", FrameRate::FPS_30, 60), &broken, Some(&mut Clicks(vec![])));
    assert!(matches!(outcome, Err(EngineError::NoPicture { .. })), "{outcome:?}");
    assert_eq!(names_in(folder.path()), ["film.mp4"]);
    assert_eq!(std::fs::read(&path).expect("the file is there"), b"an older film");
}

#[test]
fn a_renderer_that_panics_fails_the_export() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let broken = Broken { at: 20, by: || panic!("a fault in drawing") };
    let job = job(&folder.path().join("film.mp4"), "standard", FrameRate::FPS_30, 60);
    let outcome = run(&job, &broken, None);
    assert!(matches!(outcome, Err(EngineError::Pipeline(_))), "{outcome:?}");
    assert_eq!(names_in(folder.path()), Vec::<String>::new());
}

#[test]
fn sound_that_fails_fails_the_export() {
    struct Deaf;
    impl SoundSource for Deaf {
        fn read(&mut self, from: i64, _out: &mut [f32]) -> Result<(), EngineError> {
            if from < 48_000 { Ok(()) } else { Err(EngineError::NoSound { path: "song.mp3".into() }) }
        }
    }
    let folder = tempfile::tempdir().expect("a folder can be made");
    let job = job(&folder.path().join("film.mp4"), "standard", FrameRate::FPS_30, 90);
    let outcome = run(&job, &Bars::new(SIZE), Some(&mut Deaf));
    assert!(matches!(outcome, Err(EngineError::NoSound { .. })), "{outcome:?}");
    assert_eq!(names_in(folder.path()), Vec::<String>::new());
}

#[test]
fn a_place_that_cannot_be_written_is_said_before_anything_is_rendered() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let missing = refusal(&folder.path().join("nowhere/film.mp4"));
    assert!(missing.contains("there is no folder"), "{missing}");
    let taken = refusal(folder.path());
    assert!(taken.contains("is a folder"), "{taken}");
    // Even the administrator may not make files there.
    if cfg!(target_os = "linux") {
        let locked = refusal(Path::new("/sys/film.mp4"));
        assert!(locked.contains("may not be opened"), "{locked}");
    }
}

#[test]
fn a_job_that_cannot_be_is_refused() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let good = job(&folder.path().join("film.mp4"), "standard", FrameRate::FPS_30, 30);
    let mut odd = good.clone();
    odd.size = Size::new(321, 180);
    let mut endless = good.clone();
    endless.frames = i64::MAX;
    let mut empty = good.clone();
    empty.frames = 0;
    for job in [odd, endless, empty] {
        let outcome = run(&job, &Bars::new(job.size), None);
        assert!(matches!(outcome, Err(EngineError::InvalidJob { .. })), "{outcome:?}");
    }
    let outcome = run(&good, &Flat(Size::new(640, 360), [9, 9, 9, 255]), None);
    assert!(matches!(outcome, Err(EngineError::InvalidJob { .. })), "{outcome:?}");
    assert_eq!(names_in(folder.path()), Vec::<String>::new());
}

#[test]
fn a_file_is_written_by_one_export_at_a_time() {
    struct Twice<'a>(&'a Path, Mutex<Vec<Result<(), EngineError>>>);
    impl PictureSource for Twice<'_> {
        fn picture(&self, frame: i64) -> Result<Picture, EngineError> {
            if frame == 3 {
                let second = run(&job(self.0, "standard", FrameRate::FPS_30, 5), &Bars::new(SIZE), None);
                self.1.lock().expect("no thread died").push(second.map(|_| ()));
            }
            Bars::new(SIZE).picture(frame)
        }
    }
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("film.mp4");
    let twice = Twice(&path, Mutex::default());
    run(&job(&path, "standard", FrameRate::FPS_30, 10), &twice, None).expect("the first goes on");
    let seconds = twice.1.into_inner().expect("no thread died");
    assert!(matches!(seconds.as_slice(), [Err(EngineError::InUse { .. })]), "{seconds:?}");
    assert_eq!(names_in(folder.path()), ["film.mp4"]);
}

#[test]
fn what_a_killed_export_left_is_in_nobodys_way() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for left in ["film.mp4.part", "film.mp4.part.spool"] {
        std::fs::write(folder.path().join(left), vec![7; 100_000]).expect("the folder can be written");
    }
    let path = folder.path().join("film.mp4");
    let report = run(&job(&path, "standard", FrameRate::FPS_30, 10), &Bars::new(SIZE), None);
    let report = report.expect("the export succeeds");
    assert_eq!(names_in(folder.path()), ["film.mp4"]);
    assert_eq!(std::fs::metadata(&path).expect("the file is there").len(), report.bytes);
}

/// Set in the child of the test below.
const WITHOUT_BEST: &str = "ENGINE_TEST_WITHOUT_BEST_ENCODERS";

#[test]
fn other_encoders_serve_where_the_best_are_missing() {
    if std::env::var_os(WITHOUT_BEST).is_none() {
        // In a process of its own: what is taken out of GStreamer is gone for every test in it.
        let status = Command::new(std::env::current_exe().expect("a test has a path"))
            .args(["--exact", "export::failure::other_encoders_serve_where_the_best_are_missing"])
            .env(WITHOUT_BEST, "1")
            .status();
        return assert!(status.expect("the test starts").success());
    }
    system::init().expect("GStreamer starts");
    take_out("x264enc");
    take_out("avenc_aac");
    let made = Made::of("standard", FrameRate::FPS_30, 60);
    assert_eq!(made.report.video_encoder, "openh264enc");
    assert_eq!(made.report.audio_encoder, Some("voaacenc"));
    assert_eq!(made.report.warnings.len(), 2, "{:?}", made.report.warnings);
    let frames = tools::grey_frames(&made.path, 320, 180);
    let numbers: Vec<_> = frames.iter().map(|frame| number_on(frame, 320, 180)).collect();
    assert_eq!(numbers, (0..60).collect::<Vec<_>>());
    let sound = tools::left(&made.path);
    for click in CLICKS {
        assert!(tools::loudest_near(&sound, click as usize).abs_diff(click as usize) <= 1, "{click}");
    }
    take_out("openh264enc");
    // Another size: what was found out about this one is remembered.
    let mut job = job(&made.path, "standard", FrameRate::FPS_30, 30);
    job.size = Size::new(640, 360);
    let missing = run(&job, &Bars::new(job.size), None).expect_err("no encoder is left").to_string();
    assert!(missing.contains("an encoder for H.264") && missing.contains("install"), "{missing}");
}

fn take_out(factory: &str) {
    let found = gstreamer::ElementFactory::find(factory).expect("it is installed for tests");
    gstreamer::Registry::get().remove_feature(&found);
}

/// Set in the child of the test below, to the folder on a tiny disk.
const TINY_DISK: &str = "ENGINE_TEST_TINY_DISK";

#[test]
fn a_full_disk_is_said_and_left_empty() {
    if let Ok(folder) = std::env::var(TINY_DISK) {
        return fill(Path::new(&folder));
    }
    // A disk of a few megabytes in a namespace of its own, so that this needs no rights.
    let folder = tempfile::tempdir().expect("a folder can be made");
    let name = "export::failure::a_full_disk_is_said_and_left_empty";
    let script =
        format!("mount -t tmpfs -o size=4m tiny \"${TINY_DISK}\" || exit 77; exec \"$0\" --exact {name}");
    let status = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", &script])
        .arg(std::env::current_exe().expect("a test has a path"))
        .env(TINY_DISK, folder.path())
        .status();
    match status.map(|status| status.code()) {
        Ok(Some(0)) => {}
        // Containers may forbid namespaces; then there is no small disk to be had.
        Ok(Some(1 | 77)) | Err(_) if !can_unshare() => {}
        other => panic!("the export on a full disk: {other:?}"),
    }
}

fn can_unshare() -> bool {
    let mount = "mount -t tmpfs tiny /mnt";
    let tried =
        Command::new("unshare").args(["--user", "--map-root-user", "--mount", "sh", "-c", mount]).status();
    tried.is_ok_and(|status| status.success())
}

fn fill(folder: &Path) {
    for id in ["mezzanine", "intra", "webm"] {
        let path = folder.join("film").with_extension(if id == "webm" { "webm" } else { "mov" });
        let outcome = run(&job(&path, id, FrameRate::FPS_30, 900), &Noise, Some(&mut Clicks(vec![])));
        assert!(matches!(outcome, Err(EngineError::DiskFull { .. })), "{id}: {outcome:?}");
        assert_eq!(names_in(folder), Vec::<String>::new(), "{id}");
    }
    let mut long = job(&folder.join("film.mp4"), "standard", FrameRate::FPS_30, 100_000);
    long.size = Size::new(1920, 1080);
    let bars = Bars::new(long.size);
    let outcome =
        export(&long, &bars, None, &|told| assert_eq!(told.stage, ExportStage::Preparing), &Cancel::new());
    assert!(matches!(outcome, Err(EngineError::DiskFull { .. })), "{outcome:?}");
    assert_eq!(bars.asked.load(Ordering::Relaxed), 0, "it is clear beforehand that this cannot fit");
}

/// Pictures that do not compress.
struct Noise;

impl PictureSource for Noise {
    fn picture(&self, frame: i64) -> Result<Picture, EngineError> {
        let mut state = (frame as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let bytes = std::iter::repeat_with(|| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state as u8
        });
        let length = render::picture::YuvImage::packed_len(SIZE);
        let image = render::picture::YuvImage::packed(SIZE, bytes.take(length).collect());
        Ok(Picture::Yuv(image.expect("the bytes fit the size").into()))
    }
}

/// Bars with a fault in one frame.
struct Broken<F> {
    at: i64,
    by: F,
}

impl<F: Fn() -> Result<Picture, EngineError> + Sync> PictureSource for Broken<F> {
    fn picture(&self, frame: i64) -> Result<Picture, EngineError> {
        if frame == self.at { (self.by)() } else { Bars::new(SIZE).picture(frame) }
    }
}

#[track_caller]
fn refusal(path: &Path) -> String {
    let bars = Bars::new(SIZE);
    let outcome = run(&job(path, "standard", FrameRate::FPS_30, 30), &bars, None);
    assert_eq!(bars.asked.load(Ordering::Relaxed), 0, "nothing is rendered");
    outcome.expect_err("the place cannot be written").to_string()
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let names = entries.map(|entry| entry.expect("it can be read").file_name());
    let mut names: Vec<_> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
