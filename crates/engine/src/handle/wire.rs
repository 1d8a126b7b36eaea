//! What goes between the engine's user and the engine's own process, as JSON; pixels go beside it.

use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use types::document::Document;
use types::edit::Patch;
use types::geometry::Size;
use types::id::ClipId;
use types::media::{Media, MediaIdentity, MediaInfo};
use types::time::FrameRate;

use crate::export::Metadata;
use crate::playback::{Now, Play};
use crate::progress::Step;
use crate::session::checks::Heard;
use crate::session::export::Exported;
use crate::session::view::View;

/// The environment variable that tells the process where to keep what it learns.
pub(crate) const CACHE_FOLDER: &str = "GREENROOM_ENGINE_CACHE";
/// Documents a process remembers: the one that is worked on, the one before the last edit, those being exported.
pub(crate) const DOCUMENTS_MAX: usize = 8;

/// A document by the number its owner gave it, never given twice.
pub(crate) type DocumentName = u64;
/// Long work, by a number that is never given twice.
pub(crate) type JobName = u64;
/// A start of playback, by a number that is never given twice and never 0.
pub(crate) type StartName = u64;

/// What is asked.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Request {
    /// A document to remember.
    Remember { name: DocumentName, document: Arc<Document> },
    /// A document to remember, as the difference to one that was.
    Change { from: DocumentName, name: DocumentName, patch: Patch },
    /// What a file is.
    Probe { path: PathBuf },
    /// A frame.
    View { document: DocumentName, view: View },
    /// A frame for a filmstrip.
    Strip { document: DocumentName, view: View },
    /// The waveform of a clip.
    Peaks { document: DocumentName, clip: ClipId, per_second: u32 },
    /// A frame as a file.
    WriteFrame { document: DocumentName, frame: i64, path: PathBuf },
    /// An export.
    Export { job: JobName, document: DocumentName, preset: String, path: PathBuf, metadata: Metadata },
    /// A proxy.
    Proxy { job: JobName, media: Box<Media> },
    /// The sound of a file, into the cache.
    Sound { job: JobName, media: Box<Media> },
    /// Something about playback.
    Playback(Playback),
    /// Something that is known before an export.
    Check(Check),
    /// Long work is wanted no more.
    Cancel { job: JobName },
}

/// What is asked of playback.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Playback {
    /// A document is played. The number comes back with whatever is said of playback.
    Play { document: DocumentName, play: Play, started: StartName },
    /// An edit was made while it plays, or before it does.
    Replace { document: DocumentName },
    /// It stops.
    Pause,
    /// Where it is.
    Now,
    /// A take is played by itself.
    Hear { path: PathBuf },
}

/// What is asked before an export.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Check {
    /// How loud a document is.
    Heard { document: DocumentName },
    /// Which words the document's placement covers.
    Covered { document: DocumentName },
    /// Whether there are encoders for a preset.
    Encoders { preset: String, canvas: Size, rate: FrameRate },
}

/// What is answered.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Reply {
    /// It is done.
    Done,
    /// The document is not known here.
    Unknown,
    /// What a file is.
    Probed(Box<MediaInfo>, MediaIdentity),
    /// The frame lies in the ring in that file, under that number.
    InRing { ring: PathBuf, number: u64 },
    /// The frame or the waveform comes with the message.
    Beside,
    /// What came of an export.
    Exported(Exported),
    /// Where playback is, of the start with that number; 0 where nothing was ever played.
    Now { now: Now, started: StartName },
    /// So many samples of a take are heard.
    Heard(i64),
    /// So loud is a document.
    Loud(Heard),
    /// The clips whose words are covered, each with a frame.
    Covered(Vec<(ClipId, i64)>),
    /// Why a preset cannot be exported; nothing where it can.
    Lacking(Option<String>),
}

/// What is told meanwhile.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Event {
    /// The work.
    pub(crate) job: JobName,
    /// How far it is.
    pub(crate) step: Step,
}
