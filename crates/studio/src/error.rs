//! What can go wrong in the studio, and the code each failure has for programs.

use std::path::PathBuf;

use cloud_client::error::CloudError;
use engine::error::EngineError;
use speech::error::SpeechError;
use store::error::StoreError;
use types::edit::EditError;
use types::error::{ErrorCode, Failure};
use types::script::ScriptError;

use crate::code;
use crate::import_script::ImportError;

/// A failure of the studio.
#[derive(Debug, thiserror::Error)]
pub enum StudioError {
    /// An edit does not fit.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// A script is not one.
    #[error(transparent)]
    Script(#[from] ScriptError),
    /// A file has no script in it.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// Media, frames or exports failed.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// A voice failed.
    #[error(transparent)]
    Speech(#[from] SpeechError),
    /// The library failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The network or a download failed.
    #[error(transparent)]
    Cloud(#[from] CloudError),
    /// No actor has that id or name.
    #[error("there is no actor \"{0}\"; greenroom actors lists them")]
    UnknownActor(String),
    /// No preset has that id.
    #[error("there is no preset \"{0}\"; greenroom presets lists them")]
    UnknownPreset(String),
    /// No placement has that id.
    #[error("there is no placement \"{0}\"; greenroom presets lists them")]
    UnknownPlacement(String),
    /// No caption style has that id.
    #[error("there is no caption style \"{name}\"; there are {known}")]
    UnknownCaptionStyle {
        /// The style asked for.
        name: String,
        /// Those there are.
        known: String,
    },
    /// No bed has that id and no file that name.
    #[error("there is no music bed and no file \"{name}\"; the beds are {known}")]
    UnknownMusic {
        /// What was asked for.
        name: String,
        /// The beds there are.
        known: String,
    },
    /// A project has no script yet.
    #[error("the project has no script yet; give it one first")]
    NoScript,
    /// No word of the script can be spoken.
    #[error("no word of the script can be spoken; write at least one")]
    NothingToSay,
    /// A project's id is not one.
    #[error("\"{0}\" is not the id of a project; greenroom project list shows them")]
    NotAnId(String),
    /// No backup has that name.
    #[error("there is no backup \"{0}\"; greenroom backup list shows them")]
    UnknownBackup(String),
    /// A frame outside the document.
    #[error("there is no frame {frame}; the ad has {frames} frames, counted from 0")]
    NoSuchFrame {
        /// The frame asked for.
        frame: i64,
        /// How many there are.
        frames: i64,
    },
    /// A brand for a document without anything in it.
    #[error("there is nothing to brand yet; add a clip or make a draft first")]
    NothingToBrand,
    /// A logo that is no still picture.
    #[error("{} is no picture that can be a logo; choose a PNG, JPEG or WebP file", .0.display())]
    NoLogo(PathBuf),
    /// A document without anything in it.
    #[error("there is nothing to export yet; add a clip or make a draft first")]
    NothingToExport,
    /// A file named as picture has none, or as sound.
    #[error("{} is sound only; footage needs a picture", .0.display())]
    SoundAsPicture(PathBuf),
    /// A picture named as music.
    #[error("{} has no sound; music needs sound", .0.display())]
    PictureAsSound(PathBuf),
    /// An edit was made against a document that has changed since.
    #[error("the project has changed since (revision {now}, not {wanted}); try again")]
    OtherRevision {
        /// The revision the edit was made against.
        wanted: u64,
        /// The revision there is.
        now: u64,
    },
    /// A picture of a size that is not drawn.
    #[error("a picture of {}x{} pixels cannot be drawn; from 2 to 4096 each way can", .0.width, .0.height)]
    NoSuchSize(types::geometry::Size),
    /// A task that a later version of the product began.
    #[error("this task was begun by another version and cannot be done again here")]
    UnknownTask,
    /// A value outside its range.
    #[error("{0}")]
    Invalid(String),
    /// Pictures could not be drawn.
    #[error("a picture could not be drawn: {0}")]
    Drawing(String),
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

impl StudioError {
    /// The kind of failure, for programs.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Edit(error) => code::of_edit(error),
            Self::Script(ScriptError::Empty) => ErrorCode::ScriptEmpty,
            Self::Script(ScriptError::TooLong) => ErrorCode::ScriptTooLong,
            Self::Script(ScriptError::NotText) => ErrorCode::ScriptNotText,
            Self::Import(error) => code::of_import(error),
            Self::Engine(error) => code::of_engine(error),
            Self::Speech(error) => code::of_speech(error),
            Self::Store(error) => code::of_store(error),
            Self::Cloud(error) => code::of_cloud(error),
            Self::UnknownActor(_) => ErrorCode::UnknownActor,
            Self::UnknownPreset(_) | Self::UnknownPlacement(_) => ErrorCode::UnknownPreset,
            Self::NotAnId(_) | Self::UnknownBackup(_) | Self::NoSuchFrame { .. } => ErrorCode::NotFound,
            Self::NothingToSay => ErrorCode::NothingToSay,
            Self::NoScript => ErrorCode::ScriptEmpty,
            Self::SoundAsPicture(_) | Self::NoLogo(_) => ErrorCode::NoPicture,
            Self::PictureAsSound(_) => ErrorCode::NoSound,
            Self::UnknownCaptionStyle { .. }
            | Self::UnknownMusic { .. }
            | Self::NothingToExport
            | Self::NothingToBrand
            | Self::NoSuchSize(_)
            | Self::UnknownTask
            | Self::Invalid(_) => ErrorCode::InvalidRequest,
            Self::OtherRevision { .. } => ErrorCode::EditRefused,
            Self::Drawing(_) => ErrorCode::Internal,
            Self::Io { source, .. } => code::of_io(source),
        }
    }

    /// The failure as it crosses to the command line or the window.
    pub fn failure(&self) -> Failure {
        Failure::new(self.code(), self.to_string())
    }

    /// The right failure for what the system said about `path`.
    pub fn io(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        Self::Engine(EngineError::from_io(path, source))
    }
}
