//! Writes the contact sheet of forty actors: `cargo run -p render --example actor_sheet -- docs/screens/actors.png`.
//! With a number after the file name it writes that actor alone, talking, as a strip of twelve frames.

use std::process::ExitCode;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use render::actor::{Framing, Moment, Stage};
use render::picture::RgbaImage;
use types::actor::{Actor, catalogue};
use types::geometry::Size;
use types::mouth::MouthShape;

/// One card of the sheet.
const CARD: Size = Size::new(120, 180);

/// Cards across and down.
const GRID: (u32, u32) = (8, 5);

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or_else(|| "docs/screens/actors.png".to_owned());
    let actor = arguments.next().and_then(|number| number.parse::<usize>().ok());
    let sheet = match actor.and_then(|number| catalogue().get(number.checked_sub(1)?)) {
        Some(actor) => strip(actor),
        None => contact_sheet(),
    };
    // Without its lowest bits a soft picture packs a quarter smaller and looks the same.
    let rounded = |pixel: &[u8]| [0, 1, 2].map(|part| pixel[part].saturating_add(1) / 3 * 3);
    let colors: Vec<u8> = sheet.data.chunks_exact(4).flat_map(rounded).collect();
    let mut file = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut file, CompressionType::Best, FilterType::Adaptive);
    let encoded = encoder.write_image(&colors, sheet.size.width, sheet.size.height, ExtendedColorType::Rgb8);
    if encoded.is_ok() && std::fs::write(path, file).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Forty actors from all over the catalogue.
fn contact_sheet() -> RgbaImage {
    let mut sheet = RgbaImage::clear(Size::new(CARD.width * GRID.0, CARD.height * GRID.1));
    for (index, actor) in catalogue().iter().step_by(15).take((GRID.0 * GRID.1) as usize).enumerate() {
        let size = Size::new(CARD.width * 3, CARD.height * 3);
        let framing = if index % 3 == 1 { Framing::Close } else { Framing::Wide };
        let stage = Stage::new(&actor.look, size, framing);
        let mut picture = stage.backdrop().clone();
        stage.foreground(&Moment::still(9_600)).over(&mut picture);
        let (column, row) = (index as u32 % GRID.0, index as u32 / GRID.0);
        paste(&mut sheet, &third(&picture), (column * CARD.width, row * CARD.height));
    }
    sheet
}

/// Twelve mouth shapes while the actor moves.
fn strip(actor: &Actor) -> RgbaImage {
    let size = Size::new(270, 480);
    let stage = Stage::new(&actor.look, size, Framing::Close);
    let mut sheet = RgbaImage::clear(Size::new(size.width * 6, size.height * 2));
    for (index, shape) in MouthShape::ALL.into_iter().enumerate() {
        let mut picture = stage.backdrop().clone();
        let sample = index as i64 * 9_600;
        stage.foreground(&Moment { sample, mouth: (shape, shape, 0.0), energy: 0.5 }).over(&mut picture);
        paste(&mut sheet, &picture, (index as u32 % 6 * size.width, index as u32 / 6 * size.height));
    }
    sheet
}

/// A third of the size, each pixel the mean of nine, so that lines are smooth.
fn third(picture: &RgbaImage) -> RgbaImage {
    let size = Size::new(picture.size.width / 3, picture.size.height / 3);
    let wide = picture.size.width as usize;
    let mut small = RgbaImage::clear(size);
    for (index, pixel) in small.data.chunks_exact_mut(4).enumerate() {
        let (x, y) = (index % size.width as usize * 3, index / size.width as usize * 3);
        for (part, value) in pixel.iter_mut().enumerate() {
            let sum: u32 =
                (0..9).map(|at| u32::from(picture.data[((y + at / 3) * wide + x + at % 3) * 4 + part])).sum();
            *value = (sum / 9) as u8;
        }
    }
    small
}

fn paste(sheet: &mut RgbaImage, card: &RgbaImage, (left, top): (u32, u32)) {
    let bytes = card.size.width as usize * 4;
    for (row, line) in card.data.chunks_exact(bytes).enumerate() {
        let start = ((top as usize + row) * sheet.size.width as usize + left as usize) * 4;
        sheet.data[start..start + bytes].copy_from_slice(line);
    }
}
