//! What every request is answered with: the store, the keys, the limits.

use std::sync::Arc;

use tokio::sync::watch;

use crate::account;
use crate::audit;
use crate::catalogue;
use crate::clock::Clock;
use crate::clone;
use crate::config::Config;
use crate::event::{self, Hub};
use crate::generation::{Attempt, commit};
use crate::guard::Guard;
use crate::hands::Signs;
use crate::id::{GenerationId, WorkspaceId};
use crate::idempotency;
use crate::ledger;
use crate::limit::Counters;
use crate::mail::Mail;
use crate::object::{self, Objects};
use crate::providers::Providers;
use crate::quote;
use crate::recognition::Recognition;
use crate::refusal::Refusal;
use crate::security::keys::Keys;
use crate::security::password::Passwords;
use crate::stills::Stills;
use crate::store::{self, Shared, Table};
use crate::ticket::Tickets;
use crate::voices::Voices;
use crate::webhook;
use crate::worker::Worker;

/// The service, in any number of hands.
pub type SharedApp = Arc<App>;

/// The service.
pub struct App {
    /// Where everything is kept.
    pub store: Shared,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The configuration.
    pub config: Config,
    /// How the service is reached from outside, without a slash at the end.
    pub public_url: String,
    /// Its keys.
    pub keys: Keys,
    /// Hashes and checks passwords.
    pub passwords: Passwords,
    /// Sends mail.
    pub mail: Mail,
    /// Counts requests.
    pub counters: Counters,
    /// Who was recognised by which token.
    pub recognition: Recognition,
    /// Tickets for WebSockets.
    pub tickets: Tickets,
    /// Idempotency keys of requests that are on their way.
    pub running: idempotency::Running,
    /// Whether requests are taken.
    pub readiness: Readiness,
    /// The way out to webhooks.
    pub outbound: Guard,
    /// What can be bought.
    pub catalogue: catalogue::Current,
    /// Voices that can be cast.
    pub voices: Voices,
    /// Providers that can be asked.
    pub providers: Providers,
    /// Where files lie.
    pub objects: Objects,
    /// Stills of actors.
    pub stills: Stills,
    /// Signs addresses.
    pub signs: Arc<Signs>,
    /// Wakes whoever watches.
    pub hub: Hub,
    /// Works on generations.
    pub worker: Arc<Worker>,
}

impl App {
    /// Something was asked for: watchers and the worker look.
    pub fn begun(&self, workspace: WorkspaceId) {
        self.hub.wake(workspace);
        self.worker.look();
    }

    /// Something was said of a generation.
    pub fn heard(&self, workspace: WorkspaceId, generation: GenerationId) {
        self.hub.wake(workspace);
        self.worker.heard_of(generation);
    }

    /// A provider called about an attempt: the worker asks it. Where nobody had heard that it was accepted, now it is
    /// known.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn called(&self, attempt: &Attempt, task: String) -> Result<(), Refusal> {
        let (workspace, id, name) = (attempt.workspace, attempt.generation, attempt.id);
        let told = store::write(&self.store, move |tables| commit::called(tables, workspace, id, name, task));
        told.await?;
        self.heard(workspace, id);
        Ok(())
    }

    /// Where a still of an actor is.
    pub fn still(&self, actor: &str) -> String {
        format!("{}/media/actors/{actor}.png", self.public_url)
    }
}

/// Whether the service takes requests.
#[derive(Debug)]
pub struct Readiness(watch::Sender<Stage>);

/// Whether the service goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Serving,
    Ending,
}

impl Default for Readiness {
    fn default() -> Self {
        Self(watch::Sender::new(Stage::Serving))
    }
}

impl Readiness {
    /// It does not take new ones from now on.
    pub fn drain(&self) {
        self.0.send_replace(Stage::Ending);
    }

    /// Whether it takes them.
    pub fn is_ready(&self) -> bool {
        *self.0.borrow() == Stage::Serving
    }

    /// Waits until it takes no new ones. What lasts, such as a WebSocket, ends then by itself.
    pub fn drained(&self) -> impl Future<Output = ()> + Send + 'static {
        let mut stage = self.0.subscribe();
        async move {
            // Also where the sender is gone: then nobody can say any more that it goes on.
            let _stage = stage.wait_for(|stage| *stage == Stage::Ending).await;
        }
    }
}

/// Every table there is.
pub fn tables() -> Vec<Table> {
    let groups: [&[Table]; 10] = [
        &ledger::TABLES,
        &account::TABLES,
        &audit::TABLES,
        &idempotency::TABLES,
        &commit::TABLES,
        &event::TABLES,
        &object::TABLES,
        &quote::TABLES,
        &clone::TABLES,
        &webhook::TABLES,
    ];
    groups.concat()
}
