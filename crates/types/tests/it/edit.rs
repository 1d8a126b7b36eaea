//! Any edit can be undone, ripples keep tracks in step, and no edit makes an overlap.

use std::sync::Arc;

use proptest::prelude::*;
use types::document::Document;
use types::document::clip::{Clip, Source, Speed, Transition, TransitionKind};
use types::document::look::PictureSettings;
use types::document::track::{Item, Kind};
use types::edit::{ClipChange, Edge, Edit, EditError, Placing, Reach};
use types::geometry::{Aspect, Color};
use types::id::{ClipId, TrackId};
use types::keyframe::{Animated, Curve, Keyframe};
use types::media::{MediaIdentity, MediaInfo};
use types::time::{FrameRate, Seconds};

fn solid(length: i64) -> Box<Clip> {
    Box::new(Clip::new(length, Source::Solid(Color::WHITE)))
}

fn bed(length: i64) -> Box<Clip> {
    let bed = types::document::clip::Bed { id: "sunrise".into(), seed: 1 };
    Box::new(Clip::new(length, Source::Bed(bed)))
}

fn sample(rate: FrameRate) -> Document {
    let mut document = Document::new(Aspect::Tall, rate);
    let info = MediaInfo {
        container: "MP4".into(),
        duration: Seconds::new(20, 1).expect("positive"),
        bytes: 1,
        video: None,
        audio: None,
        warnings: Vec::new(),
    };
    let add =
        Edit::AddMedia { path: "/a.mp4".into(), identity: MediaIdentity("0".into()), info: Box::new(info) };
    let media = types::id::MediaId(document.next_id);
    document.apply(&add).expect("media can always be added");
    let video = document.first_track(Kind::Video).expect("a new document has one").id;
    for index in 0..6 {
        let mut clip = Clip::new(20 + 3 * index, Source::Media(media));
        clip.source_start = Seconds::new(2, 1).expect("positive");
        clip.transition =
            (index % 2 == 1).then_some(Transition { kind: TransitionKind::CrossFade, before: 4, after: 5 });
        clip.fade_out = index;
        clip.picture.x = Animated::Keys(vec![
            Keyframe { at: 0, value: 0.0, curve: Curve::Linear },
            Keyframe { at: 10, value: 0.5, curve: Curve::Ease },
        ]);
        let at = document.track(video).expect("it is there").length() + index % 3;
        document.apply(&Edit::Overwrite { track: video, at, clip: Box::new(clip) }).expect("it fits");
    }
    for (kind, count) in [(Kind::Voice, 5), (Kind::Music, 1)] {
        let track = document.first_track(kind).expect("a new document has one").id;
        for index in 0..count {
            let at = rate.sample_of(index * 23);
            document.apply(&Edit::Overwrite { track, at, clip: bed(rate.sample_of(17)) }).expect("it fits");
        }
    }
    document
}

fn rate() -> impl Strategy<Value = FrameRate> {
    prop::sample::select(vec!["24", "25", "29.97", "30"])
        .prop_map(|name| FrameRate::parse(name).expect("a usual rate"))
}

fn reach() -> impl Strategy<Value = Reach> {
    prop::sample::select(vec![Reach::Track, Reach::AllTracks])
}

fn edge() -> impl Strategy<Value = Edge> {
    prop::sample::select(vec![Edge::Start, Edge::End])
}

