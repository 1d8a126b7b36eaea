//! The voices of this machine: which there are, which can be fetched, and the one for a language.

mod languages;
mod published;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use types::voice::{
    Availability, Voice as Description, VoiceAge, VoiceEngine, VoiceGender, VoiceId, VoiceTier,
};

use crate::Voice;
use crate::cache::Cached;
use crate::error::SpeechError;
use crate::espeak::{Espeak, EspeakVoice};
use crate::files;
use crate::piper::{PiperConfig, PiperVoice};

pub use published::{PUBLISHED, PublishedFile, PublishedVoice};

/// The voices that a folder holds, and those of libespeak-ng.
#[derive(Clone, Debug)]
pub struct Voices {
    folder: PathBuf,
    cache_folder: PathBuf,
}

impl Voices {
    /// Voices whose files lie in `folder`; what they say is kept in `cache_folder`. Neither need exist yet.
    pub fn new(folder: impl Into<PathBuf>, cache_folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), cache_folder: cache_folder.into() }
    }

    /// Every voice: Piper voices that are here or can be fetched, then a man and a woman for every language of
    /// libespeak-ng, where that is installed.
    pub fn catalogue(&self) -> Vec<Description> {
        let mut voices = self.installed();
        for published in PUBLISHED {
            if voices.iter().all(|voice| voice.id.0 != published.id) {
                voices.push(published.description(Availability::Installable));
            }
        }
        voices.sort_by(|a, b| (&a.language, &a.id).cmp(&(&b.language, &b.id)));
        let espeak = Espeak::shared().map(|espeak| espeak.languages()).unwrap_or_default();
        voices.extend(espeak.iter().flat_map(languages::listed));
        voices
    }

    /// The voice of that id, ready to speak. Fails when there is none, when its files are not here or damaged,
    /// and for a voice of libespeak-ng when that is missing.
    pub fn open(&self, id: &VoiceId) -> Result<Arc<dyn Voice>, SpeechError> {
        match id.parts() {
            Some((VoiceEngine::Piper, name)) => self.open_piper(id, name),
            Some((VoiceEngine::Espeak, tag)) => self.open_espeak(id, tag),
            Some((VoiceEngine::Elevenlabs, _)) | None => Err(SpeechError::UnknownVoice { id: id.0.clone() }),
        }
    }

    /// The best voice here for a language ("pt-BR", "pt"): a Piper voice of it, then one of the same language
    /// elsewhere, then libespeak-ng. Fails when nothing here speaks it.
    pub fn default_for(&self, language: &str) -> Result<VoiceId, SpeechError> {
        let installed = self.installed();
        let same = |voice: &&Description| voice.language.eq_ignore_ascii_case(language);
        let near = |voice: &&Description| family(&voice.language) == family(language);
        if let Some(voice) = installed.iter().find(same).or_else(|| installed.iter().find(near)) {
            return Ok(voice.id.clone());
        }
        let espeak = Espeak::shared()?;
        let tag = languages::tag_for(language, &espeak.languages());
        let tag = tag.ok_or_else(|| SpeechError::LanguageUnknown { language: language.to_owned() })?;
        Ok(VoiceId::new(VoiceEngine::Espeak, &tag))
    }

    /// What has to be fetched for a voice, with sizes and checksums. Fails for a voice that is not published.
    pub fn published(id: &VoiceId) -> Result<&'static PublishedVoice, SpeechError> {
        let found = PUBLISHED.iter().find(|voice| voice.id == id.0);
        found.ok_or_else(|| SpeechError::UnknownVoice { id: id.0.clone() })
    }

    /// Where a file of a voice belongs once it is fetched and checked.
    pub fn path_of(&self, file: &PublishedFile) -> PathBuf {
        self.folder.join(file.name)
    }

    /// Installs a published voice from files that are already in `from`. They are checked and copied; nothing
    /// is installed unless all are right.
    pub fn install_from(&self, id: &VoiceId, from: &Path) -> Result<(), SpeechError> {
        let published = Self::published(id)?;
        for file in published.files {
            let path = from.join(file.name);
            let size = std::fs::metadata(&path).map_err(|err| SpeechError::from_io(&path, err))?.len();
            let matches = size == file.bytes
                && files::sha256_of(&path).map_err(|err| SpeechError::from_io(&path, err))? == file.sha256;
            if !matches {
                return Err(SpeechError::ChecksumMismatch { path });
            }
        }
        // The description comes last: a voice counts as installed when that is here.
        for file in published.files {
            let (source, target) = (from.join(file.name), self.path_of(file));
            let copy = |to: &mut std::fs::File| {
                std::io::copy(&mut std::fs::File::open(&source)?, to)?;
                Ok(())
            };
            files::write_whole(&target, copy).map_err(|err| SpeechError::from_io(&target, err))?;
            // The source may have changed since it was checked.
            if files::sha256_of(&target).map_err(|err| SpeechError::from_io(&target, err))? != file.sha256 {
                let _ = std::fs::remove_file(&target);
                return Err(SpeechError::ChecksumMismatch { path: source });
            }
        }
        Ok(())
    }

    /// Piper voices whose two files are here: published ones, and any that the user copied in.
    fn installed(&self) -> Vec<Description> {
        let entries = match std::fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            // Before the first voice is installed there is no folder.
            Err(err) if err.kind() == std::io::ErrorKind::NotFound => return Vec::new(),
            Err(err) => {
                tracing::warn!(folder = %self.folder.display(), %err, "the folder of voices cannot be read");
                return Vec::new();
            }
        };
        let mut voices: Vec<Description> = entries
            .flatten()
            .filter_map(|entry| {
                entry.file_name().into_string().ok()?.strip_suffix(".onnx").map(str::to_owned)
            })
            .filter_map(|name| {
                let config = PiperConfig::read(&self.config_path(&name)).ok()?;
                Some(speakers(&name).into_iter().map(move |id| describe(&id, &config)))
            })
            .flatten()
            .collect();
        voices.sort_by(|a, b| a.id.cmp(&b.id));
        voices
    }

    fn open_piper(&self, id: &VoiceId, name: &str) -> Result<Arc<dyn Voice>, SpeechError> {
        // A network with several speakers is several voices, told apart after "#".
        let (name, speaker) =
            name.split_once('#').map_or((name, None), |(name, person)| (name, Some(person)));
        let plain = name.chars().all(|symbol| symbol.is_alphanumeric() || "-_.".contains(symbol));
        let (model, config_path) = (self.folder.join(format!("{name}.onnx")), self.config_path(name));
        if !plain || !files::is_there(&model)? || !files::is_there(&config_path)? {
            return Err(match Self::published(id) {
                Ok(_) => SpeechError::NotInstalled { id: id.0.clone() },
                Err(unknown) => unknown,
            });
        }
        let config = PiperConfig::read(&config_path)?;
        let speaker = speaker.map_or(Some(0), |person| config.speaker(person));
        let speaker = speaker.ok_or_else(|| SpeechError::UnknownVoice { id: id.0.clone() })?;
        let fingerprint =
            files::fingerprint(&[&model, &config_path]).map_err(|err| SpeechError::from_io(&model, err))?;
        let description = describe(id, &config);
        let language = description.language.clone();
        let voice = PiperVoice::new(description, config, speaker, &model);
        Ok(Arc::new(Cached::new(voice, &self.cache_folder, fingerprint, &language)))
    }

    fn open_espeak(&self, id: &VoiceId, name: &str) -> Result<Arc<dyn Voice>, SpeechError> {
        let unknown = || SpeechError::UnknownVoice { id: id.0.clone() };
        let (tag, way) = languages::parted(name).ok_or_else(unknown)?;
        let espeak = Espeak::shared()?;
        let known = espeak.languages();
        let language = known.iter().find(|language| language.tag == tag).ok_or_else(unknown)?;
        let voice = EspeakVoice::new(languages::describe(language, way), tag, way);
        Ok(Arc::new(Cached::new(voice, &self.cache_folder, espeak.version(), tag)))
    }

    fn config_path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.onnx.json"))
    }
}

