//! The configuration: a TOML file, over it the environment, over that the command line.
//!
//! `GREENROOM_CLOUD_PUBLIC_URL` sets `public_url`, `GREENROOM_CLOUD_LIMITS__FREE__MINUTE` sets `limits.free.minute`;
//! with `_FILE` at the end the value is read from a file, as secrets are mounted.

use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::{Table, Value};

use crate::limit::Limits;
use crate::network::Network;
use crate::security::password::Cost;
use crate::security::secret::Secret;

/// How the names of variables begin.
const PREFIX: &str = "GREENROOM_CLOUD_";

/// What can be wrong with a configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A file cannot be read.
    #[error("{0} cannot be read: {1}")]
    File(PathBuf, std::io::Error),
    /// It says something that is not known, or not in the right form.
    #[error("the configuration is not right: {0}")]
    Content(String),
}

/// The configuration.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Where everything is kept.
    pub data: Option<PathBuf>,
    /// Where requests come in.
    pub listen: SocketAddr,
    /// How the service is reached from outside; by default where it listens.
    pub public_url: Option<String>,
    /// Networks of proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
    /// Pages of other origins that may open a WebSocket.
    pub origins: Vec<String>,
    /// The key for secrets at rest, 32 bytes as base64; by default one that is made in the data folder.
    pub seal_key: Option<Secret>,
    /// How much work a password's hash is.
    pub password: Cost,
    /// How many requests may come.
    pub limits: Limits,
    /// Whom mail comes from.
    pub mail_from: String,
    /// Hosts and ports of our own networks that webhooks may call too, such as `hooks.internal:8080`.
    pub webhook_hosts: Vec<String>,
    /// Seconds given to running requests when the service ends.
    pub drain_seconds: u64,
    /// Where each provider is reached and with which key.
    pub providers: BTreeMap<String, Provider>,
    /// A folder with files of the catalogue that take the place of those in the program.
    pub catalogue: Option<PathBuf>,
    /// Hosts with their ports (`media.example:8080`) that are reached though they are not public, by `http` too.
    pub reachable: Vec<String>,
    /// The providers of a service that has no keys.
    pub sandbox: Sandbox,
    /// How long one waits for submissions that nobody heard of, in thousandths of what the catalogue says.
    pub waiting_thousandths: u32,
}

/// The providers of a service that has no keys.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sandbox {
    /// Whether they are started where no provider has a key.
    pub enabled: bool,
    /// How long things take there, in thousandths: 1000 is about 6 s for a video, 0 as fast as it is made.
    pub speed_thousandths: u32,
    /// The folder with Piper voices; eSpeak NG speaks where there are none.
    pub voices: Option<PathBuf>,
}

impl Default for Sandbox {
    fn default() -> Self {
        Self { enabled: true, speed_thousandths: 1000, voices: None }
    }
}

/// How a provider is reached.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Provider {
    /// Our key there.
    pub key: Option<Secret>,
    /// The secret with which it signs what it tells us.
    pub webhook_secret: Option<Secret>,
    /// Where it is; by default its public address.
    pub url: Option<String>,
    /// Further settings of the adapter.
    pub settings: BTreeMap<String, String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: None,
            listen: SocketAddr::from(([127, 0, 0, 1], 8787)),
            public_url: None,
            trusted_proxies: Vec::new(),
            origins: Vec::new(),
            seal_key: None,
            password: Cost::default(),
            limits: Limits::default(),
            mail_from: "Greenroom <no-reply@greenroom.example>".to_owned(),
            webhook_hosts: Vec::new(),
            drain_seconds: 20,
            providers: BTreeMap::new(),
            catalogue: None,
            reachable: Vec::new(),
            sandbox: Sandbox::default(),
            waiting_thousandths: 1000,
        }
    }
}

impl Config {
    /// How long one waits, of what the catalogue says, in milliseconds.
    pub fn waiting(&self, milliseconds: i64) -> i64 {
        milliseconds.saturating_mul(i64::from(self.waiting_thousandths)).div_euclid(1000).max(1)
    }

    /// From a file, where there is one, and the environment.
    ///
    /// # Errors
    /// Where a file cannot be read, or a setting is not known or not in the right form.
    pub fn load(
        file: Option<&Path>,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let mut table = match file {
            Some(path) => read(path)?
                .parse()
                .map_err(|error| ConfigError::Content(format!("{}: {error}", path.display())))?,
            None => Table::new(),
        };
        for (name, value) in environment {
            let Some(name) = name.strip_prefix(PREFIX) else { continue };
            let (name, value) = match name.strip_suffix("_FILE") {
                Some(name) => (name, Value::String(read(Path::new(&value))?.trim_end().to_owned())),
                None => (name, parse(value)),
            };
            let parts: Vec<String> = name.split("__").map(str::to_lowercase).collect();
            set(&mut table, &parts, value)
                .ok_or_else(|| ConfigError::Content(format!("{PREFIX}{name} is not a setting")))?;
        }
        table.try_into().map_err(|error: toml::de::Error| ConfigError::Content(error.to_string()))
    }
}

fn read(path: &Path) -> Result<String, ConfigError> {
    fs::read_to_string(path).map_err(|error| ConfigError::File(path.to_owned(), error))
}

/// A variable's value: a number, a list or a truth value where it reads as one, text otherwise.
fn parse(text: String) -> Value {
    let whole = format!("value = {text}").parse::<Table>().ok().and_then(|mut table| table.remove("value"));
    match whole {
        Some(value @ (Value::Integer(_) | Value::Boolean(_) | Value::Array(_))) => value,
        Some(_) | None => Value::String(text),
    }
}

fn set(table: &mut Table, parts: &[String], value: Value) -> Option<()> {
    let (first, rest) = parts.split_first()?;
    if rest.is_empty() {
        table.insert(first.clone(), value);
        return Some(());
    }
    let inner = table.entry(first.clone()).or_insert_with(|| Value::Table(Table::new()));
    set(inner.as_table_mut()?, rest, value)
}
