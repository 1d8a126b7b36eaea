//! Does at the providers what [`next()`] says, and writes down what came of it.
//!
//! One task a generation holds its lease from the first submission to the end, so that a thousand of them are a thousand
//! sleeping tasks. A process that dies leaves its leases; the next one takes them back and goes on from what is written.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, Semaphore};
use tokio::task::JoinSet;

use crate::generation::{Action, Attempt, Event, Work, commit, next};
use crate::id::{AttemptId, GenerationId};
use crate::job::{self, Lease};
use crate::moment::{MINUTE, Moment};
use crate::provider::{Accepted, Fault, FaultKind, Found, Output, Progress, Submission, SubmitError};
use crate::refusal::Refusal;
use crate::store;

mod order;
mod pace;
mod result;
mod tools;

use pace::Pace;
pub use result::Stored;
pub use tools::{Addresses, Facts, Fetch, Judge, Models, Moderator, Tools};

/// How many jobs are taken at once.
const TOGETHER: usize = 64;
/// How many generations are under way at once.
const UNDER_WAY: usize = 4096;
/// How often one looks for jobs that nobody said anything of.
const LOOK: Duration = Duration::from_millis(500);

/// A wait longer than this gives the job back.
const LONG: i64 = 5 * MINUTE;

/// How long one waits before the same attempt is sent or looked for again.
const AGAIN: Duration = Duration::from_secs(2);

/// Works on generations.
pub struct Worker {
    tools: Tools,
    /// Wakes the task that works on a generation.
    waiting: Mutex<HashMap<GenerationId, Arc<Notify>>>,
    /// Wakes whoever looks for jobs.
    look: Notify,
    places: Arc<Semaphore>,
}

impl Worker {
    /// Works with these tools.
    pub fn new(tools: Tools) -> Arc<Self> {
        Arc::new(Self {
            tools,
            waiting: Mutex::default(),
            look: Notify::new(),
            places: Arc::new(Semaphore::new(UNDER_WAY)),
        })
    }

    /// Says that there is something new to do.
    pub fn look(&self) {
        self.look.notify_one();
    }

    /// Says that something was heard of a generation.
    pub fn heard_of(&self, generation: GenerationId) {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        match waiting.get(&generation) {
            Some(notify) => notify.notify_one(),
            None => self.look.notify_one(),
        }
    }

    /// Works until `stop` is told; then finishes writing down what it is at, and leaves the rest to the next process.
    ///
    /// # Errors
    /// Where the store fails at the start.
    pub async fn run(self: Arc<Self>, stop: Arc<Notify>) -> Result<(), Refusal> {
        let store = &self.tools.store;
        let back = store::write(store, |tables| Ok(job::take_back(tables)?)).await?;
        tracing::info!(back, "worker started");
        let mut tasks = JoinSet::new();
        loop {
            let limit = TOGETHER.min(self.places.available_permits());
            let leases = store::write(store, move |tables| Ok(job::claim(tables, limit)?)).await;
            let leases =
                leases.inspect_err(|error| tracing::warn!(%error, "no jobs to be had")).unwrap_or_default();
            let full = leases.len() == TOGETHER;
            for lease in leases {
                let Ok(place) = Arc::clone(&self.places).acquire_owned().await else { break };
                let worker = Arc::clone(&self);
                tasks.spawn(async move {
                    worker.work(lease).await;
                    drop(place);
                });
            }
            while tasks.try_join_next().is_some() {}
            if full {
                continue;
            }
            tokio::select! {
                () = self.look.notified() => {}
                () = tokio::time::sleep(LOOK) => {}
                () = stop.notified() => break,
            }
        }
        tasks.shutdown().await;
        Ok(())
    }

    /// Works on one generation while it is lent.
    async fn work(&self, lease: Lease) {
        let notify = Arc::new(Notify::new());
        let waiting = || self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting().insert(lease.generation, Arc::clone(&notify));
        let span = tracing::info_span!("generation", id = %lease.generation);
        let mut pace = Pace::default();
        loop {
            match self.turn(lease, &mut pace).await {
                Ok(Turn::On) => {}
                Ok(Turn::Sleep(duration)) => {
                    let sleep = tokio::time::timeout(duration, notify.notified());
                    // Woken or not, the next turn looks at what is written.
                    drop(sleep.await);
                    if self.renew(lease).await.is_err() {
                        break;
                    }
                }
                Ok(Turn::End) => break,
                Err(refusal) => {
                    span.in_scope(|| tracing::info!(%refusal, "left to whoever has it next"));
                    break;
                }
            }
        }
        waiting().remove(&lease.generation);
    }