fn family(language: &str) -> String {
    language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

/// The voices of a network: those of its speakers that are published, and else its first speaker.
fn speakers(name: &str) -> Vec<VoiceId> {
    let published = PUBLISHED.iter().filter(|voice| voice.stem() == name);
    let ids: Vec<VoiceId> = published.map(|voice| VoiceId(voice.id.to_owned())).collect();
    if ids.is_empty() { vec![VoiceId::new(VoiceEngine::Piper, name)] } else { ids }
}

/// What is known of a Piper voice from its own files, unless it is a published one, of which more is known.
fn describe(id: &VoiceId, config: &PiperConfig) -> Description {
    if let Ok(published) = Voices::published(id) {
        return published.description(Availability::Installed);
    }
    let name = id.parts().map_or("", |(_, name)| name);
    let code = config.language.as_ref().map_or(config.espeak.voice.as_str(), |language| &language.code);
    let title = config.dataset.clone().unwrap_or_else(|| name.to_owned());
    let quality = config.audio.quality.as_deref().unwrap_or("");
    Description {
        id: id.clone(),
        name: format!("{title} {quality}").trim().to_owned(),
        language: code.replace('_', "-"),
        accent: config.language.as_ref().and_then(|language| language.country_english.clone()),
        gender: VoiceGender::Neutral,
        age: VoiceAge::Middle,
        style: "neutral".to_owned(),
        engine: VoiceEngine::Piper,
        licence: "see the voice's own licence".to_owned(),
        download_bytes: 0,
        availability: Availability::Installed,
        tier: VoiceTier::Draft,
    }
}
