//! Rooms where people work, shop, read and train.

use super::super::layer::Ink;
use super::super::pen::{curve, oval, slab};
use super::super::tone::Tone;
use super::{Depth, Scene};

const BOOKS: [u32; 9] =
    [0x8c3f38, 0x2f5561, 0xc99a4a, 0x4d6b52, 0xd8cdb8, 0x6b4a6b, 0xb5673f, 0x33435c, 0xa8a196];

pub(super) fn office(scene: &mut Scene<'_>, depth: Depth) {
    let (key, half) = (scene.key, scene.half);
    let wall = scene.choose([0xd9dcdf, 0xcfd6d3, 0xdcd5cd, 0xc5cdd6]);
    if depth == Depth::Far {
        scene.wall(wall.lighter(0.25), wall.darker(0.12));
        scene.wash(Tone::hex(0xf4f9ff), 0.6);
        let edge = half + 3.0;
        // A wall of glass with the city behind it.
        scene.brush.fill(
            slab((key * 8.0).min(key * edge), 3.0, (key * 8.0).max(key * edge), 54.0, 0.0),
            Ink::fade((0.0, 3.0), (0.0, 54.0), Tone::hex(0xdcebf7), Tone::hex(0xf7f1e6)),
        );
        for index in 0..((half / 3.4) as usize + 3) {
            let x = key * (8.5 + index as f32 * 3.9);
            let top = 17.0 + 22.0 * scene.roll(10, index);
            scene.brush.fill(
                slab(x.min(x + key * 3.5), top, x.max(x + key * 3.5), 54.0, 0.0),
                Tone::hex(0xa9bccb).alpha(0.35 + 0.3 * scene.roll(11, index)),
            );
        }
        for index in 0..6 {
            let x = key * (8.0 + index as f32 * 11.0);
            scene.brush.fill(slab(x - 0.5, 2.0, x + 0.5, 56.0, 0.0), Tone::hex(0x59626b));
        }
        scene.glow((key * half * 0.8, 20.0), 24.0, Tone::hex(0xffffff).alpha(0.5));
        for index in 0..4 {
            scene.brush.fill(
                slab(
                    -half + index as f32 * half * 0.6,
                    1.0,
                    -half + index as f32 * half * 0.6 + half * 0.4,
                    2.2,
                    0.4,
                ),
                Tone::hex(0xffffff).alpha(0.9),
            );
        }
        return;
    }
    let wood = scene.choose([0xb48d64, 0x8d6b4d, 0xc9a67c, 0x9c8570]);
    for row in 0..3 {
        let y = 19.0 + row as f32 * 12.5;
        scene.shelf(-key * 11.0, -key * (half + 2.0), y, wood, if row == 1 { 4.4 } else { 7.0 }, &BOOKS);
    }
    scene.plant((-key * 16.0, 15.5), 5.6, Tone::hex(0x6f9468), Tone::hex(0xe9e4dc));
    scene.block([-half - 2.0, 56.0, half + 2.0, 104.0], wood.darker(0.10));
    scene.block([key * 13.0, 42.0, key * 25.0, 53.5], Tone::hex(0x2c3238));
    scene.block([key * 13.8, 42.8, key * 24.2, 52.4], Tone::hex(0x6f93ac));
    scene.block([key * 18.0, 53.0, key * 20.0, 56.5], Tone::hex(0x3c4248));
}

pub(super) fn clinic(scene: &mut Scene<'_>, depth: Depth) {
    let (key, half) = (scene.key, scene.half);
    let wall = scene.choose([0xdfeaec, 0xe6ece6, 0xe2e6ef, 0xeae6e0]);
    if depth == Depth::Far {
        scene.wall(wall.lighter(0.35), wall.darker(0.07));
        scene.wash(Tone::hex(0xffffff), 0.6);
        scene.window([key * 13.0, 6.0, key * (half.min(40.0) + 5.0), 40.0], Tone::hex(0xf6f8f8), 2);
        for row in 0..15 {
            let y = 6.5 + row as f32 * 2.2;
            let (a, b) = (key * 13.0, key * (half.min(40.0) + 5.0));
            scene.brush.fill(slab(a.min(b), y, a.max(b), y + 0.9, 0.0), Tone::hex(0xffffff).alpha(0.6));
        }
        scene.brush.fill(
            slab(-half - 2.0, 50.0, half + 2.0, 53.0, 0.0),
            scene.choose([0x8fb9bd, 0x9dbf9f, 0x8fa6cf, 0xc9a98c]).alpha(0.7),
        );
        return;
    }
    let frame = scene.choose([0x5f9499, 0x6d9a78, 0x5f79ac, 0xa37d5c]);
    scene.picture(
        [-key * 17.5 - 6.0, 8.0, -key * 17.5 + 6.0, 27.0],
        Tone::hex(0xf5f6f6),
        frame,
        frame.lighter(0.4),
    );
    for index in 0..((half / 12.0) as usize + 1) {
        let x = -key * (10.0 + index as f32 * 13.0);
        scene.block([x, 34.0, x - key * 12.4, 104.0], Tone::hex(0xf1f4f4));
        scene.brush.fill(
            slab((x - key * 11.4).min(x - key), 36.0, (x - key * 11.4).max(x - key), 54.0, 0.3),
            Tone::hex(0xbcd3d8),
        );
        scene.brush.fill(
            slab((x - key * 11.4).min(x - key), 44.0, (x - key * 11.4).max(x - key), 44.8, 0.0),
            Tone::hex(0xf1f4f4),
        );
    }
    scene.shelf(
        -key * 11.0,
        -key * 22.0,
        43.8,
        Tone::hex(0xe6eaea),
        3.6,
        &[0x5f9499, 0xf4f4f4, 0xd98f6a, 0x9fc0c4],
    );
    scene.block([key * 12.0, 56.0, key * (half + 2.0), 104.0], Tone::hex(0xdfe6e8));
    scene.plant((key * (half * 0.82).max(20.0), 49.0), 9.0, Tone::hex(0x77a07a), Tone::hex(0xffffff));
}

