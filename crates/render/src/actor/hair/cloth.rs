//! Cloths over the hair: hijab, turban, headwrap.

use super::super::layer::{Brush, Ink};
use super::super::pen::{Pen, Point, blob, swell, taper};
use super::{Strands, shell};

impl Strands<'_> {
    fn cloth_ink(&self) -> Ink {
        let key = self.body.key;
        let stops = vec![(0.0, self.light), (0.4, self.base), (1.0, self.base.darker(0.32))];
        Ink::Linear((key * 90.0, -110.0), (-key * 90.0, 160.0), stops)
    }

    /// A fold: a dark line with a light one beside it.
    fn fold(&self, brush: &mut Brush<'_>, points: &[Point], width: f32) {
        brush.atop(taper(points, width), self.base.darker(0.42).alpha(0.42));
        let lit: Vec<Point> =
            points.iter().map(|(x, y)| (x + self.body.key * width * 0.5, y - width * 0.45)).collect();
        brush.atop(taper(&lit, width * 0.8), self.light.alpha(0.42));
    }
}

/// The cloth behind the neck.
pub(super) fn hijab_behind(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    let w = hair.w;
    let shape = [
        (0.0, -96.0),
        (w + 8.0, -30.0),
        (w + 12.0, 60.0),
        (w + 40.0, 150.0),
        (0.0, 190.0),
        (-(w + 40.0), 150.0),
        (-(w + 12.0), 60.0),
        (-(w + 8.0), -30.0),
    ];
    brush.fill(blob(&shape), hair.base.darker(0.5));
}

/// A hijab: around the face, wrapped under the chin, over the shoulders.
pub(super) fn hijab(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    let w = hair.w;
    let chin = hair.body.chin;
    let outside = [
        (0.0, -114.0),
        (w * 0.58, -102.0),
        (w + 3.0, -64.0),
        (w + 13.0, -10.0),
        (w + 11.0, 50.0),
        (w + 20.0, 100.0),
        (w + 62.0, 150.0),
        (w + 76.0, 190.0),
        (40.0, 236.0),
        (0.0, 246.0),
        (-40.0, 236.0),
        (-(w + 76.0), 190.0),
        (-(w + 62.0), 150.0),
        (-(w + 20.0), 100.0),
        (-(w + 11.0), 50.0),
        (-(w + 13.0), -10.0),
        (-(w + 3.0), -64.0),
        (-w * 0.58, -102.0),
    ];
    brush.fill(blob(&outside), hair.cloth_ink());
    let opening: Vec<Point> = [
        (0.0, -64.0),
        (w * 0.52, -56.0),
        (w * 0.86, -28.0),
        (w * 0.93, 8.0),
        (w * 0.86, 46.0),
        (w * 0.62, chin * 0.80),
        (w * 0.28, chin - 3.0),
        (0.0, chin + 0.5),
        (-w * 0.28, chin - 3.0),
        (-w * 0.62, chin * 0.80),
        (-w * 0.86, 46.0),
        (-w * 0.93, 8.0),
        (-w * 0.86, -28.0),
        (-w * 0.52, -56.0),
    ]
    .map(|(x, y)| hair.on_face(x, y))
    .to_vec();
    let wider: Vec<Point> = opening.iter().map(|(x, y)| (x * 1.09, (y - 18.0) * 1.06 + 18.0)).collect();
    brush.atop(blob(&wider), hair.base.darker(0.30).alpha(0.5));
    brush.erase(blob(&opening));
    folds(brush, hair);
}

fn folds(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    let w = hair.w;
    let chin = hair.body.chin;
    let s = hair.part;
    for (index, reach) in [0.0, 9.0, 17.0].into_iter().enumerate() {
        let lift = reach * 0.9;
        hair.fold(
            brush,
            &[
                (-w * 0.86, -44.0 - lift),
                (-w * 0.4, -76.0 - lift),
                (w * 0.3, -80.0 - lift),
                (w * 0.9, -44.0 - lift * 0.6),
            ],
            4.0 - index as f32,
        );
    }
    for side in [-1.0, 1.0] {
        for lane in 0..3 {
            let out = lane as f32 * 4.5;
            hair.fold(
                brush,
                &[
                    (side * (w + out - 2.0), -30.0),
                    (side * (w + 1.0 + out), 30.0),
                    (side * (w * 0.8 + out), 84.0),
                    (side * (w * 0.5 + out * 2.0), 112.0),
                ],
                3.4,
            );
        }
    }
    for lane in 0..5 {
        let drop = lane as f32 * 15.0;
        let points = [
            (-s * (w * 0.86 + drop * 0.5), 86.0 + drop * 0.8),
            (-s * 20.0, chin + 22.0 + drop),
            (s * 30.0, chin + 18.0 + drop * 1.1),
            (s * (w + 4.0 + drop * 0.4), 84.0 + drop * 1.3),
        ];
        hair.fold(brush, &points, 6.5 - lane as f32 * 0.6);
    }
    let edge =
        [(s * (w * 0.94), 60.0), (s * (w + 10.0), 120.0), (s * (w + 2.0), 180.0), (s * (w - 24.0), 232.0)];
    hair.fold(brush, &edge, 7.0);
    brush.spot_atop((0.0, chin + 12.0), (58.0, 17.0), hair.base.darker(0.5).alpha(0.55));
}

