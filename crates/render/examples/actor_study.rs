//! Draws actors large enough to judge: `cargo run -p render --example actor_study -- out.png tall 4 57 210`.
//! The kinds are `tall`, `close`, `square`, `wide`, `face` (full size) and, for the first actor alone, `speech` (eight
//! frames of a spoken second), `blink` and `sway`.

use std::process::ExitCode;

use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};
use render::actor::{Framing, Moment, Stage};
use render::picture::RgbaImage;
use types::actor::{Actor, catalogue};
use types::geometry::Size;
use types::mouth::MouthShape;

/// A part of a picture: left, top, width and height, and by how much it is made smaller.
type Cut = ([u32; 4], u32);

const TALL: Size = Size::new(1080, 1920);

/// The mouth in each frame of a second: "today we have the best of it".
const SPEECH: [MouthShape; 8] = [
    MouthShape::Sibilant,
    MouthShape::Spread,
    MouthShape::Open,
    MouthShape::Teeth,
    MouthShape::Mid,
    MouthShape::Closed,
    MouthShape::Round,
    MouthShape::Rest,
];

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (Some(path), Some(kind)) = (arguments.next(), arguments.next()) else { return ExitCode::FAILURE };
    let actors: Vec<&Actor> = arguments
        .filter_map(|number| catalogue().get(number.parse::<usize>().ok()?.checked_sub(1)?))
        .collect();
    let Some(first) = actors.first() else { return ExitCode::FAILURE };
    let cards = match kind.as_str() {
        "speech" | "blink" | "sway" => moving(first, &kind),
        _ => actors.iter().map(|actor| still(actor, &kind)).collect(),
    };
    let sheet = grid(&cards);
    let colors: Vec<u8> =
        sheet.data.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let mut file = Vec::new();
    let encoded = PngEncoder::new(&mut file).write_image(
        &colors,
        sheet.size.width,
        sheet.size.height,
        ExtendedColorType::Rgb8,
    );
    if encoded.is_ok() && std::fs::write(path, file).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn still(actor: &Actor, kind: &str) -> RgbaImage {
    let (size, framing, cut): (Size, Framing, Cut) = match kind {
        "close" => (TALL, Framing::Close, ([0, 0, 1080, 1920], 3)),
        "square" => (Size::new(1080, 1080), Framing::Wide, ([0, 0, 1080, 1080], 3)),
        "wide" => (Size::new(1920, 1080), Framing::Wide, ([0, 0, 1920, 1080], 3)),
        "face" => (TALL, Framing::Close, ([220, 200, 640, 760], 1)),
        _ => (TALL, Framing::Wide, ([0, 0, 1080, 1920], 3)),
    };
    let stage = Stage::new(&actor.look, size, framing);
    cut_out(&drawn(&stage, &Moment::still(9_600)), cut)
}

fn moving(actor: &Actor, kind: &str) -> Vec<RgbaImage> {
    let stage = Stage::new(&actor.look, TALL, Framing::Close);
    let start = if kind == "blink" { blink(&stage) } else { 48_000 };
    (0..8_i64)
        .map(|frame| {
            let shape = SPEECH[frame as usize];
            let moment = match kind {
                "speech" => {
                    Moment { sample: start + frame * 6_000, mouth: (shape, shape, 0.0), energy: 0.55 }
                }
                "blink" => Moment::still(start + (frame - 3) * 1_600),
                _ => Moment { energy: 0.8, ..Moment::still(start + frame * 24_000) },
            };
            let cut = if kind == "sway" { ([0, 0, 1080, 1920], 3) } else { ([270, 280, 540, 660], 1) };
            cut_out(&drawn(&stage, &moment), cut)
        })
        .collect()
}

/// The first sample after one second at which the eyes are shut: the least of the picture is bright around them.
fn blink(stage: &Stage) -> i64 {
    let bright = |sample: i64| {
        let picture = drawn(stage, &Moment::still(sample));
        let eyes = cut_out(&picture, ([340, 480, 400, 160], 1));
        eyes.data.chunks_exact(4).filter(|pixel| pixel[0] > 215 && pixel[2] > 200).count()
    };
    (30..180).map(|frame| frame * 1_600).min_by_key(|sample| bright(*sample)).unwrap_or(48_000)
}

fn drawn(stage: &Stage, moment: &Moment) -> RgbaImage {
    let mut picture = stage.backdrop().clone();
    stage.foreground(moment).over(&mut picture);
    picture
}

/// A part of a picture, each pixel the mean of `by` times `by`.
fn cut_out(picture: &RgbaImage, ([left, top, width, height], by): Cut) -> RgbaImage {
    let size = Size::new(width / by, height / by);
    let mut small = RgbaImage::clear(size);
    for (index, pixel) in small.data.chunks_exact_mut(4).enumerate() {
        let (x, y) = (left + index as u32 % size.width * by, top + index as u32 / size.width * by);
        for (part, value) in pixel.iter_mut().enumerate() {
            let at = |i: u32| ((y + i / by) * picture.size.width + x + i % by) as usize * 4 + part;
            let sum: u32 = (0..by * by).map(|i| u32::from(picture.data[at(i)])).sum();
            *value = (sum / (by * by)) as u8;
        }
    }
    small
}

/// Pictures of one size side by side, at most six in a row.
fn grid(cards: &[RgbaImage]) -> RgbaImage {
    let size = cards.first().map_or(Size::new(1, 1), |card| card.size);
    let across = (cards.len() as u32).min(if size.width > 500 { 4 } else { 6 });
    let down = (cards.len() as u32).div_ceil(across.max(1));
    let mut sheet = RgbaImage::clear(Size::new(size.width * across, size.height * down));
    let bytes = size.width as usize * 4;
    for (index, card) in cards.iter().enumerate() {
        let (column, row) = (index as u32 % across, index as u32 / across);
        for (line, pixels) in card.data.chunks_exact(bytes).enumerate() {
            let y = (row * size.height) as usize + line;
            let start = (y * sheet.size.width as usize + (column * size.width) as usize) * 4;
            sheet.data[start..start + bytes].copy_from_slice(pixels);
        }
    }
    sheet
}