fn edit() -> impl Strategy<Value = Edit> {
    // Ids reach past those that exist, so that refusals are tried too.
    let clip = || (1_u32..24).prop_map(ClipId);
    let track = || (1_u32..8).prop_map(TrackId);
    let by = || prop_oneof![-30_i64..30, -2000_i64..2000];
    let at = || prop_oneof![0_i64..200, 0_i64..200_000];
    let placing = prop::sample::select(vec![Placing::Overwrite, Placing::Insert]);
    prop_oneof![
        (track(), at(), 1_i64..50, reach()).prop_map(|(track, at, length, reach)| Edit::Insert {
            track,
            at,
            clip: solid(length),
            reach
        }),
        (track(), at(), 1_i64..9000).prop_map(|(track, at, length)| Edit::Overwrite {
            track,
            at,
            clip: bed(length)
        }),
        (clip(), at()).prop_map(|(clip, at)| Edit::Split { clip, at }),
        (clip(), edge(), by()).prop_map(|(clip, edge, by)| Edit::Trim { clip, edge, by }),
        (clip(), edge(), by(), reach()).prop_map(|(clip, edge, by, reach)| Edit::Ripple {
            clip,
            edge,
            by,
            reach
        }),
        (clip(), edge(), by()).prop_map(|(clip, edge, by)| Edit::Roll { clip, edge, by }),
        (clip(), -3_i64..3)
            .prop_map(|(clip, by)| Edit::Slip { clip, by: Seconds::new(by, 2).expect("positive") }),
        (clip(), by()).prop_map(|(clip, by)| Edit::Slide { clip, by }),
        prop::collection::vec(clip(), 1..4).prop_map(|clips| Edit::Lift { clips }),
        (prop::collection::vec(clip(), 1..4), reach())
            .prop_map(|(clips, reach)| Edit::Extract { clips, reach }),
        (track(), at(), 1_i64..60).prop_map(|(track, from, length)| Edit::LiftRange {
            track,
            from,
            to: from + length
        }),
        (track(), at(), 1_i64..60, reach()).prop_map(|(track, from, length, reach)| Edit::ExtractRange {
            track,
            from,
            to: from + length,
            reach
        }),
        (clip(), track(), at(), placing).prop_map(|(clip, track, at, placing)| Edit::Move {
            clip,
            track,
            at,
            placing
        }),
        (clip(), 1_u32..5, 1_u32..5, reach()).prop_map(|(clip, num, den, reach)| {
            Edit::SetSpeed { clip, speed: Speed::new(num, den).expect("in range"), reach }
        }),
        (clip(), 0_i64..40).prop_map(|(clip, fade)| Edit::SetClip {
            clip,
            change: ClipChange::Fades { fade_in: fade, fade_out: fade }
        }),
        (clip(), -2_i64..12, 0_i64..12).prop_map(|(clip, before, after)| {
            let transition = Transition { kind: TransitionKind::Zoom, before, after };
            Edit::SetClip { clip, change: ClipChange::Transition(Some(transition)) }
        }),
        track().prop_map(|track| Edit::RemoveTrack { track }),
        (0_usize..9).prop_map(|at| Edit::AddTrack { kind: Kind::Overlay, at }),
        (track(), 0_usize..9).prop_map(|(track, to)| Edit::MoveTrack { track, to }),
    ]
}

