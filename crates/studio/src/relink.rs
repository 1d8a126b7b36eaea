//! Files of a project that are not where they were, and the edit that puts others in their place.

use std::path::Path;

use types::document::Document;
use types::edit::{Edit, EditError};
use types::id::MediaId;
use types::media::{Media, MediaInfo};

use crate::draft::Footage;
use crate::error::StudioError;
use crate::workshop::Workshop;

/// Another place for files of a document.
#[derive(Clone, Debug)]
pub(crate) struct Relinking {
    /// The edit.
    pub(crate) edit: Edit,
    /// The files that are there now, the one that was named first.
    pub(crate) footage: Vec<Footage>,
    /// Files that were found beside it.
    pub(crate) beside: Vec<MediaId>,
    /// Whether the named file is another one than the one that was there.
    pub(crate) differs: bool,
}

/// Files of a document that are not there, in rising order of id. Only looked for, not read.
pub(crate) fn missing(document: &Document) -> impl Iterator<Item = &Media> {
    document.media.iter().map(|media| &**media).filter(|media| !Path::new(&media.path).is_file())
}

impl Workshop {
    /// Puts the file at `path` in the place of one, and looks beside it for others that are missing, under the names
    /// they had. Those are taken if they are the very files; others of the same name only where the named file is
    /// another one too, since the user then chose a folder of other versions.
    ///
    /// # Errors
    /// When there is no such media, or the file cannot be read or has no picture or sound where the old one had.
    pub(crate) fn relinking(
        &self,
        document: &Document,
        media: MediaId,
        path: &Path,
    ) -> Result<Relinking, StudioError> {
        let old = document.media(media).ok_or(EditError::MediaNotFound(media))?;
        let found = self.footage(path)?;
        if old.info.video.is_some() && found.info.video.is_none() {
            return Err(StudioError::SoundAsPicture(found.path));
        }
        if old.info.video.is_none() && found.info.audio.is_none() {
            return Err(StudioError::PictureAsSound(found.path));
        }
        let differs = found.identity != old.identity;
        let folder = found.path.parent().map(Path::to_path_buf);
        let mut relinking =
            Relinking { edit: Edit::Batch(Vec::new()), footage: Vec::new(), beside: Vec::new(), differs };
        let mut edits = vec![relink(media, &found)];
        relinking.footage.push(found);
        for other in missing(document).filter(|other| other.id != media) {
            let beside = folder.as_ref().map(|folder| folder.join(file_name(&other.path)));
            let Some(beside) = beside.filter(|beside| beside.is_file()) else { continue };
            // What lies there and cannot be read is not the missing file.
            let Ok(found) = self.footage(&beside) else { continue };
            if found.identity == other.identity || differs && has_as_much(&found.info, &other.info) {
                edits.push(relink(other.id, &found));
                relinking.beside.push(other.id);
                relinking.footage.push(found);
            }
        }
        relinking.edit = Edit::Batch(edits);
        Ok(relinking)
    }
}

fn relink(media: MediaId, found: &Footage) -> Edit {
    let path = found.path.to_string_lossy().into_owned();
    Edit::RelinkMedia { media, path, identity: found.identity.clone(), info: Box::new(found.info.clone()) }
}

/// The name of a file. A project may come from a machine that parts folders by the other stroke.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

fn has_as_much(found: &MediaInfo, old: &MediaInfo) -> bool {
    found.video.is_some() >= old.video.is_some() && found.audio.is_some() >= old.audio.is_some()
}