/// A turban: bands of cloth that cross over the forehead.
pub(super) fn turban(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    let w = hair.w;
    let outside = [
        (w - 3.0, -2.0),
        (w + 11.0, -30.0),
        (w + 14.0, -62.0),
        (w * 0.86, -104.0),
        (w * 0.44, -131.0),
        (0.0, -138.0),
        (-w * 0.44, -131.0),
        (-w * 0.86, -104.0),
        (-(w + 14.0), -62.0),
        (-(w + 11.0), -30.0),
        (-(w - 3.0), -2.0),
    ];
    let line: Vec<Point> = [
        (-(w - 4.0), -6.0),
        (-w * 0.80, -34.0),
        (-w * 0.34, -54.0),
        (0.0, -66.0),
        (w * 0.34, -54.0),
        (w * 0.80, -34.0),
        (w - 4.0, -6.0),
    ]
    .map(|(x, y)| hair.on_face(x, y))
    .to_vec();
    brush.fill(shell(&outside, &line), hair.cloth_ink());
    for side in [-1.0, 1.0] {
        for band in 0..6 {
            let t = band as f32 / 6.0;
            let start = hair.on_face(side * w * (0.93 - 0.04 * t), -14.0 - 9.0 * t);
            let rise = -58.0 - 64.0 * t;
            let points = [
                start,
                (side * (w * (0.92 - 0.12 * t) + 6.0), -46.0 - 34.0 * t),
                (side * w * 0.50, rise - 12.0 * t),
                (-side * w * (0.10 + 0.2 * t), rise - 18.0 * (1.0 - t)),
            ];
            hair.fold(brush, &points, 4.6);
        }
    }
    let peak = hair.on_face(0.0, -66.0);
    let mut pen = Pen::at(peak);
    pen.through(&[(peak.0 - 17.0, -84.0), (peak.0, -104.0), (peak.0 + 17.0, -84.0), peak]);
    brush.atop(pen.close().done(), hair.base.darker(0.25).alpha(0.55));
}

/// A scarf wound around the head with a knot over the forehead.
pub(super) fn headwrap(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    let w = hair.w;
    let outside = [
        (w - 4.0, -8.0),
        (w + 8.0, -36.0),
        (w + 12.0, -74.0),
        (w * 0.92, -114.0),
        (w * 0.46, -138.0),
        (0.0, -142.0),
        (-w * 0.46, -138.0),
        (-w * 0.92, -114.0),
        (-(w + 12.0), -74.0),
        (-(w + 8.0), -36.0),
        (-(w - 4.0), -8.0),
    ];
    let line: Vec<Point> = [
        (-(w - 5.0), -10.0),
        (-w * 0.82, -36.0),
        (-w * 0.4, -54.0),
        (0.0, -58.0),
        (w * 0.4, -54.0),
        (w * 0.82, -36.0),
        (w - 5.0, -10.0),
    ]
    .map(|(x, y)| hair.on_face(x, y))
    .to_vec();
    brush.fill(shell(&outside, &line), hair.cloth_ink());
    let knot = (hair.part * 14.0, -92.0);
    for index in 0..14 {
        let t = index as f32 / 13.0;
        let (x, y) = super::along(&line, t);
        let rim = (x * 1.06, y - 4.0);
        let middle = ((rim.0 + knot.0) / 2.0 + (t - 0.5) * 22.0, (rim.1 + knot.1) / 2.0 - 9.0);
        hair.fold(brush, &[rim, middle, knot], 4.4);
    }
    for index in 0..7 {
        let x = (index as f32 - 3.0) * 17.0;
        hair.fold(brush, &[knot, (x * 0.8, -118.0), (x * 1.15, -136.0)], 5.0);
    }
    bow(brush, hair, knot);
}

/// The knot of a headwrap with a loop to each side.
fn bow(brush: &mut Brush<'_>, hair: &Strands<'_>, knot: Point) {
    for side in [-1.0, 1.0] {
        let loop_shape = [
            knot,
            (knot.0 + side * 15.0, knot.1 - 20.0),
            (knot.0 + side * 33.0, knot.1 - 13.0),
            (knot.0 + side * 27.0, knot.1 + 5.0),
        ];
        brush.fill(
            blob(&loop_shape),
            Ink::fade(
                (knot.0, knot.1 - 20.0),
                (knot.0 + side * 20.0, knot.1 + 8.0),
                hair.light,
                hair.base.darker(0.2),
            ),
        );
        brush.fill(
            swell(
                &[(knot.0 + side * 3.0, knot.1 - 4.0), (knot.0 + side * 24.0, knot.1 - 8.0)],
                |t| 1.0 - t,
                4.0,
            ),
            hair.base.darker(0.45).alpha(0.5),
        );
    }
    brush.fill(
        blob(&[
            (knot.0 - 10.0, knot.1 - 3.0),
            (knot.0, knot.1 - 10.0),
            (knot.0 + 10.0, knot.1 - 3.0),
            (knot.0 + 8.0, knot.1 + 9.0),
            (knot.0 - 8.0, knot.1 + 9.0),
        ]),
        Ink::fade(
            (knot.0 - 8.0, knot.1 - 10.0),
            (knot.0 + 6.0, knot.1 + 10.0),
            hair.light,
            hair.base.darker(0.25),
        ),
    );
}
