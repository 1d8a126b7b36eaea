//! Frames of documents, drawn.

use std::sync::{Arc, Mutex};

use render::compose::color;
use render::compose::resize::Quality;
use render::compose::transition::between;
use render::picture::buffer::Pool;
use render::picture::{Picture, RgbaImage, YuvImage};
use render::renderer::{Renderer, Sources};
use render::text::Fonts;
use types::document::Document;
use types::document::clip::{Clip, Direction, DraftActor, Face, Framing, Source, TransitionKind};
use types::document::look::{Blend, Fit};
use types::document::track::{Item, Kind};
use types::geometry::{Color, Size};
use types::id::MediaId;
use types::keyframe::Animated;
use types::media::Media;
use types::mouth::{MouthCue, MouthShape};
use types::text::{Caption, CaptionLook, CaptionWord, Title};
use types::time::{FrameRate, Seconds};

use super::plan::{BLUE, RED, clip, crossing, document, footage, item, media};

const SIZE: Size = Size::new(108, 192);
const BEST: (Size, Quality) = (SIZE, Quality::Best);

/// Gives made pictures of the native size and remembers what was asked for.
#[derive(Default)]
struct Made {
    asked: Mutex<Vec<(u32, i64, Size)>>,
    kept: Mutex<Vec<(u32, i64, Arc<YuvImage>)>>,
}

impl Sources for Made {
    fn media(&self, media: &Media, time: Seconds, wanted: Size) -> Option<Picture> {
        let frame = FrameRate::FPS_30.frame_of(time);
        self.asked.lock().expect("no test panics with it").push((media.id.0, frame, wanted));
        let size = media.info.video.as_ref()?.size;
        if media.id.0 == 66 {
            return None;
        }
        let mut kept = self.kept.lock().expect("no test panics with it");
        if let Some((.., image)) = kept.iter().find(|(id, at, _)| (*id, *at) == (media.id.0, frame)) {
            return Some(Picture::Yuv(Arc::clone(image)));
        }
        let mut pixels = RgbaImage::clear(size);
        for (index, pixel) in pixels.data.as_chunks_mut::<4>().0.iter_mut().enumerate() {
            let x = (index as u32 % size.width * 200 / size.width) as u8;
            *pixel = [x, (frame * 3) as u8, (media.id.0 * 40) as u8, 255];
        }
        let image = color::rgba_to_yuv(pixels.view(), &Pool::default()).expect("one size").freeze();
        kept.push((media.id.0, frame, Arc::clone(&image)));
        Some(Picture::Yuv(image))
    }
}

fn renderer() -> Renderer {
    Renderer::new(Fonts::new(Vec::new()))
}

fn frame(document: &Document, at: i64, sources: &Made) -> Arc<YuvImage> {
    renderer().frame(document, at, BEST, sources).expect("the size can be drawn")
}

fn bytes(image: &YuvImage) -> Vec<u8> {
    let rows = |index: usize| {
        let height = render::picture::plane_size(image.size(), index).1;
        (0..height).flat_map(move |y| image.view().row(index, y))
    };
    (0..3).flat_map(rows).copied().collect()
}

fn luma(image: &YuvImage, x: usize, y: usize) -> u8 {
    image.view().row(0, y)[x]
}

fn two_clips(kind: TransitionKind) -> Document {
    let second = Clip { transition: crossing(kind, 5, 5), ..footage(2, 30) };
    let mut document = document(&[(Kind::Video, vec![item(footage(1, 30)), item(second)])]);
    document.media = vec![media(1, SIZE, 60), media(2, SIZE, 60)];
    document
}

#[test]
fn a_frame_of_one_covering_clip_is_the_readers_picture() {
    let (document, sources) = (two_clips(TransitionKind::CrossFade), Made::default());
    let made = frame(&document, 10, &sources);
    let Some(Picture::Yuv(source)) = sources.media(&media(1, SIZE, 60), FrameRate::FPS_30.time_of(10), SIZE)
    else {
        panic!("it is I420")
    };
    assert!(Arc::ptr_eq(&made, &source), "it is not copied");
    assert_eq!(sources.asked.lock().expect("no panic").as_slice()[0], (1, 10, SIZE));
}

#[test]
fn a_transition_is_made_of_both_frames() {
    for kind in [TransitionKind::CrossFade, TransitionKind::Push(Direction::Left), TransitionKind::Zoom] {
        let (document, sources) = (two_clips(kind), Made::default());
        let made = frame(&document, 27, &sources);
        let part =
            |id: u32, at: i64| match sources.media(&media(id, SIZE, 60), FrameRate::FPS_30.time_of(at), SIZE)
            {
                Some(Picture::Yuv(image)) => image,
                other => panic!("it is I420, not {:?}", other.map(|picture| picture.size())),
            };
        let expected = between(kind, &part(1, 27), &part(2, 0), 0.25, &Pool::default()).expect("one size");
        assert_eq!(bytes(&made), bytes(&expected), "{kind:?}");
    }
}

