//! Commands about clips: cutting, copying, putting in, transitions, markers, links.

use types::document::clip::{Source, TransitionKind};
use types::document::track::Kind;
use types::edit::{Edge, Placing};
use ui::cut::board::Board;
use ui::cut::by::By;
use ui::cut::near::{self, Way};
use ui::cut::{join, knife, link, marks, place};

use crate::sample::{self, LINE, after, clips, places};

#[test]
fn a_split_cuts_linked_clips_and_links_their_second_parts() {
    let document = sample::ad();
    let chosen = link::with_linked(&document, &clips(&document, Kind::Video)[..1]);
    let cut = after(&document, knife::split(&document, &chosen, 20));
    assert_eq!(places(&cut, Kind::Video)[..2], [(0, 20), (20, 40)]);
    let second = link::with_linked(&cut, &clips(&cut, Kind::Video)[1..2]);
    assert_eq!(second, [clips(&cut, Kind::Video)[1], clips(&cut, Kind::Voice)[1]]);
}

#[test]
fn nothing_is_cut_at_an_edge() {
    let document = sample::ad();
    let chosen = clips(&document, Kind::Video);
    assert_eq!(knife::split(&document, &chosen, LINE), None);
}

#[test]
fn with_nothing_selected_every_free_track_is_cut() {
    let document = sample::ad();
    let cut = after(&document, knife::split(&document, &knife::about(&document, &[]), 20));
    for kind in [Kind::Video, Kind::Voice, Kind::Music] {
        assert_eq!(clips(&cut, kind).len(), clips(&document, kind).len() + 1, "{kind:?}");
    }
}

#[test]
fn trimming_to_the_playhead_keeps_sound_and_picture_together() {
    let document = sample::ad();
    let trimmed = after(&document, knife::trim_to(&document, &[], 80, Edge::Start));
    assert_eq!(places(&trimmed, Kind::Video), [(0, LINE), (60, 40), (100, LINE)]);
    assert_eq!(places(&trimmed, Kind::Voice)[1], (60 * 1600, 40 * 1600));
    let trimmed = after(&document, knife::trim_to(&document, &[], 80, Edge::End));
    assert_eq!(places(&trimmed, Kind::Video)[1], (60, 20));
    assert_eq!(knife::trim_to(&document, &[], 1000, Edge::End), None);
}

#[test]
fn a_pasted_copy_is_linked_with_its_own_voice_only() {
    let document = sample::ad();
    let chosen = link::with_linked(&document, &clips(&document, Kind::Video)[..1]);
    let pasted = Board::copy(&document, &chosen).paste(&document, 300).expect("there is something to paste");
    let next = after(&document, Some(pasted.edit));
    assert_eq!(places(&next, Kind::Video)[3], (300, LINE));
    assert_eq!(places(&next, Kind::Voice)[3], (300 * 1600, LINE * 1600));
    assert_eq!(link::with_linked(&next, &pasted.clips[..1]), pasted.clips);
    assert!(Board::default().paste(&document, 0).is_none());
}

#[test]
fn a_duplicate_makes_room_for_itself() {
    let document = sample::ad();
    let chosen = link::with_linked(&document, &clips(&document, Kind::Video)[..1]);
    let next = after(&document, Board::copy(&document, &chosen).duplicate(&document).map(|made| made.edit));
    assert_eq!(places(&next, Kind::Video), [(0, LINE), (60, LINE), (120, LINE), (180, LINE)]);
    assert_eq!(places(&next, Kind::Voice).len(), 4);
}

#[test]
fn footage_brings_its_sound_onto_a_track_for_effects() {
    let document = sample::ad();
    let media = sample::media(&document);
    let placed = place::put(&document, media, (None, 60), Placing::Insert).expect("it fits");
    let next = after(&document, Some(placed.edit));
    assert_eq!(places(&next, Kind::Video), [(0, 60), (60, 300), (360, 60), (420, 60)]);
    assert_eq!(places(&next, Kind::Effect), [(60 * 1600, 300 * 1600)]);
    assert_eq!(link::with_linked(&next, &placed.clips[..1]), placed.clips);
    let voice = document.first_track(Kind::Voice).expect("it is there").id;
    let placed = place::put(&document, media, (Some(voice), 300), Placing::Overwrite).expect("it has sound");
    assert_eq!(placed.clips.len(), 1, "on a track for sound only its sound goes");
}

