//! One actor in one setting: what stands still is drawn once, what moves is put together for every frame.

use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;
use tiny_skia::{PixmapMut, Transform};
use types::actor::Look;
use types::geometry::Size;

use super::anatomy::{Anatomy, turned};
use super::blit::{Band, blit, blit_band};
use super::layer::{Brush, Layer, View};
use super::motion::{Pose, pose};
use super::mouth::Mouth;
use super::{Framing, Moment, Patch, clothes, eyes, face, hair, head, setting, soften, wear};
use crate::picture::RgbaImage;

/// An actor ready to be drawn frame by frame.
pub struct Stage {
    look: Look,
    body: Anatomy,
    view: View,
    backdrop: RgbaImage,
    layers: Vec<(Part, Layer)>,
    /// Left, top, right and bottom of all that moves, in pixels.
    moving: [i32; 4],
    /// Memory of earlier frames.
    spare: Mutex<Vec<Vec<u8>>>,
}

/// What a layer follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Hair behind the shoulders.
    Behind,
    /// Chest, shoulders and neck.
    Torso,
    /// Skull and ears.
    Head,
    /// Nose and sockets; eyes and mouth are drawn after it.
    Face,
    /// Glasses.
    Glasses,
    /// Hair before the face, hats.
    Front,
}

/// Frames whose memory is kept: as many as are drawn at once.
const SPARE_MAX: usize = 4;

/// Rows drawn at a time.
const BAND_ROWS: usize = 32;

/// Below this the body does not move, in units under the eyes.
const ANCHOR: f32 = 330.0;

/// The head turns about the top of the neck.
const PIVOT: f32 = 98.0;

/// The lowest place of a chin while the mouth is wide open, in units under the eyes.
const CHIN: f32 = 114.0;

/// How much moving parts may leave their place, in units.
const REACH: f32 = 16.0;

impl Stage {
    /// Draws all that stands still. At 1080x1920 this takes a fraction of a second; sides of 0 are taken as 1.
    pub fn new(look: &Look, size: Size, framing: Framing) -> Self {
        let size = Size::new(size.width.max(1), size.height.max(1));
        let body = Anatomy::new(look);
        let view = frame(size, framing, hair::height(look, &body));
        let mut backdrop = setting::draw(look, &view);
        let mut layers = draw_layers(look, &body, &view);
        let anchor = ((view.y + ANCHOR * view.unit) as i32).min(size.height as i32);
        for (part, layer) in &mut layers {
            if *part == Part::Torso {
                settle(&mut backdrop, layer, anchor);
            }
        }
        let moving = bounds(&layers, &view, anchor);
        Self { look: look.clone(), body, view, backdrop, layers, moving, spare: Mutex::default() }
    }

    /// The setting and what of the figure never moves: opaque, the size of the canvas.
    pub fn backdrop(&self) -> &RgbaImage {
        &self.backdrop
    }

    /// What moves, at one moment, to lie over the backdrop. The same moment gives the same bytes.
    pub fn foreground(&self, moment: &Moment) -> Patch {
        let mut patch = self.patch(Vec::new());
        self.act(&mut patch, moment);
        patch
    }

    /// The same, lent: memory of a frame is used again for the next, which saves as much time as drawing a head.
    pub fn with_foreground<R>(&self, moment: &Moment, show: impl FnOnce(&Patch) -> R) -> R {
        let spare = lock(&self.spare).pop().unwrap_or_default();
        let mut patch = self.patch(spare);
        self.act(&mut patch, moment);
        let shown = show(&patch);
        let mut spares = lock(&self.spare);
        if spares.len() < SPARE_MAX {
            spares.push(patch.image.data);
        }
        shown
    }

    /// A patch for all that moves, with anything in it.
    fn patch(&self, mut data: Vec<u8>) -> Patch {
        let [left, top, right, bottom] = self.moving;
        let size = Size::new((right - left).max(1) as u32, (bottom - top).max(1) as u32);
        data.resize(size.area() as usize * 4, 0);
        Patch { left, top, image: RgbaImage { size, data } }
    }

