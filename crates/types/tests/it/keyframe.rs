//! Keyframes are added, changed and taken away.

use types::keyframe::{Animated, Curve, Keyframe};

fn key(at: i64, value: f32) -> Keyframe {
    Keyframe { at, value, curve: Curve::Linear }
}

fn ramp() -> Animated {
    Animated::Keys(vec![key(0, 0.0), key(10, 1.0)])
}

#[test]
fn a_value_without_keyframes_changes_everywhere() {
    assert_eq!(Animated::Fixed(1.0).with_value(5, 2.0), Animated::Fixed(2.0));
}

#[test]
fn a_value_with_keyframes_changes_at_the_playhead_only() {
    let changed = ramp().with_value(5, 0.9);
    assert_eq!(changed, Animated::Keys(vec![key(0, 0.0), key(5, 0.9), key(10, 1.0)]));
    assert_eq!(changed.with_value(5, 0.2).keys().len(), 3, "the keyframe that is there is changed");
}

#[test]
fn a_keyframe_at_the_value_that_is_there_changes_nothing_seen() {
    let ramp = ramp();
    let with = ramp.with_key(4, ramp.at(4));
    assert!((0..=12).all(|at| (with.at(at) - ramp.at(at)).abs() < 1e-6));
}

#[test]
fn the_first_keyframe_holds_the_value_there_was() {
    assert_eq!(Animated::Fixed(0.5).with_key(3, 0.5), Animated::Keys(vec![key(3, 0.5)]));
}

#[test]
fn without_its_last_keyframe_a_value_stays() {
    assert_eq!(Animated::Keys(vec![key(3, 0.5)]).without_key(3), Animated::Fixed(0.5));
    assert_eq!(ramp().without_key(0), Animated::Keys(vec![key(10, 1.0)]));
}

#[test]
fn a_new_keyframe_goes_on_as_the_one_before() {
    let eased = ramp().with_curve(0, Curve::Ease);
    assert_eq!(eased.with_key(5, 0.5).key_at(5).map(|key| key.curve), Some(Curve::Ease));
}

#[test]
fn neighbours_of_a_moment_are_found() {
    let ramp = ramp();
    assert_eq!(ramp.key_before(10).map(|key| key.at), Some(0));
    assert_eq!(ramp.key_after(0).map(|key| key.at), Some(10));
    assert!(ramp.key_before(0).is_none() && ramp.key_after(10).is_none());
}
