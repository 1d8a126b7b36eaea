//! Layers on a canvas: fast paths, placement, surrounds and blend modes.

use std::sync::Arc;

use render::compose::ComposeError;
use render::compose::canvas::Canvas;
use render::compose::color;
use render::compose::layer::{Layer, Surround};
use render::compose::place::{Fitting, Motion, Placement};
use render::compose::resize::Quality;
use render::picture::buffer::Pool;
use render::picture::{Picture, YuvImage};
use types::document::look::Blend;
use types::geometry::{Area, Color, Size};

use super::{SIZE, distance, drawn, empty, opaque, picture, rgba, same, smooth, yuv};

const RED: Color = Color::rgb(200, 20, 30);

fn luma_at(image: &YuvImage, x: usize, y: usize) -> u8 {
    image.view().row(0, y)[x]
}

#[test]
fn a_covering_picture_is_handed_on_without_a_copy() {
    let image = yuv(SIZE, 1);
    let made = drawn(&yuv(SIZE, 2), &Layer::new(&picture(&image)));
    assert!(Arc::ptr_eq(&image, &made));
}

#[test]
fn an_empty_canvas_shows_its_background() {
    let made = Canvas::new(SIZE, RED, Quality::Best, &Pool::default()).expect("a usual size").finish();
    let expected = color::samples_of(RED);
    assert_eq!([0, 1, 2].map(|index| made.plane(index).data[0]), expected);
}

#[test]
fn canvases_without_pixels_or_with_too_many_are_refused() {
    for size in
        [Size::new(0, 10), Size::new(10, 0), Size::new(1 << 20, 1 << 20), Size::new(u32::MAX, u32::MAX)]
    {
        let refused = Canvas::new(size, RED, Quality::Best, &Pool::default());
        assert!(matches!(refused.err(), Some(ComposeError::Size(_))), "{size:?}");
    }
    let mut canvas = empty(SIZE);
    assert!(matches!(canvas.cover(yuv(Size::new(4, 4), 1)), Err(ComposeError::SizesDiffer(..))));
}

#[test]
fn no_opacity_changes_nothing_and_half_is_the_middle() {
    let (below, above) = (yuv(SIZE, 1), yuv(SIZE, 2));
    let with = |opacity: f32| drawn(&below, &Layer { opacity, ..Layer::new(&picture(&above)) });
    for clear in [0.0, -1.0, f32::NAN] {
        assert!(Arc::ptr_eq(&with(clear), &below), "{clear}");
    }
    for covering in [1.0, 5.0] {
        assert!(Arc::ptr_eq(&with(covering), &above), "{covering}");
    }
    let middle = with(0.5);
    for ((one, other), mixed) in
        super::samples(&below).iter().zip(super::samples(&above)).zip(super::samples(&middle))
    {
        assert_eq!(mixed, (u16::from(*one) + u16::from(other)).div_ceil(2) as u8);
    }
}

#[test]
fn whole_turns_change_nothing() {
    let image = yuv(SIZE, 3);
    for rotation in [0.0, 360.0, -720.0, f32::NAN, f32::INFINITY] {
        let placement = Placement { rotation, ..Placement::default() };
        let made = drawn(&yuv(SIZE, 4), &Layer { placement, ..Layer::new(&picture(&image)) });
        assert!(Arc::ptr_eq(&image, &made), "{rotation}");
    }
}

#[test]
fn half_a_turn_is_upside_down() {
    let image = smooth(SIZE);
    let placement = Placement { rotation: 180.0, ..Placement::default() };
    let made = drawn(&yuv(SIZE, 4), &Layer { placement, ..Layer::new(&picture(&image)) });
    for y in 0..48 {
        for x in 0..64 {
            let (one, other) = (luma_at(&made, x, y), luma_at(&image, 63 - x, 47 - y));
            assert!(one.abs_diff(other) <= 2, "{one} and {other} at {x}, {y}");
        }
    }
}

#[test]
fn a_quarter_turn_clockwise_brings_left_to_the_top() {
    let image = smooth(Size::new(40, 40));
    let placement = Placement { rotation: 90.0, ..Placement::default() };
    let made = drawn(&yuv(Size::new(40, 40), 4), &Layer { placement, ..Layer::new(&picture(&image)) });
    for at in 0..40 {
        let (one, other) = (luma_at(&made, 39, at), luma_at(&image, at, 0));
        assert!(one.abs_diff(other) <= 2, "{one} and {other} at {at}");
    }
}

#[test]
fn a_crop_shows_its_part_and_nothing_else() {
    let image = yuv(Size::new(128, 96), 6);
    let crop = Area { left: 0.25, top: 0.25, right: 0.75, bottom: 0.75 };
    let shown = picture(&image);
    let layer = Layer { placement: Placement { crop, ..Placement::default() }, ..Layer::new(&shown) };
    let made = drawn(&yuv(SIZE, 1), &layer);
    for y in 0..48 {
        assert_eq!(made.view().row(0, y), &image.view().row(0, y + 24)[32..96]);
    }
}