    fn act(&self, patch: &mut Patch, moment: &Moment) {
        let pose = pose(self.look.seed, moment);
        let mouth = Mouth::new(&self.look, &self.body, &pose, moment.mouth);
        let face = self.layers.iter().position(|(part, _)| *part == Part::Face).map_or(0, |at| at + 1);
        let (below, above) = self.layers.split_at(face);
        let (below, above) = (self.moved(below, &pose, mouth.jaw()), self.moved(above, &pose, mouth.jaw()));
        in_bands(patch, |band| {
            band.data.fill(0);
            draw(band, &below);
        });
        self.features(patch, &pose, &mouth);
        in_bands(patch, |band| draw(band, &above));
    }

    fn moved<'a>(&self, layers: &'a [(Part, Layer)], pose: &Pose, jaw: f32) -> Vec<Moved<'a>> {
        let moved = |(part, layer): &'a (Part, Layer)| {
            let bend = (*part == Part::Head).then(|| self.jaw(layer, jaw));
            Moved { layer, place: self.place(*part, pose), bend }
        };
        layers.iter().map(moved).collect()
    }

    /// Eyes, brows and mouth, drawn anew.
    fn features(&self, patch: &mut Patch, pose: &Pose, mouth: &Mouth<'_>) {
        let (left, top, size) = (patch.left as f32, patch.top as f32, patch.image.size);
        let Some(pixels) = PixmapMut::from_bytes(&mut patch.image.data, size.width, size.height) else {
            return;
        };
        let View { unit, x, y, .. } = self.view;
        let rest = Transform::from_row(unit, 0.0, 0.0, unit, x, y);
        let view = rest.post_concat(self.place(Part::Head, pose)).post_translate(-left, -top);
        let mut brush = Brush { pixels, view, bend: None };
        mouth.draw(&mut brush);
        eyes::draw(&mut brush, &self.look, &self.body, pose);
    }

    /// Where a part goes: a map of the canvas at rest to the canvas now.
    fn place(&self, part: Part, pose: &Pose) -> Transform {
        let View { unit, x, y, .. } = self.view;
        let reach = ANCHOR - PIVOT;
        if part == Part::Torso {
            let anchor = y + ANCHOR * unit;
            let (slant, rise) = (pose.lean / reach, 1.0 + pose.breath / reach);
            return Transform::from_row(1.0, 0.0, -slant, rise, slant * anchor, anchor * (1.0 - rise));
        }
        let shift = self.parallax(part, pose);
        let (dx, dy) = (pose.lean + pose.head.0 + shift.0, pose.head.1 - pose.breath + shift.1);
        let (cos, sin) = (1.0 - pose.roll * pose.roll / 2.0, pose.roll);
        let (px, py) = (x, y + PIVOT * unit);
        Transform::from_row(
            cos,
            sin,
            -sin,
            cos,
            px - cos * px + sin * py + dx * unit,
            py - sin * px - cos * py + dy * unit,
        )
    }

    /// How far a part slides over the head when the head turns, in units.
    fn parallax(&self, part: Part, pose: &Pose) -> (f32, f32) {
        let slide = |y: f32, depth: f32| {
            let (now, rest) = (
                turned((0.0, y), depth, self.body.yaw + pose.yaw, pose.pitch),
                turned((0.0, y), depth, self.body.yaw, 0.0),
            );
            (now.0 - rest.0, now.1 - rest.1)
        };
        match part {
            Part::Face => slide(22.0, 6.0),
            Part::Glasses => slide(0.0, 8.0),
            Part::Front => {
                let (dx, dy) = slide(-40.0, -30.0);
                (dx * 0.5 + pose.lag * 0.5, dy * 0.4)
            }
            Part::Behind => {
                let (dx, dy) = slide(0.0, 0.0);
                (-dx * 0.35 + pose.lag, -dy * 0.3)
            }
            Part::Head | Part::Torso => (0.0, 0.0),
        }
    }

    /// How many rows of the head are looked up higher, since the jaw is down.
    fn jaw(&self, layer: &Layer, drop: f32) -> Vec<f32> {
        let (unit, y) = (self.view.unit, self.view.y);
        (0..layer.height())
            .map(|row| {
                let height = ((layer.top + row as i32) as f32 - y) / unit;
                let share =
                    ((height - self.body.mouth + 4.0) / (self.body.chin - self.body.mouth)).clamp(0.0, 1.0);
                -drop * unit * share * share * (3.0 - 2.0 * share)
            })
            .collect()
    }
}

