//! Open air, the car, and the photographer's backdrop.

use super::super::layer::Ink;
use super::super::pen::{blob, curve, oval, polygon, slab};
use super::super::tone::Tone;
use super::{Depth, Scene};

pub(super) fn street(scene: &mut Scene<'_>, depth: Depth) {
    let (key, half) = (scene.key, scene.half);
    let dusk = scene.variant >= 2;
    if depth == Depth::Far {
        let sky = if dusk {
            (Tone::hex(0x7f8fb5), Tone::hex(0xf3c9a0))
        } else {
            (Tone::hex(0xb9d6ec), Tone::hex(0xf7efe2))
        };
        scene.wall(sky.0, sky.1);
        scene.glow((key * 6.0, 34.0), 34.0, Tone::hex(0xfff0d0).alpha(0.7));
        let stone = [0xb08d78, 0x8d98a3, 0xc2ab90, 0x9a7f78, 0xa8a39a];
        for side in [-1.0, 1.0] {
            for index in 0..((half / 9.0) as usize + 2) {
                let near = index as f32;
                let x = side * (6.5 + near * 10.0);
                let top = 24.0 - near * 10.0 + 6.0 * scene.roll(20, index * 2 + usize::from(side > 0.0));
                let tone = Tone::hex(
                    stone[(scene.roll(21, index + usize::from(side > 0.0) * 7) * 5.0) as usize % 5],
                );
                let tone = tone.mix(sky.1, (0.42 - near * 0.16).max(0.0)).darker(if side == key {
                    0.30
                } else {
                    0.05
                });
                scene.block([x, top, x + side * 10.4, 64.0], tone);
                facade(scene, [x, top, x + side * 10.4, 60.0], tone, if dusk { 0.45 } else { 0.10 });
            }
        }
        scene.brush.fill(
            polygon(&[
                (-half - 2.0, 103.0),
                (half + 2.0, 103.0),
                (half + 2.0, 62.0),
                (7.0, 55.0),
                (-7.0, 55.0),
                (-half - 2.0, 62.0),
            ]),
            Ink::fade((0.0, 55.0), (0.0, 100.0), Tone::hex(0xb3aba4), Tone::hex(0x77726f)),
        );
        return;
    }
    for index in 0..16 {
        let x = (scene.roll(22, index) * 2.0 - 1.0) * half;
        let y = 42.0 + 12.0 * scene.roll(23, index);
        let tone = Tone::hex([0xffd28a, 0xffefd0, 0xf2a38a, 0xcfe6f2][index % 4]);
        scene.bokeh((x, y), 1.0 + 1.5 * scene.roll(24, index), tone.alpha(if dusk { 0.75 } else { 0.38 }));
    }
    let x = -key * half.min(24.0);
    scene.brush.line(curve(&[(x, 22.0), (x, 104.0)]), Tone::hex(0x5b4636), 1.7);
    scene.foliage([x - 13.0, 2.0, x + 13.0, 32.0], Tone::hex(if dusk { 0x5f7350 } else { 0x7d9c5f }), 90, 30);
}

/// Rows of windows on a house; light burns in the share `alight` of them.
fn facade(scene: &mut Scene<'_>, [left, top, right, bottom]: [f32; 4], tone: Tone, alight: f32) {
    let (left, right) = (left.min(right), left.max(right));
    let mut y = top + 2.0;
    let mut index = (left.abs() * 7.0) as usize;
    while y < bottom - 4.0 {
        for lane in 0..3 {
            let x = left + 1.0 + lane as f32 * 3.1;
            if x + 2.0 > right {
                continue;
            }
            let lit = scene.roll(25, index) < alight;
            let glass =
                if lit { Tone::hex(0xffd890) } else { tone.darker(0.35).mix(Tone::hex(0x9fc0d6), 0.35) };
            scene.brush.fill(slab(x, y, x + 2.0, y + 3.2, 0.1), glass.alpha(0.85));
            index += 1;
        }
        y += 5.4;
    }
}