#[test]
fn a_file_that_cannot_be_read_leaves_a_placeholder() {
    let mut document = document(&[(Kind::Video, vec![item(footage(66, 30)), item(footage(67, 30))])]);
    document.media = vec![media(66, SIZE, 60)];
    let made = frame(&document, 3, &Made::default());
    assert_eq!(luma(&made, 50, 50), color::samples_of(Color::rgb(42, 44, 52))[0]);
    // A media that is not in the document at all.
    assert_eq!(bytes(&frame(&document, 33, &Made::default())), bytes(&made));
}

#[test]
fn solids_and_images_fill_or_lie_on_the_canvas() {
    let mut small = clip(10, Source::Solid(BLUE));
    small.picture.scale = Animated::Fixed(0.5);
    let below = vec![item(clip(10, Source::Solid(RED)))];
    let document = document(&[(Kind::Video, below), (Kind::Overlay, vec![item(small)])]);
    let made = frame(&document, 0, &Made::default());
    assert_eq!(luma(&made, 5, 5), color::samples_of(RED)[0]);
    assert_eq!(luma(&made, 54, 96), color::samples_of(BLUE)[0]);
    assert_eq!(luma(&made, 26, 96), color::samples_of(RED)[0]);
    assert_eq!(luma(&made, 28, 96), color::samples_of(BLUE)[0]);
}

#[test]
fn a_still_is_fitted_once_and_asked_for_as_large_as_needed() {
    let mut photo = clip(10, Source::Image(MediaId(4)));
    photo.picture.fit = Fit::Blur;
    let mut document = document(&[(Kind::Video, vec![item(photo)])]);
    document.media = vec![media(4, Size::new(4000, 3000), 1)];
    let (renderer, sources) = (renderer(), Made::default());
    let drawn = |at: i64| renderer.frame(&document, at, BEST, &sources).expect("the size can be drawn");
    assert!(Arc::ptr_eq(&drawn(0), &drawn(9)), "it is the same picture");
    assert_eq!(sources.asked.lock().expect("no panic").as_slice()[0], (4, 0, Size::new(108, 81)));
}

#[test]
fn layers_cross_over_what_lies_below() {
    let kinds = [
        TransitionKind::CrossFade,
        TransitionKind::Dip(Color::WHITE),
        TransitionKind::Wipe(Direction::Up),
        TransitionKind::Push(Direction::Left),
        TransitionKind::Zoom,
    ];
    for kind in kinds {
        let small = |color| {
            let mut clip = clip(30, Source::Solid(color));
            clip.picture.scale = Animated::Fixed(0.3);
            clip
        };
        let second = Clip { transition: crossing(kind, 5, 5), ..small(Color::WHITE) };
        let below = vec![item(clip(60, Source::Solid(RED)))];
        let layers = vec![item(small(BLUE)), item(second)];
        let document = document(&[(Kind::Video, below), (Kind::Overlay, layers)]);
        for at in 25..35 {
            let made = frame(&document, at, &Made::default());
            // A corner that no layer ever reaches keeps the colour below, whatever the layers do.
            assert_eq!(luma(&made, 2, 2), color::samples_of(RED)[0], "{kind:?} at {at}");
        }
    }
}

#[test]
fn words_change_only_the_pixels_they_cover() {
    let (plain, sources) = (two_clips(TransitionKind::CrossFade), Made::default());
    let word = CaptionWord { text: "Hello".into(), start: 0, end: 24_000 };
    let caption = Caption { words: vec![word], style: CaptionLook::default() };
    let mut spoken = plain.clone();
    Arc::make_mut(&mut spoken.tracks[2]).items = vec![item(clip(48_000, Source::Caption(caption)))];
    let (with, without) = (frame(&spoken, 12, &sources), frame(&plain, 12, &sources));
    let rows: Vec<usize> = (0..192).filter(|y| with.view().row(0, *y) != without.view().row(0, *y)).collect();
    assert!(!rows.is_empty(), "the caption is seen");
    assert!(rows.iter().all(|y| (80..170).contains(y)), "it lies in the lower half: {rows:?}");
}