    async fn renew(&self, lease: Lease) -> Result<(), Refusal> {
        store::write(&self.tools.store, move |tables| job::renew(tables, lease)).await
    }

    /// One look at what is written, and one thing done.
    async fn turn(&self, lease: Lease, pace: &mut Pace) -> Result<Turn, Refusal> {
        let (work, now) = store::read(&self.tools.store, |tables| {
            job::check(tables, lease)?;
            Ok((commit::load(tables, lease.workspace, lease.generation)?, tables.now()))
        })?;
        match next(&work, now) {
            Action::Moderate => self.moderate(lease, &work).await,
            Action::Submit => self.submit_new(lease, now, pace).await,
            Action::SubmitAgain(attempt) => {
                self.submit(lease, &work, &attempt, pace).await?;
                Ok(Turn::Sleep(pace.again()))
            }
            Action::Find(attempt) => self.find(lease, &work, &attempt).await,
            Action::Poll { attempt, task } => self.poll(lease, &work, &attempt, &task, pace).await,
            Action::GiveUp => self.happened(lease, Event::GivenUp).await,
            Action::End => self.happened(lease, Event::DeadlinePassed).await,
            Action::Wait(until) if until.since(now) > LONG => {
                store::write(&self.tools.store, move |tables| job::give_back(tables, lease, until)).await?;
                Ok(Turn::End)
            }
            Action::Wait(until) => Ok(Turn::Sleep(duration(until.since(now)))),
            Action::Rest => Ok(Turn::End),
        }
    }

    /// Writes something down and wakes whoever watches.
    async fn happened(&self, lease: Lease, event: Event) -> Result<Turn, Refusal> {
        let work =
            store::write(&self.tools.store, move |tables| commit::happened(tables, lease, event)).await?;
        self.tools.hub.wake(lease.workspace);
        Ok(if work.generation.state.is_final() { Turn::End } else { Turn::On })
    }

    /// Looks at the words before anything is paid for.
    async fn moderate(&self, lease: Lease, work: &Work) -> Result<Turn, Refusal> {
        let Some(moderator) = &self.tools.moderator else {
            return self.happened(lease, Event::Allowed).await;
        };
        match moderator.refuse(&work.generation.request.text).await {
            Ok(None) => self.happened(lease, Event::Allowed).await,
            Ok(Some(why)) => self.happened(lease, Event::NotAllowed { why }).await,
            Err(fault) => {
                tracing::warn!(%fault, "words could not be looked at");
                Ok(Turn::Sleep(AGAIN))
            }
        }
    }

    async fn submit_new(&self, lease: Lease, now: Moment, pace: &mut Pace) -> Result<Turn, Refusal> {
        crate::crash::point("before-intent");
        let id = AttemptId::new(now);
        let event = Event::Intend(id);
        let work =
            store::write(&self.tools.store, move |tables| commit::happened(tables, lease, event)).await?;
        self.tools.hub.wake(lease.workspace);
        crate::crash::point("after-intent");
        let Some(attempt) = work.attempt.clone() else { return Ok(Turn::On) };
        self.submit(lease, &work, &attempt, pace).await
    }

    /// Sends an attempt that is written down.
    async fn submit(
        &self,
        lease: Lease,
        work: &Work,
        attempt: &Attempt,
        pace: &mut Pace,
    ) -> Result<Turn, Refusal> {
        let order = match self.order(work, attempt) {
            Ok(order) => order,
            Err(fault) => return self.happened(lease, Event::Failed(fault)).await,
        };
        let route = &attempt.route;
        let Some(adapter) = self.tools.providers.get(&route.provider) else {
            return self.happened(lease, Event::Failed(gone(&route.provider))).await;
        };
        let Some(model) = (self.tools.models)(&route.model) else {
            return self.happened(lease, Event::Failed(gone(&route.model))).await;
        };
        let callback = self.tools.addresses.callback(&route.provider, attempt.id);
        let submission =
            Submission { attempt: attempt.id, model: &model, order: &order, callback: callback.as_deref() };
        let answer = adapter.submit(&submission).await;
        crate::crash::point("after-submit");
        match answer {
            Ok(Accepted::Task(task)) => {
                let turn = self.happened(lease, Event::Accepted { task }).await;
                crate::crash::point("after-accepted");
                turn
            }
            Ok(Accepted::Done(output)) => self.take(lease, work, attempt, output, pace).await,
            Err(SubmitError::Refused(fault)) => self.happened(lease, Event::Failed(fault)).await,
            Err(SubmitError::Unknown(why)) => {
                tracing::warn!(why, provider = route.provider, "nobody knows whether it was accepted");
                Ok(Turn::Sleep(AGAIN))
            }
        }
    }

