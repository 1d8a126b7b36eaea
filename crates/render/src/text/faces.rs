//! The fonts at hand: which of them draws which characters, and what its letters look like.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use cosmic_text::fontdb::{Database, ID, Source, Stretch, Style};
use cosmic_text::skrifa::{FontRef, MetadataProvider, Tag};
use cosmic_text::{CacheKey, CacheKeyFlags, Command, FontSystem, LayoutGlyph, SwashCache, SwashContent};
use tiny_skia::{Path, PathBuilder};
use types::geometry::Size;

use super::FontFile;
use super::script::{Cjk, is_emoji_cluster, is_ignorable};
use crate::picture::RgbaImage;

/// Units to the text size in which outlines are kept.
pub const EM: f32 = 1000.0;

/// Fonts, what they cover, and the outlines taken from them so far.
pub struct Faces {
    pub system: FontSystem,
    faces: Vec<Face>,
    covered: HashMap<(usize, char), bool>,
    orders: HashMap<Wish, Arc<[usize]>>,
    swash: SwashCache,
    inks: HashMap<InkKey, Ink>,
}

/// One font in one weight, or in a range of weights.
pub struct Face {
    id: ID,
    pub family: String,
    pub weights: RangeInclusive<u16>,
    pub stretch: Stretch,
    pub style: Style,
    is_emoji: bool,
}

/// What a glyph puts on the picture.
#[derive(Clone)]
pub enum Ink {
    /// Nothing, as a space does.
    Blank,
    /// An outline, `EM` units to the text size, y down from the baseline.
    Path(Arc<Path>),
    /// A coloured picture for one text size.
    Image { image: Arc<RgbaImage>, left: i32, top: i32 },
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Wish {
    family: String,
    weight: u16,
    cjk: Cjk,
    emoji: bool,
}

#[derive(PartialEq, Eq, Hash)]
struct InkKey {
    id: ID,
    glyph: u16,
    weight: u16,
    /// Bits of the text size for coloured pictures, 0 for outlines.
    size: u32,
}

impl Faces {
    /// The faces in all `files`; a file that is not a font is left out.
    pub fn new(files: &[FontFile]) -> Self {
        let mut db = Database::new();
        for file in files {
            db.load_font_source(Source::Binary(Arc::clone(file) as Arc<dyn AsRef<[u8]> + Send + Sync>));
        }
        let faces = db.faces().map(|info| face(&db, info)).collect();
        // The locale only steers cosmic-text's own fallback, which never runs: every run names a face that covers it.
        let system = FontSystem::new_with_locale_and_db("en".to_owned(), db);
        Self {
            system,
            faces,
            covered: HashMap::new(),
            orders: HashMap::new(),
            swash: SwashCache::new(),
            inks: HashMap::new(),
        }
    }

    /// The face with that number.
    pub fn face(&self, number: usize) -> Option<&Face> {
        self.faces.get(number)
    }

    /// The face that draws all of `cluster`, nearest to the wished family and weight.
    pub fn choose(&mut self, cluster: &str, family: &str, weight: u16, cjk: Cjk) -> Option<usize> {
        let wish = Wish { family: family.to_owned(), weight, cjk, emoji: is_emoji_cluster(cluster) };
        let order = self.order(wish);
        order.iter().copied().find(|&number| self.covers(number, cluster))
    }

    /// What `glyph` puts on the picture.
    pub fn ink(&mut self, glyph: &LayoutGlyph) -> Ink {
        let is_emoji = self.faces.iter().any(|face| face.id == glyph.font_id && face.is_emoji);
        let size = if is_emoji { glyph.font_size.to_bits() } else { 0 };
        let key = InkKey { id: glyph.font_id, glyph: glyph.glyph_id, weight: glyph.font_weight.0, size };
        if let Some(ink) = self.inks.get(&key) {
            return ink.clone();
        }
        let ink = if is_emoji { self.image(glyph).or_else(|| self.path(glyph)) } else { self.path(glyph) };
        let ink = ink.unwrap_or(Ink::Blank);
        self.inks.insert(key, ink.clone());
        ink
    }

    fn order(&mut self, wish: Wish) -> Arc<[usize]> {
        if let Some(order) = self.orders.get(&wish) {
            return Arc::clone(order);
        }
        let mut numbers: Vec<usize> = (0..self.faces.len()).collect();
        numbers.sort_by_key(|&number| self.faces.get(number).map(|face| (face.rank(&wish), number)));
        let order: Arc<[usize]> = numbers.into();
        self.orders.insert(wish, Arc::clone(&order));
        order
    }

