//! What is seen in which frame.

use std::sync::Arc;

use render::compose::place::Motion;
use render::plan::ahead::{Need, upcoming};
use render::plan::{Content, Extent, FramePlan, Planned, Shown, plan};
use types::document::Document;
use types::document::clip::{Clip, Source, Speed, Transition, TransitionKind};
use types::document::look::Fit;
use types::document::track::{Item, Kind, Track};
use types::geometry::{Aspect, Color, Size};
use types::id::{ClipId, LineId, MediaId};
use types::keyframe::{Animated, Curve, Keyframe};
use types::media::{Media, MediaIdentity, MediaInfo, Transfer, VideoInfo};
use types::text::{Caption, CaptionLook, CaptionWord, Title};
use types::time::{FrameRate, Seconds};

pub const RED: Color = Color::rgb(200, 20, 30);
pub const BLUE: Color = Color::rgb(20, 40, 200);

/// A document of 30 frames a second with those clips and gaps on its tracks.
pub fn document(tracks: &[(Kind, Vec<Item>)]) -> Document {
    let mut document = Document::new(Aspect::Tall, FrameRate::FPS_30);
    document.canvas.size = Size::new(108, 192);
    let mut next = 100;
    for (kind, items) in tracks {
        let track = document.tracks.iter_mut().find(|track| track.kind == *kind);
        let track = Arc::make_mut(track.expect("a new document has a track of each kind"));
        track.items = items.clone();
        for item in &mut track.items {
            if let Item::Clip(clip) = item {
                next += 1;
                Arc::make_mut(clip).id = ClipId(next);
            }
        }
    }
    document
}

/// A file of `frames` pictures at 30 a second.
pub fn media(id: u32, size: Size, frames: u64) -> Arc<Media> {
    let video = VideoInfo {
        codec: "H.264".into(),
        size,
        coded_size: size,
        rotation: 0,
        pixel_aspect: (1, 1),
        frame_rate: Some(FrameRate::FPS_30),
        variable_rate: false,
        frames,
        start: Seconds::ZERO,
        keyframe_distance: 60,
        bit_depth: 8,
        has_alpha: false,
        transfer: Transfer::Sdr,
    };
    let info = MediaInfo {
        container: "MP4".into(),
        duration: FrameRate::FPS_30.time_of(frames as i64),
        bytes: 1,
        video: Some(video),
        audio: None,
        warnings: Vec::new(),
    };
    let identity = MediaIdentity(format!("{id}"));
    Arc::new(Media { id: MediaId(id), path: format!("/{id}.mp4"), identity, info })
}

pub fn clip(length: i64, source: Source) -> Clip {
    Clip::new(length, source)
}

pub fn footage(id: u32, length: i64) -> Clip {
    clip(length, Source::Media(MediaId(id)))
}

pub fn item(clip: Clip) -> Item {
    Item::Clip(Arc::new(clip))
}

pub fn crossing(kind: TransitionKind, before: i64, after: i64) -> Option<Transition> {
    Some(Transition { kind, before, after })
}

/// Two files of 60 pictures, cut at frame 30, with a cross-fade of 10 frames over the cut.
fn faded() -> Document {
    let second = Clip { transition: crossing(TransitionKind::CrossFade, 4, 6), ..footage(2, 30) };
    let first = Clip { source_start: FrameRate::FPS_30.time_of(30), ..footage(1, 30) };
    let mut document = document(&[(Kind::Video, vec![item(first), item(second)])]);
    document.media = vec![media(1, Size::new(1080, 1920), 63), media(2, Size::new(1080, 1920), 60)];
    document
}

fn only<'a>(plan: &FramePlan<'a>) -> Planned<'a> {
    assert_eq!(plan.layers.len(), 1, "one layer is seen: {plan:?}");
    plan.layers[0].clone()
}

fn shown<'a>(plan: &FramePlan<'a>) -> Shown<'a> {
    match only(plan) {
        Planned::Clip(shown) => shown,
        Planned::Between(crossing) => unreachable!("a transition is seen: {crossing:?}"),
    }
}

fn frame_of(content: &Content<'_>) -> (u32, i64) {
    match content {
        Content::Media(id, time) => (id.0, FrameRate::FPS_30.frame_of(*time)),
        other => unreachable!("it is no footage: {other:?}"),
    }
}

#[test]
fn clips_are_seen_from_their_first_to_their_last_frame() {
    let items = vec![Item::Gap(5), item(footage(1, 10)), item(footage(2, 3))];
    let mut document = document(&[(Kind::Video, items)]);
    document.media = vec![media(1, Size::new(100, 100), 60), media(2, Size::new(100, 100), 60)];
    for frame in [-1, 0, 4, 18, 1000] {
        assert!(plan(&document, frame).layers.is_empty(), "nothing is seen at {frame}");
    }
    for (frame, expected) in [(5, (1, 0)), (14, (1, 9)), (15, (2, 0)), (17, (2, 2))] {
        assert_eq!(frame_of(&shown(&plan(&document, frame)).content), expected, "at {frame}");
    }
}

