//! Draws end cards and hook titles in four shapes: `cargo run -p render --example card_sheet -- out.png [frame]`.

use std::process::ExitCode;

use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};
use render::actor::{Framing, Moment, Patch, Stage};
use render::picture::RgbaImage;
use render::text::{Fonts, Overlay, Stage as TextStage, draw_caption, draw_title};
use types::actor::catalogue;
use types::geometry::{Aspect, Color, Size};
use types::text::end_card::EndCard;
use types::text::preset::CaptionPreset;
use types::text::title::TitlePreset;
use types::text::{Caption, CaptionLook, CaptionWord, SafeArea, Title};

/// By how much every picture is made smaller.
const SMALLER: u32 = 3;

/// What the cards say, and in which colour.
const CARDS: [(&str, &str); 5] = [
    ("Better sleep starts tonight. Try it free", "#12141c"),
    ("Glow is 20% off until Sunday!", "#e4572e"),
    ("Your first box is on us. No card, no catch, cancel any day. Order at freshbox.com", "#1f6f50"),
    ("Der Kaffee, der morgens schon fertig ist. Jetzt testen", "#f4e3c8"),
    ("Rest\nShop now", "#5b3df0"),
];

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(path) = arguments.next() else { return ExitCode::FAILURE };
    let frame = arguments.next().and_then(|frame| frame.parse().ok()).unwrap_or(40);
    let fonts = Fonts::new(Vec::new());
    let mut rows = vec![Vec::new(); Aspect::ALL.len()];
    for (row, aspect) in rows.iter_mut().zip(Aspect::ALL) {
        row.push(hook(&fonts, aspect, frame));
        for (text, brand) in CARDS {
            row.push(card(&fonts, aspect, (text, brand), frame));
        }
    }
    let sheet = sheet(&rows);
    let colors: Vec<u8> =
        sheet.data.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let mut file = Vec::new();
    let (width, height) = (sheet.size.width, sheet.size.height);
    let encoded = PngEncoder::new(&mut file).write_image(&colors, width, height, ExtendedColorType::Rgb8);
    if encoded.is_ok() && std::fs::write(path, file).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn stage(aspect: Aspect) -> TextStage {
    let safe = if aspect == Aspect::Tall {
        SafeArea { top: 0.14, bottom: 0.35, left: 0.06, right: 0.12 }
    } else {
        SafeArea { top: 0.08, bottom: 0.1, left: 0.06, right: 0.06 }
    };
    TextStage { canvas: aspect.canvas(), safe }
}

/// An end card with a frame around its safe area left out: what a viewer sees.
fn card(fonts: &Fonts, aspect: Aspect, (text, brand): (&str, &str), frame: i64) -> RgbaImage {
    let stage = stage(aspect);
    let brand = Color::parse(brand).unwrap_or(Color::BLACK);
    let card = EndCard::new(text, brand);
    let mut picture = RgbaImage::clear(stage.canvas);
    for pixel in picture.data.chunks_exact_mut(4) {
        pixel.copy_from_slice(&[brand.r, brand.g, brand.b, 255]);
    }
    for (title, delay) in [(&card.ground, 0), (&card.headline, 3), (&card.button, 15)] {
        if frame >= delay {
            lay(&mut picture, draw_title(fonts, title, stage, frame - delay, 66 - delay));
        }
    }
    smaller(&picture)
}

/// A hook title over an actor, with the captions of the first line under it.
fn hook(fonts: &Fonts, aspect: Aspect, frame: i64) -> RgbaImage {
    let stage = stage(aspect);
    let mut picture = RgbaImage::clear(stage.canvas);
    if let Some(actor) = catalogue().get(331) {
        let drawn = Stage::new(&actor.look, stage.canvas, Framing::Wide);
        picture = drawn.backdrop().clone();
        drawn.foreground(&Moment::still(9_600)).over(&mut picture);
    }
    let words = "I tried every pillow there is".split(' ').enumerate().map(|(at, word)| {
        let start = at as i64 * 16_000;
        CaptionWord { text: word.to_owned(), start, end: start + 16_000 }
    });
    let mut style = CaptionPreset::default().style();
    style.position = 1.0;
    let caption = Caption { words: words.collect(), style: CaptionLook::Own(Box::new(style)) };
    lay(&mut picture, draw_caption(fonts, &caption, stage, frame * 1_600));
    let mut title: Title = TitlePreset::HookLabel.title("3 reasons you wake up tired every morning");
    title.style.size = 0.058;
    title.position.y = match aspect {
        Aspect::Tall => 0.72,
        Aspect::Portrait => 0.75,
        Aspect::Square => 0.80,
        Aspect::Wide => 0.82,
    };
    lay(&mut picture, draw_title(fonts, &title, stage, frame, 90));
    smaller(&picture)
}

fn lay(picture: &mut RgbaImage, overlay: Option<Overlay>) {
    let Some(Overlay { left, top, image }) = overlay else { return };
    Patch { left, top, image: RgbaImage::clone(&image) }.over(picture);
}

fn smaller(picture: &RgbaImage) -> RgbaImage {
    let size = Size::new(picture.size.width / SMALLER, picture.size.height / SMALLER);
    let mut small = RgbaImage::clear(size);
    for (index, pixel) in small.data.chunks_exact_mut(4).enumerate() {
        let (x, y) = (index as u32 % size.width * SMALLER, index as u32 / size.width * SMALLER);
        for (part, value) in pixel.iter_mut().enumerate() {
            let at = |i: u32| ((y + i / SMALLER) * picture.size.width + x + i % SMALLER) as usize * 4 + part;
            let sum: u32 = (0..SMALLER * SMALLER).map(|i| u32::from(picture.data[at(i)])).sum();
            *value = (sum / (SMALLER * SMALLER)) as u8;
        }
    }
    small
}

fn sheet(rows: &[Vec<RgbaImage>]) -> RgbaImage {
    let width = |row: &Vec<RgbaImage>| row.iter().map(|card| card.size.width + 8).sum::<u32>();
    let height = |row: &Vec<RgbaImage>| row.first().map_or(0, |card| card.size.height + 8);
    let across = rows.iter().map(width).max().unwrap_or(1);
    let mut sheet = RgbaImage::clear(Size::new(across, rows.iter().map(height).sum()));
    let mut top = 0;
    for row in rows {
        let mut left = 0;
        for card in row {
            let bytes = card.size.width as usize * 4;
            for (line, pixels) in card.data.chunks_exact(bytes).enumerate() {
                let start = ((top as usize + line) * across as usize + left as usize) * 4;
                sheet.data[start..start + bytes].copy_from_slice(pixels);
            }
            left += card.size.width + 8;
        }
        top += height(row);
    }
    sheet
}