pub(super) fn park(scene: &mut Scene<'_>, depth: Depth) {
    let (key, half) = (scene.key, scene.half);
    let green = scene.choose([0x7fa05a, 0x8aa860, 0xb58a4a, 0x6d9564]);
    if depth == Depth::Far {
        scene.wall(Tone::hex(0xc6e0ee), Tone::hex(0xf3f0dc));
        scene.glow((key * 10.0, 14.0), 40.0, Tone::hex(0xfff3c8).alpha(0.75));
        scene.foliage(
            [-half - 4.0, 18.0, half + 4.0, 50.0],
            green.mix(Tone::hex(0xcfe0d8), 0.40),
            (half * 7.0) as usize,
            40,
        );
        let grass = Tone::hex(0x9dbb62);
        scene.brush.fill(
            slab(-half - 2.0, 47.0, half + 2.0, 104.0, 0.0),
            Ink::fade((0.0, 47.0), (0.0, 90.0), grass.lighter(0.25), grass.darker(0.25)),
        );
        scene.brush.fill(
            blob(&[(key * 3.0, 48.0), (key * 8.0, 48.0), (key * 30.0, 104.0), (-key * 8.0, 104.0)]),
            Tone::hex(0xe3d5b6).alpha(0.8),
        );
        return;
    }
    for (side, reach) in [(-key, 0.86), (key, 1.12)] {
        let x = side * half.min(28.0) * reach;
        scene.brush.line(
            curve(&[(x, 20.0), (x + side * 0.6, 40.0), (x - side * 0.5, 62.0)]),
            Tone::hex(0x6b5440),
            3.2,
        );
        scene.foliage([x - 17.0, -6.0, x + 17.0, 27.0], green, 130, if side > 0.0 { 44 } else { 50 });
    }
    for index in 0..26 {
        let x = (scene.roll(26, index) * 2.0 - 1.0) * half;
        let y = 2.0 + 40.0 * scene.roll(27, index);
        scene.bokeh(
            (x, y),
            0.8 + 1.8 * scene.roll(28, index),
            Tone::hex(0xfff6cf).alpha(0.12 + 0.22 * scene.roll(29, index)),
        );
    }
}

pub(super) fn garden(scene: &mut Scene<'_>, depth: Depth) {
    let (key, half) = (scene.key, scene.half);
    if depth == Depth::Far {
        scene.wall(Tone::hex(0xcfe3ee), Tone::hex(0xf0ead6));
        scene.glow((key * half, 10.0), 42.0, Tone::hex(0xfff0c4).alpha(0.7));
        let fence = scene.choose([0xb08a62, 0xe9e2d4, 0x8f9a94, 0x9a7353]);
        let mut x = -half - 3.0;
        let mut index = 0;
        while x < half + 3.0 {
            scene.block([x, 22.0 + scene.roll(60, index) * 0.6, x + 3.0, 62.0], fence);
            x += 3.3;
            index += 1;
        }
        scene.foliage([-half - 4.0, 8.0, half + 4.0, 28.0], Tone::hex(0x7c9d5c), (half * 6.0) as usize, 61);
        return;
    }
    for side in [-1.0, 1.0] {
        let reach = half.max(24.0);
        scene.foliage(
            [side * 11.0, 38.0, side * (reach + 6.0), 66.0],
            Tone::hex(0x5f8a4c),
            120,
            if side > 0.0 { 66 } else { 72 },
        );
        let petals = scene.choose([0xe58a9a, 0xf2c14e, 0xb58fd0, 0xe8755a]);
        for index in 0..((reach * 0.9) as usize) {
            let x = side * (11.0 + (reach - 8.0) * scene.roll(78, index + usize::from(side > 0.0) * 64));
            let y = 38.0 + 20.0 * scene.roll(79, index);
            scene.brush.fill(oval((x, y), 1.1, 1.0), petals.lighter(0.3 * scene.roll(80, index)));
        }
    }
    for index in 0..((half * 0.8) as usize) {
        let t = index as f32 / (half * 0.8);
        let x = -half + 2.0 * half * t;
        let y = 4.0 + 7.0 * 4.0 * (t * 2.0).fract() * (1.0 - (t * 2.0).fract());
        scene.glow((x, y), 3.4, Tone::hex(0xffe2a0).alpha(0.6));
        scene.bokeh((x, y), 0.9, Tone::hex(0xfff3cf).alpha(0.95));
    }
}

