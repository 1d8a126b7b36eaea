//! Voices that can be cast: the providers', as they were heard last.

use std::sync::{Arc, PoisonError, RwLock};

use crate::catalogue::Catalogue;
use crate::catalogue::voice::Voice;
use crate::moment::Moment;
use crate::provider::Fault;
use crate::provider::elevenlabs::ElevenLabs;
use crate::refusal::{Kind, Refusal};

/// Voices as they were heard last.
#[derive(Default)]
pub struct Voices(RwLock<Arc<Vec<Voice>>>);

impl Voices {
    /// All of them.
    pub fn all(&self) -> Arc<Vec<Voice>> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// What a voice is called at its provider.
    ///
    /// # Errors
    /// Where there is no such voice.
    pub fn at_provider(&self, id: &str) -> Result<String, Refusal> {
        let known = self.all().iter().any(|voice| voice.id == id);
        let at_provider = id.split_once(':').map(|(_, at_provider)| at_provider.to_owned());
        at_provider.filter(|_| known).ok_or_else(|| {
            let message = format!("There is no voice \"{id}\". GET /api/v1/voices lists them.");
            Refusal::new(Kind::Invalid, "UNKNOWN_VOICE", message)
        })
    }

    /// Asks the provider for its voices.
    ///
    /// # Errors
    /// What the provider says; the voices stay as they were.
    pub async fn refresh(
        &self,
        provider: &ElevenLabs,
        catalogue: &Catalogue,
        now: Moment,
    ) -> Result<usize, Fault> {
        let heard = provider.voices().await?;
        let voices = catalogue.voices(&heard, now);
        let count = voices.len();
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(voices);
        Ok(count)
    }
}
