//! How a body stands: garments are cut for a stiff one, and bent to sloping shoulders, a waist and relaxed arms.

use tiny_skia::{Path, PathBuilder, PathSegment};

use super::super::anatomy::Anatomy;
use super::super::pen::Point;

/// Where the points of a garment go.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Posture {
    /// Half the breadth of the shoulders.
    shoulders: f32,
    /// How far the shoulders slope, in units.
    slope: f32,
    /// How much narrower the waist is than the chest, as a share.
    waist: f32,
    /// How far the elbows stand off, as a share of the shoulders.
    elbows: f32,
}

/// From the middle of the chest to the arm's inner edge, in shoulders.
const CHEST: f32 = 0.74;
/// From there the arm begins.
const ARM: f32 = 0.80;

impl Posture {
    pub(in super::super) fn new(body: &Anatomy) -> Self {
        let broad = ((body.shoulders - 150.0) / 50.0).clamp(0.0, 1.0);
        Self {
            shoulders: body.shoulders,
            slope: 15.0 - 3.0 * broad,
            waist: 0.12 - 0.04 * broad,
            elbows: 0.11,
        }
    }

    /// Where a point goes.
    pub(in super::super) fn at(&self, (x, y): Point) -> Point {
        let out = x.abs() / self.shoulders;
        let slope = self.slope * smooth((out - 0.30) / 0.65) * (1.0 - smooth((y - 210.0) / 220.0));
        let narrow = 1.0 - self.waist * smooth((y - 235.0) / 250.0);
        let spread = self.elbows * self.shoulders * smooth((y - 225.0) / 300.0);
        let chest = x * narrow;
        let arm = x + x.signum() * spread;
        let share = ((out - CHEST) / (ARM - CHEST)).clamp(0.0, 1.0);
        (chest + (arm - chest) * share, y + slope)
    }

    /// A path with all its points moved.
    pub(in super::super) fn bent(&self, path: &Path) -> Option<Path> {
        let at = |point: tiny_skia::Point| self.at((point.x, point.y));
        let mut bent = PathBuilder::new();
        for segment in path.segments() {
            match segment {
                PathSegment::MoveTo(to) => {
                    let to = at(to);
                    bent.move_to(to.0, to.1);
                }
                PathSegment::LineTo(to) => {
                    let to = at(to);
                    bent.line_to(to.0, to.1);
                }
                PathSegment::QuadTo(by, to) => {
                    let (by, to) = (at(by), at(to));
                    bent.quad_to(by.0, by.1, to.0, to.1);
                }
                PathSegment::CubicTo(by, then, to) => {
                    let (by, then, to) = (at(by), at(then), at(to));
                    bent.cubic_to(by.0, by.1, then.0, then.1, to.0, to.1);
                }
                PathSegment::Close => bent.close(),
            }
        }
        bent.finish()
    }
}

fn smooth(t: f32) -> f32 {
    let t = t.clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}
