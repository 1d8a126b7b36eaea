//! Patterns of cloth and edges of knitwear.

use types::actor::Pattern;

use super::super::layer::Brush;
use super::super::pen::{Point, curve, oval, polygon, taper};
use super::super::tone::Tone;
use super::Tailor;

/// What the cloth shows, drawn on it before its folds.
pub(super) fn pattern(brush: &mut Brush<'_>, tailor: &Tailor<'_>, tone: Tone) {
    let accent =
        if (tone.luma() - tailor.accent.luma()).abs() < 0.12 { tone.lighter(0.55) } else { tailor.accent };
    match tailor.look.outfit.pattern {
        Pattern::Plain => {}
        Pattern::Stripes => {
            for row in 0..34 {
                let y = 112.0 + row as f32 * 19.0;
                brush.line_atop(curve(&level(y)), accent.alpha(0.85), 7.0);
            }
        }
        Pattern::Checks => checks(brush, accent),
        Pattern::Dots => {
            for row in 0..44 {
                for lane in 0..26 {
                    let x = (lane as f32 - 12.5) * 17.0 + if row % 2 == 0 { 8.5 } else { 0.0 };
                    let y = 118.0 + row as f32 * 14.0 - (x / 60.0).powi(2) * -1.2;
                    brush.atop(oval((x, y), 2.4, 2.4), accent.alpha(0.8));
                }
            }
        }
        Pattern::Ribs => {
            for lane in 0..64 {
                let x = (lane as f32 - 31.5) * 6.6;
                let points = [(x * 0.82, 110.0), (x, 240.0), (x, 480.0), (x, 740.0)];
                brush.line_atop(curve(&points), tone.darker(0.40).alpha(0.16), 2.2);
            }
        }
        Pattern::Block => {
            let shape = [
                (-260.0, 236.0),
                (0.0, 244.0),
                (260.0, 236.0),
                (260.0, 330.0),
                (0.0, 338.0),
                (-260.0, 330.0),
            ];
            brush.atop(polygon(&shape), accent);
        }
    }
}

/// A level line over chest and shoulders.
fn level(y: f32) -> [Point; 5] {
    [(-230.0, y + 20.0), (-110.0, y + 1.0), (0.0, y + 6.0), (110.0, y + 1.0), (230.0, y + 20.0)]
}

fn checks(brush: &mut Brush<'_>, accent: Tone) {
    for row in 0..22 {
        let y = 112.0 + row as f32 * 29.0;
        brush.line_atop(curve(&level(y)), accent.alpha(0.30), 11.0);
        brush.line_atop(curve(&level(y + 13.0)), accent.lighter(0.5).alpha(0.32), 1.4);
    }
    for lane in 0..17 {
        let x = (lane as f32 - 8.0) * 29.0;
        let points = [(x * 0.84, 108.0), (x, 250.0), (x, 740.0)];
        brush.line_atop(curve(&points), accent.alpha(0.30), 11.0);
        let points = [(x * 0.84 + 13.0, 108.0), (x + 13.0, 250.0), (x + 13.0, 740.0)];
        brush.line_atop(curve(&points), accent.lighter(0.5).alpha(0.32), 1.4);
    }
}

/// The ribbed edge of a jumper.
pub(super) fn ribbed_collar(brush: &mut Brush<'_>, tailor: &Tailor<'_>) {
    let cut = tailor.cut(super::Neckline::Crew);
    let tone = tailor.cloth;
    brush.line(curve(&cut), tone.darker(0.10), 12.0);
    for index in 0..44 {
        let (x, y) = super::super::hair::along(&cut, index as f32 / 43.0);
        let out = (x / 44.0, 1.0);
        let size = (out.0 * out.0 + out.1 * out.1).sqrt();
        let (dx, dy) = (out.0 / size * 5.6, out.1 / size * 5.6);
        brush.line(curve(&[(x - dx, y - dy), (x + dx, y + dy)]), tone.darker(0.42).alpha(0.40), 1.2);
    }
    let below: Vec<Point> = cut.iter().map(|(x, y)| (x * 1.10, y + 8.0)).collect();
    brush.line(curve(&below), tone.darker(0.5).alpha(0.28), 2.0);
}

/// A seam: a fine dark line with stitches.
pub(super) fn seam(brush: &mut Brush<'_>, points: &[Point], tone: Tone) {
    brush.line_atop(curve(points), tone.darker(0.45).alpha(0.55), 1.4);
    let beside: Vec<Point> = points.iter().map(|(x, y)| (x + 2.4, y + 0.6)).collect();
    brush.line_atop(curve(&beside), tone.lighter(0.35).alpha(0.28), 0.9);
}

/// A soft shadow along a line.
pub(super) fn soft_line(brush: &mut Brush<'_>, points: &[Point], width: f32, tone: Tone) {
    for (share, alpha) in [(1.0, 0.18), (0.8, 0.18), (0.6, 0.2), (0.4, 0.22), (0.2, 0.25)] {
        brush.atop(taper(points, width * share), tone.alpha(tone.a * alpha));
    }
}

/// Long soft folds: from the shoulder, from the armpit over the chest, at the elbow and at the waist. Each has light
/// along its upper side, so that it reads as cloth and not as a line.
pub(super) fn drape(brush: &mut Brush<'_>, tailor: &Tailor<'_>, side: f32, (dark, light): (Tone, Tone)) {
    let s = tailor.shoulders;
    let folds: [([Point; 3], f32, f32); 8] = [
        ([(s * 0.30, 160.0), (s * 0.46, 220.0), (s * 0.54, 300.0)], 22.0, 0.14),
        ([(s * 0.69, 238.0), (s * 0.52, 258.0), (s * 0.32, 262.0)], 13.0, 0.20),
        ([(s * 0.70, 262.0), (s * 0.57, 306.0), (s * 0.46, 348.0)], 15.0, 0.20),
        ([(s * 0.82, 318.0), (s * 0.89, 344.0), (s * 0.98, 362.0)], 12.0, 0.12),
        ([(s * 0.82, 372.0), (s * 0.88, 390.0), (s * 0.95, 398.0)], 12.0, 0.13),
        ([(s * 0.66, 400.0), (s * 0.40, 428.0), (s * 0.10, 436.0)], 18.0, 0.20),
        ([(s * 0.70, 436.0), (s * 0.52, 462.0), (s * 0.28, 474.0)], 16.0, 0.18),
        ([(s * 0.22, 330.0), (s * 0.27, 400.0), (s * 0.22, 480.0)], 20.0, 0.09),
    ];
    let lit = if side == tailor.body.key { 0.5 } else { 0.28 };
    for (index, (points, width, depth)) in folds.into_iter().enumerate() {
        let roll = (tailor.roll(5, index * 2 + usize::from(side > 0.0)) - 0.5) * 14.0;
        let fold = points.map(|(x, y)| (side * x, y + roll));
        soft_line(brush, &fold, width, dark.alpha(depth));
        let above = fold.map(|(x, y)| (x, y - width * 0.55));
        soft_line(brush, &above, width * 0.7, light.alpha(depth * lit));
    }
}