#[test]
fn titles_can_be_placed_and_faded() {
    let titled = |change: fn(&mut Clip)| {
        let mut title = clip(30, Source::Title(Title::new("NOW")));
        change(&mut title);
        let below = vec![item(clip(30, Source::Solid(Color::BLACK)))];
        let document = document(&[(Kind::Video, below), (Kind::Overlay, vec![item(title)])]);
        let made = frame(&document, 15, &Made::default());
        let lit =
            (0..192).flat_map(|y| (0..108).map(move |x| (x, y))).filter(|(x, y)| luma(&made, *x, *y) > 60);
        let lit: Vec<(usize, usize)> = lit.collect();
        let brightest = bytes(&made)[..108 * 192].iter().copied().max();
        let rows = lit.iter().map(|(_, y)| *y);
        let (top, bottom) = (rows.clone().min().unwrap_or(0), rows.max().unwrap_or(0));
        (top, bottom - top, lit.len(), brightest)
    };
    let (top, height, area, bright) = titled(|_| {});
    let (moved, ..) = titled(|clip| clip.picture.y = Animated::Fixed(0.25));
    assert_eq!(moved, top + 48);
    let (_, _, smaller, _) = titled(|clip| clip.picture.scale = Animated::Fixed(0.5));
    assert!(smaller * 3 < area, "{smaller} of {area} pixels are lit");
    let (.., faint) = titled(|clip| clip.picture.opacity = Animated::Fixed(0.5));
    assert!(faint < bright && bright >= Some(230), "{faint:?} and {bright:?}");
    let (_, upright, ..) = titled(|clip| clip.picture.rotation = Animated::Fixed(90.0));
    assert!(upright > height * 3 / 2, "it stands upright now: {height} became {upright}");
}

fn spoken(face: Face) -> Document {
    let cue = |at: u32, shape: MouthShape| MouthCue { at, shape };
    let mouth = [cue(0, MouthShape::Rest), cue(9_600, MouthShape::Open), cue(19_200, MouthShape::Closed)];
    let actor = DraftActor { face, framing: Framing::Wide, mouth: Arc::from(mouth) };
    document(&[(Kind::Video, vec![item(clip(60, Source::DraftActor(actor)))])])
}

#[test]
fn drawn_actors_move_and_are_the_same_every_time() {
    let document = spoken(Face::Drawn("actor_007".into()));
    let sources = Made::default();
    let (one, again, later) =
        (frame(&document, 3, &sources), frame(&document, 3, &sources), frame(&document, 8, &sources));
    assert_eq!(bytes(&one), bytes(&again));
    assert_ne!(bytes(&one), bytes(&later));
    let unknown = frame(&spoken(Face::Drawn("actor_of_the_future".into())), 3, &sources);
    assert_eq!(luma(&unknown, 9, 9), color::samples_of(Color::rgb(42, 44, 52))[0]);
}

#[test]
fn portraits_are_actors_too() {
    let mut document = spoken(Face::Portrait(MediaId(3)));
    document.media = vec![media(3, Size::new(300, 400), 1)];
    let sources = Made::default();
    assert_ne!(bytes(&frame(&document, 3, &sources)), bytes(&frame(&document, 20, &sources)));
}

#[test]
fn actors_can_be_placed_like_any_picture() {
    let mut document = spoken(Face::Drawn("actor_007".into()));
    let Item::Clip(clip) = &mut Arc::make_mut(&mut document.tracks[0]).items[0] else {
        panic!("it is a clip")
    };
    let picture = &mut Arc::make_mut(clip).picture;
    picture.scale = Animated::Fixed(0.5);
    picture.x = Animated::Fixed(0.25);
    let made = frame(&document, 3, &Made::default());
    assert_eq!(luma(&made, 20, 96), 16, "the background is seen beside it");
    assert_ne!(luma(&made, 80, 96), 16);
}

#[test]
fn frames_drawn_on_many_threads_are_the_frames_drawn_on_one() {
    let mut document = spoken(Face::Drawn("actor_011".into()));
    let mut title = clip(60, Source::Title(Title::new("Thread")));
    title.picture.blend = Blend::Screen;
    Arc::make_mut(&mut document.tracks[1]).items = vec![item(title)];
    let (shared, sources) = (renderer(), Made::default());
    let draw = |at: i64| bytes(&shared.frame(&document, at, BEST, &sources).expect("the size can be drawn"));
    let threaded: Vec<Vec<u8>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4_i64).map(|at| scope.spawn(move || draw(at * 10))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no thread panics")).collect()
    });
    for (at, made) in (0..4_i64).zip(threaded) {
        assert_eq!(made, bytes(&renderer().frame(&document, at * 10, BEST, &sources).expect("a size")));
    }
}

#[test]
fn every_size_down_to_a_pixel_can_be_drawn() {
    let mut document = spoken(Face::Drawn("actor_007".into()));
    Arc::make_mut(&mut document.tracks[1]).items = vec![item(clip(60, Source::Title(Title::new("Small"))))];
    for size in [Size::new(1, 1), Size::new(3, 5), Size::new(54, 97)] {
        let made = renderer().frame(&document, 5, (size, Quality::Fast), &Made::default());
        assert_eq!(made.expect("the size can be drawn").size(), size);
    }
    assert!(renderer().frame(&document, 5, (Size::new(0, 4), Quality::Best), &Made::default()).is_err());
}