pub(super) fn workshop(scene: &mut Scene<'_>, depth: Depth) {
    let (key, half) = (scene.key, scene.half);
    let wall = scene.choose([0x6d6258, 0x555d62, 0x7a6a58, 0x5d6459]);
    if depth == Depth::Far {
        scene.wall(wall.lighter(0.06), wall.darker(0.35));
        scene.wash(Tone::hex(0xffdca8), 0.42);
        scene.window([key * 15.0, 4.0, key * (half.min(40.0) + 6.0), 26.0], Tone::hex(0x3a3d40), 3);
        let board = Tone::hex(0xb08d62);
        scene.block([-key * 10.0, 10.0, -key * (half + 2.0), 42.0], board.darker(0.12));
        for index in 0..120 {
            let x = -key * (11.0 + (index % 15) as f32 * 2.6);
            let y = 12.0 + (index / 15) as f32 * 3.8;
            scene.brush.fill(oval((x, y), 0.25, 0.25), board.darker(0.6).alpha(0.7));
        }
        return;
    }
    // Tools on the board.
    for index in 0..((half / 3.2) as usize + 1) {
        let x = -key * (12.5 + index as f32 * 4.0);
        let y = 14.0 + 3.0 * scene.roll(12, index);
        let length = 9.0 + 7.0 * scene.roll(13, index);
        let handle =
            Tone::hex([0xc4412f, 0xd9a441, 0x2f5f86, 0x4a3527][(scene.roll(14, index) * 4.0) as usize % 4]);
        scene.brush.line(curve(&[(x, y), (x, y + length)]), Tone::hex(0x9aa0a6), 0.9);
        scene.brush.line(curve(&[(x, y + length * 0.5), (x, y + length)]), handle, 1.6);
        if index % 2 == 0 {
            scene.brush.fill(slab(x - 2.0, y - 1.0, x + 2.0, y + 1.4, 0.5), Tone::hex(0x8a9096));
        }
    }
    scene.pendant((-key * 8.0, 5.0), 3.4, Tone::hex(0x3f4a44));
    scene.pendant((key * half.min(24.0), 11.0), 3.2, Tone::hex(0x3f4a44));
    let wood = Tone::hex(0x9b7048);
    scene.shelf(
        key * 12.0,
        key * (half + 2.0),
        42.0,
        wood,
        6.0,
        &[0xb23b2e, 0x3d5a73, 0xc9a44a, 0x6d7378, 0x3c4043],
    );
    scene.block([-half - 2.0, 52.0, half + 2.0, 56.0], wood.lighter(0.10));
    scene.block([-half - 2.0, 56.0, half + 2.0, 104.0], Tone::hex(0x43352a));
}

