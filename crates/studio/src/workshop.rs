//! Everything that ads are made with and that needs no library: voices, media, fonts, caches. Copies are
//! handles to the same one.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use cloud_client::download::{Next, Wanted, fetch};
use engine::handle::Engine;
use speech::voices::Voices;
use types::media::MediaInfo;
use types::voice::{Availability, Voice, VoiceId};
use worker::command::WorkerCommand;

use crate::draft::Footage;
use crate::error::StudioError;
use crate::paths::Paths;
use crate::progress::{Progress, Stage};

/// Everything that ads are made with.
#[derive(Clone)]
pub struct Workshop {
    paths: Paths,
    voices: Arc<Voices>,
    engine: Engine,
}

/// Where media is read, drawn and encoded.
#[derive(Clone, Debug)]
pub enum EnginePlace {
    /// In this process: quick to start.
    Here,
    /// In processes of its own, started by this command: no media is decoded beside the user's work, and one that
    /// crashes is started again. The command must call [`serve_engine`].
    Worker(WorkerCommand),
}

impl EnginePlace {
    /// In processes of their own that run this program of ours, which takes `worker` as its first argument.
    pub fn worker_of(program: PathBuf) -> Self {
        Self::Worker(WorkerCommand { program, args: vec!["worker".into()], env: Vec::new() })
    }
}

/// What a process does that was started as the engine's worker. Returns when the one who started it is gone.
///
/// # Errors
/// When GStreamer is missing, or nobody started this process as a worker.
pub fn serve_engine() -> Result<(), StudioError> {
    Ok(engine::serve::serve()?)
}

impl Workshop {
    /// The workshop of a data folder, which is made where it is missing.
    ///
    /// # Errors
    /// When the folder cannot be used or GStreamer is not there.
    pub fn open(data_folder: &Path, place: EnginePlace) -> Result<Self, StudioError> {
        let paths = Paths::open(data_folder)?;
        let voices = Voices::new(paths.voices(), paths.cache().join("speech"));
        let engine = match place {
            EnginePlace::Here => Engine::here(&paths.cache())?,
            EnginePlace::Worker(command) => Engine::in_worker(command, &paths.cache())?,
        };
        Ok(Self { voices: Arc::new(voices), engine, paths })
    }

    /// Where things lie.
    pub fn paths(&self) -> &Paths {
        &self.paths
    }

    /// The voices of this machine.
    pub fn voices(&self) -> &Voices {
        &self.voices
    }

    /// The engine.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// What a media file is.
    ///
    /// # Errors
    /// When it cannot be decoded.
    pub fn probe(&self, path: &Path) -> Result<MediaInfo, StudioError> {
        Ok(self.engine.probe(path)?.0)
    }

    /// A media file, probed and identified.
    ///
    /// # Errors
    /// When it cannot be decoded.
    pub fn footage(&self, path: &Path) -> Result<Footage, StudioError> {
        let absolute = std::path::absolute(path).map_err(|error| StudioError::io(path, error))?;
        let (info, identity) = self.engine.probe(&absolute)?;
        Ok(Footage { identity, info, path: absolute })
    }

    /// Every voice, those that can speak now first.
    pub fn list_voices(&self) -> Vec<Voice> {
        let mut voices = self.voices.catalogue();
        voices.sort_by_key(|voice| {
            (voice.availability != Availability::Installed, std::cmp::Reverse(voice.tier))
        });
        voices
    }

    /// Installs a voice from a folder that has its files, or from its makers' server.
    ///
    /// # Errors
    /// When the voice is not known, a file is missing or is not the one published, or the network fails.
    pub fn install_voice(
        &self,
        id: &VoiceId,
        from: Option<&Path>,
        progress: &Progress,
    ) -> Result<Voice, StudioError> {
        match from {
            Some(folder) => self.voices.install_from(id, folder)?,
            None => self.fetch_voice(id, progress)?,
        }
        Ok(self.voices.open(id)?.description().clone())
    }

    fn fetch_voice(&self, id: &VoiceId, progress: &Progress) -> Result<(), StudioError> {
        let published = Voices::published(id)?;
        let folder = self.paths.downloads()?;
        let (total, mut before) = (published.bytes(), 0);
        for file in published.files {
            let wanted = Wanted { url: file.url, bytes: file.bytes, sha256: file.sha256 };
            let mut told = |done: u64| match progress.report(Stage::Fetching, before + done, total) {
                Ok(()) => Next::Continue,
                Err(_) => Next::Stop,
            };
            fetch(wanted, &folder.join(file.name), &mut told)?;
            before += file.bytes;
        }
        Ok(self.voices.install_from(id, &folder)?)
    }
}
