//! The place behind the actor: drawn small, blurred, then enlarged, as a lens out of focus would show it.

mod home;
mod outdoors;
mod props;
mod work;

use tiny_skia::{Pixmap, Transform};
use types::actor::{Look, Setting, Side};

use super::layer::{Brush, Ink, View};
use super::motion::chance;
use super::pen::{Point, slab};
use super::soften::blur_picture;
use super::tone::Tone;
use crate::picture::RgbaImage;

/// A place being painted. The unit is a hundredth of the canvas's height; x is 0 in the middle.
struct Scene<'a> {
    brush: Brush<'a>,
    /// Half the breadth of the canvas.
    half: f32,
    /// 1 when the light comes from the right.
    key: f32,
    variant: usize,
    seed: u32,
    lamp: Tone,
}

/// Nearness: what is far is blurred more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Depth {
    Far,
    Near,
}

/// Rows of the small picture that is enlarged to the canvas.
const SMALL: f32 = 480.0;

/// Paints the setting of a look, opaque and the size of the canvas.
pub(super) fn draw(look: &Look, view: &View) -> RgbaImage {
    let shrink = (view.canvas.height as f32 / SMALL).max(1.0);
    let (width, height) = (view.canvas.width as f32 / shrink, view.canvas.height as f32 / shrink);
    let mut image = RgbaImage::clear(view.canvas);
    let Some(mut small) = Pixmap::new(width.ceil() as u32 + 2, height.ceil() as u32 + 2) else {
        return image;
    };
    let wide = small.width() as usize;
    for (depth, blur) in [(Depth::Far, 0.009), (Depth::Near, 0.0045)] {
        let unit = height / 100.0;
        let mut scene = Scene {
            brush: Brush {
                pixels: small.as_mut(),
                view: Transform::from_row(unit, 0.0, 0.0, unit, width / 2.0 + 0.5, 0.5),
                bend: None,
            },
            half: width / unit / 2.0 + 1.0,
            key: if look.light.key == Side::Right { 1.0 } else { -1.0 },
            variant: usize::from(look.setting_variant),
            seed: look.seed,
            lamp: Tone::hex(0xdfeaff).mix(Tone::hex(0xffd9a0), f32::from(look.light.warmth) / 255.0),
        };
        paint(&mut scene, look.setting, depth);
        if depth == Depth::Near {
            scene.atmosphere();
        }
        blur_picture(small.data_mut(), wide, blur * height);
    }
    enlarge(&small, shrink, &mut image);
    image
}

fn paint(scene: &mut Scene<'_>, setting: Setting, depth: Depth) {
    match setting {
        Setting::Kitchen => home::kitchen(scene, depth),
        Setting::LivingRoom => home::living_room(scene, depth),
        Setting::Bedroom => home::bedroom(scene, depth),
        Setting::Bathroom => home::bathroom(scene, depth),
        Setting::Office => work::office(scene, depth),
        Setting::Clinic => work::clinic(scene, depth),
        Setting::Workshop => work::workshop(scene, depth),
        Setting::Shop => work::shop(scene, depth),
        Setting::Cafe => work::cafe(scene, depth),
        Setting::Library => work::library(scene, depth),
        Setting::Gym => work::gym(scene, depth),
        Setting::Street => outdoors::street(scene, depth),
        Setting::Park => outdoors::park(scene, depth),
        Setting::Garden => outdoors::garden(scene, depth),
        Setting::Car => outdoors::car(scene, depth),
        Setting::Studio => outdoors::studio(scene, depth),
    }
}