#[test]
fn source_times_are_exact_at_any_rate_and_speed() {
    let speed = Speed::new(3, 2).expect("a speed in range");
    let first = Clip { speed, source_start: Seconds::new(1, 3).expect("a third"), ..footage(1, 100_000) };
    let mut document = document(&[(Kind::Video, vec![item(first)])]);
    document.canvas.frame_rate = FrameRate::parse("29.97").expect("a usual rate");
    let Content::Media(_, time) = shown(&plan(&document, 30_000)).content else { panic!("it is footage") };
    // 30,000 frames of 1001/30000 s at one and a half times, after a third of a second.
    assert_eq!(time, Seconds::new(1001 * 9 + 2, 6).expect("positive"));
}

#[test]
fn a_transition_runs_over_the_cut_with_both_clips() {
    let document = faded();
    let mut seen = Vec::new();
    for frame in 24..38 {
        let text = match only(&plan(&document, frame)) {
            Planned::Clip(shown) => format!("{:?}", frame_of(&shown.content)),
            Planned::Between(crossing) => {
                assert_eq!(crossing.extent, Extent::Picture);
                let (from, to) = (frame_of(&crossing.from.content), frame_of(&crossing.to.content));
                format!("{from:?} to {to:?} at {:.2}", crossing.done)
            }
        };
        seen.push(text);
    }
    let expected = [
        "(1, 54)",
        "(1, 55)",
        "(1, 56) to (2, 0) at 0.05",
        "(1, 57) to (2, 0) at 0.15",
        "(1, 58) to (2, 0) at 0.25",
        "(1, 59) to (2, 0) at 0.35",
        "(1, 60) to (2, 0) at 0.45",
        "(1, 61) to (2, 1) at 0.55",
        "(1, 62) to (2, 2) at 0.65",
        // The first file ends here: its last picture stands. The second has no handle: its first one stood.
        "(1, 62) to (2, 3) at 0.75",
        "(1, 62) to (2, 4) at 0.85",
        "(1, 62) to (2, 5) at 0.95",
        "(2, 6)",
        "(2, 7)",
    ];
    assert_eq!(seen, expected);
}

#[test]
fn a_transition_without_a_clip_right_before_is_none() {
    let second = Clip { transition: crossing(TransitionKind::CrossFade, 4, 6), ..footage(2, 30) };
    let document = document(&[(Kind::Video, vec![item(footage(1, 30)), Item::Gap(1), item(second)])]);
    for frame in [28, 29, 31, 32, 60] {
        shown(&plan(&document, frame));
    }
}

#[test]
fn fades_mirror_each_other_and_give_way_to_transitions() {
    let mut document = faded();
    let track = Arc::make_mut(&mut document.tracks[0]);
    for item in &mut track.items {
        let Item::Clip(clip) = item else { panic!("there are clips only") };
        let clip = Arc::make_mut(clip);
        (clip.fade_in, clip.fade_out) = (5, 5);
    }
    let opacity = |frame: i64| shown(&plan(&document, frame)).opacity;
    for (one, other) in [(0, 59), (1, 58), (4, 55), (5, 54)] {
        assert!((opacity(one) - opacity(other)).abs() < 1e-6, "{one} and {other}");
    }
    assert!((opacity(0) - 0.1).abs() < 1e-6 && opacity(5) == 1.0);
    assert_eq!(opacity(25), 1.0, "the transition takes the clip out");
    assert_eq!(opacity(36), 1.0, "the transition brought the clip in");
}

#[test]
fn keyframes_count_from_the_start_of_the_clip() {
    let mut moved = footage(1, 30);
    let key = |at: i64, value: f32| Keyframe { at, value, curve: Curve::Linear };
    moved.picture.scale = Animated::Keys(vec![key(0, 1.0), key(10, 2.0)]);
    let document = document(&[(Kind::Video, vec![Item::Gap(100), item(moved)])]);
    let shown = shown(&plan(&document, 105));
    assert_eq!((shown.placement.scale, shown.placement.motion), (1.5, Motion::Moving));
}