fn assert_sound(document: &Document) {
    let mut ids = std::collections::BTreeSet::new();
    for track in &document.tracks {
        for pair in track.items.windows(2) {
            assert!(!matches!(pair, [Item::Gap(_), Item::Gap(_)]), "gaps are one: {:?}", track.items);
        }
        assert!(!matches!(track.items.last(), Some(Item::Gap(_))), "no gap comes last");
        for (index, item) in track.items.iter().enumerate() {
            assert!(item.length() > 0, "everything has a length");
            let Some(clip) = item.clip() else { continue };
            assert!(ids.insert(clip.id), "{} is there twice", clip.id);
            assert!(clip.id.0 < document.next_id, "ids come from the document");
            assert!(clip.source_start >= Seconds::ZERO, "nothing comes before a source");
            assert!(clip.fade_in + clip.fade_out <= clip.length, "fades fit");
            if let Some(transition) = clip.transition {
                let before = index
                    .checked_sub(1)
                    .and_then(|before| track.items[before].clip())
                    .expect("a clip comes before");
                let taken = before.transition.map_or(0, |earlier| earlier.after);
                assert!(transition.before + taken <= before.length && transition.after <= clip.length);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_run_of_edits_can_be_undone_and_redone(rate in rate(), edits in prop::collection::vec(edit(), 1..12)) {
        let start = sample(rate);
        let mut document = start.clone();
        let mut inverses = Vec::new();
        for edit in &edits {
            let before = document.clone();
            match document.apply(edit) {
                Ok(inverse) => inverses.push(inverse),
                Err(_) => prop_assert_eq!(&document, &before, "a refused edit changes nothing"),
            }
            assert_sound(&document);
        }
        let end = document.clone();
        let mut redos = Vec::new();
        for inverse in inverses.iter().rev() {
            redos.push(document.apply(inverse).expect("an inverse always applies"));
        }
        prop_assert_eq!(&document, &start, "undo restores the document exactly");
        for redo in redos.iter().rev() {
            document.apply(redo).expect("a redo always applies");
        }
        prop_assert_eq!(&document, &end, "redo restores it too");
    }

    #[test]
    fn edits_and_documents_survive_being_stored(rate in rate(), edits in prop::collection::vec(edit(), 1..6)) {
        let mut document = sample(rate);
        for edit in &edits {
            let json = serde_json::to_string(edit).expect("edits serialise");
            prop_assert_eq!(&serde_json::from_str::<Edit>(&json).expect("and come back"), edit);
            if let Ok(inverse) = document.apply(edit) {
                let json = serde_json::to_string(&inverse).expect("inverses serialise");
                prop_assert_eq!(serde_json::from_str::<Edit>(&json).expect("and come back"), inverse);
            }
        }
        let json = serde_json::to_string(&document).expect("documents serialise");
        prop_assert_eq!(serde_json::from_str::<Document>(&json).expect("and come back"), document);
    }

    #[test]
    fn a_ripple_keeps_tracks_in_step(
        rate in rate(), pick in 0_usize..6, edge in edge(), by in -15_i64..15
    ) {
        let before = sample(rate);
        let video = before.first_track(Kind::Video).expect("there is one");
        let (start, clip) = video.clips().nth(pick).expect("there are six");
        let at = start + if edge == Edge::End { clip.length } else { 0 };
        let mut after = before.clone();
        let edit = Edit::Ripple { clip: clip.id, edge, by, reach: Reach::AllTracks };
        prop_assume!(after.apply(&edit).is_ok());
        let frames = if edge == Edge::End { by } else { -by };
        let samples = rate.sample_of(at + frames) - rate.sample_of(at);
        for (track, start, clip) in before.clips() {
            let Some((_, moved, _)) = after.find_clip(clip.id) else { continue };
            let (unit_at, expected) = if track.kind.is_sound() { (rate.sample_of(at), samples) } else { (at, frames) };
            // What starts within the removed stretch is trimmed; what starts after it moves with the rest.
            if start >= unit_at - expected.min(0) && start > unit_at {
                prop_assert!((moved - start - expected).abs() <= 1, "{} moved {} instead of {expected}", clip.id, moved - start);
            }
        }
    }
}

fn three_clips() -> (Document, TrackId, [ClipId; 3]) {
    let mut document = Document::new(Aspect::Tall, FrameRate::FPS_30);
    let track = document.first_track(Kind::Video).expect("there is one").id;
    let ids = [10, 20, 30].map(|length| {
        let id = ClipId(document.next_id);
        let at = document.track(track).expect("there is one").length();
        let clip = solid(length);
        document.apply(&Edit::Insert { track, at, clip, reach: Reach::Track }).expect("it fits");
        id
    });
    (document, track, ids)
}

fn shape(document: &Document, track: TrackId) -> Vec<(i64, i64, u32)> {
    let track = document.track(track).expect("there is one");
    track.clips().map(|(start, clip)| (start, clip.length, clip.id.0)).collect()
}

#[track_caller]
fn check(edit: impl Fn(TrackId, [ClipId; 3]) -> Edit, expected: &[(i64, i64)]) {
    let (mut document, track, ids) = three_clips();
    document.apply(&edit(track, ids)).expect("the edit fits the sample");
    let shape: Vec<_> =
        shape(&document, track).into_iter().map(|(start, length, _)| (start, length)).collect();
    assert_eq!(shape, expected);
}

#[test]
fn each_operation_does_what_editors_expect() {
    check(
        |track, _| Edit::Insert { track, at: 15, clip: solid(5), reach: Reach::Track },
        &[(0, 10), (10, 5), (15, 5), (20, 15), (35, 30)],
    );
    check(
        |track, _| Edit::Overwrite { track, at: 5, clip: solid(10) },
        &[(0, 5), (5, 10), (15, 15), (30, 30)],
    );
    check(
        |track, _| Edit::Overwrite { track, at: 70, clip: solid(10) },
        &[(0, 10), (10, 20), (30, 30), (70, 10)],
    );
    check(|_, [_, b, _]| Edit::Split { clip: b, at: 5 }, &[(0, 10), (10, 5), (15, 15), (30, 30)]);
    check(|_, [_, b, _]| Edit::Trim { clip: b, edge: Edge::Start, by: 4 }, &[(0, 10), (14, 16), (30, 30)]);
    check(|_, [_, b, _]| Edit::Trim { clip: b, edge: Edge::End, by: -4 }, &[(0, 10), (10, 16), (30, 30)]);
    check(
        |_, [_, b, _]| Edit::Ripple { clip: b, edge: Edge::End, by: 4, reach: Reach::Track },
        &[(0, 10), (10, 24), (34, 30)],
    );
    check(
        |_, [_, b, _]| Edit::Ripple { clip: b, edge: Edge::Start, by: 4, reach: Reach::Track },
        &[(0, 10), (10, 16), (26, 30)],
    );
    check(|_, [_, b, _]| Edit::Roll { clip: b, edge: Edge::Start, by: -3 }, &[(0, 7), (7, 23), (30, 30)]);
    check(|_, [_, b, _]| Edit::Slide { clip: b, by: 3 }, &[(0, 13), (13, 20), (33, 27)]);
    check(|_, [_, b, _]| Edit::Lift { clips: vec![b] }, &[(0, 10), (30, 30)]);
    check(|_, [_, b, _]| Edit::Extract { clips: vec![b], reach: Reach::Track }, &[(0, 10), (10, 30)]);
    check(
        |track, _| Edit::ExtractRange { track, from: 5, to: 15, reach: Reach::Track },
        &[(0, 5), (5, 15), (20, 30)],
    );
    check(
        |track, [a, ..]| Edit::Move { clip: a, track, at: 60, placing: Placing::Overwrite },
        &[(10, 20), (30, 30), (60, 10)],
    );
    check(
        |track, [_, _, c]| Edit::Move { clip: c, track, at: 0, placing: Placing::Insert },
        &[(0, 30), (30, 10), (40, 20)],
    );
    check(
        |_, [_, b, _]| Edit::SetSpeed {
            clip: b,
            speed: Speed::new(2, 1).expect("in range"),
            reach: Reach::Track,
        },
        &[(0, 10), (10, 10), (20, 30)],
    );
}

#[test]
fn refusals_say_why() {
    let (mut document, track, [a, b, _]) = three_clips();
    let mut refuse = |edit: Edit| document.apply(&edit).expect_err("it does not fit");
    assert_eq!(refuse(Edit::Trim { clip: b, edge: Edge::End, by: 4 }), EditError::NoRoom(b));
    assert_eq!(refuse(Edit::Trim { clip: a, edge: Edge::End, by: -10 }), EditError::NothingLeft(a));
    assert_eq!(refuse(Edit::Lift { clips: vec![ClipId(99)] }), EditError::ClipNotFound(ClipId(99)));
    assert_eq!(
        refuse(Edit::Insert { track, at: 0, clip: bed(4), reach: Reach::Track }),
        EditError::WrongTrack(track)
    );
    assert_eq!(
        refuse(Edit::Insert { track, at: 0, clip: solid(0), reach: Reach::Track }),
        EditError::OutOfRange("the length of an item")
    );
    let mut unreal = PictureSettings { scale: Animated::Fixed(f32::NAN), ..PictureSettings::default() };
    assert!(matches!(
        refuse(Edit::SetClip { clip: a, change: ClipChange::Picture(Box::new(unreal.clone())) }),
        EditError::OutOfRange(_)
    ));
    unreal.scale = Animated::Keys(Vec::new());
    assert!(matches!(
        refuse(Edit::SetClip { clip: a, change: ClipChange::Picture(Box::new(unreal)) }),
        EditError::OutOfRange(_)
    ));
    let batch = Edit::Batch(vec![Edit::Lift { clips: vec![a] }, Edit::Lift { clips: vec![a] }]);
    assert_eq!(refuse(batch), EditError::ClipNotFound(a));
    assert_eq!(shape(&document, track).len(), 3, "a batch is all or nothing");
}

#[test]
fn a_locked_track_stays_as_it_is() {
    let (mut document, track, [a, ..]) = three_clips();
    let mut settings = document.track(track).expect("there is one").settings.clone();
    settings.locked = true;
    document.apply(&Edit::SetTrack { track, settings }).expect("a track can be locked");
    assert_eq!(document.apply(&Edit::Lift { clips: vec![a] }), Err(EditError::TrackLocked(track)));
}

#[test]
fn removing_a_line_shortens_the_music_instead_of_cutting_it() {
    let (mut document, _, [_, b, _]) = three_clips();
    let music = document.first_track(Kind::Music).expect("there is one").id;
    document
        .apply(&Edit::Insert { track: music, at: 0, clip: bed(60 * 1600), reach: Reach::Track })
        .expect("it fits");
    document.apply(&Edit::Extract { clips: vec![b], reach: Reach::AllTracks }).expect("it fits");
    assert_eq!(document.items(music).iter().map(Item::length).collect::<Vec<_>>(), [40 * 1600]);
}

#[test]
fn a_copy_of_a_document_shares_its_tracks() {
    let (document, ..) = three_clips();
    let mut copy = document.clone();
    copy.apply(&Edit::AddTrack { kind: Kind::Video, at: 0 }).expect("it fits");
    assert!(Arc::ptr_eq(&document.tracks[0], &copy.tracks[1]));
}

#[test]
fn a_stale_patch_is_refused() {
    let (mut document, _, [a, b, _]) = three_clips();
    let inverse = document.apply(&Edit::Lift { clips: vec![b] }).expect("it fits");
    document.apply(&Edit::Extract { clips: vec![a], reach: Reach::Track }).expect("it fits");
    assert_eq!(document.apply(&inverse), Err(EditError::PatchDoesNotFit));
}