#[test]
fn fitting_covers_contains_or_stretches() {
    let wide = picture(&yuv(Size::new(128, 48), 6));
    let below = yuv(SIZE, 1);
    let with = |fitting: Fitting| {
        let placement = Placement { fitting, ..Placement::default() };
        drawn(&below, &Layer { placement, ..Layer::new(&wide) })
    };
    let Picture::Yuv(image) = &wide else { panic!("it is I420") };
    // Covering cuts 32 pixels off either side and scales nothing.
    assert_eq!(with(Fitting::Cover).view().row(0, 20), &image.view().row(0, 20)[32..96]);
    // Contained, it is 24 pixels high, from the 12th on.
    let contained = with(Fitting::Contain);
    for y in (0..12).chain(36..48) {
        assert_eq!(contained.view().row(0, y), below.view().row(0, y), "row {y} lies outside");
    }
    assert_ne!(contained.view().row(0, 24), below.view().row(0, 24));
    assert_ne!(with(Fitting::Stretch).view().row(0, 2), below.view().row(0, 2));
}

#[test]
fn a_surround_fills_what_the_picture_leaves() {
    let wide = picture(&smooth(Size::new(128, 48)));
    let placement = Placement { fitting: Fitting::Contain, ..Placement::default() };
    let with = |surround: Surround, opacity: f32| {
        drawn(&yuv(SIZE, 1), &Layer { placement, surround, opacity, ..Layer::new(&wide) })
    };
    let colored = with(Surround::Color(RED), 1.0);
    assert_eq!(luma_at(&colored, 5, 5), color::samples_of(RED)[0]);
    let blurred = with(Surround::Blur, 1.0);
    let around: Vec<u8> = (0..64).map(|x| luma_at(&blurred, x, 3)).collect();
    assert!(around.windows(2).all(|pair| pair[0].abs_diff(pair[1]) < 12), "it is soft: {around:?}");
    // Picture and surround fade together.
    let half = with(Surround::Color(RED), 0.5);
    for (x, y) in [(5, 5), (30, 24)] {
        let middle = (u16::from(luma_at(&colored, x, y)) + u16::from(luma_at(&yuv(SIZE, 1), x, y))) / 2;
        assert!(u16::from(luma_at(&half, x, y)).abs_diff(middle) <= 1);
    }
}

#[test]
fn a_picture_in_the_corner_lies_where_it_is_put() {
    let image = Picture::Rgba(opaque(SIZE, Color::WHITE));
    for motion in [Motion::Still, Motion::Moving] {
        let placement = Placement { x: 0.25, y: 0.25, scale: 0.5, motion, ..Placement::default() };
        let made = drawn(&picture_below(), &Layer { placement, ..Layer::new(&image) });
        for y in 0..48 {
            for x in 0..64 {
                let expected = if x >= 32 && y >= 24 { 235 } else { 16 };
                assert_eq!(luma_at(&made, x, y), expected, "{motion:?} at {x}, {y}");
            }
        }
    }
}

fn picture_below() -> Arc<YuvImage> {
    empty(SIZE).finish()
}

#[test]
fn the_edge_of_a_moving_picture_moves_by_parts_of_a_pixel() {
    let image = Picture::Rgba(opaque(SIZE, Color::WHITE));
    let edge = |shift: f32| {
        let placement = Placement { x: (8.0 + shift) / 64.0, motion: Motion::Moving, ..Placement::default() };
        let made = drawn(&picture_below(), &Layer { placement, ..Layer::new(&image) });
        luma_at(&made, 8, 20)
    };
    let steps: Vec<u8> = [0.0, 0.25, 0.5, 0.75, 1.0].map(edge).to_vec();
    assert_eq!(steps, [235, 180, 126, 71, 16]);
}

#[test]
fn a_turned_picture_agrees_with_a_straight_one() {
    // A turn by next to nothing goes the long way and must show nearly the same.
    let image = picture(&smooth(Size::new(128, 96)));
    for scale in [0.4, 0.9, 1.7] {
        let straight = Placement { scale, ..Placement::default() };
        let turned = Placement { rotation: 0.001, ..straight };
        let made = |placement| drawn(&picture_below(), &Layer { placement, ..Layer::new(&image) });
        let (straight, turned) = (made(straight), made(turned));
        let inside = |image: &YuvImage| -> Vec<u8> {
            (16..32).flat_map(|y| (22..42).map(move |x| (x, y))).map(|(x, y)| luma_at(image, x, y)).collect()
        };
        let far = inside(&straight).iter().zip(inside(&turned)).map(|(a, b)| a.abs_diff(b)).max();
        assert!(far <= Some(3), "off by {far:?} at {scale}");
    }
}