pub(super) fn shop(scene: &mut Scene<'_>, depth: Depth) {
    let (key, half) = (scene.key, scene.half);
    let wall = scene.choose([0xe6d9c6, 0xcfdad2, 0xe0d2ca, 0xd3d5da]);
    if depth == Depth::Far {
        scene.wall(wall.lighter(0.2), wall.darker(0.16));
        scene.wash(Tone::hex(0xfff0d2), 0.5);
        let goods = [0xc9573f, 0xe0b04f, 0x5c8f7b, 0xf1ece0, 0x6a86a8, 0xb77c9a, 0xd88a52, 0x87a35c];
        for row in 0..5 {
            let y = 15.0 + row as f32 * 10.0;
            scene.shelf(
                -half - 2.0,
                half + 2.0,
                y,
                Tone::hex(0xb08a60),
                if row % 2 == 0 { 4.8 } else { 6.6 },
                &goods,
            );
        }
        return;
    }
    for index in 0..((half / 10.0) as usize + 2) {
        for side in [-1.0, 1.0] {
            let x = side * (9.0 + index as f32 * 13.0);
            scene.pendant(
                (x, 7.0 + 2.0 * scene.roll(15, index)),
                2.4,
                scene.choose([0x2f3438, 0xb57a4a, 0x49604f, 0x4a3f52]),
            );
        }
    }
    scene.plant((key * (half * 0.84).max(19.0), 51.0), 12.0, Tone::hex(0x6f9468), Tone::hex(0xd8b48c));
    scene.block([-half - 2.0, 58.0, half + 2.0, 104.0], Tone::hex(0xa67c52));
    scene.block([-key * 16.0, 50.0, -key * 23.0, 58.0], Tone::hex(0xcbb38f));
    scene.block([-key * 17.0, 46.0, -key * 19.4, 50.0], Tone::hex(0xc9573f));
    scene.block([-key * 20.0, 45.0, -key * 22.4, 50.0], Tone::hex(0x5c8f7b));
}

pub(super) fn cafe(scene: &mut Scene<'_>, depth: Depth) {
    let (key, half) = (scene.key, scene.half);
    let wall = scene.choose([0x8d5f49, 0x5e6b63, 0x9c8268, 0x54525c]);
    if depth == Depth::Far {
        scene.wall(wall.lighter(0.04), wall.darker(0.28));
        scene.tiles(-2.0, 60.0, (5.0, 2.0), wall.darker(0.30).alpha(0.45));
        scene.wash(Tone::hex(0xffd79c), 0.42);
        scene.window([key * 15.5, 8.0, key * (half.min(40.0) + 6.0), 44.0], Tone::hex(0x33302e), 2);
        let board = [-key * 10.0, 9.0, -key * 24.0, 30.0];
        scene.block(board, Tone::hex(0x2a2e2e));
        for row in 0..6 {
            let (a, b) = (-key * 12.0, -key * (16.0 + 6.0 * scene.roll(16, row)));
            scene.brush.line(
                curve(&[(a, 12.5 + row as f32 * 2.8), (b, 12.5 + row as f32 * 2.8)]),
                Tone::hex(0xe9e4d8).alpha(0.75),
                0.7,
            );
        }
        return;
    }
    let wood = Tone::hex(0x9c6c42);
    scene.shelf(
        -key * 9.5,
        -key * (half + 2.0),
        41.0,
        wood,
        4.6,
        &[0xe8dccb, 0xf4f0e8, 0xc9794f, 0x4d6b62, 0x3b3330],
    );
    for index in 0..((half / 5.0) as usize + 3) {
        for side in [-1.0, 1.0] {
            let x = side * (5.0 + index as f32 * 6.4);
            let y = 5.0 + 8.0 * scene.roll(17, index * 2 + usize::from(side > 0.0));
            scene.brush.line(curve(&[(x, -2.0), (x, y)]), Tone::hex(0x2a2420), 0.2);
            scene.glow((x, y), 6.0, Tone::hex(0xffc873).alpha(0.5));
            scene.bokeh((x, y), 1.5, Tone::hex(0xffe9b4).alpha(0.95));
        }
    }
    scene.block([-half - 2.0, 55.0, half + 2.0, 58.0], wood.lighter(0.14));
    scene.block([-half - 2.0, 58.0, half + 2.0, 104.0], wood.darker(0.38));
    scene.block([-key * 15.0, 45.5, -key * 24.0, 55.0], Tone::hex(0xb9bdc1));
    scene.block([-key * 16.0, 43.0, -key * 23.0, 46.0], Tone::hex(0x6d7276));
    scene.plant((key * (half * 0.84).max(19.0), 48.0), 9.0, Tone::hex(0x5f8a62), Tone::hex(0xe9e0d4));
}

