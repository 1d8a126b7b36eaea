//! Facts about what is in an exported file besides frames and clicks.

use std::sync::Mutex;

use engine::cancel::Cancel;
use engine::export::capability::capabilities;
use engine::export::poster::{frame_png, poster};
use engine::export::{DigitalSource, Disclosure, ExportStage, Metadata, PictureSource, export};
use types::geometry::Size;
use types::time::FrameRate;

use super::scene::{Bars, Clicks, Flat, Tone};
use super::{SIZE, job, run, tools};

#[test]
fn drawn_colours_come_back() {
    for (id, color) in [
        ("standard", [230u8, 30, 40]),
        ("standard", [20, 200, 60]),
        ("webm", [30, 60, 220]),
        ("mezzanine", [250, 250, 250]),
        ("intra", [128, 128, 128]),
    ] {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("film.mov");
        let [r, g, b] = color;
        run(&job(&path, id, FrameRate::FPS_30, 12), &Flat(SIZE, [r, g, b, 255]), None).expect("it succeeds");
        let pixels = tools::decoded(&path, &["-f", "rawvideo", "-pix_fmt", "rgb24", "-frames:v", "1"]);
        let middle = &pixels[(90 * 320 + 160) * 3..][..3];
        let far = middle.iter().zip(color).any(|(found, sent)| found.abs_diff(sent) > 3);
        assert!(!far, "{id}: {color:?} came back as {middle:?}");
    }
}

#[test]
fn every_container_says_how_its_colours_are_meant() {
    for id in ["standard", "youtube", "webm", "mezzanine", "intra"] {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("film.mov");
        run(&job(&path, id, FrameRate::FPS_30, 12), &Bars::new(SIZE), None).expect("it succeeds");
        for name in ["color_space", "color_transfer", "color_primaries"] {
            assert_eq!(tools::value(&path, "v", &format!("stream={name}")), "bt709", "{id} {name}");
        }
        assert_eq!(tools::value(&path, "v", "stream=color_range"), "tv", "{id}");
        assert_eq!(tools::probe(&path, "a", "stream=codec_name"), Vec::<String>::new(), "{id} has no sound");
    }
}

#[test]
fn loudness_is_left_alone() {
    for id in ["standard", "youtube", "webm", "mezzanine"] {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("film.mov");
        let mut tone = Tone { hertz: 997.0, amplitude: 0.2 };
        run(&job(&path, id, FrameRate::FPS_30, 60), &Bars::new(SIZE), Some(&mut tone)).expect("it succeeds");
        let sound = tools::left(&path);
        let middle = &sound[24_000..72_000];
        let power = middle.iter().map(|sample| f64::from(*sample).powi(2)).sum::<f64>() / 48_000.0;
        let decibels = 10.0 * (power / (0.2f64.powi(2) / 2.0)).log10();
        assert!(decibels.abs() < 0.05, "{id}: {decibels} dB");
    }
}

#[test]
fn the_last_sound_is_not_lost() {
    for id in ["standard", "youtube", "webm", "mezzanine"] {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("film.mov");
        let last = 2 * 48_000 - 40;
        let mut clicks = Clicks(vec![last]);
        run(&job(&path, id, FrameRate::FPS_30, 60), &Bars::new(SIZE), Some(&mut clicks))
            .expect("it succeeds");
        let sound = tools::left(&path);
        let heard = tools::loudest_near(&sound, last as usize);
        assert!(heard.abs_diff(last as usize) <= 1, "{id}: heard at {heard}");
        assert!(sound[heard].abs() > 0.3, "{id}: as loud as {}", sound[heard]);
    }
}

#[test]
fn a_youtube_upload_has_no_edit_lists() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("film.mp4");
    let mut clicks = Clicks(vec![]);
    run(&job(&path, "youtube", FrameRate::FPS_30, 60), &Bars::new(SIZE), Some(&mut clicks))
        .expect("it succeeds");
    let bytes = std::fs::read(&path).expect("the file is there");
    let has = |kind: &[u8]| bytes.windows(4).any(|four| four == kind);
    assert!(!has(b"edts"), "no edit lists");
    assert_eq!(tools::value(&path, "v", "stream=start_time"), "0.000000");
    assert_eq!(tools::value(&path, "a", "stream=start_time"), "0.000000");
    assert_eq!(tools::value(&path, "v", "stream=duration"), "2.000000");
    let keys = tools::probe(&path, "v", "packet=flags").iter().filter(|line| line.contains("K_")).count();
    assert_eq!(keys, 4, "a keyframe every half second");
}

