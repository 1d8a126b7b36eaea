//! What a pointer does, and the edit that comes of it.

use types::document::Document;
use types::document::track::{Kind, Unit};
use types::edit::{Edge, Edit};
use types::id::ClipId;
use ui::cut::by::By;
use ui::cut::gesture::{self, Act, Grip, Held, Tool};
use ui::cut::limits;
use ui::cut::link;
use ui::cut::snap::Snap;

use crate::sample::{self, LINE, after, clips, places};

fn by(frames: i64) -> By {
    By::frames(frames, sample::ad().canvas.frame_rate)
}

/// The ad after a gesture with the video clip of that line and what goes along.
fn gestured(document: &Document, line: usize, act: Act, frames: i64) -> Document {
    let held = clips(document, Kind::Video)[line];
    let selection = link::with_linked(document, &[held]);
    let along = gesture::going_along(document, held, &selection, act);
    after(document, gesture::edit(document, &along, act, by(frames), None))
}

#[test]
fn tools_do_what_they_are_called() {
    let of = |tool, grip, held| Act::of(tool, grip, held);
    assert_eq!(of(Tool::Select, Grip::Whole, Held::Nothing), Some(Act::Move));
    assert_eq!(of(Tool::Select, Grip::Whole, Held::Alt), Some(Act::Slip));
    assert_eq!(of(Tool::Select, Grip::End, Held::Nothing), Some(Act::Trim(Edge::End)));
    assert_eq!(of(Tool::Select, Grip::End, Held::Ctrl), Some(Act::Ripple(Edge::End)));
    assert_eq!(of(Tool::Ripple, Grip::Start, Held::Nothing), Some(Act::Ripple(Edge::Start)));
    assert_eq!(of(Tool::Roll, Grip::Start, Held::Nothing), Some(Act::Roll(Edge::Start)));
    assert_eq!(of(Tool::Slide, Grip::Whole, Held::Nothing), Some(Act::Slide));
    assert_eq!(of(Tool::Blade, Grip::Whole, Held::Nothing), None);
}

#[test]
fn a_moved_clip_takes_its_voice_along() {
    let document = gestured(&sample::ad(), 2, Act::Move, 30);
    assert_eq!(places(&document, Kind::Video)[2], (150, LINE));
    assert_eq!(places(&document, Kind::Voice)[2], (150 * 1600, LINE * 1600));
}

#[test]
fn neighbours_that_move_together_do_not_overwrite_each_other() {
    let document = sample::ad();
    let all = clips(&document, Kind::Video);
    let moved = after(&document, gesture::edit(&document, &all, Act::Move, by(10), None));
    assert_eq!(places(&moved, Kind::Video), [(10, LINE), (70, LINE), (130, LINE)]);
    let back = after(&moved, gesture::edit(&moved, &all, Act::Move, by(-10), None));
    assert_eq!(places(&back, Kind::Video), places(&document, Kind::Video));
}

#[test]
fn a_clip_goes_to_another_track_of_its_sort_and_its_voice_stays() {
    let document = sample::ad();
    let held = clips(&document, Kind::Video)[0];
    let along = link::with_linked(&document, &[held]);
    let overlay = document.first_track(Kind::Overlay).expect("it is there").id;
    let moved = after(&document, gesture::edit(&document, &along, Act::Move, by(0), Some(overlay)));
    assert_eq!(clips(&moved, Kind::Overlay), [held]);
    assert_eq!(clips(&moved, Kind::Voice), clips(&document, Kind::Voice));
    let voice = document.first_track(Kind::Voice).expect("it is there").id;
    assert_eq!(gesture::edit(&document, &along, Act::Move, by(0), Some(voice)), None);
}

#[test]
fn a_trimmed_edge_takes_the_edge_of_the_voice_along() {
    let document = gestured(&sample::ad(), 2, Act::Trim(Edge::End), -15);
    assert_eq!(places(&document, Kind::Video)[2], (120, 45));
    assert_eq!(places(&document, Kind::Voice)[2], (120 * 1600, 45 * 1600));
}

#[test]
fn a_ripple_moves_what_comes_after() {
    let document = gestured(&sample::ad(), 0, Act::Ripple(Edge::End), -15);
    assert_eq!(places(&document, Kind::Video), [(0, 45), (45, LINE), (105, LINE)]);
    assert_eq!(places(&document, Kind::Voice)[1].0, 45 * 1600);
}

