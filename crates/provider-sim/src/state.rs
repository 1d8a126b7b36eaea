//! What all parts of a simulator share.

use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::task::JoinSet;

use crate::answer::Trouble;
use crate::call::Call;
use crate::clock;
use crate::credit::Accounts;
use crate::desk::Desk;
use crate::elevenlabs::library::Library;
use crate::faults::Waiting;
use crate::fetch::Reach;
use crate::job::Jobs;
use crate::log::{Accepted, Log};
use crate::media::Maker;
use crate::options::Options;
use crate::seats::Seats;
use crate::webhook::Deliveries;

/// A simulator. Copies are handles to the same one.
#[derive(Clone)]
pub struct Sim(Arc<Parts>);

/// The parts of a simulator.
pub struct Parts {
    /// How it was set up.
    pub options: Options,
    /// Where it answers: "http://127.0.0.1:4000", for links.
    pub base: String,
    /// Faults that wait.
    pub faults: Waiting,
    /// What was taken on.
    pub log: Log,
    /// What accounts hold.
    pub accounts: Accounts,
    /// Tasks.
    pub jobs: Jobs,
    /// What makes media.
    pub maker: Maker,
    /// What may be reached outside.
    pub reach: Reach,
    /// Webhooks that were sent.
    pub deliveries: Deliveries,
    /// ElevenLabs' voices, and what was said with them.
    pub library: Library,
    /// Uploads, transcripts, and answers to repeat.
    pub desk: Desk,
    /// Requests under way.
    pub seats: Seats,
    speed: Mutex<f64>,
    tasks: Mutex<JoinSet<()>>,
}

impl Deref for Sim {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Sim {
    /// A simulator of those parts.
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    /// Does something beside everything else; it ends with the simulator.
    pub fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        while tasks.try_join_next().is_some() {}
        tasks.spawn(work);
    }

    /// Ends all that is done beside.
    pub fn abort_tasks(&self) {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner).abort_all();
        self.maker.stop();
    }

    /// Waits as long as told, whatever the speed.
    pub async fn pause(&self, time: Duration) {
        if !time.is_zero() {
            tokio::time::sleep(time).await;
        }
    }

    /// Waits as long as a provider would, by the speed.
    pub async fn take_time(&self, time: Duration) {
        self.pause(time.mul_f64(self.speed())).await;
    }

    /// How long things take, as a share of what they usually do.
    pub fn speed(&self) -> f64 {
        *self.speed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes how long things take, from now on.
    pub fn set_speed(&self, speed: f64) {
        *self.speed.lock().unwrap_or_else(PoisonError::into_inner) = speed.clamp(0.0, 100.0);
    }

    /// Writes down that a request was taken on. It is on the disk when this returns.
    ///
    /// # Errors
    /// When it cannot be written down; then it is not taken on.
    pub fn accept(&self, call: &Call, taken: Taken<'_>) -> Result<(), Trouble> {
        let accepted = Accepted {
            seq: 0,
            at: clock::now_ms(),
            provider: call.provider,
            operation: taken.operation.to_owned(),
            task_id: taken.task_id.to_owned(),
            idempotency_key: call.header("idempotency-key").map(str::to_owned),
            callback: taken.callback,
            body_sha256: call.body_sha256(),
            reference: taken.reference,
        };
        self.log
            .add(accepted)
            .map_err(|error| Trouble::Broken(format!("the list of what was taken on: {error}")))
    }
}

/// What was taken on.
pub struct Taken<'a> {
    /// What was asked for.
    pub operation: &'a str,
    /// The provider's name for it.
    pub task_id: &'a str,
    /// Where the customer is told.
    pub callback: Option<String>,
    /// The customer's own name for it.
    pub reference: Option<String>,
}

impl Parts {
    /// Parts with nothing running yet.
    pub fn new(options: Options, base: String, pieces: Pieces) -> Self {
        Self {
            base,
            faults: Waiting::default(),
            log: pieces.log,
            accounts: Accounts::new(options.credit),
            jobs: pieces.jobs,
            reach: Reach::new(&options.reachable),
            deliveries: Deliveries::default(),
            library: pieces.library,
            desk: Desk::default(),
            seats: Seats::default(),
            maker: pieces.maker,
            speed: Mutex::new(options.speed.clamp(0.0, 100.0)),
            tasks: Mutex::default(),
            options,
        }
    }
}

/// The parts that are read from the disk.
pub struct Pieces {
    /// What was taken on.
    pub log: Log,
    /// Tasks.
    pub jobs: Jobs,
    /// What makes media.
    pub maker: Maker,
    /// ElevenLabs' voices.
    pub library: Library,
}
