//! What the viewer shows is what the film has: one document with every kind of clip and every way to change one,
//! frame by frame.
#![expect(clippy::panic, reason = "a test that cannot go on says why")]

use std::path::Path;
use std::process::Command;
use std::sync::mpsc::Receiver;

use studio::desk::Desk;
use types::call::edit::{ImportMedia, MakeEdit, Open};
use types::call::make::{Disclosure, ExportTarget, StartExports};
use types::call::play::FrameOf;
use types::document::clip::{
    Bed, Clip, Direction, DraftActor, Face, Framing, Source, Speed, Transition, TransitionKind,
};
use types::document::look::{Blend, Fit, Grade, PictureSettings};
use types::document::track::Kind;
use types::document::{Canvas, Document};
use types::edit::Edit;
use types::event::{Event, TaskState};
use types::frame::{FrameHeader, PixelFormat};
use types::geometry::{Area, Color, Size};
use types::id::{MediaId, ProjectId};
use types::keyframe::{Animated, Curve, Keyframe};
use types::mouth::{MouthCue, MouthShape};
use types::text::{Animation, AnimationKind, Caption, CaptionLook, CaptionWord, Inside, Position, Title};
use types::time::Seconds;

use crate::desk::{end_of, project, sit};

const SIZE: Size = Size::new(360, 640);
/// Frames of the film.
const FRAMES: i64 = 100;
/// Frames of each clip on the lowest track: there are ten of them.
const PART: i64 = 10;
/// How alike a frame of the film and of the viewer must be: an encoder lies between them.
const ALIKE: f64 = 0.98;
fn ffmpeg(arguments: &[&str]) -> Vec<u8> {
    let quiet = ["-hide_banner", "-nostdin", "-v", "error", "-y"];
    let output = Command::new("ffmpeg").args(quiet).args(arguments).output();
    let output = output.expect("ffmpeg is installed by cargo xtask setup");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn text(path: &Path) -> &str {
    path.to_str().expect("temporary paths are UTF-8")
}

/// Footage, a photo and a portrait.
fn material(folder: &Path) -> Vec<String> {
    let file = |name: &str| text(&folder.join(name)).to_owned();
    let (footage, photo, face) = (file("footage.mp4"), file("photo.png"), file("face.png"));
    let source = |what: &str| vec!["-f".to_owned(), "lavfi".to_owned(), "-i".to_owned(), what.to_owned()];
    let make = |mut arguments: Vec<String>, rest: &[&str], path: &str| {
        arguments.extend(rest.iter().map(|part| (*part).to_owned()));
        arguments.push(path.to_owned());
        ffmpeg(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    };
    let film = [source("testsrc2=s=480x270:r=25:d=4"), source("sine=f=330:d=4")].concat();
    make(film, &["-pix_fmt", "yuv420p", "-g", "50", "-bf", "2"], &footage);
    make(source("mandelbrot=s=800x600"), &["-frames:v", "1"], &photo);
    make(source("gradients=s=600x800:c0=tan:c1=sienna:seed=3"), &["-frames:v", "1"], &face);
    vec![footage, photo, face]
}

fn keys(values: &[(i64, f32)]) -> Animated {
    Animated::Keys(
        values.iter().map(|(at, value)| Keyframe { at: *at, value: *value, curve: Curve::Ease }).collect(),
    )
}

fn actor(face: Face, framing: Framing) -> Source {
    let shapes =
        [MouthShape::Rest, MouthShape::Open, MouthShape::Closed, MouthShape::Round, MouthShape::Spread];
    let mouth: Vec<MouthCue> =
        shapes.into_iter().cycle().zip(0..12).map(|(shape, at)| MouthCue { at: at * 4_800, shape }).collect();
    Source::DraftActor(DraftActor { face, framing, mouth: mouth.into() })
}

/// The lowest track: every source that fills the picture, and every transition between two of them.
fn pictures([footage, photo, face]: [MediaId; 3]) -> Vec<Clip> {
    let drawn = |framing| actor(Face::Drawn("actor_001".to_owned()), framing);
    let grade = Grade { exposure: 0.4, contrast: 0.2, saturation: -0.5, temperature: 0.3 };
    let moves = PictureSettings {
        scale: keys(&[(0, 1.0), (9, 1.4)]),
        x: keys(&[(0, 0.0), (9, 0.1)]),
        rotation: keys(&[(0, 0.0), (9, 8.0)]),
        ..PictureSettings::default()
    };
    let crop = Area { left: 0.1, top: 0.0, right: 0.8, bottom: 0.9 };
    let seen = |picture, source| Clip { picture, ..Clip::new(PART, source) };
    let fitted = |fit| PictureSettings { fit, ..PictureSettings::default() };
    let sources = [
        Clip::new(PART, drawn(Framing::Wide)),
        Clip { source_start: Seconds::from_samples(24_000), ..Clip::new(PART, Source::Media(footage)) },
        seen(moves, Source::Image(photo)),
        Clip::new(PART, drawn(Framing::Close)),
        Clip { speed: Speed::new(3, 2).expect("a speed"), ..Clip::new(PART, Source::Media(footage)) },
        Clip::new(PART, actor(Face::Portrait(face), Framing::Wide)),
        seen(fitted(Fit::Blur), Source::Media(footage)),
        Clip::new(PART, Source::Solid(Color::rgb(30, 90, 160))),
        seen(PictureSettings { grade, crop, ..fitted(Fit::Fill) }, Source::Media(footage)),
        seen(fitted(Fit::Within(Color::rgb(220, 210, 190))), Source::Image(photo)),
    ];
    let kinds = [
        None,
        Some(TransitionKind::CrossFade),
        Some(TransitionKind::Dip(Color::WHITE)),
        Some(TransitionKind::Wipe(Direction::Left)),
        Some(TransitionKind::Wipe(Direction::Down)),
        Some(TransitionKind::Push(Direction::Right)),
        Some(TransitionKind::Push(Direction::Up)),
        Some(TransitionKind::Zoom),
        None,
        Some(TransitionKind::CrossFade),
    ];
    let joined = sources.into_iter().zip(kinds).map(|(clip, kind)| Clip {
        transition: kind.map(|kind| Transition { kind, before: 3, after: 3 }),
        ..clip
    });
    joined.collect()
}

/// Titles that come and go in every way, and pictures that mix with what lies below.
fn overlays(photo: MediaId) -> Vec<Clip> {
    let kinds = AnimationKind::ALL.into_iter().zip(0_u8..);
    let titles = kinds.map(|(kind, number)| {
        let animation = Some(Animation { kind, frames: 5 });
        let position = Position { x: 0.5, y: f32::from(number) * 0.2, inside: Inside::SafeArea };
        let title = Title {
            animation_in: animation,
            animation_out: animation,
            position,
            ..Title::new("Half price today")
        };
        Clip { fade_out: i64::from(number % 2) * 3, ..Clip::new(14, Source::Title(title)) }
    });
    let small = |blend, opacity| {
        let picture = PictureSettings {
            blend,
            scale: Animated::Fixed(0.4),
            x: keys(&[(0, -0.2), (9, 0.2)]),
            opacity: keys(&[(0, opacity), (9, 1.0)]),
            ..PictureSettings::default()
        };
        Clip { picture, ..Clip::new(PART, Source::Image(photo)) }
    };
    titles
        .chain([small(Blend::Screen, 0.5), small(Blend::Multiply, 0.9), small(Blend::Overlay, 0.7)])
        .collect()
}

fn caption() -> Clip {
    let said = "Still throwing away a cup a day? This one folds and fits in your pocket";
    let words = said.split(' ').zip(0..).map(|(word, at)| CaptionWord {
        text: word.to_owned(),
        start: at * 10_000,
        end: (at + 1) * 10_000,
    });
    Clip::new(150_000, Source::Caption(Caption { words: words.collect(), style: CaptionLook::default() }))
}

/// The edit that puts clips on the lowest track of a kind, one after the other.
fn row(document: &Document, kind: Kind, clips: Vec<Clip>) -> Edit {
    let track = document.first_track(kind).expect("a new document has one").id;
    let mut at = 0;
    let edits = clips.into_iter().map(|clip| {
        let edit = Edit::Overwrite { track, at, clip: Box::new(clip) };
        if let Edit::Overwrite { clip, .. } = &edit {
            at += clip.length;
        }
        edit
    });
    Edit::Batch(edits.collect())
}

fn compose(desk: &Desk, id: ProjectId, folder: &Path) {
    let added = desk.import_media(ImportMedia { id, paths: material(folder) }).expect("it is added").added;
    let [footage, photo, face] = <[_; 3]>::try_from(added).expect("three files").map(|file| file.media);
    let opened = desk.open_project(Open { id }).expect("it opens");
    let document = opened.document;
    let canvas = Canvas { size: SIZE, ..document.canvas };
    let bed = Bed { id: types::bed::CATALOGUE[0].id.to_owned(), seed: 4 };
    let edit = Edit::Batch(vec![
        Edit::SetCanvas { canvas },
        row(&document, Kind::Video, pictures([footage, photo, face])),
        row(&document, Kind::Overlay, overlays(photo)),
        row(&document, Kind::Caption, vec![caption()]),
        row(&document, Kind::Music, vec![Clip::new(160_000, Source::Bed(bed))]),
    ]);
    desk.edit_project(MakeEdit { id, revision: opened.history.revision, edit }).expect("the clips fit");
    assert_eq!(desk.open_project(Open { id }).expect("it opens").document.frames(), FRAMES);
}

fn film(desk: &Desk, events: &Receiver<Event>, id: ProjectId) -> String {
    let targets = vec![ExportTarget { preset: "intra".to_owned(), aspect: None, placement: None }];
    let call = StartExports { id, targets, folder: None, disclosure: Some(Disclosure::Notes) };
    let task = desk.start_exports(call).expect("an export is begun")[0];
    match end_of(task, events).0 {
        TaskState::Done { path: Some(path), warnings } => {
            assert!(warnings.is_empty(), "nothing was left out: {warnings:?}");
            path
        }
        other => panic!("the export ended as {other:?}"),
    }
}

/// The frames of the viewer as raw video.
fn viewed(desk: &Desk, id: ProjectId) -> Vec<u8> {
    let mut all = Vec::new();
    for frame in 0..FRAMES {
        let call = FrameOf { id, frame: Some(frame), size: SIZE, exact: true };
        let bytes = desk.frame(&call).expect("the frame is drawn");
        let (header, pixels) = FrameHeader::read(&bytes).expect("a header");
        assert_eq!((header.size, header.frame, header.format), (SIZE, frame, PixelFormat::I420));
        all.extend_from_slice(pixels);
    }
    all
}

/// How alike the luma of two films is, frame by frame; 1 is the same.
fn likeness(film: &str, raw: &Path) -> Vec<f64> {
    let size = format!("{}x{}", SIZE.width, SIZE.height);
    let chain = "[0:v]settb=1/30,setpts=N,format=yuv420p[a];[1:v]settb=1/30,setpts=N,format=yuv420p[b];[a][b]ssim=stats_file=-";
    let raw =
        ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-video_size", &size, "-framerate", "30", "-i", text(raw)];
    let mut arguments = vec!["-i", film];
    arguments.extend(raw);
    arguments.extend(["-lavfi", chain, "-an", "-f", "null", "/dev/null"]);
    let said = String::from_utf8(ffmpeg(&arguments)).expect("ffmpeg writes words");
    let luma = |line: &str| line.split("Y:").nth(1)?.split_whitespace().next()?.parse().ok();
    said.lines().filter_map(luma).collect()
}

#[test]
fn every_frame_of_the_viewer_is_that_of_the_film() {
    let folder = tempfile::tempdir().expect("a folder");
    let (desk, events) = sit(folder.path());
    let id = project(&desk).id;
    compose(&desk, id, folder.path());
    let film = film(&desk, &events, id);
    let raw = folder.path().join("viewed.yuv");
    std::fs::write(&raw, viewed(&desk, id)).expect("there is room");
    let alike = likeness(&film, &raw);
    assert_eq!(alike.len() as i64, FRAMES, "every frame is compared");
    let unlike: Vec<(usize, f64)> =
        alike.into_iter().enumerate().filter(|(_, alike)| *alike < ALIKE).collect();
    assert!(unlike.is_empty(), "frames of the film that look otherwise in the viewer: {unlike:?}");
}