    fn covers(&mut self, number: usize, cluster: &str) -> bool {
        cluster.chars().filter(|&c| !is_ignorable(c)).all(|c| self.covers_character(number, c))
    }

    fn covers_character(&mut self, number: usize, character: char) -> bool {
        if let Some(covered) = self.covered.get(&(number, character)) {
            return *covered;
        }
        let id = self.faces.get(number).map(|face| face.id);
        let covered = id.and_then(|id| {
            self.system.db().with_face_data(id, |data, index| {
                let font = FontRef::from_index(data, index).ok();
                font.and_then(|font| font.charmap().map(character)).is_some_and(|glyph| glyph.to_u32() != 0)
            })
        });
        self.covered.insert((number, character), covered.unwrap_or(false));
        covered.unwrap_or(false)
    }

    fn path(&mut self, glyph: &LayoutGlyph) -> Option<Ink> {
        let key = cache_key(glyph, EM);
        let commands = self.swash.get_outline_commands_uncached(&mut self.system, key)?;
        Some(Ink::Path(Arc::new(path_of(&commands)?)))
    }

    fn image(&mut self, glyph: &LayoutGlyph) -> Option<Ink> {
        let image = self.swash.get_image_uncached(&mut self.system, cache_key(glyph, glyph.font_size))?;
        if image.content != SwashContent::Color {
            return None;
        }
        let size = Size::new(image.placement.width, image.placement.height);
        let mut picture = RgbaImage { size, data: image.data };
        if picture.data.len() as u64 != size.area() * 4 {
            return None;
        }
        for pixel in picture.data.chunks_exact_mut(4) {
            let alpha = u16::from(pixel[3]);
            pixel[..3].iter_mut().for_each(|part| *part = ((u16::from(*part) * alpha + 127) / 255) as u8);
        }
        Some(Ink::Image { image: Arc::new(picture), left: image.placement.left, top: -image.placement.top })
    }
}

impl Face {
    /// Places before others with lower numbers: first what kind of face, then how far its weight is from the wish.
    fn rank(&self, wish: &Wish) -> (u8, u16) {
        let name = self.family.as_str();
        let is_plain = !["Mono", "Display", " UI", "Condensed"].iter().any(|word| name.contains(word));
        let is_upright = self.style == Style::Normal && self.stretch == Stretch::Normal;
        let tier = if self.is_emoji {
            if wish.emoji { 0 } else { 9 }
        } else if !is_upright {
            8
        } else if name == wish.family {
            1
        } else if name == "Montserrat" {
            2
        } else if name == "Inter" {
            3
        } else if name.starts_with("Noto Sans CJK") && name.ends_with(wish.cjk.suffix()) {
            4
        } else if is_plain && name.starts_with("Noto Sans") {
            5
        } else if is_plain && name.starts_with("Noto") {
            6
        } else {
            7
        };
        (tier, self.nearest(wish.weight).abs_diff(wish.weight))
    }

    /// The weight of this face nearest to `weight`.
    pub fn nearest(&self, weight: u16) -> u16 {
        weight.clamp(*self.weights.start(), *self.weights.end())
    }
}

fn face(db: &Database, info: &cosmic_text::fontdb::FaceInfo) -> Face {
    let axis = db.with_face_data(info.id, |data, index| {
        let axis = FontRef::from_index(data, index).ok()?.axes().get_by_tag(Tag::new(b"wght"))?;
        Some((axis.min_value() as u16, axis.max_value() as u16))
    });
    let (light, heavy) = axis.flatten().unwrap_or((info.weight.0, info.weight.0));
    Face {
        id: info.id,
        family: info.families.first().map(|(name, _)| name.clone()).unwrap_or_default(),
        weights: light..=heavy.max(light),
        stretch: info.stretch,
        style: info.style,
        is_emoji: info.post_script_name.contains("Emoji"),
    }
}

fn cache_key(glyph: &LayoutGlyph, size: f32) -> CacheKey {
    let flags = CacheKeyFlags::DISABLE_HINTING;
    CacheKey::new(glyph.font_id, glyph.glyph_id, size, (0.0, 0.0), glyph.font_weight, flags).0
}

fn path_of(commands: &[Command]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for command in commands {
        match *command {
            Command::MoveTo(to) => path.move_to(to.x, -to.y),
            Command::LineTo(to) => path.line_to(to.x, -to.y),
            Command::QuadTo(by, to) => path.quad_to(by.x, -by.y, to.x, -to.y),
            Command::CurveTo(by, then, to) => path.cubic_to(by.x, -by.y, then.x, -then.y, to.x, -to.y),
            Command::Close => path.close(),
        }
    }
    path.finish()
}