#[test]
fn a_transition_goes_over_the_nearest_cut_and_is_half_a_second_long() {
    let document = sample::ad();
    let second = clips(&document, Kind::Video)[1];
    assert_eq!(join::cut_for(&document, &[], 70), Some(second));
    assert_eq!(join::cut_for(&document, &clips(&document, Kind::Video)[..1], 500), Some(second));
    let next = after(&document, join::put(&document, second, TransitionKind::CrossFade));
    let transition = next.find_clip(second).and_then(|(_, _, clip)| clip.transition).expect("there is one");
    assert_eq!((transition.before, transition.after), (8, 8));
    let longer = join::resize(&next, second, Edge::Start, By::frames(-4, next.canvas.frame_rate));
    let longer = after(&next, longer);
    let transition = longer.find_clip(second).and_then(|(_, _, clip)| clip.transition).expect("there is one");
    assert_eq!(transition.before, 12);
    let gone = after(&longer, join::remove(&longer, second));
    assert_eq!(join::remove(&gone, second), None);
    assert_eq!(join::put(&document, clips(&document, Kind::Video)[0], TransitionKind::Zoom), None);
}

#[test]
fn markers_are_added_once_moved_and_named() {
    let document = after(&sample::ad(), marks::add(&sample::ad(), 40));
    assert_eq!(marks::add(&document, 40), None);
    let id = document.markers[0].id;
    let moved = after(&document, marks::moved(&document, id, -5));
    assert_eq!(moved.markers[0].frame, 0);
    let named = after(&moved, marks::renamed(&moved, id, "  Hook "));
    assert_eq!(named.markers[0].text, "Hook");
    assert_eq!(near::marker(&document, 0, Way::Forward), Some(40));
    assert_eq!(near::marker(&document, 40, Way::Forward), None);
}

#[test]
fn links_are_made_and_taken_apart() {
    let document = sample::ad();
    let video = clips(&document, Kind::Video);
    let joined = after(&document, link::toggle(&document, &video));
    assert_eq!(link::with_linked(&joined, &video[..1]), video);
    let parted = after(&joined, link::toggle(&joined, &video));
    assert_eq!(link::with_linked(&parted, &video[..1]), video[..1]);
    assert_eq!(link::join(&document, &video[..1]), None);
}

#[test]
fn the_next_edit_and_the_clip_beside_are_found() {
    let document = sample::ad();
    assert_eq!(near::edit(&document, 10, Way::Forward), Some(60));
    assert_eq!(near::edit(&document, 60, Way::Back), Some(0));
    assert_eq!(near::edit(&document, 0, Way::Back), None);
    let (video, voice) = (clips(&document, Kind::Video), clips(&document, Kind::Voice));
    assert_eq!(near::beside(&document, video[0], Way::Forward), Some(video[1]));
    assert_eq!(near::beside(&document, video[0], Way::Back), None);
    assert_eq!(
        near::across(&document, video[2], Way::Back),
        Some(voice[2]),
        "captions and overlays are empty"
    );
}

#[test]
fn a_still_stands_for_three_seconds() {
    let mut document = sample::ad();
    let mut media = (*document.media[0]).clone();
    media.info.audio = None;
    media.info.video.as_mut().expect("it has pictures").frame_rate = None;
    document.media[0] = media.into();
    let placed = place::put(&document, sample::media(&document), (None, 180), Placing::Overwrite);
    let next = after(&document, placed.map(|placed| placed.edit));
    let (start, clip) = next.first_track(Kind::Video).expect("it is there").clips().nth(3).expect("a clip");
    assert_eq!((start, clip.length), (180, 90));
    assert!(matches!(clip.source, Source::Image(_)));
}

#[test]
fn on_the_last_frame_the_end_is_meant() {
    let document = sample::ad();
    assert_eq!([178, 179, 500].map(|frame| place::entry(&document, frame)), [178, 180, 180]);
}
