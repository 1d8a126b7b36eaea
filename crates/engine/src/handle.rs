//! The engine as its users hold it: the same requests whether it runs in their process or in one of its own.
//!
//! The window uses [`Engine::in_worker`], so that no media is decoded beside the user's work; the command line
//! and tests may use [`Engine::here`].

mod checks;
mod lane;
mod playing;
mod remote;
pub(crate) mod wire;

use std::path::Path;
use std::sync::Arc;

use types::document::Document;
use types::id::ClipId;
use types::media::{Media, MediaIdentity, MediaInfo};
use worker::command::WorkerCommand;

use crate::cancel::Cancel;
use crate::error::EngineError;
use crate::playback::{Now, Play};
use crate::progress::{Stage, Step};
use crate::session::Session;
use crate::session::export::{Exported, Order};
use crate::session::view::View;

use remote::Remote;

/// The engine. Copies are handles to the same one.
#[derive(Clone)]
pub struct Engine(Place);

#[derive(Clone)]
enum Place {
    Here(Session),
    Away(Arc<Remote>),
}

impl Engine {
    /// An engine in this process that keeps what it learns in `cache_folder`.
    ///
    /// # Errors
    /// When GStreamer is not there.
    pub fn here(cache_folder: &Path) -> Result<Self, EngineError> {
        Ok(Self(Place::Here(Session::new(cache_folder)?)))
    }

    /// An engine in processes of its own, started by `command`, which must call [`crate::serve::serve`]. They are
    /// started again when they end; pictures come back by themselves, long work ends with an error.
    ///
    /// # Errors
    /// When the process cannot be started.
    pub fn in_worker(command: WorkerCommand, cache_folder: &Path) -> Result<Self, EngineError> {
        Ok(Self(Place::Away(Arc::new(Remote::start(command, cache_folder)?))))
    }

    /// What a media file is, and what tells it from another.
    ///
    /// # Errors
    /// When it cannot be decoded.
    pub fn probe(&self, path: &Path) -> Result<(MediaInfo, MediaIdentity), EngineError> {
        match &self.0 {
            Place::Here(session) => session.probe(path),
            Place::Away(remote) => remote.probe(path),
        }
    }

    /// A frame as `types::frame` describes.
    ///
    /// # Errors
    /// When it cannot be drawn; `Cancelled` for a scrub that a later one has overtaken.
    pub fn view(&self, document: &Arc<Document>, view: &View) -> Result<Vec<u8>, EngineError> {
        match &self.0 {
            Place::Here(session) => session.view(document, view),
            Place::Away(remote) => remote.view(document, view),
        }
    }

    /// A frame for a filmstrip, beside the frames of the viewer: its look is not heeded, a proxy will do.
    ///
    /// # Errors
    /// When it cannot be drawn.
    pub fn strip(&self, document: &Arc<Document>, view: &View) -> Result<Vec<u8>, EngineError> {
        match &self.0 {
            Place::Here(session) => session.strip(document, view),
            Place::Away(remote) => remote.strip(document, view),
        }
    }

    /// How loud a clip on a sound track is before its gain: one byte for each of `per_second` (1 to 400) stretches a
    /// second of its length, 255 for full scale.
    ///
    /// # Errors
    /// `InvalidJob` for a clip that is not heard or too many stretches; what is wrong with its file.
    pub fn peaks(
        &self,
        document: &Arc<Document>,
        clip: ClipId,
        per_second: u32,
    ) -> Result<Vec<u8>, EngineError> {
        match &self.0 {
            Place::Here(session) => session.peaks(document, clip, per_second),
            Place::Away(remote) => remote.peaks(document, clip, per_second),
        }
    }

    /// Writes one frame at full size as a PNG (or a JPEG, by the name).
    ///
    /// # Errors
    /// When it cannot be drawn or the file cannot be written.
    pub fn write_frame(&self, document: &Arc<Document>, frame: i64, path: &Path) -> Result<(), EngineError> {
        match &self.0 {
            Place::Here(session) => session.write_frame(document, frame, path),
            Place::Away(remote) => remote.write_frame(document, frame, path),
        }
    }

