//! A file to read pictures from: the original or its proxy, with the index of its pictures.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use types::geometry::Size;
use types::media::{Media, MediaIdentity, Transfer};
use types::time::Seconds;

use crate::error::EngineError;
use crate::media::index::FrameIndex;
use crate::media::{files, index_file, probe, scan};

/// Which file of a medium is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Variant {
    /// The user's own.
    Original,
    /// The small stand-in made for smooth work.
    Proxy,
}

/// A file and what is needed to read it.
pub(crate) struct Source {
    pub(crate) path: PathBuf,
    /// Pictures of this file.
    pub(crate) index: Arc<FrameIndex>,
    /// Pictures of the original: a proxy has the same ones by number.
    numbering: Arc<FrameIndex>,
    /// As shown, upright.
    pub(crate) size: Size,
    pub(crate) rotation: u16,
    pub(crate) transfer: Transfer,
}

impl Source {
    /// The user's file; its index comes from `folder` or is made and kept there.
    pub(crate) fn original(folder: &Path, media: &Media) -> Result<Self, EngineError> {
        let path = PathBuf::from(&media.path);
        let Some(video) = &media.info.video else { return Err(EngineError::NoPicture { path }) };
        let index = Arc::new(index(folder, &path, &media.identity)?);
        Ok(Self {
            numbering: index.clone(),
            index,
            size: video.size,
            rotation: video.rotation,
            transfer: video.transfer,
            path,
        })
    }

    /// The proxy of a medium, if there is a whole one.
    pub(crate) fn proxy(folder: &Path, media: &Media) -> Result<Option<Self>, EngineError> {
        let path = proxy_place(folder, &media.identity);
        let Some(video) = media.info.video.as_ref().filter(|_| path.is_file()) else { return Ok(None) };
        let numbering = Arc::new(index(folder, Path::new(&media.path), &media.identity)?);
        let place = path.with_extension("idx");
        let kept = index_file::load(&place);
        let index = match kept.map_or_else(|| remade(&path, &place), Ok) {
            Ok(index) if index.len() == numbering.len() => index,
            // Not the same pictures: better slow than wrong.
            Ok(_) | Err(_) => return Ok(None),
        };
        Ok(Some(Self {
            path,
            index: Arc::new(index),
            numbering,
            size: proxy_size(video.size),
            rotation: 0,
            transfer: Transfer::Sdr,
        }))
    }

    /// The number of the picture shown at `time`.
    pub(crate) fn picture_at(&self, time: Seconds) -> usize {
        self.numbering.picture_at(time)
    }

    /// The last picture at or before `number` that stands alone.
    pub(crate) fn keyframe_before(&self, number: usize) -> usize {
        self.index.keyframe_before(number)
    }

    /// Whether a reader that goes to `aim` gets to `number` sooner than one that winds.
    pub(crate) fn is_near(&self, aim: usize, number: usize) -> bool {
        let key = self.index.keyframe_before(number);
        (aim <= number && aim + 8 >= key) || (aim > number && aim - number <= 3)
    }
}

/// Where the proxy of a file lies, if it was made.
pub(crate) fn proxy_place(folder: &Path, identity: &MediaIdentity) -> PathBuf {
    folder.join("proxies").join(format!("{}.mp4", files::safe_name(identity)))
}

/// The size of the proxy of a picture of that size: as many pixels as 960x540, even.
pub(crate) fn proxy_size(size: Size) -> Size {
    let even = |side: u32| (side & !1).max(2);
    let within = size.within(960 * 540);
    Size::new(even(within.width), even(within.height))
}

/// Keeps an index that probing has just made.
///
/// # Errors
/// When `folder` cannot be written to.
pub fn keep_index(folder: &Path, identity: &MediaIdentity, index: &FrameIndex) -> Result<(), EngineError> {
    index_file::save(&index_file::place(folder, identity), index)
}

/// The index of the pictures of a file: the one kept in `folder`, or a new one, kept there.
///
/// # Errors
/// When the file has no pictures that can be read.
pub fn index(folder: &Path, path: &Path, identity: &MediaIdentity) -> Result<FrameIndex, EngineError> {
    let place = index_file::place(folder, identity);
    match index_file::load(&place) {
        Some(index) => Ok(index),
        None => remade(path, &place),
    }
}

fn remade(path: &Path, place: &Path) -> Result<FrameIndex, EngineError> {
    let scan = scan::scan(path)?;
    let offset = scan.offset();
    let stream = scan.video.ok_or_else(|| EngineError::NoPicture { path: path.to_owned() })?;
    let index = probe::index_of(path, stream, offset)?;
    if let Err(error) = index_file::save(place, &index) {
        // Without it the file is run through again next time, nothing worse.
        tracing::warn!(%error, "an index could not be kept");
    }
    Ok(index)
}