#[test]
fn muted_tracks_are_not_seen_and_solo_silences_the_others() {
    let solid = |color| vec![item(clip(10, Source::Solid(color)))];
    let title = vec![item(clip(10, Source::Title(Title::new("Hello"))))];
    let base = document(&[(Kind::Video, solid(RED)), (Kind::Overlay, title)]);
    let seen = |muted: Option<usize>, solo: Option<usize>| {
        let mut document = base.clone();
        let settings = |document: &mut Document, index: usize, set: fn(&mut Track)| {
            set(Arc::make_mut(&mut document.tracks[index]))
        };
        muted
            .into_iter()
            .for_each(|index| settings(&mut document, index, |track| track.settings.muted = true));
        solo.into_iter().for_each(|index| settings(&mut document, index, |track| track.settings.solo = true));
        plan(&document, 3).layers.len()
    };
    assert_eq!(seen(None, None), 2);
    assert_eq!(seen(Some(1), None), 1);
    assert_eq!(seen(None, Some(1)), 1);
    assert_eq!(seen(Some(1), Some(1)), 0);
    // A soloed voice changes nothing that is seen.
    assert_eq!(seen(None, Some(3)), 2);
}

#[test]
fn what_is_hidden_is_not_planned() {
    let below = || vec![item(footage(1, 10))];
    let above = |change: fn(&mut Clip)| {
        let mut clip = footage(2, 10);
        change(&mut clip);
        let mut document = document(&[(Kind::Video, below()), (Kind::Overlay, vec![item(clip)])]);
        document.media = vec![media(1, Size::new(108, 192), 60), media(2, Size::new(192, 108), 60)];
        plan(&document, 3).layers.len()
    };
    assert_eq!(above(|_| {}), 1);
    assert_eq!(above(|clip| clip.picture.fit = Fit::Blur), 1);
    assert_eq!(above(|clip| clip.picture.scale = Animated::Fixed(1.5)), 1);
    assert_eq!(above(|clip| clip.picture.scale = Animated::Fixed(0.5)), 2);
    assert_eq!(above(|clip| clip.picture.opacity = Animated::Fixed(0.5)), 2);
    assert_eq!(above(|clip| clip.picture.rotation = Animated::Fixed(3.0)), 2);
    assert_eq!(above(|clip| clip.picture.blend = types::document::look::Blend::Screen), 2);
    assert_eq!(above(|clip| clip.fade_in = 10), 2);
    assert_eq!(above(|clip| clip.picture.fit = Fit::Within(Color { a: 100, ..RED })), 2);
}

#[test]
fn captions_are_planned_in_samples() {
    let word = CaptionWord { text: "Hello".into(), start: 0, end: 24_000 };
    let caption = Caption { words: vec![word], style: CaptionLook::default() };
    let spoken = clip(48_000, Source::Caption(caption));
    let document = document(&[(Kind::Caption, vec![Item::Gap(1600 * 10 + 5), item(spoken)])]);
    assert!(plan(&document, 10).layers.is_empty());
    let Content::Caption(_, sample) = shown(&plan(&document, 11)).content else { panic!("it is a caption") };
    assert_eq!(sample, 1595);
}

#[test]
fn the_needs_ahead_are_named_soonest_first() {
    let document = faded();
    let need = |id, at, frame| Need { media: MediaId(id), time: FrameRate::FPS_30.time_of(at), frame };
    assert_eq!(upcoming(&document, -10, 100), [need(1, 30, 0), need(2, 0, 26)]);
    assert_eq!(upcoming(&document, 0, 100), [need(2, 0, 26)]);
    assert_eq!(upcoming(&document, 0, 25), []);
    assert_eq!(upcoming(&document, 26, 100), []);
    assert_eq!(upcoming(&document, i64::MAX, i64::MAX), []);
}

#[test]
fn lines_do_not_blink_together() {
    let actor = types::document::clip::DraftActor {
        face: types::document::clip::Face::Drawn("actor_001".into()),
        framing: types::document::clip::Framing::Wide,
        mouth: Arc::from([]),
    };
    let body = |line: u32| {
        let spoken = Clip { line: Some(LineId(line)), ..clip(10, Source::DraftActor(actor.clone())) };
        let document = document(&[(Kind::Video, vec![item(spoken)])]);
        match shown(&plan(&document, 5)).content {
            Content::Actor { sample, body, .. } => (sample, body),
            other => panic!("it is no actor: {other:?}"),
        }
    };
    assert_eq!(body(1).0, body(2).0);
    assert_ne!(body(1).1, body(2).1);
}

#[test]
fn words_keep_clear_of_what_the_placement_draws() {
    let mut document = faded();
    let careful = document.safe_area();
    document.placement = Some("tiktok-in-feed".into());
    let placed = document.safe_area();
    assert!(placed.bottom > 0.15 && careful.bottom > 0.15);
    document.placement = Some("a placement of a later version".into());
    assert_eq!(document.safe_area(), careful);
    document.canvas.size = Aspect::Wide.canvas();
    assert!(document.safe_area().bottom < 0.1);
}
