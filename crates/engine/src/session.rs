//! The engine as others see it: a frame, a preview or an export of a document. One session serves a whole
//! program; its caches make the next request faster and never change what it returns.

pub mod checks;
pub mod export;
pub mod mixdown;
pub mod pictures;
mod play;
pub mod sounds;
pub mod view;
mod waves;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};

use render::picture::Picture;
use render::renderer::Renderer;
use render::text::Fonts;
use types::document::Document;
use types::document::clip::Source;
use types::geometry::Size;
use types::media::{Media, MediaIdentity, MediaInfo};
use types::preset::Preset;
use types::time::FrameRate;

use crate::cancel::Cancel;
use crate::error::EngineError;
use crate::export::PictureSource;
use crate::fonts;
use crate::media::conform::conform;
use crate::media::pool::{Purpose, ReaderPool};
use crate::media::{identity, probe, proxy, source};
use crate::playback::Player;

use checks::KeptHeard;
use mixdown::{Leveling, Mixdown};
use pictures::Pictures;
use sounds::KeptSounds;
use view::Viewed;

/// Decoded pictures that are kept, in bytes.
const PICTURES_BYTES_MAX: usize = 256 << 20;

/// The engine. Cheap to clone; clones share everything.
#[derive(Clone)]
pub struct Session {
    cache_folder: PathBuf,
    readers: ReaderPool,
    renderer: Renderer,
    sounds: KeptSounds,
    fonts_loaded: Arc<Mutex<BTreeSet<PathBuf>>>,
    /// The document whose fonts were looked for last. A document never changes, an edit makes a new one.
    seen: Arc<Mutex<Weak<Document>>>,
    /// What was looked at last: it knows which files it opened ahead.
    viewed: Arc<Mutex<Option<Viewed>>>,
    heard: Arc<Mutex<KeptHeard>>,
    player: Arc<OnceLock<Player>>,
}

impl Session {
    /// An engine that keeps what it learns in `cache_folder`.
    ///
    /// # Errors
    /// When GStreamer is not there.
    pub fn new(cache_folder: &Path) -> Result<Self, EngineError> {
        crate::system::init()?;
        Ok(Self {
            cache_folder: cache_folder.to_owned(),
            readers: ReaderPool::new(cache_folder, PICTURES_BYTES_MAX),
            renderer: Renderer::new(Fonts::new(Vec::new())),
            sounds: KeptSounds::new(cache_folder),
            fonts_loaded: Arc::default(),
            seen: Arc::default(),
            viewed: Arc::default(),
            heard: Arc::default(),
            player: Arc::default(),
        })
    }

    /// The readers of media.
    pub fn readers(&self) -> &ReaderPool {
        &self.readers
    }

    /// What a media file is, and what tells it from another. Keeps what readers need, so that the file is run through
    /// only once.
    ///
    /// # Errors
    /// When it cannot be decoded.
    pub fn probe(&self, path: &Path) -> Result<(MediaInfo, MediaIdentity), EngineError> {
        let (probed, identity) = (probe::probe_with_index(path)?, identity::identity(path)?);
        if let Some(index) = &probed.index
            && let Err(error) = source::keep_index(&self.cache_folder, &identity, index)
        {
            tracing::warn!(%error, "an index could not be kept");
        }
        Ok((probed.info, identity))
    }

    /// One exact frame at `size`, as an export at that size has it.
    ///
    /// # Errors
    /// When it cannot be drawn.
    pub fn frame(&self, document: &Arc<Document>, frame: i64, size: Size) -> Result<Picture, EngineError> {
        self.pictures(document, (size, document.canvas.frame_rate), Purpose::Export).picture(frame)
    }

    /// A document's frames at one size and rate, with the fonts that its words need.
    pub fn pictures(&self, document: &Arc<Document>, shape: (Size, FrameRate), purpose: Purpose) -> Pictures {
        let this = Arc::downgrade(document);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if !seen.ptr_eq(&this) {
            self.load_fonts(document);
            *seen = this;
        }
        drop(seen);
        let tools = (self.renderer.clone(), self.readers.clone());
        Pictures::new(Arc::clone(document), tools, shape, purpose)
    }

    /// A document's sound, mixed and measured, with what could not be heard. `None` where nothing is heard.
    ///
    /// # Errors
    /// `Cancelled`.
    pub fn mixdown(
        &self,
        document: &Document,
        preset: &Preset,
        told: &dyn Fn(i64, i64),
        cancel: &Cancel,
    ) -> Result<(Option<Mixdown>, Vec<String>), EngineError> {
        let leveling = if preset.loudness.is_some() { Leveling::ToTarget } else { Leveling::AsMixed };
        let mixdown = Mixdown::new(document, &self.sounds, leveling, (told, cancel))?;
        let heard = document.tracks.iter().any(|track| track.kind.is_sound() && !track.items.is_empty());
        Ok((heard.then_some(mixdown), self.sounds.take_problems()))
    }

    /// Makes the proxy of a file, which previews use from then on.
    ///
    /// # Errors
    /// `NoPicture` for what has none; `Cancelled`; `DiskFull`; what is wrong with the file.
    pub fn make_proxy(
        &self,
        media: &Media,
        progress: &mut dyn FnMut(f64),
        cancel: &Cancel,
    ) -> Result<(), EngineError> {
        proxy::make(&self.cache_folder, media, progress, cancel)?;
        self.readers.forget(&media.identity);
        Ok(())
    }

    /// Reads the sound of a file into the cache, with its waveform.
    ///
    /// # Errors
    /// `NoSound` for what has none; `Cancelled`; `DiskFull`; what is wrong with the file.
    pub fn read_sound(
        &self,
        media: &Media,
        progress: &mut dyn FnMut(f64),
        cancel: &Cancel,
    ) -> Result<(), EngineError> {
        conform(&self.cache_folder, media, progress, cancel).map(drop)
    }

    /// Characters of the document's words that no font can draw, as a sentence.
    pub fn missing_characters(&self, document: &Document) -> Option<String> {
        self.load_fonts(document);
        let words = words(document);
        self.renderer.fonts().check(&words).err().map(|missing| missing.to_string())
    }

    fn load_fonts(&self, document: &Document) {
        let wanted = fonts::fonts_for(&words(document));
        let mut loaded = self.fonts_loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let new: Vec<PathBuf> = wanted.into_iter().filter(|path| loaded.insert(path.clone())).collect();
        if !new.is_empty() {
            self.renderer.fonts().add(fonts::open(&new));
        }
    }
}

/// All words that are drawn.
fn words(document: &Document) -> String {
    let mut words = String::new();
    for (_, _, clip) in document.clips() {
        match &clip.source {
            Source::Title(title) => words.push_str(&title.text),
            Source::Caption(caption) => caption.words.iter().for_each(|word| words.push_str(&word.text)),
            Source::Media(_)
            | Source::Image(_)
            | Source::DraftActor(_)
            | Source::Solid(_)
            | Source::Bed(_) => {}
        }
    }
    words
}
