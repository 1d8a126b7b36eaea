//! Preview, single frame and export show the same picture of a source at every frame, at every rate, across
//! cuts, from the original and from its proxy.

use std::path::{Path, PathBuf};

use studio::frame::Look;
use types::document::Document;
use types::document::clip::{Clip, Source};
use types::document::track::Kind;
use types::edit::Edit;
use types::frame::{FrameHeader, PixelFormat};
use types::geometry::{Aspect, Color, Size};
use types::time::{FrameRate, Seconds};

use crate::support::{Desk, ffmpeg, number, numbered, numbers, shared, text, times};

const WIDTH: usize = 320;
const HEIGHT: usize = 180;

/// A clip of 90 pictures with B-frames and a keyframe every 60.
fn clip(desk: &Desk, rate: &str, name: &str) -> PathBuf {
    let path = desk.path(name);
    let source = format!("testsrc2=s={WIDTH}x{HEIGHT}:r={rate}");
    ffmpeg(&[
        "-f",
        "lavfi",
        "-i",
        &source,
        "-frames:v",
        "90",
        "-vf",
        &numbered(),
        "-c:v",
        "libx264",
        "-bf",
        "3",
        "-g",
        "60",
        "-pix_fmt",
        "yuv420p",
        text(&path),
    ]);
    path
}

/// A clip in which the time between pictures changes: every fifth and every seventh is left out.
fn uneven_clip(desk: &Desk) -> PathBuf {
    let path = desk.path("uneven.mkv");
    let filter = format!("{},select='mod(n,5)*mod(n,7)'", numbered());
    let source = format!("testsrc2=s={WIDTH}x{HEIGHT}:r=30");
    ffmpeg(&[
        "-f",
        "lavfi",
        "-i",
        &source,
        "-frames:v",
        "70",
        "-vf",
        &filter,
        "-vsync",
        "vfr",
        "-c:v",
        "libx264",
        "-bf",
        "2",
        "-pix_fmt",
        "yuv420p",
        text(&path),
    ]);
    path
}

/// The number of the picture that a source shows at a time: the last that began at or before it.
fn shown_at(times: &[i64], numbers: &[usize], time: Seconds) -> usize {
    // Containers round each time to a millisecond, so a distance is off by up to one: far less than any two
    // pictures are apart.
    let begun = times.partition_point(|start| *start <= time.nanos() + 1_500_000);
    numbers[begun.clamp(1, numbers.len()) - 1]
}

fn check(rate: FrameRate, path: &Path, desk: &Desk) {
    let mut document = Document::new(Aspect::Wide, rate);
    let size = Size::new(WIDTH as u32, HEIGHT as u32);
    let canvas = types::document::Canvas { size, frame_rate: rate, background: Color::BLACK };
    document.apply(&Edit::SetCanvas { canvas }).expect("an empty document takes any canvas");
    let media = desk.add(&mut document, path);
    let track = document.first_track(Kind::Video).expect("a new document has one").id;
    let (times, drawn) = (times(path), numbers(path, (WIDTH, HEIGHT), 1.0));
    let mut expected = Vec::new();
    // Three cuts into the same source: from its start, back from its middle, and on to its end.
    for (first, length) in [(0_i64, 20_i64), (45, 15), (10, 25)] {
        let source_start = rate.time_of(first);
        let clip = Clip { source_start, ..Clip::new(length, Source::Media(media)) };
        document
            .apply(&Edit::Overwrite { track, at: expected.len() as i64, clip: Box::new(clip) })
            .expect("it fits");
        expected.extend((first..first + length).map(|frame| shown_at(&times, &drawn, rate.time_of(frame))));
    }
    let document = shared(&document);
    let exported = numbers(&desk.export(&document, "mezzanine", "out.mov"), (WIDTH, HEIGHT), 1.0);
    assert_eq!(exported, expected, "the exported file, {}", path.display());
    for frame in [0_usize, 19, 20, 34, 35, 59, 7, 41] {
        let single = desk.view(&document, frame as i64, size, Look::Exact);
        assert_eq!(number_in(&single), expected[frame], "frame {frame} of {}", path.display());
    }
    for frame in (0..60).rev().chain(0..60) {
        let preview = desk.view(&document, frame, size, Look::Scrub);
        assert_eq!(number_in(&preview), expected[frame as usize], "preview {frame} of {}", path.display());
    }
    desk.make_proxy(document.media(media).expect("it was added"));
    for frame in [0, 20, 35, 59, 33, 12] {
        let preview = desk.view(&document, frame, size, Look::Scrub);
        assert_eq!(number_in(&preview), expected[frame as usize], "proxy {frame} of {}", path.display());
    }
}

fn number_in(picture: &[u8]) -> usize {
    let (header, pixels) = FrameHeader::read(picture).expect("a whole picture");
    let width = header.size.width as usize;
    match header.format {
        PixelFormat::I420 => number(pixels, width, 1.0),
        PixelFormat::Rgba => {
            let green: Vec<u8> = pixels.chunks_exact(4).map(|pixel| pixel[1]).collect();
            number(&green, width, 1.0)
        }
    }
}

#[test]
fn frames_agree_at_every_rate() {
    let desk = Desk::new();
    for (name, exact) in [
        ("23.976", "24000/1001"),
        ("25", "25"),
        ("29.97", "30000/1001"),
        ("30", "30"),
        ("59.94", "60000/1001"),
    ] {
        let path = clip(&desk, exact, &format!("clip-{name}.mp4"));
        check(FrameRate::parse(name).expect("a usual rate"), &path, &desk);
    }
}

#[test]
fn frames_agree_where_the_rate_of_the_source_is_another() {
    let desk = Desk::new();
    let path = clip(&desk, "25", "clip.mp4");
    check(FrameRate::FPS_30, &path, &desk);
}

#[test]
fn frames_agree_where_the_rate_of_the_source_changes() {
    let desk = Desk::new();
    let path = uneven_clip(&desk);
    check(FrameRate::FPS_30, &path, &desk);
}