#[test]
fn a_roll_moves_only_the_cut() {
    let document = gestured(&sample::ad(), 0, Act::Roll(Edge::End), 15);
    assert_eq!(places(&document, Kind::Video), [(0, 75), (75, 45), (120, LINE)]);
}

#[test]
fn a_slip_to_the_right_shows_what_was_before() {
    let document = gestured(&sample::ad(), 1, Act::Slip, 30);
    let (_, clip) = document.first_track(Kind::Video).expect("it is there").clips().nth(1).expect("a clip");
    assert_eq!(clip.source_start, sample::seconds(1));
    assert_eq!(places(&document, Kind::Video), places(&sample::ad(), Kind::Video));
}

#[test]
fn a_slide_is_given_and_taken_by_the_neighbours() {
    let document = gestured(&sample::ad(), 1, Act::Slide, 10);
    assert_eq!(places(&document, Kind::Video), [(0, 70), (70, LINE), (130, 50)]);
}

#[test]
fn gestures_stop_where_something_is_in_the_way() {
    let document = sample::ad();
    let video = clips(&document, Kind::Video);
    let limits = |line: usize, act| limits::of(&document, video[line], act).expect("it is there");
    assert_eq!(limits(1, Act::Move).0, -60, "the start of the ad");
    assert_eq!(limits(1, Act::Trim(Edge::Start)), (0, 59), "the clip before, and at least a frame is left");
    assert_eq!(limits(2, Act::Trim(Edge::End)), (-59, 180), "the end of the file");
    assert_eq!(limits(1, Act::Ripple(Edge::Start)).0, -60, "the start of the file");
    assert_eq!(limits(1, Act::Slip), (-180, 60), "what is left of the file");
    assert_eq!(limits(1, Act::Slide), (-59, 59), "a frame of each neighbour is left");
}

#[test]
fn any_gesture_within_its_limits_is_taken_by_the_document() {
    let document = sample::ad();
    let edges = [Edge::Start, Edge::End];
    let acts = edges.into_iter().flat_map(|edge| [Act::Trim(edge), Act::Ripple(edge), Act::Roll(edge)]);
    for act in acts.chain([Act::Move, Act::Slip, Act::Slide]) {
        for clip in document.clips().map(|(_, _, clip)| clip.id) {
            let Some((low, high)) = limits::of(&document, clip, act) else { continue };
            for frames in [low, low / 2, high.min(400) / 2, high.min(400)] {
                if let Some(edit) = gesture::edit(&document, &[clip], act, by(frames), None) {
                    document.clone().apply(&edit).unwrap_or_else(|error| panic!("{act:?} {frames}: {error}"));
                }
            }
        }
    }
}

#[test]
fn an_edge_snaps_holds_on_and_lets_go() {
    let mut snap = Snap::at(vec![100.0, 300.0]);
    assert_eq!(snap.snapped(&[50.0], 43.0).by, 50.0, "within the radius it lies on it");
    assert_eq!(snap.snapped(&[50.0], 39.0).line, Some(100.0), "it holds on a little longer");
    assert_eq!(snap.snapped(&[50.0], 37.0).line, None, "and then lets go");
    assert_eq!(snap.snapped(&[50.0], 39.0).line, None, "and is not caught from as far");
    assert_eq!(snap.free(45.0).by, 45.0);
}

#[test]
fn samples_are_exact_when_sound_is_held() {
    let rate = sample::ad().canvas.frame_rate;
    assert_eq!(By::seconds(0.01, Unit::Samples, rate).samples, 480);
    assert_eq!(By::seconds(0.5, Unit::Frames, rate), By { frames: 15, samples: 24_000 });
}

#[test]
fn a_clip_that_was_picked_alone_is_edited_alone() {
    let document = sample::ad();
    let held = clips(&document, Kind::Video)[2];
    assert_eq!(gesture::going_along(&document, held, &[held], Act::Trim(Edge::End)), [held]);
    let linked: Vec<ClipId> = link::with_linked(&document, &[held]);
    assert_eq!(linked, [held, clips(&document, Kind::Voice)[2]]);
}

#[test]
fn a_locked_track_is_not_taken_along() {
    let mut document = sample::ad();
    let voice = document.first_track(Kind::Voice).expect("it is there");
    let (track, mut settings) = (voice.id, voice.settings.clone());
    settings.locked = true;
    document.apply(&Edit::SetTrack { track, settings }).expect("a track can be locked");
    let held = clips(&document, Kind::Video)[0];
    assert_eq!(link::with_linked(&document, &[held]), [held]);
}