#[test]
fn a_file_says_what_it_is_and_what_is_made_by_machine() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for (id, ending) in [("standard", "mp4"), ("webm", "webm"), ("mezzanine", "mov")] {
        let path = folder.path().join("film").with_extension(ending);
        let mut job = job(&path, id, FrameRate::FPS_30, 30);
        job.metadata = Metadata {
            title: "Été à Zürich".to_owned(),
            comment: "Second cut".to_owned(),
            disclosure: Some(Disclosure {
                words: "Contains AI-generated people.".to_owned(),
                source: DigitalSource::TrainedModel,
            }),
        };
        run(&job, &Bars::new(SIZE), Some(&mut Clicks(vec![]))).expect("it succeeds");
        let tags = tools::probe(&path, "v", "format_tags").join("\n").to_lowercase();
        assert!(tags.contains("title=été à zürich"), "{id}: {tags}");
        assert!(tags.contains("second cut"), "{id}: {tags}");
        assert!(tags.contains("contains ai-generated people."), "{id}: {tags}");
        let bytes = std::fs::read(&path).expect("the file is there");
        let marked = String::from_utf8_lossy(&bytes).contains("digitalsourcetype/trainedAlgorithmicMedia");
        assert_eq!(marked, id != "webm", "{id}: the mark that platforms read");
        assert_eq!(tools::grey_frames(&path, 320, 180).len(), 30, "{id}");
    }
}

#[test]
fn progress_only_grows_and_ends_at_the_end() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let told = Mutex::new(Vec::new());
    let job = job(&folder.path().join("film.mp4"), "standard", FrameRate::FPS_30, 300);
    export(
        &job,
        &Bars::new(SIZE),
        None,
        &|progress| told.lock().expect("no thread died").push(progress),
        &Cancel::new(),
    )
    .expect("it succeeds");
    let told = told.into_inner().expect("no thread died");
    assert!(told.is_sorted_by_key(|progress| (progress.frames_done, progress.elapsed)));
    assert_eq!(told.first().map(|first| first.stage), Some(ExportStage::Preparing));
    let last = told.last().expect("something is told");
    assert_eq!((last.frames_done, last.frames_total, last.stage), (300, 300, ExportStage::Finishing));
}

#[test]
fn this_machine_can_export_every_preset() {
    for capability in capabilities(Size::new(1080, 1920), FrameRate::FPS_30) {
        let encoders = capability.encoders.as_ref().expect("setup installs every encoder");
        let video = match capability.preset.id {
            "webm" => "vp9enc",
            "mezzanine" => "avenc_prores",
            _ => "x264enc",
        };
        assert_eq!(encoders.video, video, "{}", capability.preset.id);
    }
}

#[test]
fn a_poster_shows_the_picture() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let drawn = Flat(SIZE, [100, 50, 25, 128]).picture(0).expect("a flat picture");
    let straight =
        image::load_from_memory(&frame_png(&drawn).expect("it codes")).expect("a PNG").into_rgba8();
    assert_eq!(straight.get_pixel(7, 7).0, [199, 100, 50, 128], "PNG has straight alpha");
    let filmed = Bars::new(SIZE).picture(5).expect("bars");
    for (name, slack) in [("poster.png", 2), ("poster.jpg", 6)] {
        let path = folder.path().join(name);
        poster(&filmed, &path).expect("it is written");
        let shown = image::open(&path).expect("it is read").into_rgb8();
        assert_eq!(shown.dimensions(), (320, 180));
        // Luma 220 and 30 of 16 to 235 are these greys.
        for (column, grey) in [(10u32, 238u8), (30, 16)] {
            let found = shown.get_pixel(column, 20).0;
            assert!(found.iter().all(|value| value.abs_diff(grey) <= slack), "{name}: {found:?} for {grey}");
        }
    }
    let nowhere = poster(&filmed, &folder.path().join("nowhere/poster.png"));
    assert!(nowhere.expect_err("there is no such folder").to_string().contains("there is no folder"));
}
