//! The parent's side of a worker: it is started, asked, watched, and started again when it ends.

use std::io::BufReader;
use std::process::Child;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use interprocess::local_socket::Stream;

use crate::command::{Patience, WorkerCommand};
use crate::error::WorkerError;
use crate::message::{self, Head, Limits, Message};
use crate::pending::{Answer, Pending};
use crate::rendezvous::Rendezvous;

/// What a worker does without being asked.
#[derive(Debug)]
pub enum WorkerEvent {
    /// It reports something.
    Message(Message),
    /// It ended; everything it was asked has been answered with an error. It is started again.
    Died,
    /// It runs again. What it knew is gone.
    Restarted,
    /// It ended too often and is not started again.
    GaveUp,
}

/// A child process that works for us. It is killed when this is dropped, and ends by itself when we are gone.
pub struct Worker {
    shared: Arc<Shared>,
}

struct Shared {
    command: WorkerCommand,
    patience: Patience,
    on_event: Box<dyn Fn(WorkerEvent) + Send + Sync>,
    state: Mutex<State>,
    /// Told when the worker runs, is given up, or shall stop.
    changed: Condvar,
    /// Held while a message is written.
    writing: Mutex<()>,
    stopping: AtomicBool,
}

#[derive(Default)]
struct State {
    child: Option<Child>,
    /// There while the worker runs.
    stream: Option<Arc<Stream>>,
    pending: Pending,
    /// When it last showed that it is alive.
    heard: Option<Instant>,
    /// It was killed because it hung.
    hung: bool,
    /// How many times in a row it ended without having answered anything.
    failures: u32,
    gave_up: bool,
}

/// An answer that is on its way.
pub struct Reply(Receiver<Answer>);

impl Reply {
    /// Waits for it. It always comes: when the worker dies or hangs, as an error.
    pub fn wait(self) -> Result<Message, WorkerError> {
        self.0.recv().unwrap_or(Err(WorkerError::Died))
    }

    /// Waits for it at most that long. `None` when it has not come yet.
    pub fn wait_for(&self, limit: Duration) -> Option<Result<Message, WorkerError>> {
        match self.0.recv_timeout(limit) {
            Ok(answer) => Some(answer),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Err(WorkerError::Died)),
        }
    }
}

impl Worker {
    /// Starts a worker. `on_event` is called from the thread that listens to it and should be quick; it must not
    /// wait for an answer of the same worker.
    pub fn start(
        command: WorkerCommand,
        patience: Patience,
        on_event: impl Fn(WorkerEvent) + Send + Sync + 'static,
    ) -> Result<Self, WorkerError> {
        let shared = Arc::new(Shared {
            command,
            patience,
            on_event: Box::new(on_event),
            state: Mutex::default(),
            changed: Condvar::new(),
            writing: Mutex::new(()),
            stopping: AtomicBool::new(false),
        });
        let stream = shared.launch()?;
        // From here on dropping the worker ends both threads.
        let worker = Self { shared: Arc::clone(&shared) };
        let watched = Arc::clone(&shared);
        spawn("worker-listen", move || shared.supervise(stream))?;
        spawn("worker-watch", move || watched.watch())?;
        Ok(worker)
    }

    /// Asks the worker and waits for its answer. `silence` is how long it may neither answer nor report
    /// anything before it is taken to hang and is killed.
    pub fn request(&self, message: &Message, silence: Duration) -> Result<Message, WorkerError> {
        self.ask(message, silence)?.wait()
    }

    /// Asks the worker without waiting for the answer; `silence` as for [`Self::request`]. While it is being
    /// started again, this waits until it runs.
    pub fn ask(&self, message: &Message, silence: Duration) -> Result<Reply, WorkerError> {
        let (sender, receiver) = sync_channel(1);
        let (stream, id) = {
            let mut state = self.shared.running(silence)?;
            let stream = state.stream.clone().ok_or(WorkerError::Died)?;
            (stream, state.pending.add(sender, silence)?)
        };
        let head = Head::Request { id, body: message.body.clone() };
        if let Err(error) = self.shared.write(&stream, &head, &message.bytes) {
            let mut state = self.shared.state();
            state.pending.answer(id, Err(WorkerError::Died));
            if let WorkerError::TooLarge { .. } = error {
                return Err(error);
            }
            // Who listens may not have noticed yet. Whoever asks next waits for the new process, not for this one.
            if state.stream.as_ref().is_some_and(|open| Arc::ptr_eq(open, &stream)) {
                state.kill();
            }
            return Err(WorkerError::Died);
        }
        Ok(Reply(receiver))
    }

    /// The worker's process, while it runs.
    pub fn process_id(&self) -> Option<u32> {
        self.shared.state().child.as_ref().map(Child::id)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.shared.stopping.store(true, Ordering::SeqCst);
        let mut state = self.shared.state();
        state.kill();
        state.pending.end(|| WorkerError::Died);
        self.shared.changed.notify_all();
    }
}

