//! Providers for a service that has no keys: this program again, as a child on loopback. It is asked by the same
//! adapters, over the same wire formats, as the real ones.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use provider_sim::options::{self, Secrets};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use super::StartError;
use crate::config::{Config, Provider};
use crate::security::secret::Secret;

/// How long the child may take to say where it listens.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long one waits before a child that ended is started again.
const AGAIN: Duration = Duration::from_secs(1);

/// The configuration with the sandbox's providers, which is started, where it names none of its own.
pub(super) async fn start_where_needed(folder: &Path, config: Config) -> Result<Config, StartError> {
    let named = config.providers.values().any(|provider| provider.key.is_some());
    if named || !config.sandbox.enabled {
        return Ok(config);
    }
    let place = Place {
        folder: folder.join("sandbox"),
        voices: config.sandbox.voices.clone(),
        speed_thousandths: config.sandbox.speed_thousandths,
    };
    let (child, address) = place.start(SocketAddr::from(([127, 0, 0, 1], 0))).await?;
    tokio::spawn(look_after(place, child, address));
    Ok(with_providers(config, address))
}

/// Starts the child again, at the same address, whenever it ends.
async fn look_after(place: Place, mut child: Child, address: SocketAddr) {
    loop {
        // Waiting would close its input, by which it knows that we are there.
        let input = child.stdin.take();
        let ended = child.wait().await;
        drop(input);
        tracing::warn!(?ended, "the sandbox ended and is started again");
        child = loop {
            tokio::time::sleep(AGAIN).await;
            match place.start(address).await {
                Ok((child, _)) => break child,
                Err(error) => tracing::warn!(%error, "the sandbox does not start"),
            }
        };
    }
}

struct Place {
    folder: PathBuf,
    voices: Option<PathBuf>,
    speed_thousandths: u32,
}

impl Place {
    async fn start(&self, listen: SocketAddr) -> Result<(Child, SocketAddr), StartError> {
        let fault = |error: &dyn std::fmt::Display| StartError::Sandbox(error.to_string());
        let program = std::env::current_exe().map_err(|error| fault(&error))?;
        let mut command = Command::new(program);
        command.arg("sandbox").arg("--data").arg(&self.folder).arg("--listen").arg(listen.to_string());
        command.arg("--speed").arg((f64::from(self.speed_thousandths) / 1000.0).to_string());
        if let Some(voices) = &self.voices {
            command.arg("--voices").arg(voices);
        }
        // Its input closes when this process is gone, however it goes, and then it ends too.
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true);
        let mut child = command.spawn().map_err(|error| fault(&error))?;
        let output = child.stdout.take().ok_or_else(|| fault(&"it has no output"))?;
        let mut lines = BufReader::new(output).lines();
        let line = tokio::time::timeout(PATIENCE, lines.next_line()).await.map_err(|error| fault(&error))?;
        let line = line.map_err(|error| fault(&error))?.ok_or_else(|| fault(&"it ended at once"))?;
        let said: serde_json::Value = serde_json::from_str(&line).map_err(|error| fault(&error))?;
        let address = said.get("address").and_then(serde_json::Value::as_str).unwrap_or_default();
        Ok((child, address.parse().map_err(|error| fault(&error))?))
    }
}

fn with_providers(mut config: Config, address: SocketAddr) -> Config {
    let secrets = Secrets::default();
    let all = [
        ("elevenlabs", "elevenlabs", options::ELEVENLABS_KEY, Some(secrets.elevenlabs)),
        ("google", "google/v1beta", options::GOOGLE_KEY, Some(secrets.google)),
        ("heygen", "heygen", options::HEYGEN_KEY, Some(secrets.heygen)),
        ("openai", "openai/v1", options::OPENAI_KEY, None),
        ("pollo", "pollo", options::POLLO_KEY, Some(secrets.pollo)),
        ("sync", "sync", options::SYNC_KEY, Some(secrets.sync)),
        ("vertex", "vertex/v1", options::VERTEX_TOKEN, None),
    ];
    for (name, path, key, secret) in all {
        let provider = Provider {
            key: Some(Secret::new(key)),
            webhook_secret: secret.as_deref().map(Secret::new),
            url: Some(format!("http://{address}/{path}")),
            ..Provider::default()
        };
        config.providers.insert(name.to_owned(), provider);
    }
    config
}