pub(super) fn car(scene: &mut Scene<'_>, depth: Depth) {
    let (key, half) = (scene.key, scene.half);
    if depth == Depth::Far {
        scene.wall(Tone::hex(0xc3d8e6), Tone::hex(0xdfe3d6));
        scene.foliage([-half - 4.0, 20.0, half + 4.0, 44.0], Tone::hex(0x8aa574), (half * 5.0) as usize, 81);
        scene.glow((key * half, 16.0), 30.0, Tone::hex(0xffffff).alpha(0.75));
        scene.brush.fill(slab(-half - 2.0, 44.0, half + 2.0, 104.0, 0.0), Tone::hex(0x9aa0a2));
        return;
    }
    let trim = scene.choose([0x3a3d42, 0x4a413a, 0x2f343a, 0x54504c]);
    let seat = scene.choose([0x2c2f34, 0x7a5a42, 0x3b4148, 0x8d8378]);
    let edge = half + 4.0;
    // The roof, the pillars and the sills leave the windows open.
    scene.brush.fill(
        polygon(&[(-edge, -3.0), (edge, -3.0), (edge, 7.0), (13.0, 10.0), (-13.0, 10.0), (-edge, 7.0)]),
        Ink::fade((0.0, 0.0), (0.0, 10.0), Tone::hex(0xcfc9c0), Tone::hex(0x8f8a84)),
    );
    for side in [-1.0, 1.0] {
        scene.brush.fill(
            polygon(&[(side * 12.0, 8.0), (side * 15.5, 8.0), (side * 19.5, 50.0), (side * 14.5, 50.0)]),
            trim,
        );
        scene.brush.fill(
            polygon(&[(side * 12.5, 48.0), (side * edge, 44.0), (side * edge, 104.0), (side * 12.5, 104.0)]),
            Ink::fade((0.0, 44.0), (0.0, 80.0), trim.lighter(0.10), trim.darker(0.4)),
        );
    }
    scene.brush.fill(slab(-14.0, 46.0, 14.0, 104.0, 3.0), trim.darker(0.3));
    // The seat behind the actor.
    scene.brush.fill(
        slab(-9.5, 15.0, 9.5, 37.0, 5.0),
        Ink::fade((key * 9.0, 16.0), (-key * 9.0, 38.0), seat.lighter(0.20), seat.darker(0.25)),
    );
    scene.brush.fill(
        blob(&[(-15.0, 42.0), (-10.0, 37.0), (10.0, 37.0), (15.0, 42.0), (21.0, 104.0), (-21.0, 104.0)]),
        Ink::fade((key * 14.0, 40.0), (-key * 14.0, 90.0), seat.lighter(0.16), seat.darker(0.35)),
    );
    scene.brush.line(
        curve(&[(key * 18.5, 12.0), (key * 19.0, 30.0), (key * 17.0, 52.0)]),
        Tone::hex(0x24262a),
        1.3,
    );
}

pub(super) fn studio(scene: &mut Scene<'_>, depth: Depth) {
    let (key, half) = (scene.key, scene.half);
    let paper = match scene.roll(90, 1) {
        roll if roll < 0.5 => scene.choose([0xc9b8a4, 0x8fa5ad, 0xb9897a, 0xa9a4b8]),
        _ => scene.choose([0xd9a25a, 0x6f8f84, 0xcf8f86, 0x7787a6]),
    };
    if depth == Depth::Far {
        scene.wall(paper.darker(0.10), paper.darker(0.22));
        scene.brush.spot((key * 7.0, 30.0), (34.0 + half * 0.4, 46.0), paper.lighter(0.62).alpha(0.85));
        scene.brush.spot((-key * (half + 6.0), 64.0), (half + 12.0, 62.0), paper.darker(0.6).alpha(0.50));
        return;
    }
    let y = 84.0;
    scene.brush.fill(
        slab(-half - 2.0, y, half + 2.0, 104.0, 0.0),
        Ink::fade((0.0, y), (0.0, 100.0), paper.alpha(0.0), paper.lighter(0.25).alpha(0.5)),
    );
}
