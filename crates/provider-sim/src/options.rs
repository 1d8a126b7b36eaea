//! What a simulator is started with.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use crate::provider::Provider;

/// How a simulator is set up.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where it listens; port 0 takes any free one.
    pub listen: SocketAddr,
    /// The folder for everything it keeps.
    pub data: PathBuf,
    /// The folder with Piper voices; without one every voice is eSpeak NG's.
    pub voices: Option<PathBuf>,
    /// How long things take: 1 is about 6 s for a video, 0 as fast as it is made.
    pub speed: f64,
    /// The keys that are taken.
    pub keys: Keys,
    /// What webhooks are signed with.
    pub secrets: Secrets,
    /// What accounts hold at the start.
    pub credit: Credit,
    /// How many tasks of one provider may be under way.
    pub concurrency: Concurrency,
    /// How Pollo wraps what it answers.
    pub pollo_form: PolloForm,
    /// The most pixels on the short side of a picture: more than that is asked for is made smaller, in its shape.
    pub short_side_max: u32,
    /// Where ElevenLabs' transcripts are sent that were asked for by webhook; its customers set that on a page.
    pub elevenlabs_webhook: Option<String>,
    /// Hosts besides loopback ("media.test" or "media.test:8080") that media are fetched from and webhooks sent to.
    pub reachable: Vec<String>,
    /// When [`crate::run`] returns.
    pub end: End,
}

impl Options {
    /// The usual setup on a free port of loopback.
    pub fn new(data: impl Into<PathBuf>) -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            data: data.into(),
            voices: None,
            speed: 1.0,
            keys: Keys::default(),
            secrets: Secrets::default(),
            credit: Credit::default(),
            concurrency: Concurrency::default(),
            pollo_form: PolloForm::Wrapped,
            short_side_max: 1080,
            elevenlabs_webhook: None,
            reachable: Vec::new(),
            end: End::Signal,
        }
    }
}

/// When a simulator ends by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// When the process is interrupted.
    Signal,
    /// When the process is interrupted or its standard input closes, as it does when the parent is gone.
    SignalOrInput,
}

/// How Pollo wraps what it answers: its documents say one, its clients see the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolloForm {
    /// As documented.
    Flat,
    /// As seen: `{"code":"SUCCESS","message":"success","data":…}`.
    Wrapped,
}

/// The keys that are taken unless others are given, with which tests and the sandbox can be written down.
pub const POLLO_KEY: &str = "pollo_sandbox_key_0123456789";
/// The key of ElevenLabs.
pub const ELEVENLABS_KEY: &str = "sandbox-elevenlabs-key";
/// The key of OpenAI.
pub const OPENAI_KEY: &str = "sandbox-openai-key";
/// The key of HeyGen.
pub const HEYGEN_KEY: &str = "sandbox-heygen-key";
/// The key of sync.so.
pub const SYNC_KEY: &str = "sandbox-sync-key";
/// The key of Google's Gemini API.
pub const GOOGLE_KEY: &str = "sandbox-google-key";
/// The bearer token of Google's enterprise platform.
pub const VERTEX_TOKEN: &str = "sandbox-vertex-token";

/// The key of each provider.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the providers'")]
pub struct Keys {
    pub pollo: String,
    pub elevenlabs: String,
    pub openai: String,
    pub heygen: String,
    pub sync: String,
    pub google: String,
    pub vertex: String,
}

impl Default for Keys {
    fn default() -> Self {
        Self {
            pollo: POLLO_KEY.into(),
            elevenlabs: ELEVENLABS_KEY.into(),
            openai: OPENAI_KEY.into(),
            heygen: HEYGEN_KEY.into(),
            sync: SYNC_KEY.into(),
            google: GOOGLE_KEY.into(),
            vertex: VERTEX_TOKEN.into(),
        }
    }
}

impl Keys {
    /// The key of that provider.
    pub fn of(&self, provider: Provider) -> &str {
        match provider {
            Provider::Pollo => &self.pollo,
            Provider::ElevenLabs => &self.elevenlabs,
            Provider::OpenAi => &self.openai,
            Provider::HeyGen => &self.heygen,
            Provider::Sync => &self.sync,
            Provider::Google => &self.google,
            Provider::Vertex => &self.vertex,
        }
    }
}

/// What webhooks are signed with, as each provider hands it to its customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secrets {
    /// Pollo's, in Base64.
    pub pollo: String,
    /// HeyGen's, used as it is written.
    pub heygen: String,
    /// sync.so's, used as it is written.
    pub sync: String,
    /// Google's, by Standard Webhooks: `whsec_` and Base64.
    pub google: String,
    /// ElevenLabs', used as it is written.
    pub elevenlabs: String,
}

impl Default for Secrets {
    fn default() -> Self {
        Self {
            pollo: "c2FuZGJveC1wb2xsby13ZWJob29rLXNlY3JldA==".into(),
            heygen: "whsec_sandbox_heygen".into(),
            sync: "whsec_sandbox_sync".into(),
            google: "whsec_c2FuZGJveC1nb29nbGUtd2ViaG9vay1zZWNyZXQ=".into(),
            elevenlabs: "wsec_sandbox_elevenlabs".into(),
        }
    }
}

/// What accounts hold at the start, in thousandths of each provider's unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Credit {
    /// Pollo's credits.
    pub pollo_thousandths: i64,
    /// ElevenLabs' characters.
    pub elevenlabs_thousandths: i64,
    /// OpenAI's dollars.
    pub openai_thousandths: i64,
    /// HeyGen's dollars.
    pub heygen_thousandths: i64,
    /// sync.so's dollars.
    pub sync_thousandths: i64,
    /// Google's dollars, on both platforms together.
    pub google_thousandths: i64,
}

impl Default for Credit {
    fn default() -> Self {
        Self {
            pollo_thousandths: 1_000_000_000,
            elevenlabs_thousandths: 100_000_000_000,
            openai_thousandths: 1_000_000_000,
            heygen_thousandths: 1_000_000_000,
            sync_thousandths: 1_000_000_000,
            google_thousandths: 1_000_000_000,
        }
    }
}

/// How many tasks of one provider may be under way at once; one more is answered with 429.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the providers'")]
pub struct Concurrency {
    pub pollo: usize,
    pub elevenlabs: usize,
    pub openai: usize,
    pub heygen: usize,
    pub sync: usize,
    pub google: usize,
}

impl Default for Concurrency {
    fn default() -> Self {
        Self { pollo: 50, elevenlabs: 15, openai: 50, heygen: 10, sync: 15, google: 10 }
    }
}

impl Concurrency {
    /// The limit of that provider.
    pub fn of(&self, provider: Provider) -> usize {
        match provider {
            Provider::Pollo => self.pollo,
            Provider::ElevenLabs => self.elevenlabs,
            Provider::OpenAi => self.openai,
            Provider::HeyGen => self.heygen,
            Provider::Sync => self.sync,
            Provider::Google | Provider::Vertex => self.google,
        }
    }
}
