//! Starting the service, and ending it without losing a request.

use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::account::upkeep;
use crate::app::{self, App, SharedApp};
use crate::clock::{Clock, Steady};
use crate::config::{Config, ConfigError};
use crate::http;
use crate::limit::Counters;
use crate::mail::Mail;
use crate::refusal::Refusal;
use crate::security::keys::{KeyError, Keys, parse_secret};
use crate::security::password::Passwords;
use crate::stills::Stills;
use crate::store::sqlite::Sqlite;
use crate::store::{self, Shared, StoreError};
use crate::voices::Voices;
use crate::webhook::deliver;

#[cfg(feature = "sandbox")]
mod sandbox;
mod work;

/// Why the service did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The store could not be opened.
    #[error("the store cannot be opened: {0}")]
    Store(#[from] StoreError),
    /// The keys could not be opened.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The configuration is not right.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The address cannot be listened at.
    #[error("{0} cannot be listened at: {1}")]
    Listen(SocketAddr, io::Error),
    /// The catalogue is not right.
    #[error(transparent)]
    Catalogue(#[from] crate::catalogue::CatalogueError),
    /// A provider cannot be spoken to at all.
    #[error(transparent)]
    Provider(#[from] crate::provider::wire::SettingsError),
    /// The way out cannot be made.
    #[error(transparent)]
    Guard(#[from] crate::guard::GuardError),
    /// The sandbox did not start.
    #[error("the sandbox did not start: {0}")]
    Sandbox(String),
    /// A folder cannot be made.
    #[error("{0} cannot be made: {1}")]
    Folder(PathBuf, io::Error),
    /// Something else.
    #[error(transparent)]
    Other(#[from] Refusal),
}

/// The service, ready to be asked.
pub struct Running {
    /// Where requests come in.
    pub address: SocketAddr,
    /// Where its administrator asks.
    pub admin: SocketAddr,
    /// The service itself.
    pub app: SharedApp,
    servers: Vec<JoinHandle<()>>,
    folder: PathBuf,
}

/// What a service is made of besides its configuration.
pub struct Parts {
    /// Where everything is kept.
    pub store: Shared,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Its keys.
    pub keys: Keys,
}

/// Starts the service over the store and the keys in a folder.
///
/// # Errors
/// Where it cannot; nothing was changed then.
pub async fn start(folder: &Path, config: Config) -> Result<Running, StartError> {
    let seal = config
        .seal_key
        .as_ref()
        .map(|key| {
            parse_secret(key.expose())
                .ok_or_else(|| ConfigError::Content("`seal_key` is not 32 bytes of base64".to_owned()))
        })
        .transpose()?;
    let store: Shared = Arc::new(Sqlite::open(folder, &app::tables(), Steady::of_system().now())?);
    // From here on both clocks are one: the store's.
    let clock = Steady::from(store::read(&store, |tables| Ok(tables.now()))?);
    let keys = Keys::open(&folder.join("keys"), seal)?;
    #[cfg(feature = "sandbox")]
    let config = sandbox::start_where_needed(folder, config).await?;
    start_with(folder, config, Parts { store, clock: Arc::new(clock), keys }).await
}

/// Starts the service over parts that are given.
///
/// # Errors
/// Where it cannot.
pub async fn start_with(folder: &Path, config: Config, parts: Parts) -> Result<Running, StartError> {
    let (listener, address) = listen(config.listen).await?;
    let (admin_listener, admin) = listen(SocketAddr::from(([127, 0, 0, 1], 0))).await?;
    let public_url = config.public_url.clone().unwrap_or_else(|| format!("http://{address}"));
    let mail = Mail::into_folder(folder.join("mail"), &config.mail_from)
        .map_err(|error| ConfigError::Content(format!("`mail_from`: {error}")))?;
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let public_url = public_url.trim_end_matches('/').to_owned();
    let work = work::set_up(folder, &config, &parts, &public_url, address)?;
    let app = Arc::new(App {
        catalogue: work.catalogue,
        voices: Voices::default(),
        providers: work.providers,
        objects: work.objects,
        stills: Stills::new(&folder.join("cache/stills")),
        signs: work.signs,
        hub: work.hub,
        worker: work.worker,
        store: parts.store,
        clock: parts.clock,
        public_url,
        keys: parts.keys,
        passwords: Passwords::new(config.password, cores)?,
        mail,
        counters: Counters::default(),
        recognition: crate::recognition::Recognition::default(),
        tickets: crate::ticket::Tickets::default(),
        running: crate::idempotency::Running::default(),
        readiness: app::Readiness::default(),
        outbound: deliver::guard(work::hosts_and_ports(&config.webhook_hosts))?,
        config,
    });
    let admin_routes = http::admin::router(SharedApp::clone(&app), admin, folder)?;
    let servers = vec![
        serve(listener, http::router(SharedApp::clone(&app)), &app),
        serve(admin_listener, admin_routes, &app),
        tokio::spawn(work::run(SharedApp::clone(&app))),
        tokio::spawn(keep_up(SharedApp::clone(&app))),
        tokio::spawn(deliver::run(SharedApp::clone(&app))),
    ];
    Ok(Running { address, admin, app, servers, folder: folder.to_owned() })
}

impl Running {
    /// Takes no new requests, waits for those that are running, and ends.
    pub async fn end(self) {
        self.app.readiness.drain();
        let patience = Duration::from_secs(self.app.config.drain_seconds);
        for server in self.servers {
            let stop = server.abort_handle();
            if tokio::time::timeout(patience, server).await.is_err() {
                tracing::warn!("requests were still running when their time was over");
                stop.abort();
            }
        }
        // Nobody listens there any more.
        drop(std::fs::remove_file(admin_file(&self.folder)));
    }
}

/// The file that says where the administrator asks.
pub fn admin_file(folder: &Path) -> PathBuf {
    folder.join("admin.json")
}

async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), StartError> {
    let fault = |error| StartError::Listen(address, error);
    let listener = TcpListener::bind(address).await.map_err(fault)?;
    let address = listener.local_addr().map_err(fault)?;
    Ok((listener, address))
}

fn serve(listener: TcpListener, routes: Router, app: &App) -> JoinHandle<()> {
    let service = routes.into_make_service_with_connect_info::<SocketAddr>();
    let ended = app.readiness.drained();
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, service).with_graceful_shutdown(ended).await {
            tracing::error!(%error, "the server ended");
        }
    })
}

/// Does what is due, every minute.
async fn keep_up(app: SharedApp) {
    let mut ended = std::pin::pin!(app.readiness.drained());
    let mut every = tokio::time::interval(Duration::from_millis(upkeep::EVERY_MS));
    loop {
        tokio::select! {
            _ = every.tick() => {}
            () = &mut ended => return,
        }
        let monthly = app.catalogue.get().monthly();
        if let Err(refusal) = store::write(&app.store, move |tables| upkeep::run(tables, monthly)).await {
            tracing::error!(%refusal, "what was due could not be done");
        }
    }
}
