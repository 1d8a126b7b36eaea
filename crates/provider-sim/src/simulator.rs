//! A simulator that runs: where it answers, what it took on, how it ends.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn_with_state;
use engine::error::EngineError;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::connection::{Cut, Cuttable};
use crate::elevenlabs::library::Library;
use crate::faults::FaultRule;
use crate::guard::guard;
use crate::job::{Jobs, life};
use crate::log::{Accepted, Log};
use crate::media::Maker;
use crate::options::Options;
use crate::provider::Provider;
use crate::state::{Parts, Pieces, Sim};
use crate::{control, elevenlabs, files, google, heygen, openai, pollo, sync};

/// How long requests may take to end when the simulator is stopped.
const PATIENCE: Duration = Duration::from_secs(2);

/// Why a simulator does not start.
#[derive(Debug, thiserror::Error)]
pub enum SimulatorError {
    /// The address cannot be listened on.
    #[error("{address} cannot be listened on: {source}; choose another with --listen")]
    Address {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// The folder cannot be used.
    #[error("{} cannot be used: {source}; choose another folder with --data", path.display())]
    Folder {
        /// The folder.
        path: std::path::PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// GStreamer is not there.
    #[error(transparent)]
    Engine(#[from] EngineError),
}

/// A simulator that runs in this process.
pub struct Simulator {
    sim: Sim,
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<()>,
}

impl Simulator {
    /// Starts one and returns when it listens.
    ///
    /// # Errors
    /// As [`crate::start`].
    pub(crate) async fn start(options: Options) -> Result<Self, SimulatorError> {
        let data = options.data.clone();
        let folder = |source| SimulatorError::Folder { path: data.clone(), source };
        std::fs::create_dir_all(&data).map_err(folder)?;
        let taken = |source| SimulatorError::Address { address: options.listen, source };
        let listener = TcpListener::bind(options.listen).await.map_err(taken)?;
        let address = listener.local_addr().map_err(taken)?;
        let pieces = Pieces {
            log: Log::open(&data.join("accepted.jsonl")).map_err(folder)?,
            jobs: Jobs::open(&data.join("jobs")).map_err(folder)?,
            maker: Maker::open(&data, options.voices.as_deref())?,
            library: Library::open(&data.join("clones")).map_err(folder)?,
        };
        let sim = Sim::new(Parts::new(options, format!("http://{address}"), pieces));
        for job in sim.jobs.under_way() {
            life::go_on(&sim, job);
        }
        let (stop, stopped) = oneshot::channel::<()>();
        let service = router(&sim).into_make_service_with_connect_info::<Cut>();
        let serving = tokio::spawn(async move {
            let served = axum::serve(Cuttable(listener), service).with_graceful_shutdown(async {
                // It also ends when whoever holds the simulator lets go of it.
                drop(stopped.await);
            });
            if let Err(error) = served.await {
                tracing::error!(%error, "the simulator cannot serve any more");
            }
        });
        Ok(Self { sim, address, stop, serving })
    }

    /// Where it answers.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it took on so far, in order.
    pub fn log(&self) -> Vec<Accepted> {
        self.sim.log.all()
    }

    /// Asks for something to go wrong. `None` when too many faults wait already.
    pub fn add_fault(&self, rule: FaultRule) -> Option<()> {
        self.sim.faults.add(rule)
    }

    /// Ends it: what is being made is given up, and goes on when a simulator is started again on the same folder.
    pub async fn stop(self) {
        self.sim.abort_tasks();
        let _ = self.stop.send(());
        let aborting = self.serving.abort_handle();
        if tokio::time::timeout(PATIENCE, self.serving).await.is_err() {
            aborting.abort();
        }
    }
}

/// Every address.
fn router(sim: &Sim) -> Router {
    let guarded = |provider: Provider, routes: Router<Sim>| {
        let routes = routes.fallback(control::nowhere).method_not_allowed_fallback(control::nowhere);
        routes.layer(from_fn_with_state((sim.clone(), provider), guard))
    };
    Router::new()
        .nest("/pollo", guarded(Provider::Pollo, pollo::routes()))
        .nest("/elevenlabs", guarded(Provider::ElevenLabs, elevenlabs::routes()))
        .nest("/heygen", guarded(Provider::HeyGen, heygen::routes()))
        .nest("/openai", guarded(Provider::OpenAi, openai::routes()))
        .nest("/sync", guarded(Provider::Sync, sync::routes()))
        .nest("/google", guarded(Provider::Google, google::gemini_routes()))
        .nest("/vertex", guarded(Provider::Vertex, google::vertex_routes()))
        .nest("/sim", control::routes())
        .route("/files/{token}", axum::routing::get(files::serve))
        .route("/files/{what}/{name}", axum::routing::get(files::preview::serve))
        .with_state(sim.clone())
}

/// Returns when the process is asked to end.
pub(crate) async fn signalled() {
    if let Err(error) = tokio::signal::ctrl_c().await {
        tracing::warn!(%error, "an interrupt cannot be seen; end the process instead");
        std::future::pending::<()>().await;
    }
}

/// Returns when standard input closes.
pub(crate) async fn input_closed() {
    let (closed, told) = oneshot::channel::<()>();
    // A thread of its own: the runtime would wait for a read that nobody ends.
    std::thread::spawn(move || {
        let ended = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
        if let Err(error) = ended {
            tracing::debug!(%error, "standard input broke");
        }
        let _ = closed.send(());
    });
    drop(told.await);
}