#[test]
fn part_of_a_layer_lies_where_the_whole_would() {
    let whole = rgba(SIZE, 5);
    let view = whole.view().part(render::picture::view::Rect { left: 10, top: 8, width: 20, height: 16 });
    let data = (0..16).flat_map(|y| view.row(y).to_vec()).collect();
    let part = Picture::Rgba(Arc::new(render::picture::RgbaImage { size: view.size, data }));
    let mut shown = render::picture::RgbaImage::clear(SIZE);
    for y in 0..16 {
        let at = ((y + 8) * 64 + 10) * 4;
        shown.data[at..at + 80].copy_from_slice(view.row(y));
    }
    let shown = Picture::Rgba(Arc::new(shown));
    for placement in [
        Placement::default(),
        Placement { scale: 2.0, ..Placement::default() },
        Placement { rotation: 90.0, scale: 0.9, ..Placement::default() },
    ] {
        let one = drawn(&picture_below(), &Layer { placement, ..Layer::new(&shown) });
        let layer = Layer { placement, whole: SIZE, at: (10, 8), ..Layer::new(&part) };
        let other = drawn(&picture_below(), &layer);
        if placement.rotation == 0.0 && placement.scale == 1.0 {
            same(&one, &other);
        }
        let middle = |image: &YuvImage| u32::from(luma_at(image, 24, 20));
        assert!(middle(&one).abs_diff(middle(&other)) <= 12, "{placement:?}");
    }
}

#[test]
fn blend_modes_do_what_their_names_say() {
    let grey = opaque(SIZE, Color::rgb(100, 100, 100));
    let grey = color::rgba_to_yuv(grey.view(), &Pool::default()).expect("one size").freeze();
    let layer = Picture::Rgba(opaque(SIZE, Color::rgb(60, 200, 100)));
    let with = |blend: Blend| -> [u8; 3] {
        let made = drawn(&grey, &Layer { blend, ..Layer::new(&layer) });
        let rgb = color::yuv_to_rgba(made.view()).expect("one size");
        [rgb.data[0], rgb.data[1], rgb.data[2]]
    };
    let expected = [
        (Blend::Normal, [60, 200, 100]),
        (Blend::Add, [160, 255, 200]),
        (Blend::Multiply, [24, 78, 39]),
        (Blend::Screen, [136, 222, 161]),
        (Blend::Overlay, [47, 157, 78]),
        (Blend::Darken, [60, 100, 100]),
        (Blend::Lighten, [100, 200, 100]),
    ];
    for (blend, expected) in expected {
        let made = with(blend);
        let far = made.iter().zip(expected).map(|(one, other)| one.abs_diff(other)).max();
        assert!(far <= Some(3), "{blend:?} made {made:?}, not {expected:?}");
    }
}

#[test]
fn clear_layers_change_nothing_in_any_mode() {
    let below = smooth(SIZE);
    let clear = Picture::Rgba(Arc::new(render::picture::RgbaImage::clear(SIZE)));
    for blend in [Blend::Add, Blend::Multiply, Blend::Screen, Blend::Overlay, Blend::Darken, Blend::Lighten] {
        let made = drawn(&below, &Layer { blend, ..Layer::new(&clear) });
        let far = distance(&made, &below);
        assert!(far <= 1, "{blend:?} is off by {far}");
    }
}

#[test]
fn hostile_placements_are_drawn_without_harm() {
    let wild = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1e30, -1e30, 0.0, 1e-30, 7.3];
    let crop = |edges: [f32; 4]| Area { left: edges[0], top: edges[1], right: edges[2], bottom: edges[3] };
    for image in [
        picture(&yuv(SIZE, 1)),
        Picture::Rgba(rgba(Size::new(31, 7), 1)),
        Picture::Rgba(rgba(Size::new(1, 1), 1)),
    ] {
        for value in wild {
            for motion in [Motion::Still, Motion::Moving] {
                let base = Placement { motion, ..Placement::default() };
                let placements = [
                    Placement { x: value, ..base },
                    Placement { y: value, ..base },
                    Placement { scale: value, ..base },
                    Placement { scale: value, rotation: 33.0, ..base },
                    Placement { rotation: value, ..base },
                    Placement { crop: crop([value, 0.2, 0.1, value]), ..base },
                    Placement { crop: crop([1.0, 1.0, 0.0, 0.0]), rotation: value, x: value, ..base },
                ];
                for placement in placements {
                    let layer = Layer { placement, opacity: 0.9, ..Layer::new(&image) };
                    assert_eq!(drawn(&yuv(Size::new(21, 13), 2), &layer).size(), Size::new(21, 13));
                }
            }
        }
    }
}

#[test]
fn pictures_without_pixels_and_tiny_canvases_are_fine() {
    let none = Picture::Rgba(Arc::new(render::picture::RgbaImage::clear(Size::new(0, 0))));
    let below = yuv(SIZE, 2);
    assert!(Arc::ptr_eq(&drawn(&below, &Layer::new(&none)), &below));
    for size in [Size::new(1, 1), Size::new(1, 7), Size::new(3, 1)] {
        for surround in [Surround::Below, Surround::Blur] {
            let placement = Placement { fitting: Fitting::Contain, ..Placement::default() };
            let image = picture(&yuv(SIZE, 3));
            let layer = Layer { placement, surround, ..Layer::new(&image) };
            assert_eq!(drawn(&yuv(size, 1), &layer).size(), size);
        }
    }
}
