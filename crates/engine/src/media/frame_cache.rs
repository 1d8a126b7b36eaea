//! Pictures that were asked for lately, within a budget of memory.

use std::collections::{BTreeMap, HashMap};

use render::picture::{Picture, YuvImage};
use types::geometry::Size;

/// Which picture of which file at which size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct FrameKey {
    /// The file, as the pool counts them.
    pub(crate) source: u32,
    /// The picture in it.
    pub(crate) number: usize,
    /// Pixels across and down.
    pub(crate) size: Size,
}

/// Forgets what was not asked for the longest time when the budget is used up.
pub(crate) struct FrameCache {
    budget: usize,
    used: usize,
    now: u64,
    pictures: HashMap<FrameKey, (Picture, u64)>,
    by_age: BTreeMap<u64, FrameKey>,
}

impl FrameCache {
    /// A cache of at most `budget` bytes.
    pub(crate) fn new(budget: usize) -> Self {
        Self { budget, used: 0, now: 0, pictures: HashMap::new(), by_age: BTreeMap::new() }
    }

    /// How many bytes it keeps at most.
    pub(crate) fn budget(&self) -> usize {
        self.budget
    }

    /// The picture, if it is still here.
    pub(crate) fn get(&mut self, key: &FrameKey) -> Option<Picture> {
        let (picture, age) = self.pictures.get_mut(key)?;
        self.now += 1;
        self.by_age.remove(age);
        self.by_age.insert(self.now, *key);
        *age = self.now;
        Some(picture.clone())
    }

    /// Whether the picture is here; asking does not keep it longer.
    pub(crate) fn contains(&self, key: &FrameKey) -> bool {
        self.pictures.contains_key(key)
    }

    /// Keeps a picture.
    pub(crate) fn put(&mut self, key: FrameKey, picture: Picture) {
        let bytes = bytes_of(&picture);
        if bytes > self.budget / 2 {
            return;
        }
        self.now += 1;
        self.used += bytes;
        if let Some((old, age)) = self.pictures.insert(key, (picture, self.now)) {
            self.used -= bytes_of(&old);
            self.by_age.remove(&age);
        }
        self.by_age.insert(self.now, key);
        while self.used > self.budget {
            let Some((_, oldest)) = self.by_age.pop_first() else { return };
            if let Some((old, _)) = self.pictures.remove(&oldest) {
                self.used -= bytes_of(&old);
            }
        }
    }

    /// Forgets every picture of that file.
    pub(crate) fn forget(&mut self, source: u32) {
        let gone: Vec<_> = self.pictures.keys().filter(|key| key.source == source).copied().collect();
        for key in gone {
            if let Some((old, age)) = self.pictures.remove(&key) {
                self.used -= bytes_of(&old);
                self.by_age.remove(&age);
            }
        }
    }
}

fn bytes_of(picture: &Picture) -> usize {
    match picture {
        Picture::Yuv(image) => YuvImage::packed_len(image.size()),
        Picture::Rgba(image) => image.data.len(),
    }
}
