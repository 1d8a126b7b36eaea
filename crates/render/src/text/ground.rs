//! The ground of a card: light that falls from above, and large discs that reach in from the corners.

use tiny_skia::Pixmap;
use types::geometry::Color;

/// Where the light is brightest, as shares of the picture's width and height.
const LIGHT: (f32, f32) = (0.34, 0.16);

/// Discs: their middle as shares of the width and height, their radius as a share of the shorter side, and how much
/// light they add.
const DISCS: [(f32, f32, f32, f32); 3] =
    [(1.04, 0.90, 0.66, 0.055), (1.04, 0.90, 0.42, 0.07), (-0.04, 0.05, 0.34, 0.06)];

/// Thresholds of four by four pixels, in sixteenths: without them a soft fade would show steps.
const GRAIN: [[f32; 4]; 4] =
    [[0.0, 8.0, 2.0, 10.0], [12.0, 4.0, 14.0, 6.0], [3.0, 11.0, 1.0, 9.0], [15.0, 7.0, 13.0, 5.0]];

/// Covers the whole picture, from `light` to `deep`.
pub fn lay(pixmap: &mut Pixmap, light: Color, deep: Color) {
    let (width, height) = (pixmap.width() as f32, pixmap.height() as f32);
    let (lamp, shorter) = ((LIGHT.0 * width, LIGHT.1 * height), width.min(height));
    let far = (width - lamp.0).hypot(height - lamp.1).max(1.0);
    let ends = [(light.r, deep.r), (light.g, deep.g), (light.b, deep.b)];
    let stride = pixmap.width() as usize * 4;
    for (y, row) in pixmap.data_mut().chunks_exact_mut(stride).enumerate() {
        let grains = GRAIN[y % 4];
        for (x, pixel) in row.chunks_exact_mut(4).enumerate() {
            let at = (x as f32 + 0.5, y as f32 + 0.5);
            let share = ((at.0 - lamp.0).hypot(at.1 - lamp.1) / far).min(1.0);
            let share = share * share * (3.0 - 2.0 * share);
            let shine: f32 = DISCS.iter().map(|disc| disc_light(*disc, at, (width, height, shorter))).sum();
            let grain = (grains[x % 4] + 0.5) / 16.0;
            for (part, (from, to)) in pixel.iter_mut().zip(ends) {
                let value = f32::from(from) + (f32::from(to) - f32::from(from)) * share;
                *part = (value + (255.0 - value) * shine + grain) as u8;
            }
            pixel[3] = 255;
        }
    }
}

/// How much light a disc adds at a pixel; its edge is a pixel wide.
fn disc_light(
    (x, y, radius, light): (f32, f32, f32, f32),
    at: (f32, f32),
    (width, height, shorter): (f32, f32, f32),
) -> f32 {
    let distance = (at.0 - x * width).hypot(at.1 - y * height);
    light * (radius * shorter - distance + 0.5).clamp(0.0, 1.0)
}