pub(super) fn library(scene: &mut Scene<'_>, depth: Depth) {
    let (key, half) = (scene.key, scene.half);
    let wood = scene.choose([0x8a5f3d, 0x6d4a33, 0xa87d54, 0x5c4a40]);
    if depth == Depth::Far {
        scene.wall(wood.darker(0.45), wood.darker(0.6));
        for row in 0..6 {
            scene.shelf(-half - 2.0, half + 2.0, 10.0 + row as f32 * 11.0, wood, 8.8, &BOOKS);
        }
        let mut x = -half - 3.0;
        while x < half + 3.0 {
            scene.brush.fill(
                slab(x - 0.7, -2.0, x + 0.7, 80.0, 0.0),
                Ink::fade((x - 0.7, 0.0), (x + 0.7, 0.0), wood.lighter(0.14), wood.darker(0.25)),
            );
            x += 17.5;
        }
        scene.wash(Tone::hex(0xffdfae), 0.5);
        return;
    }
    scene.glow((key * half.min(24.0), 38.0), 20.0, Tone::hex(0xffd78f).alpha(0.38));
    scene.brush.fill(
        slab(key * half.min(22.0) - 4.4, 38.0, key * half.min(22.0) + 4.4, 42.0, 2.0),
        Tone::hex(0x2f6b52),
    );
    scene.brush.line(
        curve(&[(key * half.min(22.0), 42.0), (key * half.min(22.0), 56.0)]),
        Tone::hex(0xb89048),
        0.8,
    );
    scene.block([-half - 2.0, 56.0, half + 2.0, 104.0], wood.darker(0.12));
    for row in 0..4 {
        let tone = Tone::hex(BOOKS[(row * 2 + scene.variant) % BOOKS.len()]);
        let shift = scene.roll(18, row) * 1.6;
        scene.block(
            [-key * (14.0 + shift), 54.0 - row as f32 * 2.0, -key * (23.0 + shift), 56.0 - row as f32 * 2.0],
            tone,
        );
    }
}

pub(super) fn gym(scene: &mut Scene<'_>, depth: Depth) {
    let (key, half) = (scene.key, scene.half);
    let wall = scene.choose([0x4a5258, 0x3d4650, 0x5a5552, 0x435053]);
    let neon = scene.choose([0x7fd8d0, 0xf2a65a, 0xe4684f, 0xb7d65a]);
    if depth == Depth::Far {
        scene.wall(wall.lighter(0.10), wall.darker(0.32));
        scene.wash(Tone::hex(0xdcecff), 0.5);
        for index in 0..((half / 12.0) as usize + 2) {
            let x = key * (9.0 + index as f32 * 15.0);
            let (a, b) = (x, x + key * 13.0);
            scene.brush.fill(
                slab(a.min(b), 6.0, a.max(b), 44.0, 0.0),
                Ink::fade((0.0, 6.0), (0.0, 44.0), Tone::hex(0xdfeaf2), Tone::hex(0x9fb2bf)),
            );
            scene.brush.line(curve(&[((a + b) / 2.0, 6.0), ((a + b) / 2.0, 44.0)]), wall.darker(0.3), 0.6);
        }
        scene.glow((key * half * 0.8, 22.0), 24.0, Tone::hex(0xf4faff).alpha(0.55));
        let y = 12.0;
        scene.brush.line(curve(&[(-key * 8.0, y), (-key * (half + 2.0), y - 3.0)]), neon.alpha(0.5), 2.6);
        scene.brush.line(curve(&[(-key * 8.0, y), (-key * (half + 2.0), y - 3.0)]), neon.lighter(0.6), 0.9);
        return;
    }
    let steel = Tone::hex(0x2a2f34);
    for index in 0..((half / 14.0) as usize + 1) {
        let x = -key * (13.0 + index as f32 * 17.0);
        scene.brush.line(curve(&[(x, 14.0), (x, 100.0)]), steel, 1.5);
        scene.brush.line(curve(&[(x - key * 11.0, 14.0), (x - key * 11.0, 100.0)]), steel, 1.5);
        scene.brush.line(curve(&[(x + key * 3.0, 30.0), (x - key * 14.0, 30.0)]), Tone::hex(0xaab1b7), 0.9);
        for side in [2.0, -13.0] {
            scene
                .brush
                .fill(slab(x + key * side - 1.0, 23.0, x + key * side + 1.0, 37.0, 0.8), Tone::hex(0x1d2024));
            scene.brush.fill(
                slab(x + key * side * 0.86 - 0.8, 25.0, x + key * side * 0.86 + 0.8, 35.0, 0.8),
                neon.darker(0.25),
            );
        }
    }
    for row in 0..2 {
        let y = 46.0 + row as f32 * 7.0;
        scene.block([key * 11.0, y + 2.4, key * (half + 2.0), y + 3.6], steel);
        for index in 0..((half / 5.0) as usize + 1) {
            let x = key * (13.5 + index as f32 * 6.4);
            for side in [-1.7, 1.7] {
                scene.brush.fill(oval((x + side, y + 0.6), 1.3, 1.9), Tone::hex(0x16181b));
            }
            scene.brush.line(curve(&[(x - 1.5, y + 0.6), (x + 1.5, y + 0.6)]), Tone::hex(0x9aa2a8), 0.8);
        }
    }
    scene.block([-half - 2.0, 66.0, half + 2.0, 104.0], Tone::hex(0x33373b));
}