impl State {
    fn kill(&mut self) {
        if let Some(child) = &mut self.child {
            // It may be gone already; then there is nothing to do.
            let _ = child.kill();
            let _ = child.wait();
        }
        self.child = None;
        self.stream = None;
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::SeqCst)
    }

    /// The state, when the worker runs.
    fn running(&self, limit: Duration) -> Result<MutexGuard<'_, State>, WorkerError> {
        let restarting = |state: &mut State| state.stream.is_none() && !state.gave_up && !self.is_stopping();
        let waited = self.changed.wait_timeout_while(self.state(), limit, restarting);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if state.gave_up { Err(WorkerError::GaveUp(state.failures)) } else { Ok(state) }
    }

    fn write(&self, stream: &Stream, head: &Head, bytes: &[u8]) -> Result<(), WorkerError> {
        let _turn = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        message::write(stream, head, bytes)
    }

    /// Starts the process and meets it.
    fn launch(&self) -> Result<Arc<Stream>, WorkerError> {
        let rendezvous = Rendezvous::open()?;
        let mut child = self.command.spawn().map_err(WorkerError::Start)?;
        let wanted = || !self.is_stopping();
        let invited = rendezvous.invite(&mut child);
        let met = invited.and_then(|()| rendezvous.meet(&mut child, self.patience.start, wanted));
        let mut state = self.state();
        state.child = Some(child);
        match met {
            Ok(stream) if !self.is_stopping() => {
                let stream = Arc::new(stream);
                state.stream = Some(Arc::clone(&stream));
                (state.heard, state.hung) = (Some(Instant::now()), false);
                self.changed.notify_all();
                Ok(stream)
            }
            Ok(_) => {
                state.kill();
                Err(WorkerError::Died)
            }
            Err(error) => {
                state.kill();
                Err(error)
            }
        }
    }

    /// Listens to the worker, and starts it again whenever it ends, until it is given up or dropped.
    fn supervise(&self, first: Arc<Stream>) {
        let mut stream = Some(first);
        loop {
            if let Some(stream) = stream.take() {
                self.listen(&stream);
                self.bury();
            }
            if self.is_stopping() || !self.may_restart() {
                return;
            }
            match self.launch() {
                Ok(started) => {
                    (self.on_event)(WorkerEvent::Restarted);
                    stream = Some(started);
                }
                Err(error) => tracing::warn!(%error, "a worker could not be started again"),
            }
        }
    }

    /// Takes what the worker says, until it ends or talks nonsense.
    fn listen(&self, stream: &Stream) {
        let mut reader = BufReader::with_capacity(1 << 16, stream);
        loop {
            match message::read(&mut reader, Limits::FULL) {
                Ok(Some((head, bytes))) => {
                    if !self.take(head, bytes) {
                        tracing::warn!("a worker broke the protocol");
                        return;
                    }
                }
                Ok(None) => return,
                Err(error) => {
                    tracing::warn!(%error, "a worker cannot be heard any more");
                    return;
                }
            }
        }
    }

    fn take(&self, head: Head, bytes: Vec<u8>) -> bool {
        let mut state = self.state();
        state.heard = Some(Instant::now());
        let (id, answer) = match head {
            Head::Pong => return true,
            Head::Event { body } => {
                state.pending.heard();
                drop(state);
                (self.on_event)(WorkerEvent::Message(Message { body, bytes }));
                return true;
            }
            Head::Done { id, body } => (id, Ok(Message { body, bytes })),
            Head::Refused { id, body } => (id, Err(WorkerError::Refused(body))),
            Head::Busy { id } => (id, Err(WorkerError::Busy)),
            Head::Hello(_) | Head::Welcome | Head::Request { .. } | Head::Ping => return false,
        };
        state.failures = 0;
        state.pending.heard();
        state.pending.answer(id, answer);
        true
    }

    /// Clears up after a worker that has ended.
    fn bury(&self) {
        let mut state = self.state();
        state.kill();
        let hung = state.hung;
        state.pending.end(|| if hung { WorkerError::Hung } else { WorkerError::Died });
        drop(state);
        if !self.is_stopping() {
            (self.on_event)(WorkerEvent::Died);
        }
    }

    /// Waits as long as it should before another start. `false` when it has failed too often.
    fn may_restart(&self) -> bool {
        let mut state = self.state();
        state.failures += 1;
        if state.failures > self.patience.restarts {
            state.gave_up = true;
            self.changed.notify_all();
            drop(state);
            (self.on_event)(WorkerEvent::GaveUp);
            return false;
        }
        let wait = self.patience.wait(state.failures);
        let waited = self.changed.wait_timeout_while(state, wait, |_| !self.is_stopping());
        drop(waited.unwrap_or_else(PoisonError::into_inner));
        !self.is_stopping()
    }

    /// Asks the worker now and then whether it is alive, and kills it when it is not.
    fn watch(&self) {
        loop {
            let waited =
                self.changed.wait_timeout_while(self.state(), self.patience.beat, |_| !self.is_stopping());
            let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
            if self.is_stopping() || state.gave_up {
                return;
            }
            let Some(stream) = state.stream.clone() else { continue };
            let silent = state.heard.is_some_and(|heard| heard.elapsed() > self.patience.silence);
            if silent || state.pending.is_stuck() {
                tracing::warn!("a worker hangs and is killed");
                state.hung = true;
                state.kill();
                continue;
            }
            drop(state);
            // While a long message is written the worker is not asked: this thread must never wait for it.
            if let Ok(_turn) = self.writing.try_lock() {
                // A worker that has gone is noticed by the one who listens.
                let _ = message::write(&*stream, &Head::Ping, &[]);
            }
        }
    }
}

fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> Result<(), WorkerError> {
    std::thread::Builder::new().name(name.to_owned()).spawn(run).map(drop).map_err(WorkerError::Start)
}