/// A layer in its place at one moment.
struct Moved<'a> {
    layer: &'a Layer,
    place: Transform,
    bend: Option<Vec<f32>>,
}

/// Does the same with all rows of a patch, on all cores, few enough at a time to stay in the cache of one.
fn in_bands(patch: &mut Patch, work: impl Fn(&mut Band<'_>) + Sync) {
    let wide = patch.image.size.width as usize;
    let (left, top) = (patch.left, patch.top);
    let bands = patch.image.data.par_chunks_mut(wide.max(1) * 4 * BAND_ROWS);
    bands.enumerate().for_each(|(index, data)| {
        work(&mut Band { data, left, top: top + (index * BAND_ROWS) as i32, wide });
    });
}

fn draw(band: &mut Band<'_>, layers: &[Moved<'_>]) {
    for moved in layers {
        blit_band(band, moved.layer, moved.place, moved.bend.as_deref());
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Spare memory is as good after a panic as before.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Where the origin lies and how large a unit is: the head in the upper third of an upright canvas, in the
/// upper half of a lying one, `top` units of it over the eyes.
fn frame(canvas: Size, framing: Framing, top: f32) -> View {
    let (width, height) = (canvas.width as f32, canvas.height as f32);
    // Width by height, height of the head, and of the eyes under the top edge.
    let shapes = [(0.5625, 0.280, 0.280), (0.8, 0.355, 0.335), (1.0, 0.415, 0.37), (1.7778, 0.445, 0.39)];
    let ratio = (width / height).clamp(0.5625, 1.7778);
    let mut head = (0.280, 0.280);
    for pair in shapes.windows(2) {
        let t = (ratio - pair[0].0) / (pair[1].0 - pair[0].0);
        if (0.0..=1.0).contains(&t) {
            head = (pair[0].1 + (pair[1].1 - pair[0].1) * t, pair[0].2 + (pair[1].2 - pair[0].2) * t);
        }
    }
    let (zoom, lower) = match framing {
        Framing::Wide => (1.0, 0.0),
        Framing::Close => (1.25, 0.03),
    };
    // A canvas narrower than any placement must still hold the shoulders.
    let unit = (height * head.0 / 200.0).min(width / 300.0) * zoom;
    let eyes = (height * (head.1 + lower)).max(top * unit + height * 0.025);
    // Rather high hair is cut than the chin comes into the captions.
    let eyes = eyes.min(height * 0.655 - CHIN * unit);
    View { unit, x: width / 2.0, y: eyes, canvas }
}

/// Every layer from back to front, lit together.
fn draw_layers(look: &Look, body: &Anatomy, view: &View) -> Vec<(Part, Layer)> {
    let unit = view.unit;
    let mut torso = clothes::draw(look, body, view);
    let mut head = head::draw(look, body, view);
    let mut face = face::draw(look, body, view);
    let mut front = hair::front(look, body, view);
    if let Some(front) = &mut front {
        wear::hat(front, look, body, view);
    }
    let mut behind = hair::behind(look, body, view);
    if let Some(caster) = &head {
        let cover = soften::Cover::of(caster, 8).blurred(9.0 * unit);
        if let Some(torso) = &mut torso {
            let tone = body.skin.deep.mix(super::tone::Tone::hex(0x40302c), 0.5).alpha(0.62);
            soften::dim(torso, &cover, (body.dark() * 9.0 * unit, 27.0 * unit), tone);
        }
    }
    if let Some(caster) = &front {
        let cover = soften::Cover::of(caster, 8).blurred(5.0 * unit);
        let tone = super::tone::Tone { r: 0.52, g: 0.38, b: 0.36, a: 0.62 };
        for layer in [&mut head, &mut face, &mut torso].into_iter().flatten() {
            soften::dim(layer, &cover, (body.dark() * 3.0 * unit, 6.5 * unit), tone);
        }
    }
    if let Some(behind) = &mut behind {
        // What moves least apart from the hair hides it for certain.
        let solid = |layer: &Option<Layer>| Some(soften::Cover::of(layer.as_ref()?, 0).blurred(8.0 * unit));
        let covers: Vec<soften::Cover> = [solid(&torso), solid(&head)].into_iter().flatten().collect();
        soften::cut_hidden(behind, &covers);
    }
    let glasses = wear::glasses(look, body, view);
    let mut layers: Vec<(Part, Layer)> = [
        (Part::Behind, behind),
        (Part::Torso, torso),
        (Part::Head, head),
        (Part::Face, face),
        (Part::Glasses, glasses),
        (Part::Front, front),
    ]
    .into_iter()
    .filter_map(|(part, layer)| Some((part, layer?)))
    .collect();
    let figure: Vec<&Layer> = layers.iter().map(|(_, layer)| layer).collect();
    let figure = soften::Cover::of_all(&figure, 4).blurred(2.4 * unit);
    for (part, layer) in &mut layers {
        if !matches!(part, Part::Face | Part::Glasses) {
            edge_light(*part, layer, (body, view), &figure);
        }
        light(*part, layer, body, view);
        layer.trim();
    }
    layers
}

/// A bright edge where the figure ends: warm towards the light, a little cool opposite.
fn edge_light(part: Part, layer: &mut Layer, (body, view): (&Anatomy, &View), figure: &soften::Cover) {
    let (unit, key) = (view.unit, body.key);
    let strength = if part == Part::Torso || part == Part::Front { 0.22 } else { 0.20 };
    soften::rim(layer, figure, (key * 3.4 * unit, -2.0 * unit), body.lamp.alpha(strength));
    let cool = super::tone::Tone::hex(0xa9c4e8).alpha(strength * 0.3);
    soften::rim(layer, figure, (-key * 2.8 * unit, -1.4 * unit), cool);
}

/// The light of the setting on a layer: brighter and tinted towards it, darker away.
fn light(part: Part, layer: &mut Layer, body: &Anatomy, view: &View) {
    let unit = view.unit;
    let (lamp, contrast, key) = (body.lamp, body.contrast, body.key);
    let deep = if part == Part::Behind { 0.80 } else { 1.0 };
    soften::multiply(layer, |x, y| {
        let across = ((x - view.x) / unit * key / 190.0).clamp(-1.0, 1.0);
        let down = ((y - view.y) / unit / 520.0).clamp(0.0, 1.0);
        let bright = 1.0 + 0.045 * across - (0.10 * contrast) * (-across).max(0.0) - 0.16 * down;
        let warm = 0.5 + 0.5 * across;
        let tint = |part: f32, cool: f32| {
            bright * deep * (1.0 + (part - 1.0) * 0.20 * warm) * (1.0 + (cool - 1.0) * (1.0 - warm))
        };
        [tint(lamp.r, 0.965), tint(lamp.g, 0.975), tint(lamp.b, 1.02)]
    });
}

/// Moves what of the torso lies under the anchor into the backdrop, where it stays for ever.
fn settle(backdrop: &mut RgbaImage, layer: &mut Layer, anchor: i32) {
    let mut still = Patch {
        left: 0,
        top: anchor,
        image: RgbaImage::clear(Size::new(
            backdrop.size.width,
            (backdrop.size.height as i32 - anchor).max(0) as u32,
        )),
    };
    blit(&mut still, layer, Transform::identity(), None);
    still.over(backdrop);
}

/// The area of all that moves, cut to the canvas and to what lies over the anchor.
fn bounds(layers: &[(Part, Layer)], view: &View, anchor: i32) -> [i32; 4] {
    let reach = (REACH * view.unit).ceil() as i32;
    let mut area = [i32::MAX, i32::MAX, i32::MIN, i32::MIN];
    for (_, layer) in layers {
        area[0] = area[0].min(layer.left - reach);
        area[1] = area[1].min(layer.top - reach);
        area[2] = area[2].max(layer.left + layer.width() as i32 + reach);
        area[3] = area[3].max(layer.top + layer.height() as i32 + reach);
    }
    let (width, height) = (view.canvas.width as i32, view.canvas.height as i32);
    [
        area[0].clamp(0, width - 1),
        area[1].clamp(0, height - 1),
        area[2].clamp(1, width),
        area[3].clamp(1, anchor.clamp(1, height)),
    ]
}
