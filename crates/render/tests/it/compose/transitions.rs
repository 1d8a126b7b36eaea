//! Transitions between two pictures.

use std::sync::Arc;

use render::compose::ComposeError;
use render::compose::color;
use render::compose::transition::between;
use render::picture::YuvImage;
use render::picture::buffer::Pool;
use types::document::clip::{Direction, TransitionKind};
use types::geometry::{Color, Size};

use super::{SIZE, distance, empty, samples, smooth, yuv};

const RED: Color = Color::rgb(200, 20, 30);

fn all() -> Vec<TransitionKind> {
    let directions = [Direction::Left, Direction::Right, Direction::Up, Direction::Down];
    let mut kinds = vec![TransitionKind::CrossFade, TransitionKind::Dip(RED), TransitionKind::Zoom];
    kinds.extend(directions.map(TransitionKind::Wipe));
    kinds.extend(directions.map(TransitionKind::Push));
    kinds
}

fn made(kind: TransitionKind, from: &Arc<YuvImage>, to: &Arc<YuvImage>, done: f32) -> Arc<YuvImage> {
    between(kind, from, to, done, &Pool::default()).expect("both have one size")
}

#[test]
fn every_transition_begins_with_the_old_and_ends_with_the_new() {
    let (from, to) = (yuv(SIZE, 1), yuv(SIZE, 2));
    for kind in all() {
        for begun in [0.0, -1.0, f32::NAN] {
            assert!(Arc::ptr_eq(&made(kind, &from, &to, begun), &from), "{kind:?} at {begun}");
        }
        for done in [1.0, 2.0] {
            assert!(Arc::ptr_eq(&made(kind, &from, &to, done), &to), "{kind:?} at {done}");
        }
    }
}

#[test]
fn every_transition_moves_without_a_jump_at_its_ends() {
    for size in [SIZE, Size::new(1, 1), Size::new(33, 19)] {
        let (from, to) = (smooth(size), empty(size).finish());
        for kind in all() {
            for step in 1..16 {
                assert_eq!(made(kind, &from, &to, step as f32 / 16.0).size(), size);
            }
            if size == SIZE && !matches!(kind, TransitionKind::Push(_) | TransitionKind::Wipe(_)) {
                let near = distance(&made(kind, &from, &to, 0.001), &from);
                assert!(near <= 4, "{kind:?} begins with a jump of {near}");
                let near = distance(&made(kind, &from, &to, 0.999), &to);
                assert!(near <= 4, "{kind:?} ends with a jump of {near}");
            }
        }
    }
}

#[test]
fn a_cross_fade_is_the_weighted_mean() {
    let (from, to) = (yuv(SIZE, 1), yuv(SIZE, 2));
    for done in [0.1, 0.25, 0.5, 0.9] {
        let mixed = samples(&made(TransitionKind::CrossFade, &from, &to, done));
        for ((one, other), mixed) in samples(&from).into_iter().zip(samples(&to)).zip(mixed) {
            let exact = f32::from(one) * (1.0 - done) + f32::from(other) * done;
            assert!((f32::from(mixed) - exact).abs() <= 1.0, "{mixed} for {exact}");
        }
    }
}

#[test]
fn a_dip_is_its_colour_in_the_middle() {
    let middle = made(TransitionKind::Dip(RED), &yuv(SIZE, 1), &yuv(SIZE, 2), 0.5);
    for (index, expected) in color::samples_of(RED).into_iter().enumerate() {
        assert!(middle.view().row(index, 3).iter().all(|sample| *sample == expected));
    }
}

#[test]
fn a_wipe_uncovers_the_new_picture_behind_its_edge() {
    let (from, to) = (yuv(SIZE, 1), yuv(SIZE, 2));
    let wiped = |direction| made(TransitionKind::Wipe(direction), &from, &to, 0.5);
    let row = |image: &YuvImage, y: usize| image.view().row(0, y).to_vec();
    let right = wiped(Direction::Right);
    assert_eq!(row(&right, 9)[..28], row(&to, 9)[..28]);
    assert_eq!(row(&right, 9)[36..], row(&from, 9)[36..]);
    let left = wiped(Direction::Left);
    assert_eq!(row(&left, 9)[36..], row(&to, 9)[36..]);
    let down = wiped(Direction::Down);
    assert_eq!(row(&down, 3), row(&to, 3));
    assert_eq!(row(&down, 44), row(&from, 44));
    let up = wiped(Direction::Up);
    assert_eq!(row(&up, 44), row(&to, 44));
}

#[test]
fn a_push_moves_both_pictures_together() {
    let (from, to) = (yuv(SIZE, 1), yuv(SIZE, 2));
    let pushed = |direction| made(TransitionKind::Push(direction), &from, &to, 0.5);
    let row = |image: &YuvImage, y: usize| image.view().row(0, y).to_vec();
    let left = pushed(Direction::Left);
    assert_eq!(row(&left, 7)[..32], row(&from, 7)[32..]);
    assert_eq!(row(&left, 7)[32..], row(&to, 7)[..32]);
    let right = pushed(Direction::Right);
    assert_eq!(row(&right, 7)[..32], row(&to, 7)[32..]);
    let up = pushed(Direction::Up);
    assert_eq!(row(&up, 0), row(&from, 24));
    assert_eq!(row(&up, 24), row(&to, 0));
    let down = pushed(Direction::Down);
    assert_eq!(row(&down, 0), row(&to, 24));
}

#[test]
fn pictures_of_two_sizes_are_refused() {
    let refused =
        between(TransitionKind::Zoom, &yuv(SIZE, 1), &yuv(Size::new(2, 2), 1), 0.5, &Pool::default());
    assert!(matches!(refused.err(), Some(ComposeError::SizesDiffer(..))));
}
