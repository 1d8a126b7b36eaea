//! Setting up the work at the providers, and running it.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

use super::{Parts, StartError};
use crate::app::SharedApp;
use crate::catalogue;
use crate::catalogue::look::Place;
use crate::config::Config;
use crate::event::Hub;
use crate::guard::{Guard, Patience};
use crate::hands::{Eyes, Signs};
use crate::object::Objects;
use crate::provider::fetch::{Fetcher, RESULT_BYTES_MAX};
use crate::providers::Providers;
use crate::store::Shared;
use crate::worker::{Tools, Worker};

/// How long one waits before the providers are asked for their voices again, when they did not answer.
const AGAIN: Duration = Duration::from_secs(2);
/// How often they are asked.
const EVERY: Duration = Duration::from_secs(3600);

/// What the work needs.
pub(super) struct Work {
    pub catalogue: catalogue::Current,
    pub providers: Providers,
    pub objects: Objects,
    pub signs: Arc<Signs>,
    pub hub: Hub,
    pub worker: Arc<Worker>,
}

pub(super) fn set_up(
    folder: &Path,
    config: &Config,
    parts: &Parts,
    public_url: &str,
    address: SocketAddr,
) -> Result<Work, StartError> {
    let catalogue = catalogue::Current::open(config.catalogue.clone())?;
    let mut reachable = hosts_and_ports(&config.reachable);
    // Our own files are read by our own adapters.
    reachable.push((address.ip().to_string(), address.port()));
    let mut place = Place::Providers;
    for provider in config.providers.values() {
        let url = provider.url.as_deref().and_then(|url| url.split_once("://"));
        let Some(host) = url.and_then(|(_, rest)| rest.split('/').next()) else { continue };
        reachable.extend(host_and_port(host));
        if host.starts_with("127.0.0.1:") {
            place = Place::Sandbox;
        }
    }
    let guard = Guard::new(reachable, Patience::default())?;
    let providers = Providers::new(&config.providers, place, &catalogue.get(), &guard)?;
    let files = folder.join("objects");
    let objects = Objects::open(&files).map_err(|error| StartError::Folder(files, error))?;
    let signs = Arc::new(Signs::new(public_url, Arc::clone(&parts.keys.urls), Arc::clone(&parts.clock)));
    let hub = Hub::default();
    let models = models(&catalogue);
    let worker = Worker::new(Tools {
        store: Shared::clone(&parts.store),
        hub: hub.clone(),
        objects: objects.clone(),
        providers: providers.adapters.clone(),
        models,
        fetch: Arc::new(Fetcher::new(guard, RESULT_BYTES_MAX)),
        judge: Arc::new(Eyes),
        addresses: Arc::clone(&signs) as Arc<dyn crate::worker::Addresses>,
        moderator: providers.scripts.clone().map(|scripts| scripts as Arc<dyn crate::worker::Moderator>),
    });
    Ok(Work { catalogue, providers, objects, signs, hub, worker })
}

/// How models are called at their providers.
fn models(catalogue: &catalogue::Current) -> Arc<crate::worker::Models> {
    let catalogue = catalogue.get();
    let models = catalogue.models().iter().map(|model| (model.id.clone(), model.provider_model.clone()));
    let models: HashMap<String, String> = models.collect();
    Arc::new(move |id: &str| models.get(id).cloned())
}

/// Hosts with their ports; what is none is left out.
pub(super) fn hosts_and_ports(texts: &[String]) -> Vec<(String, u16)> {
    texts.iter().filter_map(|text| host_and_port(text)).collect()
}

fn host_and_port(text: &str) -> Option<(String, u16)> {
    let (host, port) = text.rsplit_once(':')?;
    Some((host.to_owned(), port.parse().ok()?))
}

/// Works until the service ends.
pub(super) async fn run(app: SharedApp) {
    let stop = Arc::new(Notify::new());
    let worker = tokio::spawn(Arc::clone(&app.worker).run(Arc::clone(&stop)));
    let voices = tokio::spawn(hear_voices(SharedApp::clone(&app)));
    app.readiness.drained().await;
    voices.abort();
    stop.notify_one();
    match worker.await {
        Ok(Err(refusal)) => tracing::error!(%refusal, "the work could not go on"),
        Err(error) => tracing::error!(%error, "the work broke off"),
        Ok(Ok(())) => {}
    }
}

/// Asks the provider of voices for them, now and again.
async fn hear_voices(app: SharedApp) {
    let Some(provider) = app.providers.voices.clone() else { return };
    loop {
        let heard = app.voices.refresh(&provider, &app.catalogue.get(), app.clock.now()).await;
        match heard {
            Ok(count) => {
                tracing::info!(count, "voices heard");
                tokio::time::sleep(EVERY).await;
            }
            Err(fault) => {
                tracing::warn!(%fault, "no voices heard");
                tokio::time::sleep(AGAIN).await;
            }
        }
    }
}
