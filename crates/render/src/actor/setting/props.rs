//! Things that stand in several settings.

use super::super::layer::Ink;
use super::super::pen::{Point, blob, curve, oval, polygon, slab, taper};
use super::super::tone::Tone;
use super::Scene;

impl Scene<'_> {
    /// A window with daylight; `bars` panes across.
    pub(super) fn window(&mut self, area: [f32; 4], frame: Tone, bars: usize) {
        let [left, top, right, bottom] = area;
        let (left, right) = (left.min(right), left.max(right));
        self.glow(
            ((left + right) / 2.0, (top + bottom) / 2.0),
            (bottom - top) * 0.95,
            Tone::hex(0xfff6e2).mix(self.lamp, 0.4).alpha(0.55),
        );
        self.brush.fill(slab(left - 1.2, top - 1.2, right + 1.2, bottom + 1.2, 0.3), frame);
        let stops = vec![
            (0.0, Tone::hex(0xe9f4ff)),
            (0.55, Tone::hex(0xfdfaf0)),
            (0.75, Tone::hex(0xd5e2c4)),
            (1.0, Tone::hex(0xb3c99c)),
        ];
        self.brush.fill(slab(left, top, right, bottom, 0.2), Ink::Linear((0.0, top), (0.0, bottom), stops));
        for index in 0..7 {
            let x = left + (right - left) * (0.06 + 0.15 * index as f32 + 0.05 * self.roll(1, index));
            let y = bottom - (bottom - top) * (0.10 + 0.22 * self.roll(2, index));
            self.brush.atop(oval((x, y), 3.4, 2.6), Tone::hex(0x8fae78).alpha(0.55));
        }
        for bar in 1..bars {
            let x = left + (right - left) * bar as f32 / bars as f32;
            self.brush.fill(slab(x - 0.45, top, x + 0.45, bottom, 0.0), frame);
        }
        let middle = top + (bottom - top) * 0.46;
        self.brush.fill(slab(left, middle - 0.4, right, middle + 0.4, 0.0), frame);
        self.glow(
            ((left + right) / 2.0, top + (bottom - top) * 0.4),
            (right - left) * 1.1,
            Tone::hex(0xfffdf4).alpha(0.62),
        );
    }

    /// A curtain that hangs in folds.
    pub(super) fn curtain(&mut self, [left, top, right, bottom]: [f32; 4], tone: Tone) {
        let (left, right) = (left.min(right), left.max(right));
        self.brush.fill(
            slab(left, top, right, bottom, 0.4),
            Ink::fade((0.0, top), (0.0, bottom), tone.lighter(0.12), tone.darker(0.08)),
        );
        let folds = ((right - left) / 1.7) as usize;
        for fold in 0..folds {
            let x = left + 0.8 + fold as f32 * 1.7;
            self.brush.line(
                curve(&[(x, top), (x + 0.2, (top + bottom) / 2.0), (x - 0.2, bottom)]),
                tone.darker(0.24).alpha(0.35),
                0.7,
            );
        }
    }

    /// A board with things on it: books when `tall`, else jars and bowls.
    pub(super) fn shelf(&mut self, left: f32, right: f32, y: f32, wood: Tone, tall: f32, tones: &[u32]) {
        let (left, right) = (left.min(right), left.max(right));
        let mut x = left + 0.6;
        let mut index = (y * 3.0) as usize;
        while x < right - 1.2 {
            let breadth =
                if tall > 5.0 { 0.9 + 1.1 * self.roll(3, index) } else { 1.7 + 1.7 * self.roll(3, index) };
            let height = tall * (0.62 + 0.38 * self.roll(4, index));
            let tone = Tone::hex(tones[(self.roll(5, index) * tones.len() as f32) as usize % tones.len()]);
            if self.roll(6, index) > 0.10 {
                let radius = if tall > 5.0 { 0.1 } else { 0.7 };
                let ink = Ink::fade((x, 0.0), (x + breadth, 0.0), tone.lighter(0.16), tone.darker(0.22));
                self.brush.fill(slab(x, y - height, x + breadth, y, radius), ink);
            }
            x += breadth + if tall > 5.0 { 0.12 } else { 0.9 };
            index += 1;
        }
        self.brush.fill(slab(left, y + 0.9, right, y + 2.4, 0.0), Tone::hex(0x000000).alpha(0.13));
        self.brush.fill(
            slab(left, y, right, y + 1.1, 0.2),
            Ink::fade((0.0, y), (0.0, y + 1.1), wood.lighter(0.15), wood.darker(0.25)),
        );
    }

    /// A potted plant with broad leaves; `base` is the rim of its pot.
    pub(super) fn plant(&mut self, (x, base): Point, size: f32, leaf: Tone, pot: Tone) {
        self.brush.fill(
            polygon(&[
                (x - size * 0.20, base),
                (x + size * 0.20, base),
                (x + size * 0.15, base + size * 0.36),
                (x - size * 0.15, base + size * 0.36),
            ]),
            Ink::fade((x - size * 0.2, 0.0), (x + size * 0.2, 0.0), pot.lighter(0.1), pot.darker(0.25)),
        );
        for index in 0..15 {
            let spread = (index as f32 / 14.0 - 0.5) * 2.0;
            let reach = size * (0.62 + 0.4 * self.roll(7, index));
            let tip = (x + spread * reach * 0.8, base - reach * (1.0 - 0.42 * spread * spread));
            let middle = (x + spread * reach * 0.30, base - reach * 0.62);
            let tone = if self.roll(8, index) > 0.5 { leaf.lighter(0.14) } else { leaf.darker(0.22) };
            self.brush.fill(taper(&[(x, base), middle, tip], size * 0.25), tone);
        }
    }

    /// A lamp that hangs from the ceiling and shines.
    pub(super) fn pendant(&mut self, (x, y): Point, size: f32, shade: Tone) {
        self.brush.line(curve(&[(x, -2.0), (x, y)]), shade.darker(0.4), 0.28);
        self.glow((x, y + size * 0.9), size * 4.6, Tone::hex(0xffdf9e).alpha(0.46));
        self.brush.fill(
            blob(&[
                (x - size * 0.3, y - size * 0.5),
                (x + size * 0.3, y - size * 0.5),
                (x + size, y + size * 0.55),
                (x - size, y + size * 0.55),
            ]),
            Ink::fade((x - size, y), (x + size, y), shade.lighter(0.2), shade.darker(0.3)),
        );
        self.brush.fill(oval((x, y + size * 0.6), size * 0.72, size * 0.28), Tone::hex(0xfff3cf));
    }

    /// A picture in a frame on the wall.
    pub(super) fn picture(
        &mut self,
        [left, top, right, bottom]: [f32; 4],
        frame: Tone,
        first: Tone,
        second: Tone,
    ) {
        self.brush.fill(
            slab(left - 0.2, top + 0.6, right + 0.9, bottom + 1.2, 0.2),
            Tone::hex(0x000000).alpha(0.14),
        );
        self.brush.fill(slab(left, top, right, bottom, 0.1), frame);
        self.brush.fill(slab(left + 0.7, top + 0.7, right - 0.7, bottom - 0.7, 0.0), Tone::hex(0xf4f0e8));
        let (w, h) = (right - left, bottom - top);
        self.brush.fill(oval((left + w * 0.42, top + h * 0.42), w * 0.22, w * 0.22), first);
        self.brush.fill(
            blob(&[
                (left + w * 0.2, bottom - h * 0.22),
                (left + w * 0.5, top + h * 0.48),
                (right - w * 0.2, bottom - h * 0.24),
                (left + w * 0.5, bottom - h * 0.18),
            ]),
            second,
        );
    }

    /// A standing lamp with a glowing shade.
    pub(super) fn floor_lamp(&mut self, (x, y): Point, size: f32) {
        self.glow((x, y), size * 4.4, Tone::hex(0xffd591).alpha(0.60));
        self.brush.line(curve(&[(x, y), (x, 100.0)]), Tone::hex(0x4a3d33), 0.5);
        let shade = [
            (x - size * 0.62, y - size),
            (x + size * 0.62, y - size),
            (x + size, y + size * 0.7),
            (x - size, y + size * 0.7),
        ];
        self.brush.fill(
            polygon(&shade),
            Ink::fade((x, y - size), (x, y + size), Tone::hex(0xffe9bd), Tone::hex(0xffd58c)),
        );
    }

    /// Tiles: a grid of fine light lines.
    pub(super) fn tiles(&mut self, top: f32, bottom: f32, (wide, high): Point, grout: Tone) {
        let mut y = top;
        let mut row = 0;
        while y < bottom {
            self.brush.line(curve(&[(-self.half - 2.0, y), (self.half + 2.0, y)]), grout, 0.22);
            let mut x = -self.half - 2.0 + if row % 2 == 0 { 0.0 } else { wide / 2.0 };
            while x < self.half + 2.0 {
                self.brush.line(curve(&[(x, y), (x, (y + high).min(bottom))]), grout, 0.22);
                x += wide;
            }
            y += high;
            row += 1;
        }
    }

    /// Leaves in a cloud of soft discs, some of them in the light.
    pub(super) fn foliage(
        &mut self,
        [left, top, right, bottom]: [f32; 4],
        tone: Tone,
        count: usize,
        channel: u32,
    ) {
        for index in 0..count {
            let x = left + (right - left) * self.roll(channel, index);
            let y = top + (bottom - top) * self.roll(channel + 1, index);
            let size = 1.6 + 3.4 * self.roll(channel + 2, index);
            let bright = self.roll(channel + 3, index) + (x * self.key / self.half) * 0.2
                - (y - top) / (bottom - top).max(1.0) * 0.25;
            let leaf = if bright > 0.55 {
                tone.mix(Tone::hex(0xe6e8a0), 0.45)
            } else {
                tone.darker(0.40 * (0.6 - bright).max(0.0) + 0.05)
            };
            self.brush.fill(oval((x, y), size, size * 0.9), leaf.alpha(0.55));
        }
    }
}