impl Scene<'_> {
    /// One of four tones, by the variant.
    fn choose(&self, tones: [u32; 4]) -> Tone {
        Tone::hex(tones[self.variant % 4])
    }

    fn roll(&self, channel: u32, index: usize) -> f32 {
        chance(self.seed, 700 + channel, index as i64)
    }

    /// A rectangle, lighter towards the light.
    fn block(&mut self, [left, top, right, bottom]: [f32; 4], tone: Tone) {
        let (left, right) = (left.min(right), left.max(right));
        let (lit, dark) = if self.key > 0.0 { (right, left) } else { (left, right) };
        let ink = Ink::fade((lit, top), (dark, bottom), tone.lighter(0.10), tone.darker(0.14));
        self.brush.fill(slab(left, top, right, bottom, 0.5), ink);
    }

    /// The whole canvas from top to bottom.
    fn wall(&mut self, top: Tone, bottom: Tone) {
        let half = self.half + 2.0;
        self.brush.fill(slab(-half, -2.0, half, 103.0, 0.0), Ink::fade((0.0, 0.0), (0.0, 70.0), top, bottom));
    }

    /// Light that falls in from the side of the light, and the shade opposite.
    fn wash(&mut self, tone: Tone, strength: f32) {
        let half = self.half;
        self.brush.spot((self.key * (half + 4.0), 18.0), (half * 1.5 + 18.0, 62.0), tone.alpha(strength));
        self.brush.spot(
            (-self.key * (half + 8.0), 70.0),
            (half + 26.0, 62.0),
            Tone::hex(0x14161c).alpha(strength * 0.55),
        );
    }

    /// A soft light.
    fn glow(&mut self, at: Point, radius: f32, tone: Tone) {
        self.brush.spot(at, (radius, radius), tone);
    }

    /// A point of light as a lens out of focus shows it.
    fn bokeh(&mut self, at: Point, radius: f32, tone: Tone) {
        let stops = vec![
            (0.0, tone.alpha(tone.a * 0.75)),
            (0.8, tone.alpha(tone.a * 0.85)),
            (0.93, tone),
            (1.0, tone.alpha(tone.a * 0.7)),
        ];
        self.brush.fill(super::pen::oval(at, radius, radius), Ink::Radial(at, radius, stops));
    }

    /// The lamp's colour over everything, darker corners, and a calmer lower part where captions lie.
    fn atmosphere(&mut self) {
        let (half, key) = (self.half, self.key);
        let lamp = self.lamp;
        self.brush.spot((key * half * 0.9, 16.0), (half + 34.0, 58.0), lamp.alpha(0.20));
        let night = Tone::hex(0x15171f);
        for side in [-1.0, 1.0] {
            self.brush.spot((side * (half + 4.0), 104.0), (half + 12.0, 62.0), night.alpha(0.30));
            self.brush.spot((side * (half + 6.0), -4.0), (half * 0.9, 34.0), night.alpha(0.13));
        }
        // A little haze behind the head lifts it off the background.
        self.brush.spot((0.0, 30.0), (24.0, 34.0), lamp.lighter(0.4).alpha(0.13));
    }
}

/// Enlarges smoothly, with a little noise so that soft gradients show no steps.
fn enlarge(small: &Pixmap, shrink: f32, image: &mut RgbaImage) {
    let wide = small.width() as usize;
    let source = small.data();
    let width = image.size.width as usize;
    let columns: Vec<(usize, f32)> = (0..width).map(|x| place(x, shrink, wide)).collect();
    let rows = small.height() as usize;
    let mut line = vec![0.0_f32; wide * 3];
    for (y, row) in image.data.chunks_exact_mut(width * 4).enumerate() {
        let (v, fy) = place(y, shrink, rows);
        let (upper, lower) =
            (&source[v * wide * 4..(v + 1) * wide * 4], &source[(v + 1) * wide * 4..(v + 2) * wide * 4]);
        for ((mixed, a), b) in line.chunks_exact_mut(3).zip(upper.chunks_exact(4)).zip(lower.chunks_exact(4))
        {
            for part in 0..3 {
                mixed[part] = f32::from(a[part]) + (f32::from(b[part]) - f32::from(a[part])) * fy;
            }
        }
        for (x, (pixel, (u, fx))) in row.chunks_exact_mut(4).zip(&columns).enumerate() {
            let grain = grain(x as u32, y as u32);
            let (a, b) = (&line[u * 3..u * 3 + 3], &line[u * 3 + 3..u * 3 + 6]);
            for part in 0..3 {
                pixel[part] = (a[part] + (b[part] - a[part]) * fx + grain).clamp(0.0, 255.0) as u8;
            }
            pixel[3] = 255;
        }
    }
}

/// Where a pixel of the canvas lies in the small picture: the pixel before it and the share of the next.
fn place(at: usize, shrink: f32, count: usize) -> (usize, f32) {
    let place = ((at as f32 + 0.5) / shrink).clamp(0.0, (count - 2) as f32);
    let whole = (place as usize).min(count - 2);
    let t = place - whole as f32;
    (whole, t * t * (3.0 - 2.0 * t) * 0.5 + t * 0.5)
}

/// Noise from 0 to 1, and so rounding without steps.
fn grain(x: u32, y: u32) -> f32 {
    let mut z = x.wrapping_mul(0x9e37_79b1) ^ y.wrapping_mul(0x85eb_ca77);
    z = (z ^ (z >> 15)).wrapping_mul(0x2c1b_3c6d);
    z ^= z >> 12;
    (z & 0xff) as f32 / 256.0 * 1.6 - 0.3
}