    /// Exports a document. The file has its name only when it is whole.
    ///
    /// # Errors
    /// When media or encoders fail, the file cannot be written, or somebody asked to stop.
    pub fn export(
        &self,
        order: &Order,
        told: &dyn Fn(Step),
        cancel: &Cancel,
    ) -> Result<Exported, EngineError> {
        match &self.0 {
            Place::Here(session) => session.export(order, told, cancel),
            Place::Away(remote) => remote.export(order, told, cancel),
        }
    }

    /// Makes the proxy of a file, which previews use from then on.
    ///
    /// # Errors
    /// `NoPicture` for what has none; `Cancelled`; `DiskFull`; what is wrong with the file.
    pub fn make_proxy(&self, media: &Media, told: &dyn Fn(Step), cancel: &Cancel) -> Result<(), EngineError> {
        match &self.0 {
            Place::Here(session) => {
                let mut share = |share| told(Step::share(Stage::Proxy, share));
                session.make_proxy(media, &mut share, cancel)
            }
            Place::Away(remote) => remote.make_proxy(media, told, cancel),
        }
    }

    /// Reads the sound of a file into the cache, with its waveform, so that nothing waits for it later.
    ///
    /// # Errors
    /// `NoSound` for what has none; `Cancelled`; `DiskFull`; what is wrong with the file.
    pub fn read_sound(&self, media: &Media, told: &dyn Fn(Step), cancel: &Cancel) -> Result<(), EngineError> {
        match &self.0 {
            Place::Here(session) => {
                let mut share = |share| told(Step::share(Stage::Sound, share));
                session.read_sound(media, &mut share, cancel)
            }
            Place::Away(remote) => remote.read_sound(media, told, cancel),
        }
    }

    /// Plays a document. What was heard before stops. Where there is no sound device it plays without being heard.
    ///
    /// # Errors
    /// When the engine's process does not answer.
    pub fn play(&self, document: &Arc<Document>, play: &Play) -> Result<(), EngineError> {
        match &self.0 {
            Place::Here(session) => session.play(document, play),
            Place::Away(remote) => return remote.play(document, play),
        }
        Ok(())
    }

    /// Goes on with another document, as an edit makes it, without a gap. A document that is not being played is made
    /// ready, so that it starts at once and at its loudness.
    ///
    /// # Errors
    /// When the engine's process does not answer.
    pub fn replace(&self, document: &Arc<Document>) -> Result<(), EngineError> {
        match &self.0 {
            Place::Here(session) => session.replace(document),
            Place::Away(remote) => return remote.replace(document),
        }
        Ok(())
    }

    /// Stops playback where it is.
    pub fn pause(&self) -> Now {
        match &self.0 {
            Place::Here(session) => session.pause(),
            Place::Away(remote) => remote.pause(),
        }
    }

    /// Where playback is. When the engine's process has ended it stands where it was seen last.
    pub fn now(&self) -> Now {
        match &self.0 {
            Place::Here(session) => session.now(),
            Place::Away(remote) => remote.now(),
        }
    }

    /// Plays a take once, by itself; what was heard before stops. Gives its length in samples.
    ///
    /// # Errors
    /// When the file is no take, or the engine's process does not answer.
    pub fn hear(&self, path: &Path) -> Result<i64, EngineError> {
        match &self.0 {
            Place::Here(session) => session.hear(path),
            Place::Away(remote) => remote.hear(path),
        }
    }

    /// The processes it runs in, where that is not this one: the first draws frames.
    pub fn processes(&self) -> Vec<u32> {
        match &self.0 {
            Place::Here(_) => Vec::new(),
            Place::Away(remote) => remote.processes(),
        }
    }
}
