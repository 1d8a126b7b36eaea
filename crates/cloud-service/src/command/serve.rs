//! `greenroom-cloud serve`.

use std::io;

use anyhow::Context;
use cloud_service::config::Config;
use cloud_service::serve;
use serde_json::json;
use tracing_subscriber::EnvFilter;

use super::Serve;

/// Serves until the system says to end.
pub fn run(arguments: Serve) -> anyhow::Result<()> {
    let filter = EnvFilter::try_from_env("GREENROOM_CLOUD_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(io::stderr).init();
    // A variable that is not text is none of ours.
    let environment = std::env::vars_os().filter_map(|(name, value)| {
        let name = name.into_string().ok().filter(|name| name != "GREENROOM_CLOUD_LOG")?;
        Some((name, value.into_string().ok()?))
    });
    let mut config = Config::load(arguments.config.as_deref(), environment)?;
    config.listen = arguments.listen.unwrap_or(config.listen);
    let folder = arguments.data.or_else(|| config.data.clone());
    let folder = folder.context("say where everything is kept: --data DIR")?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let running = serve::start(&folder, config).await?;
        super::say(&json!({ "listening": format!("http://{}", running.address) }));
        asked_to_end().await?;
        tracing::info!("ending");
        running.end().await;
        Ok(())
    })
}

#[cfg(unix)]
async fn asked_to_end() -> anyhow::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}

#[cfg(not(unix))]
async fn asked_to_end() -> anyhow::Result<()> {
    Ok(tokio::signal::ctrl_c().await?)
}
