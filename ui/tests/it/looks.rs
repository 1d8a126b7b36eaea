//! How things look: the ruler, zoom, what is mounted, the picture on the canvas, the size of moving frames.

use types::document::track::Kind;
use types::geometry::Area;
use types::keyframe::{Animated, Curve, Keyframe};
use types::time::FrameRate;
use ui::cut::frame_box::{self, FrameBox};
use ui::cut::marks::InOut;
use ui::cut::near::Way;
use ui::cut::quality::{LEAST, MOST, Quality};
use ui::cut::ruler::{self, Steps};
use ui::cut::shuttle;
use ui::cut::span::{self, SCALES, Span};

use crate::sample;

#[test]
fn the_ruler_has_room_for_its_numbers_at_every_scale() {
    for rate in [FrameRate::FPS_24, FrameRate::FPS_29_97, FrameRate::FPS_60] {
        for scale in [SCALES.0, 7.0, 60.0, 333.0, SCALES.1] {
            let Steps { numbered, small } = ruler::steps(scale, rate);
            assert!(numbered as f64 / rate.as_f64() * scale >= 70.0, "{scale} {numbered}");
            assert_eq!(numbered % small, 0);
            let lines = ruler::lines(Steps { numbered, small }, scale, rate, (100.0, 1700.0));
            assert!((10..400).contains(&lines.len()), "{scale}: {} lines", lines.len());
        }
    }
    assert_eq!(ruler::steps(60.0, FrameRate::FPS_30).numbered, 60, "every two seconds");
}

#[test]
fn zooming_keeps_what_is_under_the_pointer() {
    let (scale, left) = span::zoomed(60.0, 600.0, 300.0, 2.0);
    assert_eq!(scale, 120.0);
    assert_eq!((left + 300.0) / scale, 900.0 / 60.0);
    assert_eq!(span::zoomed(SCALES.1, 0.0, 0.0, 2.0).0, SCALES.1);
    assert!(span::fitting(6.0, 624.0) * 6.0 <= 624.0);
}

#[test]
fn only_clips_near_the_view_are_mounted() {
    let document = sample::ad();
    let track = document.first_track(Kind::Video).expect("it is there");
    let seen = |left| span::clips(&document, track, 1000.0, Span { left, width: 100.0 }.mounted()).len();
    assert_eq!(seen(0.0), 1);
    assert_eq!(seen(2000.0), 2);
    assert_eq!(seen(9000.0), 0);
    assert!(Span { left: 0.0, width: 100.0 }.is_left_by(Span { left: 60.0, width: 100.0 }));
}

#[test]
fn a_pulled_picture_lies_on_guides() {
    let place = FrameBox { x: 0.2, y: 0.0, scale: 0.5 };
    let safe = Area { left: 0.1, top: 0.1, right: 0.9, bottom: 0.8 };
    let moved = place.moved((-0.19, 0.0), safe, (0.02, 0.02));
    assert!(moved.place.x.abs() < 1e-6);
    assert_eq!(moved.upright, Some(0.5));
    let moved = place.moved((-0.36, 0.04), safe, (0.02, 0.02));
    assert!((moved.place.area().left - 0.1).abs() < 1e-6);
    assert!((moved.place.area().bottom - 0.8).abs() < 1e-6);
    assert_eq!(place.moved((0.07, 0.0), Area::FULL, (-1.0, -1.0)).upright, None);
}

#[test]
fn a_pulled_corner_scales_about_the_centre() {
    let place = FrameBox { x: 0.0, y: 0.0, scale: 0.5 };
    assert_eq!(place.scaled(100.0, 120.0).scale, 0.6);
    assert_eq!(place.scaled(100.0, 201.0).scale, 1.0, "near its fitted size it has it");
    assert_eq!(place.scaled(0.0, 50.0), place);
}

#[test]
fn keyframes_keep_their_distance_when_a_picture_is_moved() {
    let key = |at, value| Keyframe { at, value, curve: Curve::Linear };
    let moved = frame_box::plus(&Animated::Keys(vec![key(0, 0.0), key(9, 0.5)]), 0.25, (-4.0, 4.0));
    assert_eq!(moved, Animated::Keys(vec![key(0, 0.25), key(9, 0.75)]));
}

#[test]
fn late_frames_get_smaller_and_recover() {
    let mut quality = Quality::default();
    for _ in 0..3 {
        quality = quality.drawn(80.0, 33.0);
    }
    assert_eq!(quality.pixels, MOST / 2);
    for _ in 0..60 {
        quality = quality.drawn(80.0, 33.0);
    }
    assert_eq!(quality.pixels, LEAST);
    for _ in 0..200 {
        quality = quality.drawn(5.0, 33.0);
    }
    assert_eq!(quality.pixels, MOST);
}

#[test]
fn each_press_doubles_the_speed_up_to_eight() {
    let presses = |way, times| (0..times).fold(0, |speed, _| shuttle::pressed(speed, way));
    assert_eq!([1, 2, 3, 4, 5].map(|times| presses(Way::Forward, times)), [1, 2, 4, 8, 8]);
    assert_eq!(presses(Way::Back, 2), -2);
    assert_eq!(shuttle::pressed(4, Way::Back), -1);
}

#[test]
fn in_and_out_never_cross() {
    let marks = InOut::default().from(50).to(20);
    assert_eq!(marks, InOut { first: None, end: Some(21) });
    assert_eq!(marks.within(100), (0, 21));
    assert_eq!(InOut::default().from(500).within(100), (99, 100));
    assert_eq!(InOut::default().within(0), (0, 1));
}
