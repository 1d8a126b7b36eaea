//! The sound of a document's files and beds, read once and kept.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use render::score::Sounds;
use render::sound::bed;
use render::sound::peaks::Peaks;
use render::sound::source::{SoundSource, StereoBuffer};
use types::document::clip::Bed;
use types::media::{Media, MediaIdentity};

use crate::cancel::Cancel;
use crate::error::EngineError;
use crate::lock::lock;
use crate::media::conform::conform;
use crate::wav;

/// Beds that are kept; a minute of one is 23 MB.
const BEDS_MAX: usize = 4;
/// Waveforms that are kept; a minute of one is 180 kB.
const WAVES_MAX: usize = 64;
/// Samples of one side that are looked at together.
const BLOCK: usize = 1 << 15;

/// The sound of files and beds. Cheap to clone; clones share what they keep.
#[derive(Clone)]
pub struct KeptSounds {
    inner: Arc<Inner>,
}

/// A bed of so many samples, as it was made.
type KeptBed = ((Bed, i64), Arc<dyn SoundSource>);

/// Whose waveform it is.
#[derive(PartialEq)]
enum WaveOf {
    Media(MediaIdentity),
    Bed(Bed, i64),
}

struct Inner {
    folder: PathBuf,
    files: Mutex<HashMap<MediaIdentity, Arc<dyn SoundSource>>>,
    beds: Mutex<Vec<KeptBed>>,
    /// The last used at the end.
    waves: Mutex<Vec<(WaveOf, Arc<Peaks>)>>,
    problems: Mutex<Vec<String>>,
}

impl KeptSounds {
    /// Sounds whose 48 kHz copies lie in `folder`.
    pub fn new(folder: &Path) -> Self {
        let inner = Inner {
            folder: folder.to_owned(),
            files: Mutex::default(),
            beds: Mutex::default(),
            waves: Mutex::default(),
            problems: Mutex::default(),
        };
        Self { inner: Arc::new(inner) }
    }

    /// What could not be heard since the last time somebody asked, each a sentence.
    pub fn take_problems(&self) -> Vec<String> {
        std::mem::take(&mut *self.inner.problems.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The waveform of a file.
    ///
    /// # Errors
    /// `NoSound`; what is wrong with the file; `DiskFull`.
    pub fn wave(&self, media: &Media) -> Result<Arc<Peaks>, EngineError> {
        let of = WaveOf::Media(media.identity.clone());
        if let Some(known) = self.known_wave(&of) {
            return Ok(known);
        }
        let peaks = match wav::read_take(Path::new(&media.path)) {
            Some(take) => peaks_of(&*take.sound, take.samples),
            None => conform(&self.inner.folder, media, &mut |_| {}, &Cancel::new())?.peaks(),
        };
        Ok(self.keep_wave(of, peaks))
    }

    /// The waveform of the first `length` samples of a bed; `None` where no bed has that id.
    pub fn wave_of_bed(&self, bed: &Bed, length: i64) -> Option<Arc<Peaks>> {
        let of = WaveOf::Bed(bed.clone(), length);
        if let Some(known) = self.known_wave(&of) {
            return Some(known);
        }
        let sound = self.bed(bed, length)?;
        Some(self.keep_wave(of, peaks_of(&*sound, length)))
    }

    fn known_wave(&self, of: &WaveOf) -> Option<Arc<Peaks>> {
        let mut waves = lock(&self.inner.waves);
        let at = waves.iter().position(|(known, _)| known == of)?;
        let found = waves.remove(at);
        let wave = Arc::clone(&found.1);
        waves.push(found);
        Some(wave)
    }

    fn keep_wave(&self, of: WaveOf, peaks: Peaks) -> Arc<Peaks> {
        let wave = Arc::new(peaks);
        let mut waves = lock(&self.inner.waves);
        if waves.len() >= WAVES_MAX {
            waves.remove(0);
        }
        waves.push((of, Arc::clone(&wave)));
        wave
    }
}

fn peaks_of(sound: &dyn SoundSource, samples: i64) -> Peaks {
    let mut peaks = Peaks::default();
    let mut block = vec![0.0; 2 * BLOCK];
    for from in (0..samples).step_by(BLOCK) {
        let count = usize::try_from(samples - from).map_or(BLOCK, |left| left.min(BLOCK));
        let out = block.get_mut(..2 * count).unwrap_or_default();
        sound.read(from, out);
        peaks.push(out);
    }
    peaks.finish();
    peaks
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
