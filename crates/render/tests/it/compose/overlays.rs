//! RGBA laid straight onto I420 against the long way through RGB.

use std::sync::Arc;

use proptest::prelude::*;
use render::compose::color;
use render::picture::buffer::Pool;
use render::picture::{RgbaImage, YuvImage};
use types::geometry::{Color, Size};

use super::{SIZE, canvas, opaque, rgba, same, samples, smooth};

/// The long way, in exact numbers: every pixel to RGB, over, and back, chroma the mean of 2x2.
fn reference(below: &YuvImage, layer: &RgbaImage, at: (i64, i64), opacity: f64) -> Vec<f64> {
    let size = below.size();
    let (width, height) = (size.width as usize, size.height as usize);
    let pixels: Vec<[f64; 3]> = (0..width * height)
        .map(|index| {
            let (x, y) = (index % width, index / width);
            let sample = |plane: usize, step: usize| f64::from(below.view().row(plane, y / step)[x / step]);
            let rgb = to_rgb([sample(0, 1), sample(1, 2), sample(2, 2)]);
            let [r, g, b, a] = pixel(layer, (x as i64 - at.0, y as i64 - at.1)).map(f64::from);
            let clear = 1.0 - a / 255.0 * opacity;
            [rgb[0] * clear + r * opacity, rgb[1] * clear + g * opacity, rgb[2] * clear + b * opacity]
        })
        .collect();
    let luma = pixels.iter().map(|rgb| to_yuv(*rgb)[0]);
    let chroma = |plane: usize| {
        let blocks = (0..height.div_ceil(2)).flat_map(|y| (0..width.div_ceil(2)).map(move |x| (x, y)));
        let pixels = &pixels;
        blocks.map(move |(x, y)| {
            let across = 2 * x..(2 * x + 2).min(width);
            let block = (2 * y..(2 * y + 2).min(height)).flat_map(|y| across.clone().map(move |x| (x, y)));
            let block: Vec<f64> = block.map(|(x, y)| to_yuv(pixels[y * width + x])[plane]).collect();
            block.iter().sum::<f64>() / block.len() as f64
        })
    };
    luma.chain(chroma(1)).chain(chroma(2)).collect()
}

fn pixel(layer: &RgbaImage, (x, y): (i64, i64)) -> [u8; 4] {
    let inside =
        (0..i64::from(layer.size.width)).contains(&x) && (0..i64::from(layer.size.height)).contains(&y);
    let index = y * i64::from(layer.size.width) + x;
    if inside { layer.data.as_chunks::<4>().0[index as usize] } else { [0; 4] }
}

fn to_rgb([y, u, v]: [f64; 3]) -> [f64; 3] {
    let (y, u, v) = ((y - 16.0) / 219.0, (u - 128.0) / 224.0, (v - 128.0) / 224.0);
    let (r, b) = (y + 1.5748 * v, y + 1.8556 * u);
    [r, (y - 0.2126 * r - 0.0722 * b) / 0.7152, b].map(|value| value * 255.0)
}

fn to_yuv(rgb: [f64; 3]) -> [f64; 3] {
    let [r, g, b] = rgb.map(|value| value / 255.0);
    let y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    [16.0 + 219.0 * y, 128.0 + 224.0 * (b - y) / 1.8556, 128.0 + 224.0 * (r - y) / 1.5748]
}

/// The largest difference to the long way, in levels.
fn error(below: Size, layer: Size, at: (i64, i64), opacity: f32) -> f64 {
    let (below, layer) = (smooth(below), rgba(layer, 7));
    let exact = reference(&below, &layer, at, f64::from(opacity));
    let made = samples(&laid(&below, &layer, at, opacity));
    made.into_iter().zip(exact).map(|(made, exact)| (f64::from(made) - exact).abs()).fold(0.0, f64::max)
}

fn laid(below: &Arc<YuvImage>, layer: &RgbaImage, at: (i64, i64), opacity: f32) -> Arc<YuvImage> {
    let mut canvas = canvas(below);
    canvas.lay(layer.view(), at, opacity).expect("any overlay can be laid");
    canvas.finish()
}

#[track_caller]
fn check(below: Size, layer: Size, at: (i64, i64), opacity: f32) {
    let far = error(below, layer, at, opacity);
    assert!(far <= 2.0, "off by {far}");
}

#[test]
fn overlays_equal_the_way_through_rgb() {
    check(SIZE, Size::new(20, 18), (8, 6), 1.0);
    check(SIZE, Size::new(21, 17), (7, 5), 1.0);
    check(SIZE, SIZE, (0, 0), 1.0);
    check(SIZE, SIZE, (0, 0), 0.37);
    check(SIZE, Size::new(200, 200), (-31, -77), 0.8);
    check(Size::new(63, 47), Size::new(30, 30), (40, 30), 1.0);
    check(Size::new(1, 1), Size::new(3, 3), (-1, -1), 1.0);
    check(Size::new(2, 1), Size::new(1, 1), (1, 0), 1.0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn overlays_anywhere_equal_the_way_through_rgb(
        below in (1_u32..70, 1_u32..50),
        layer in (1_u32..60, 1_u32..60),
        at in (-70_i64..70, -60_i64..60),
        opacity in 0.0_f32..1.0,
    ) {
        let far = error(Size::new(below.0, below.1), Size::new(layer.0, layer.1), at, opacity);
        prop_assert!(far <= 2.0, "off by {}", far);
    }
}

#[test]
fn clear_pixels_and_no_opacity_change_nothing() {
    let below = super::yuv(SIZE, 5);
    same(&laid(&below, &RgbaImage::clear(SIZE), (0, 0), 1.0), &below);
    for opacity in [0.0, -3.0, f32::NAN] {
        same(&laid(&below, &rgba(SIZE, 2), (3, 3), opacity), &below);
    }
    same(&laid(&below, &rgba(SIZE, 2), (i64::MAX, i64::MIN), 1.0), &below);
    same(&laid(&below, &RgbaImage::clear(Size::new(0, 9)), (1, 1), 1.0), &below);
}

#[test]
fn an_opaque_overlay_is_its_own_conversion() {
    let (below, over) = (super::yuv(SIZE, 5), opaque(SIZE, Color::rgb(180, 30, 60)));
    let expected = color::rgba_to_yuv(over.view(), &Pool::default()).expect("one size").freeze();
    same(&laid(&below, &over, (0, 0), 1.0), &expected);
}

#[test]
fn pixels_beside_an_overlay_are_not_touched() {
    let below = super::yuv(SIZE, 8);
    let made = laid(&below, &opaque(Size::new(3, 3), Color::WHITE), (11, 9), 1.0);
    let changed = samples(&made).iter().zip(samples(&below)).filter(|(one, other)| **one != *other).count();
    // 9 of luma; 2x2 of either chroma, at most.
    assert!(changed <= 9 + 8, "{changed} samples changed");
}

#[test]
fn broken_premultiplication_does_not_wrap_around() {
    let size = Size::new(8, 8);
    let data = [255, 255, 255, 0].repeat(64);
    let made = laid(&super::yuv(size, 1), &RgbaImage { size, data }, (0, 0), 1.0);
    assert!(made.plane(0).data.iter().take(64).all(|luma| *luma >= 16), "light can only be added");
}
