//! A document's frames for an export or a preview: drawn by the renderer from what the readers give.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use render::compose::resize::Quality;
use render::picture::Picture;
use render::plan::ahead;
use render::renderer::{Renderer, Sources};
use types::document::Document;
use types::geometry::Size;
use types::id::MediaId;
use types::media::Media;
use types::time::{FrameRate, Seconds};

use crate::error::EngineError;
use crate::export::PictureSource;
use crate::media::pool::{Purpose, ReaderPool};

/// Clips that begin within so many milliseconds are opened while the ones before them play.
const AHEAD_MS: i64 = 1500;

/// A document's frames at one size and rate.
pub struct Pictures {
    document: Arc<Document>,
    renderer: Renderer,
    media: PooledMedia,
    size: Size,
    rate: FrameRate,
    quality: Quality,
    /// Clips that were opened ahead: the file and the frame at which it comes into sight.
    opened: Mutex<HashSet<(MediaId, i64)>>,
}

/// Pictures of files by way of the pool; what fails is remembered and shown as a placeholder.
struct PooledMedia {
    readers: ReaderPool,
    purpose: Purpose,
    /// What is wrong with which file.
    problems: Mutex<BTreeMap<String, EngineError>>,
}

impl Pictures {
    /// The frames of `document` at `size`, `rate` of them a second.
    pub fn new(
        document: Arc<Document>,
        (renderer, readers): (Renderer, ReaderPool),
        (size, rate): (Size, FrameRate),
        purpose: Purpose,
    ) -> Self {
        let quality = match purpose {
            Purpose::Play => Quality::Fast,
            Purpose::Scrub | Purpose::Export => Quality::Best,
        };
        let media = PooledMedia { readers, purpose, problems: Mutex::default() };
        Self { document, renderer, media, size, rate, quality, opened: Mutex::default() }
    }

    /// What could not be shown, each a sentence.
    pub fn problems(&self) -> Vec<String> {
        let problems = self.media.problems.lock().unwrap_or_else(PoisonError::into_inner);
        problems.values().map(EngineError::to_string).collect()
    }

    /// Opens the files of clips that come into sight soon after `frame`, each once.
    fn open_ahead(&self, frame: i64) {
        let horizon = self.document.canvas.frame_rate.frame_of(Seconds::from_nanos(AHEAD_MS * 1_000_000));
        for need in ahead::upcoming(&self.document, frame, horizon) {
            let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
            if opened.insert((need.media, need.frame))
                && let Some(media) = self.document.media(need.media)
            {
                self.media.readers.prewarm(media, need.time, self.size);
            }
        }
    }
}

impl PictureSource for Pictures {
    fn picture(&self, frame: i64) -> Result<Picture, EngineError> {
        let own = self.document.canvas.frame_rate;
        let frame = if own == self.rate { frame } else { own.frame_of(self.rate.time_of(frame)) };
        if self.media.purpose == Purpose::Play {
            self.open_ahead(frame);
        }
        let drawn = self.renderer.frame(&self.document, frame, (self.size, self.quality), &self.media);
        drawn.map(Picture::Yuv).map_err(|error| EngineError::Pipeline(error.to_string()))
    }
}

impl Sources for PooledMedia {
    fn media(&self, media: &Media, time: Seconds, wanted: Size) -> Option<Picture> {
        match self.readers.picture(media, time, wanted, self.purpose) {
            Ok(picture) => Some(picture),
            Err(error) => {
                let mut problems = self.problems.lock().unwrap_or_else(PoisonError::into_inner);
                problems.entry(media.path.clone()).or_insert(error);
                None
            }
        }
    }
}
