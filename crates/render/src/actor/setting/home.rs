//! Rooms at home.

use super::super::layer::Ink;
use super::super::pen::{curve, oval, slab};
use super::super::tone::Tone;
use super::{Depth, Scene};

const LEAF: u32 = 0x6f9468;

pub(super) fn kitchen(scene: &mut Scene<'_>, depth: Depth) {
    let (key, half) = (scene.key, scene.half);
    let wall = scene.choose([0xe9e2d6, 0xdfe6e2, 0xe6dcd3, 0xdde2e6]);
    let front = scene.choose([0x7c9184, 0x54708a, 0xc9a27c, 0xf0ece4]);
    if depth == Depth::Far {
        scene.wall(wall.lighter(0.2), wall.darker(0.10));
        scene.tiles(24.0, 52.0, (5.0, 2.6), wall.darker(0.14).alpha(0.5));
        scene.wash(Tone::hex(0xfff4dc), 0.55);
        scene.window([key * 12.5, 9.0, key * (half.min(34.0) + 5.0), 38.0], Tone::hex(0xf7f4ee), 2);
        // Cupboards on the other side.
        for index in 0..((half / 9.0) as usize + 2) {
            let x = -key * (9.5 + index as f32 * 9.4);
            scene.block([x, -2.0, x - key * 9.0, 19.0], front);
            scene.brush.fill(oval((x - key * 1.2, 16.0), 0.3, 0.9), Tone::hex(0xd9c08a));
        }
        return;
    }
    let wood = scene.choose([0xb98a5c, 0xa9774a, 0x8f6848, 0xc69c6d]);
    let jars = [0xe8dccb, 0xc9794f, 0x7f9b88, 0xf1ece2, 0xd9ac52, 0x8aa3b0];
    scene.shelf(-key * 10.0, -key * (half + 2.0), 32.0, wood, 4.6, &jars);
    scene.pendant((-key * 15.0, 12.0), 2.6, scene.choose([0x3b4146, 0xb57a4a, 0x5b6b62, 0x2f3438]));
    scene.pendant((key * 9.5, 7.0), 2.3, scene.choose([0x3b4146, 0xb57a4a, 0x5b6b62, 0x2f3438]));
    scene.plant((key * (half * 0.72).max(17.0), 42.0), 8.5, Tone::hex(LEAF), Tone::hex(0xcf8a62));
    let top = 50.0;
    scene.block([-half - 2.0, top, half + 2.0, top + 2.4], wood.lighter(0.12));
    scene.block([-half - 2.0, top + 2.4, half + 2.0, 104.0], front.darker(0.10));
    scene.block([-key * 16.0, 42.0, -key * 20.0, top], Tone::hex(0xe7e3da));
    scene.block([-key * 21.5, 44.5, -key * 24.5, top], Tone::hex(0xc46f4a));
}

pub(super) fn living_room(scene: &mut Scene<'_>, depth: Depth) {
    let (key, half) = (scene.key, scene.half);
    let wall = scene.choose([0xdccdbb, 0xb9c4c0, 0xcdb6a6, 0xc3c6cf]);
    if depth == Depth::Far {
        scene.wall(wall.lighter(0.16), wall.darker(0.14));
        scene.wash(Tone::hex(0xffeccb), 0.5);
        let right = half.min(36.0) + 6.0;
        scene.window([key * 15.0, 4.0, key * right, 46.0], Tone::hex(0xf3eee4), 2);
        scene.curtain(
            [key * 10.5, 1.0, key * 16.0, 62.0],
            scene.choose([0xefe5d4, 0xd9ddd8, 0xe9d8c6, 0xdfe0e4]),
        );
        scene.picture(
            [-key * 17.0 - 5.0, 10.0, -key * 17.0 + 5.0, 25.0],
            Tone::hex(0x5a4636),
            Tone::hex(0xd89a6a),
            Tone::hex(0x6d8a8c),
        );
        if half > 34.0 {
            scene.picture(
                [-key * 33.0 - 6.0, 8.0, -key * 33.0 + 6.0, 26.0],
                Tone::hex(0x3d3d40),
                Tone::hex(0x7f9b88),
                Tone::hex(0xc9794f),
            );
            scene.picture(
                [-key * 50.0 - 5.0, 12.0, -key * 50.0 + 5.0, 27.0],
                Tone::hex(0x5a4636),
                Tone::hex(0xd9ac52),
                Tone::hex(0x54708a),
            );
        }
        return;
    }
    scene.floor_lamp((-key * half.min(30.0) * 0.86, 30.0), 4.6);
    let sofa = scene.choose([0x6f8593, 0x8a5f4c, 0x6d7f6b, 0x9b8f80]);
    scene.block([-half - 2.0, 50.0, half + 2.0, 62.0], sofa.lighter(0.05));
    scene.block([-half - 2.0, 61.0, half + 2.0, 104.0], sofa.darker(0.14));
    scene.brush.fill(
        slab(-key * 12.0 - 6.0, 49.0, -key * 12.0 + 6.0, 61.0, 2.0),
        scene.choose([0xd9a05c, 0xe6d7c0, 0xcf8a62, 0x54708a]),
    );
    scene.brush.fill(
        slab(key * 17.0 - 6.0, 50.0, key * 17.0 + 6.0, 62.0, 2.0),
        scene.choose([0xe9dfd0, 0xb9643f, 0xe3c58a, 0xd8d3ca]),
    );
    scene.plant(
        (key * (half * 0.86).min(26.0), 49.0),
        15.0,
        Tone::hex(LEAF).darker(0.1),
        Tone::hex(0xe7ded0),
    );
}

