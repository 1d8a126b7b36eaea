//! The sound of a document's files and beds, read once and kept.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use render::score::Sounds;
use render::sound::bed;
use render::sound::source::{SoundSource, StereoBuffer};
use types::document::clip::Bed;
use types::media::{Media, MediaIdentity};

use crate::cancel::Cancel;
use crate::error::EngineError;
use crate::media::conform::conform;
use crate::wav;

/// Beds that are kept; a minute of one is 23 MB.
const BEDS_MAX: usize = 4;

/// The sound of files and beds. Cheap to clone; clones share what they keep.
#[derive(Clone)]
pub struct KeptSounds {
    inner: Arc<Inner>,
}

/// A bed of so many samples, as it was made.
type KeptBed = ((Bed, i64), Arc<dyn SoundSource>);

struct Inner {
    folder: PathBuf,
    files: Mutex<HashMap<MediaIdentity, Arc<dyn SoundSource>>>,
    beds: Mutex<Vec<KeptBed>>,
    problems: Mutex<Vec<String>>,
}

impl KeptSounds {
    /// Sounds whose 48 kHz copies lie in `folder`.
    pub fn new(folder: &Path) -> Self {
        let inner = Inner {
            folder: folder.to_owned(),
            files: Mutex::default(),
            beds: Mutex::default(),
            problems: Mutex::default(),
        };
        Self { inner: Arc::new(inner) }
    }

    /// What could not be heard since the last time somebody asked, each a sentence.
    pub fn take_problems(&self) -> Vec<String> {
        std::mem::take(&mut *self.inner.problems.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Sounds for KeptSounds {
    fn media(&self, media: &Media) -> Option<Arc<dyn SoundSource>> {
        let mut files = self.inner.files.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = files.get(&media.identity) {
            return Some(Arc::clone(known));
        }
        let path = Path::new(&media.path);
        let conformed = || -> Result<Arc<dyn SoundSource>, EngineError> {
            Ok(Arc::new(conform(&self.inner.folder, media, &mut |_| {}, &Cancel::new())?))
        };
        let sound = wav::read_take(path).map_or_else(conformed, |take| Ok(take.sound));
        match sound {
            Ok(sound) => {
                files.insert(media.identity.clone(), Arc::clone(&sound));
                Some(sound)
            }
            Err(error) => {
                let mut problems = self.inner.problems.lock().unwrap_or_else(PoisonError::into_inner);
                // Playback asks again and again for what cannot be heard.
                let problem = error.to_string();
                if !problems.contains(&problem) {
                    problems.push(problem);
                }
                None
            }
        }
    }

    fn bed(&self, wanted: &Bed, length: i64) -> Option<Arc<dyn SoundSource>> {
        let known = types::bed::find(&wanted.id)?;
        let key = (wanted.clone(), length);
        let mut beds = self.inner.beds.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, sound)) = beds.iter().find(|(kept, _)| *kept == key) {
            return Some(Arc::clone(sound));
        }
        let made = bed::render(known, usize::try_from(length).unwrap_or(0), wanted.seed);
        let sound: Arc<dyn SoundSource> = Arc::new(StereoBuffer::new(made));
        if beds.len() >= BEDS_MAX {
            beds.remove(0);
        }
        beds.push((key, Arc::clone(&sound)));
        Some(sound)
    }
}
