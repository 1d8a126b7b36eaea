//! Facts about export.

mod content;
mod failure;
mod scene;
mod sound;
mod tools;

use std::path::{Path, PathBuf};

use engine::cancel::Cancel;
use engine::error::EngineError;
use engine::export::{ExportJob, ExportReport, Metadata, PictureSource, SoundSource, export};
use scene::{Bars, Clicks, number_on};
use tempfile::TempDir;
use types::geometry::Size;
use types::preset;
use types::time::FrameRate;

const SIZE: Size = Size::new(320, 180);

#[test]
fn every_frame_comes_back_in_order() {
    for (id, rate) in [
        ("standard", FrameRate::FPS_30),
        ("youtube", FrameRate::FPS_60),
        ("webm", FrameRate::FPS_25),
        ("mezzanine", FrameRate::FPS_24),
        ("intra", FrameRate::FPS_29_97),
        ("standard", FrameRate::FPS_29_97),
    ] {
        let made = Made::of(id, rate, 75);
        let numbers: Vec<_> =
            tools::grey_frames(&made.path, 320, 180).iter().map(|frame| number_on(frame, 320, 180)).collect();
        assert_eq!(numbers, (0..75).collect::<Vec<_>>(), "{id} at {rate:?}");
    }
}

#[test]
fn an_mp4_is_what_every_platform_takes() {
    let made = Made::of("standard", FrameRate::FPS_30, 60);
    let video = |name: &str| tools::value(&made.path, "v", &format!("stream={name}"));
    for (name, expected) in [
        ("codec_name", "h264"),
        ("profile", "High"),
        ("pix_fmt", "yuv420p"),
        ("color_range", "tv"),
        ("color_space", "bt709"),
        ("color_transfer", "bt709"),
        ("color_primaries", "bt709"),
        ("field_order", "progressive"),
        ("sample_aspect_ratio", "1:1"),
        ("r_frame_rate", "30/1"),
        ("avg_frame_rate", "30/1"),
        ("start_time", "0.000000"),
        ("duration", "2.000000"),
        ("nb_frames", "60"),
        ("codec_tag_string", "avc1"),
    ] {
        assert_eq!(video(name), expected, "{name}");
    }
    let audio = |name: &str| tools::value(&made.path, "a", &format!("stream={name}"));
    for (name, expected) in
        [("codec_name", "aac"), ("profile", "LC"), ("sample_rate", "48000"), ("channels", "2")]
    {
        assert_eq!(audio(name), expected, "{name}");
    }
    let bytes = std::fs::read(&made.path).expect("the file is there");
    let at = |kind: &[u8]| bytes.windows(4).position(|four| four == kind).expect("the box is there");
    assert!(at(b"moov") < at(b"mdat"), "the index comes first");
    assert_eq!(made.report.bytes, bytes.len() as u64);
}

#[test]
fn a_click_is_heard_at_its_sample() {
    for id in ["standard", "youtube", "webm", "mezzanine", "intra"] {
        let made = Made::of(id, FrameRate::FPS_30, 60);
        let sound = tools::left(&made.path);
        for click in CLICKS {
            let heard = tools::loudest_near(&sound, click as usize) as i64;
            assert!((heard - click).abs() <= 1, "{id}: a click at {click} is heard at {heard}");
        }
    }
}

#[test]
fn picture_and_sound_are_as_long_as_the_document() {
    for (id, rate) in [
        ("standard", FrameRate::FPS_30),
        ("standard", FrameRate::FPS_29_97),
        ("youtube", FrameRate::FPS_25),
        ("mezzanine", FrameRate::FPS_60),
        ("webm", FrameRate::FPS_30),
    ] {
        let made = Made::of(id, rate, 75);
        let frames = tools::grey_frames(&made.path, 320, 180).len();
        assert_eq!(frames, 75, "{id}");
        let samples = rate.sample_of(75);
        let decoded = tools::left(&made.path).len() as i64;
        assert!((decoded - samples).abs() <= 1024, "{id}: {decoded} samples for {samples}");
        let length: f64 = tools::value(&made.path, "v", "format=duration").parse().expect("a number");
        assert!((length - rate.time_of(75).as_f64()).abs() < 0.03, "{id}: {length} s");
    }
}

const CLICKS: [i64; 3] = [12_000, 50_000, 95_000];

/// A short film that was exported.
struct Made {
    path: PathBuf,
    report: ExportReport,
    _folder: TempDir,
}

impl Made {
    #[track_caller]
    fn of(id: &str, rate: FrameRate, frames: i64) -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let preset = preset::find(id).expect("the preset is known");
        let path = folder.path().join("film").with_extension(preset.container.extension());
        let job = job(&path, id, rate, frames);
        let mut clicks = Clicks(CLICKS.to_vec());
        let report = run(&job, &Bars::new(SIZE), Some(&mut clicks)).expect("the export succeeds");
        Self { path, report, _folder: folder }
    }
}

fn job(path: &Path, id: &str, frame_rate: FrameRate, frames: i64) -> ExportJob {
    let preset = *preset::find(id).expect("the preset is known");
    let metadata = Metadata { title: "A film".to_owned(), ..Metadata::default() };
    ExportJob { path: path.to_owned(), preset, size: SIZE, frame_rate, frames, metadata }
}

fn run(
    job: &ExportJob,
    pictures: &dyn PictureSource,
    sound: Option<&mut dyn SoundSource>,
) -> Result<ExportReport, EngineError> {
    export(job, pictures, sound, &|_| {}, &Cancel::new())
}
