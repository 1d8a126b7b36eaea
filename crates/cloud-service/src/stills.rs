//! Stills of drawn actors, made on first request and kept.

use std::path::{Path, PathBuf};

use axum::body::Bytes;
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};
use tokio::sync::Semaphore;
use types::actor::Actor;
use types::geometry::Size;

use crate::refusal::Refusal;

/// The size of a still, in pixels: what image-to-video models take, and large enough for a card.
const SIZE: Size = Size { width: 720, height: 1280 };

/// Stills in a folder.
pub struct Stills {
    folder: PathBuf,
    /// One is drawn at a time, so that many requests do not take every core.
    drawing: Semaphore,
}

impl Stills {
    /// Stills in a folder, which is made with the first.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), drawing: Semaphore::new(1) }
    }

    /// An actor's still as a PNG.
    ///
    /// # Errors
    /// Where it cannot be drawn or kept.
    pub async fn png(&self, actor: &'static Actor) -> Result<Bytes, Refusal> {
        let path = self.folder.join(format!("{}.png", actor.id));
        if let Ok(bytes) = tokio::fs::read(&path).await {
            return Ok(bytes.into());
        }
        let _turn = self.drawing.acquire().await.map_err(|_| Refusal::internal())?;
        let drawn = tokio::task::spawn_blocking(move || draw(actor, &path)).await;
        let drawn = drawn.map_err(|_| Refusal::internal())?;
        drawn.map(Bytes::from).map_err(|error| {
            tracing::error!(%error, "a still could not be drawn");
            Refusal::internal()
        })
    }
}

fn draw(actor: &Actor, path: &Path) -> Result<Vec<u8>, image::ImageError> {
    let picture = render::actor::thumbnail(&actor.look, SIZE);
    let mut bytes = Vec::new();
    let size = picture.size;
    PngEncoder::new(&mut bytes).write_image(
        &picture.data,
        size.width,
        size.height,
        ExtendedColorType::Rgba8,
    )?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let part = path.with_extension("part");
    std::fs::write(&part, &bytes)?;
    std::fs::rename(&part, path)?;
    Ok(bytes)
}
