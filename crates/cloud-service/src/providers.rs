//! Which providers there are, and how they are reached: those of the configuration, or the sandbox where it names none.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::catalogue::Catalogue;
use crate::catalogue::look::Place;
use crate::config;
use crate::guard::Guard;
use crate::provider::Adapter;
use crate::provider::elevenlabs::{self, ElevenLabs};
use crate::provider::google::{omni, veo};
use crate::provider::heygen::HeyGen;
use crate::provider::openai::{self, OpenAi};
use crate::provider::pollo::{self, Pollo};
use crate::provider::source::Source;
use crate::provider::sync::{self, Sync};
use crate::provider::wire::{CallbackTrust, Settings, SettingsError};

/// Public addresses of providers, by their names in the catalogue.
const ADDRESSES: [(&str, &str); 7] = [
    ("elevenlabs", "https://api.elevenlabs.io"),
    ("google", "https://generativelanguage.googleapis.com/v1beta"),
    ("heygen", "https://api.heygen.com"),
    ("openai", "https://api.openai.com/v1"),
    ("pollo", "https://pollo.ai/api/platform"),
    ("sync", "https://api.sync.so"),
    ("vertex", ""),
];

/// Providers that can be asked.
pub struct Providers {
    /// By name, for the worker.
    pub adapters: HashMap<String, Arc<dyn Adapter>>,
    /// ElevenLabs, for its voices.
    pub voices: Option<Arc<ElevenLabs>>,
    /// OpenAI, for scripts and moderation.
    pub scripts: Option<Arc<OpenAi>>,
    /// Where the work is done.
    pub place: Place,
}

impl Providers {
    /// Those of the configuration that have a key.
    ///
    /// # Errors
    /// Where a provider cannot be spoken to at all.
    pub fn new(
        configured: &BTreeMap<String, config::Provider>,
        place: Place,
        catalogue: &Catalogue,
        guard: &Guard,
    ) -> Result<Self, SettingsError> {
        let source: Arc<dyn Source> = Arc::new(guard.clone());
        let mut providers = Self { adapters: HashMap::new(), voices: None, scripts: None, place };
        for (name, address) in ADDRESSES {
            let Some(settings) = configured.get(name).and_then(|provider| settings(provider, address)) else {
                continue;
            };
            let source = Arc::clone(&source);
            let adapter: Arc<dyn Adapter> = match name {
                "elevenlabs" => {
                    let voices =
                        Arc::new(ElevenLabs::new(&settings, source, elevenlabs::Options::default())?);
                    providers.voices = Some(Arc::clone(&voices));
                    voices
                }
                "google" => Arc::new(omni::Omni::new(&settings, source, omni::Options::default())?),
                "heygen" => Arc::new(HeyGen::new(&settings)?),
                "openai" => {
                    let scripts = Arc::new(OpenAi::new(&settings, source, openai::Options::default())?);
                    providers.scripts = Some(Arc::clone(&scripts));
                    scripts
                }
                "pollo" => {
                    let routes = catalogue.pollo_routes();
                    Arc::new(Pollo::new(&settings, routes, pollo::Options::default())?)
                }
                "sync" => Arc::new(Sync::new(&settings, sync::Options::default())?),
                _ => Arc::new(veo::Veo::new(&settings, source, veo::Options::default())?),
            };
            providers.adapters.insert(name.to_owned(), adapter);
        }
        Ok(providers)
    }
}

fn settings(provider: &config::Provider, address: &str) -> Option<Settings> {
    let key = provider.key.as_ref()?;
    let address = provider.url.as_deref().unwrap_or(address);
    let mut settings = Settings::new(address, key.clone());
    if let Some(secret) = &provider.webhook_secret {
        settings = settings.with_webhook_secret(secret.clone());
    } else {
        // Our own signature in the address is what there is to go by then.
        settings.callback_trust = CallbackTrust::Address;
    }
    Some(settings)
}
