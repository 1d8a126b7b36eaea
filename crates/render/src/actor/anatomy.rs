//! Measures of one figure, from its look. The unit is a hundredth of the height from the eyes to the chin of an
//! average head; x grows to the right of the picture, y down, and the origin lies between the eyes.

use types::actor::{Dial, Look, Side};

use super::pen::{Point, mirrored};
use super::tone::{Skin, Tone};

/// Measures and colours that several parts share.
pub(super) struct Anatomy {
    pub skin: Skin,
    /// 1 when the light comes from the right, -1 from the left.
    pub key: f32,
    /// How much darker the side away from the light is, from 0 to 1.
    pub contrast: f32,
    /// The light's own colour.
    pub lamp: Tone,
    /// Half the breadth of the head.
    pub width: f32,
    /// The chin.
    pub chin: f32,
    pub jaw: f32,
    pub chin_width: f32,
    pub cheeks: f32,
    /// Half the breadth of the neck.
    pub neck: f32,
    /// Half the breadth of the shoulders.
    pub shoulders: f32,
    /// The height of the mouth.
    pub mouth: f32,
    /// The tip of the nose.
    pub nose: f32,
    /// Signs of age, from 0 to 1.
    pub age: f32,
    /// How far the head is turned to the right, in radians.
    pub yaw: f32,
}

/// A dial as a number between two.
pub(super) fn dial(dial: Dial, least: f32, greatest: f32) -> f32 {
    least + (greatest - least) * f32::from(dial) / 255.0
}

impl Anatomy {
    pub(super) fn new(look: &Look) -> Self {
        let face = &look.face;
        let chin = dial(face.length, 94.0, 105.0);
        let warm = dial(look.light.warmth, 0.0, 1.0);
        Self {
            skin: Skin::new(look.skin),
            key: if look.light.key == Side::Right { 1.0 } else { -1.0 },
            contrast: dial(look.light.contrast, 0.35, 1.0),
            lamp: Tone::hex(0xecf1ff).mix(Tone::hex(0xffd9a0), warm),
            width: dial(face.width, 64.0, 71.0),
            chin,
            jaw: dial(face.jaw, 0.0, 1.0),
            chin_width: dial(face.chin, 0.0, 1.0),
            cheeks: dial(face.cheeks, 0.0, 1.0),
            neck: dial(look.neck, 30.0, 47.0),
            shoulders: dial(look.shoulders, 148.0, 202.0),
            mouth: chin * 0.665,
            nose: chin * dial(face.nose_length, 0.42, 0.475),
            age: dial(look.age, 0.0, 1.0),
            yaw: dial(face.turn, -0.15, 0.15),
        }
    }

    /// Where a point of the face lies when the head is turned by the look's own angle. `depth` is added to the
    /// head's roundness.
    pub(super) fn on_face(&self, point: Point, depth: f32) -> Point {
        turned(point, depth, self.yaw, 0.0)
    }

    /// The points of a line on the face.
    pub(super) fn all_on_face(&self, points: &[Point]) -> Vec<Point> {
        points.iter().map(|point| self.on_face(*point, 0.0)).collect()
    }

    /// The right half of the head's outline from the crown to the chin, straight on.
    fn half_outline(&self) -> Vec<Point> {
        let w = self.width;
        let (jaw, chin) = (self.jaw, self.chin);
        let cheek = self.cheeks * 4.0;
        vec![
            (w * 0.50, -94.0),
            (w * 0.85, -71.0),
            (w * 0.99, -38.0),
            (w * 1.0, -4.0),
            (w * 0.955 + cheek * 0.3, 24.0),
            (w * (0.815 + 0.085 * jaw) + cheek, chin * 0.53),
            (w * (0.61 + 0.155 * jaw) + cheek * 0.6, chin * 0.745),
            (w * (0.365 + 0.085 * jaw + 0.085 * self.chin_width), chin * 0.915),
            (w * (0.165 + 0.105 * self.chin_width), chin * 0.993),
        ]
    }

    /// The outline of the head without ears.
    pub(super) fn outline(&self) -> Vec<Point> {
        let half = self.half_outline();
        let mut points = vec![(0.0, -100.0)];
        points.extend_from_slice(&half);
        points.push((0.0, self.chin + 1.5));
        points.extend(mirrored(&half));
        points.iter().map(|point| turned(*point, 0.0, self.yaw * 0.8, 0.0)).collect()
    }

    /// The shadow side of the picture: opposite to the light.
    pub(super) fn dark(&self) -> f32 {
        -self.key
    }
}

/// A point on a head turned to the right by `yaw` and down by `pitch` radians. The head is an ellipsoid, so
/// the middle of the face moves most.
pub(super) fn turned((x, y): Point, depth: f32, yaw: f32, pitch: f32) -> Point {
    let round = (1.0 - (x / 80.0).powi(2) - ((y - 5.0) / 128.0).powi(2)).max(0.0);
    let z = 62.0 * round.sqrt() + depth;
    // Angles are small: sine and cosine by their first terms are exact enough and the same on every machine.
    let (sy, sp) = (yaw - yaw.powi(3) / 6.0, pitch - pitch.powi(3) / 6.0);
    (x * (1.0 - yaw * yaw / 2.0) + z * sy, y * (1.0 - pitch * pitch / 2.0) + z * sp)
}
