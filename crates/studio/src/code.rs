//! The code of each failure. No arm is a catch-all: a new failure must be classified before it compiles.

use std::io;

use cloud_client::error::CloudError;
use engine::error::EngineError;
use speech::error::SpeechError;
use store::error::StoreError;
use types::edit::EditError;
use types::error::ErrorCode;

use crate::import_script::ImportError;

pub fn of_io(source: &io::Error) -> ErrorCode {
    use io::ErrorKind as Kind;
    match source.kind() {
        Kind::NotFound => ErrorCode::FileNotFound,
        Kind::PermissionDenied | Kind::ReadOnlyFilesystem => ErrorCode::PermissionDenied,
        Kind::StorageFull => ErrorCode::DiskFull,
        _ => ErrorCode::IoFailed,
    }
}

pub fn of_edit(error: &EditError) -> ErrorCode {
    match error {
        EditError::ClipNotFound(_)
        | EditError::TrackNotFound(_)
        | EditError::MediaNotFound(_)
        | EditError::MarkerNotFound(_) => ErrorCode::NotFound,
        EditError::TrackLocked(_)
        | EditError::NoRoom(_)
        | EditError::NoHandle(_)
        | EditError::NoNeighbour(_)
        | EditError::NothingLeft(_)
        | EditError::WrongTrack(_)
        | EditError::OutOfRange(_)
        | EditError::MediaInUse(_)
        | EditError::FrameRateFixed
        | EditError::NotWholeFrames
        | EditError::TooLarge
        | EditError::PatchDoesNotFit => ErrorCode::EditRefused,
    }
}

pub fn of_import(error: &ImportError) -> ErrorCode {
    match error {
        ImportError::NotAFile { .. } => ErrorCode::InvalidRequest,
        ImportError::NotWord | ImportError::NotSubtitles => ErrorCode::ScriptNotText,
        ImportError::WordTooLarge => ErrorCode::ScriptTooLong,
    }
}

pub fn of_engine(error: &EngineError) -> ErrorCode {
    match error {
        EngineError::FileNotFound { .. } | EngineError::NoFolder { .. } => ErrorCode::FileNotFound,
        EngineError::PermissionDenied { .. } => ErrorCode::PermissionDenied,
        EngineError::Unreadable { .. } => ErrorCode::MediaUnreadable,
        EngineError::NoPicture { .. } => ErrorCode::NoPicture,
        EngineError::NoSound { .. } => ErrorCode::NoSound,
        EngineError::TooLarge { .. } => ErrorCode::MediaTooLarge,
        EngineError::Missing { .. } => ErrorCode::CodecMissing,
        EngineError::InUse { .. } => ErrorCode::IoFailed,
        EngineError::InvalidJob { .. } => ErrorCode::InvalidRequest,
        EngineError::DiskFull { .. } => ErrorCode::DiskFull,
        EngineError::Io { source, .. } => of_io(source),
        EngineError::Cancelled => ErrorCode::Cancelled,
        EngineError::Stalled { .. } | EngineError::Worker(_) => ErrorCode::WorkerFailed,
        EngineError::Pipeline(_) => ErrorCode::Internal,
    }
}

pub fn of_speech(error: &SpeechError) -> ErrorCode {
    match error {
        SpeechError::UnknownVoice { .. } | SpeechError::LanguageUnknown { .. } => ErrorCode::UnknownVoice,
        SpeechError::NotInstalled { .. } => ErrorCode::VoiceNotInstalled,
        SpeechError::EspeakMissing | SpeechError::EspeakUnusable => ErrorCode::SpeechUnavailable,
        SpeechError::NothingToSay => ErrorCode::NothingToSay,
        SpeechError::TextTooLong { .. } => ErrorCode::ScriptTooLong,
        SpeechError::VoiceDamaged { .. } | SpeechError::ChecksumMismatch { .. } => {
            ErrorCode::ChecksumMismatch
        }
        SpeechError::VoiceFailed { .. } => ErrorCode::Internal,
        SpeechError::FileNotFound { .. } => ErrorCode::FileNotFound,
        SpeechError::Io { source, .. } => of_io(source),
    }
}

pub fn of_store(error: &StoreError) -> ErrorCode {
    match error {
        StoreError::LibraryInUse(_) => ErrorCode::LibraryInUse,
        StoreError::LibraryTooNew { .. } => ErrorCode::LibraryTooNew,
        StoreError::LibraryDamaged { .. }
        | StoreError::BackupUnusable { .. }
        | StoreError::ProjectDamaged { .. }
        | StoreError::EditMissing
        | StoreError::Json(_)
        | StoreError::Edit(_)
        | StoreError::Database(_) => ErrorCode::LibraryDamaged,
        StoreError::DiskFull => ErrorCode::DiskFull,
        StoreError::Io { cause, .. } => of_io(cause),
        StoreError::ProjectNotFound(_)
        | StoreError::TaskNotFound(_)
        | StoreError::MediaNotFound(_)
        | StoreError::TemplateNotFound(_) => ErrorCode::NotFound,
        StoreError::InvalidName | StoreError::InvalidTemplateName | StoreError::TooManyTemplates(_) => {
            ErrorCode::InvalidRequest
        }
        StoreError::RevisionConflict { .. } | StoreError::NothingToUndo | StoreError::NothingToRedo => {
            ErrorCode::EditRefused
        }
    }
}

pub fn of_cloud(error: &CloudError) -> ErrorCode {
    match error {
        CloudError::BadAddress { .. } => ErrorCode::InvalidRequest,
        CloudError::Network { .. } | CloudError::Refused { .. } => ErrorCode::NetworkFailed,
        CloudError::WrongSize { .. } | CloudError::ChecksumMismatch { .. } => ErrorCode::ChecksumMismatch,
        CloudError::DiskFull { .. } => ErrorCode::DiskFull,
        CloudError::AlreadyFetching { .. } => ErrorCode::IoFailed,
        CloudError::Io { source, .. } => of_io(source),
        CloudError::Cancelled => ErrorCode::Cancelled,
    }
}
