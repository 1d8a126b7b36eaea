//! What is made of the user's files before it is needed: their sound and waveform, a proxy where work is smoother
//! through one, and a hash of the whole by which a file that moved is known again.

use std::path::Path;

use engine::error::EngineError;
use engine::media::identity::full_hash;
use engine::media::proxy::is_worth_it;
use serde::Serialize;
use store::table::media::{Derivative, DerivativeState, KnownMedia};
use types::id::MediaId;
use types::media::{Media, MediaIdentity};

use crate::draft::Footage;
use crate::error::StudioError;
use crate::progress::{Progress, Stage};
use crate::studio::Studio;

/// What can be made of a file, in the order in which it is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Sound,
    Proxy,
    Hash,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Sound, Self::Proxy, Self::Hash];

    /// Its name in the library.
    fn name(self) -> &'static str {
        match self {
            Self::Sound => "sound",
            Self::Proxy => "proxy",
            Self::Hash => "hash",
        }
    }
}

/// What came of making things of files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Prepared {
    /// How many things were made.
    pub made: usize,
    /// What could not be made, each a sentence.
    pub problems: Vec<String>,
}

impl Studio {
    /// Makes what is still to be made of files: of those just imported, and of those left over when the program
    /// ended. What cannot be made is noted and not tried again.
    ///
    /// # Errors
    /// When the library fails or somebody asked to stop; the rest is made next time.
    pub fn prepare(&self, progress: &Progress) -> Result<Prepared, StudioError> {
        let mut prepared = Prepared::default();
        for kind in Kind::ALL {
            let waiting =
                self.library.read(|tables| Ok::<_, StudioError>(tables.media().waiting_for(kind.name())?))?;
            for identity in waiting {
                match self.make(&identity, kind, progress) {
                    Ok(()) => {
                        self.note(&identity, kind, DerivativeState::Ready { path: String::new() })?;
                        prepared.made += 1;
                    }
                    Err(
                        error @ StudioError::Engine(EngineError::Cancelled | EngineError::DiskFull { .. }),
                    ) => {
                        return Err(error);
                    }
                    Err(StudioError::Engine(error)) => {
                        let reason = error.to_string();
                        self.note(&identity, kind, DerivativeState::Failed { reason: reason.clone() })?;
                        prepared.problems.push(reason);
                    }
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(prepared)
    }

    /// Notes a file that was imported, and what is to be made of it.
    pub(crate) fn know(&self, footage: &Footage) -> Result<(), StudioError> {
        let now_ms = self.now_ms();
        let known = KnownMedia {
            identity: footage.identity.clone(),
            path: footage.path.to_string_lossy().into_owned(),
            full_hash: None,
            info: footage.info.clone(),
            seen_ms: now_ms,
        };
        let info = &footage.info;
        let wanted = Kind::ALL.into_iter().filter(|kind| match kind {
            Kind::Sound => info.audio.is_some(),
            Kind::Proxy => is_worth_it(info),
            Kind::Hash => true,
        });
        self.library.write(|tables| {
            let media = tables.media_mut();
            media.put(&known)?;
            let before = tables.media().derivatives(&known.identity)?;
            for kind in wanted.filter(|kind| before.iter().all(|made| made.kind != kind.name())) {
                let waiting = Derivative { kind: kind.name().to_owned(), state: DerivativeState::Waiting };
                media.set_derivative(&known.identity, &waiting, now_ms)?;
            }
            Ok(())
        })
    }

    fn make(&self, identity: &MediaIdentity, kind: Kind, progress: &Progress) -> Result<(), StudioError> {
        let found = self.library.read(|tables| Ok::<_, StudioError>(tables.media().get(identity)?))?;
        let Some(known) = found else { return Ok(()) };
        let path = known.path.clone();
        // Only a document gives media an id; nothing that is made of a file depends on it.
        let media = Media { id: MediaId(0), path: known.path, identity: known.identity, info: known.info };
        let told = |step| progress.step(step);
        match kind {
            Kind::Sound => Ok(self.workshop.engine().read_sound(&media, &told, progress.cancel())?),
            Kind::Proxy => Ok(self.workshop.engine().make_proxy(&media, &told, progress.cancel())?),
            Kind::Hash => {
                let hash = full_hash(Path::new(&path), |share| {
                    match progress.report(Stage::Identifying, (share * 1000.0) as u64, 1000) {
                        Ok(()) => std::ops::ControlFlow::Continue(()),
                        Err(_) => std::ops::ControlFlow::Break(()),
                    }
                })?;
                self.library.write(|tables| Ok(tables.media_mut().set_full_hash(identity, &hash)?))
            }
        }
    }

    fn note(&self, identity: &MediaIdentity, kind: Kind, state: DerivativeState) -> Result<(), StudioError> {
        let (now_ms, derivative) = (self.now_ms(), Derivative { kind: kind.name().to_owned(), state });
        self.library.write(|tables| Ok(tables.media_mut().set_derivative(identity, &derivative, now_ms)?))
    }
}