pub(super) fn bedroom(scene: &mut Scene<'_>, depth: Depth) {
    let (key, half) = (scene.key, scene.half);
    let wall = scene.choose([0xc9b3ac, 0x8fa0ad, 0xb9ab9a, 0x9c93ae]);
    if depth == Depth::Far {
        scene.wall(wall.lighter(0.10), wall.darker(0.20));
        scene.wash(Tone::hex(0xffdfb8), 0.45);
        scene.window([key * 16.0, 6.0, key * (half.min(34.0) + 6.0), 40.0], Tone::hex(0xeee7dc), 2);
        scene.curtain([key * 11.0, 2.0, key * 17.5, 60.0], wall.lighter(0.45));
        scene.picture(
            [-key * 16.0 - 4.6, 17.0, -key * 16.0 + 4.6, 30.0],
            Tone::hex(0xe9e2d8),
            Tone::hex(0xcf8a8a),
            Tone::hex(0x8a93b0),
        );
        return;
    }
    // A string of small lights.
    let count = (half * 0.75) as usize;
    for index in 0..count * 2 {
        let t = index as f32 / (count * 2 - 1).max(1) as f32;
        let x = -half + 2.0 * half * t;
        let sag = (t * 3.0).fract();
        let y = 5.0 + 6.0 * 4.0 * sag * (1.0 - sag) + 0.6 * scene.roll(9, index);
        scene.glow((x, y), 2.6, Tone::hex(0xffd68a).alpha(0.6));
        scene.bokeh((x, y), 0.8, Tone::hex(0xfff0c4).alpha(0.9));
    }
    let board = scene.choose([0xa98b74, 0x5d6b77, 0x8d7a63, 0x6d6380]);
    scene.block([-half - 2.0, 45.0, half + 2.0, 104.0], board);
    for index in 0..((half / 6.0) as usize + 2) {
        let x = index as f32 * 6.0;
        for side in [-1.0, 1.0] {
            scene.brush.line(curve(&[(side * x, 45.0), (side * x, 70.0)]), board.darker(0.3).alpha(0.4), 0.4);
        }
    }
    for side in [-1.0, 1.0] {
        scene.brush.fill(
            slab(side * 19.0 - 9.0, 52.0, side * 19.0 + 9.0, 68.0, 4.0),
            Ink::fade((0.0, 52.0), (0.0, 68.0), Tone::hex(0xf4efe8), Tone::hex(0xcfc6bd)),
        );
    }
    scene.floor_lamp((-key * half.min(26.0) * 0.9, 37.0), 3.6);
}

pub(super) fn bathroom(scene: &mut Scene<'_>, depth: Depth) {
    let (key, half) = (scene.key, scene.half);
    let wall = scene.choose([0xdfe7e6, 0xe8e2dc, 0xcfdcd8, 0xd9dfe8]);
    if depth == Depth::Far {
        scene.wall(wall.lighter(0.3), wall.darker(0.08));
        scene.tiles(-2.0, 70.0, (6.0, 6.0), wall.darker(0.16).alpha(0.45));
        scene.wash(Tone::hex(0xf7fbff), 0.55);
        let x = key * 19.0;
        scene.glow((x, 22.0), 22.0, Tone::hex(0xfffdf2).alpha(0.7));
        scene.brush.fill(oval((x, 23.0), 11.5, 14.0), Tone::hex(0xfdf3d6));
        scene.brush.fill(
            oval((x, 23.0), 10.2, 12.7),
            Ink::fade((x - 8.0, 10.0), (x + 8.0, 36.0), Tone::hex(0xeef6f8), Tone::hex(0xbfcfd3)),
        );
        scene.brush.fill(oval((x + 3.0, 20.0), 3.0, 7.0), Tone::hex(0xffffff).alpha(0.5));
        return;
    }
    let wood = Tone::hex(0xb98f66);
    scene.shelf(-key * 11.0, -key * (half + 2.0), 27.0, wood, 4.4, &[0xf1ece2, 0xd8b8a0, 0x8aa8a0, 0xe6d7c4]);
    for row in 0..3 {
        let tone = scene.choose([0xe3cdbd, 0xf3eee6, 0x9fb8b3, 0xc9cfe0]).darker(0.07 * row as f32);
        scene.brush.fill(
            slab(-key * 19.0 - 5.0, 40.0 - row as f32 * 2.9, -key * 19.0 + 5.0, 42.8 - row as f32 * 2.9, 1.3),
            tone,
        );
    }
    scene.shelf(-key * 11.0, -key * (half + 2.0), 43.0, wood, 0.1, &[0xf1ece2]);
    scene.plant((key * (half * 0.8).max(20.0), 44.0), 9.0, Tone::hex(0x7fa57c), Tone::hex(0xf1ece6));
    scene.block([-half - 2.0, 54.0, half + 2.0, 57.0], Tone::hex(0xf3f1ee));
    scene.block([-half - 2.0, 57.0, half + 2.0, 104.0], wood.darker(0.12));
}
