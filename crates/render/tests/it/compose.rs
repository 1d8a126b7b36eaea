//! Pictures put together: what comes out, sample for sample.

use std::sync::Arc;

use render::compose::canvas::Canvas;
use render::compose::color;
use render::compose::layer::Layer;
use render::compose::resize::Quality;
use render::picture::buffer::Pool;
use render::picture::view::YuvView;
use render::picture::{Picture, RgbaImage, YuvImage, plane_size};
use types::geometry::{Color, Size};

mod colors;
mod geometry;
mod layers;
mod overlays;
mod transitions;

const SIZE: Size = Size::new(64, 48);

/// An I420 picture whose samples differ from place to place.
fn yuv(size: Size, seed: u32) -> Arc<YuvImage> {
    let bytes = (0..YuvImage::packed_len(size) as u32).map(|at| 16 + (noise(at, seed) % 200) as u8).collect();
    Arc::new(YuvImage::packed(size, bytes).expect("the length is the layout's"))
}

/// A smooth I420 picture within what RGB can show.
fn smooth(size: Size) -> Arc<YuvImage> {
    let mut image = RgbaImage::clear(size);
    let (width, height) = (size.width.max(2) - 1, size.height.max(2) - 1);
    for (at, pixel) in image.data.as_chunks_mut::<4>().0.iter_mut().enumerate() {
        let (x, y) = (at as u32 % size.width, at as u32 / size.width);
        *pixel = [(40 + 150 * x / width) as u8, (60 + 120 * y / height) as u8, 128, 255];
    }
    color::rgba_to_yuv(image.view(), &Pool::default()).expect("the sizes agree").freeze()
}

/// Premultiplied RGBA with every sort of alpha.
fn rgba(size: Size, seed: u32) -> Arc<RgbaImage> {
    let mut image = RgbaImage::clear(size);
    for (at, pixel) in image.data.as_chunks_mut::<4>().0.iter_mut().enumerate() {
        let alpha = match noise(at as u32, seed) % 4 {
            0 => 0,
            1 => 255,
            _ => noise(at as u32, seed + 1) % 256,
        };
        let channel = |index: u32| (noise(at as u32, seed + 2 + index) % 256 * alpha / 255) as u8;
        *pixel = [channel(0), channel(1), channel(2), alpha as u8];
    }
    Arc::new(image)
}

fn opaque(size: Size, color: Color) -> Arc<RgbaImage> {
    let data = [color.r, color.g, color.b, 255].repeat(size.area() as usize);
    Arc::new(RgbaImage { size, data })
}

fn noise(at: u32, seed: u32) -> u32 {
    let mixed = (at ^ seed.wrapping_mul(0x9e37_79b9)).wrapping_mul(0x85eb_ca6b);
    (mixed ^ mixed >> 13).wrapping_mul(0xc2b2_ae35) >> 11
}

/// A canvas that shows `below`.
fn canvas(below: &Arc<YuvImage>) -> Canvas {
    let mut canvas = empty(below.size());
    canvas.cover(Arc::clone(below)).expect("the canvas has the picture's size");
    canvas
}

fn empty(size: Size) -> Canvas {
    Canvas::new(size, Color::BLACK, Quality::Best, &Pool::default()).expect("a usual size")
}

/// What a canvas shows after one layer over `below`.
fn drawn(below: &Arc<YuvImage>, layer: &Layer<'_>) -> Arc<YuvImage> {
    let mut canvas = canvas(below);
    canvas.draw(layer).expect("any layer can be drawn");
    canvas.finish()
}

fn samples(picture: &YuvImage) -> Vec<u8> {
    view_samples(picture.view())
}

fn view_samples(view: YuvView<'_>) -> Vec<u8> {
    let rows = |index: usize| (0..plane_size(view.size, index).1).flat_map(move |y| view.row(index, y));
    (0..3).flat_map(rows).copied().collect()
}

/// The largest difference between samples of two pictures of one size.
fn distance(one: &YuvImage, other: &YuvImage) -> u8 {
    assert_eq!(one.size(), other.size(), "only pictures of one size can be compared");
    let pairs = samples(one).into_iter().zip(samples(other));
    pairs.map(|(one, other)| one.abs_diff(other)).max().unwrap_or(0)
}

#[track_caller]
fn same(one: &YuvImage, other: &YuvImage) {
    assert_eq!(distance(one, other), 0, "the pictures differ");
}

fn picture(image: &Arc<YuvImage>) -> Picture {
    Picture::Yuv(Arc::clone(image))
}