    async fn find(&self, lease: Lease, work: &Work, attempt: &Attempt) -> Result<Turn, Refusal> {
        let Some(adapter) = self.tools.providers.get(&attempt.route.provider) else {
            return Ok(Turn::Sleep(AGAIN));
        };
        let Ok(order) = self.order(work, attempt) else { return Ok(Turn::Sleep(AGAIN)) };
        let Some(model) = (self.tools.models)(&attempt.route.model) else { return Ok(Turn::Sleep(AGAIN)) };
        let submission = Submission { attempt: attempt.id, model: &model, order: &order, callback: None };
        match adapter.find(&submission).await {
            Ok(Found::Task(task)) => self.happened(lease, Event::Accepted { task }).await,
            Ok(Found::Nothing) => self.happened(lease, Event::NotAccepted).await,
            Ok(Found::Unknown) | Err(_) => Ok(Turn::Sleep(AGAIN)),
        }
    }

    async fn poll(
        &self,
        lease: Lease,
        work: &Work,
        attempt: &Attempt,
        task: &str,
        pace: &mut Pace,
    ) -> Result<Turn, Refusal> {
        let Some(adapter) = self.tools.providers.get(&attempt.route.provider) else {
            return self.happened(lease, Event::Failed(gone(&attempt.route.provider))).await;
        };
        let order = match self.order(work, attempt) {
            Ok(order) => order,
            Err(fault) => return self.happened(lease, Event::Failed(fault)).await,
        };
        match adapter.poll(task, &order).await {
            Ok(Progress::Waiting) => Ok(Turn::Sleep(pace.poll())),
            Ok(Progress::Running(percent)) => {
                let percent = percent.unwrap_or_else(|| pace.guess(attempt));
                if pace.is_news(percent) {
                    self.happened(lease, Event::Progress { percent }).await?;
                }
                Ok(Turn::Sleep(pace.poll()))
            }
            Ok(Progress::Done(output)) => {
                crate::crash::point("after-result");
                self.take(lease, work, attempt, output, pace).await
            }
            Ok(Progress::Failed(fault)) => self.happened(lease, Event::Failed(fault)).await,
            // A question may be asked as often as one likes; only the deadline ends it.
            Err(fault) if matches!(fault.kind, FaultKind::Expired | FaultKind::ModelGone) => {
                self.happened(lease, Event::Failed(fault)).await
            }
            Err(_) => Ok(Turn::Sleep(pace.poll())),
        }
    }

    /// Keeps a result and writes down that it is here, or why it does not play.
    async fn take(
        &self,
        lease: Lease,
        work: &Work,
        attempt: &Attempt,
        output: Output,
        pace: &mut Pace,
    ) -> Result<Turn, Refusal> {
        match self.keep(work, attempt, output).await {
            Ok(stored) => {
                crate::crash::point("before-settle");
                let object = stored.object;
                let event = Event::Stored(Box::new(stored.stored));
                let happened = store::write(&self.tools.store, move |tables| {
                    object.iter().try_for_each(|object| store::put(tables, object))?;
                    commit::happened(tables, lease, event)
                });
                let work = happened.await?;
                self.tools.hub.wake(lease.workspace);
                crate::crash::point("after-settle");
                Ok(if work.generation.state.is_final() { Turn::End } else { Turn::On })
            }
            Err(result::NotKept::Unplayable(why)) => self.happened(lease, Event::Unplayable { why }).await,
            Err(result::NotKept::Gone(fault)) if pace.misses() => {
                self.happened(lease, Event::Failed(fault)).await
            }
            Err(result::NotKept::Gone(Fault { message: why, .. }) | result::NotKept::NotYet(why)) => {
                tracing::warn!(why, "the result could not be fetched yet");
                Ok(Turn::Sleep(AGAIN))
            }
        }
    }
}

/// What follows a turn.
enum Turn {
    /// The next one.
    On,
    /// The next one, after a while or when something is heard.
    Sleep(Duration),
    /// None.
    End,
}

fn duration(milliseconds: i64) -> Duration {
    Duration::from_millis(u64::try_from(milliseconds.max(1)).unwrap_or(1))
}

fn gone(what: &str) -> Fault {
    Fault { kind: FaultKind::ModelGone, message: format!("{what} is not set up here.") }
}
