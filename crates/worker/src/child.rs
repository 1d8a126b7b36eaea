//! The child's side: a worker answers requests and reports, until its parent is gone.

use std::io::{self, BufRead, BufReader};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use interprocess::local_socket::Stream;
use serde_json::Value;

use crate::error::WorkerError;
use crate::message::{self, Head, Limits, Message};
use crate::rendezvous;

/// Requests that may wait for a thread.
const QUEUE: usize = 256;
/// How a worker ends whose parent is gone.
const ORPHANED: i32 = 3;
/// How a worker ends that has lost its footing; the parent starts a new one.
const PANICKED: i32 = 101;

/// The way to the parent. Cheap to clone.
#[derive(Clone)]
pub struct Link {
    stream: Arc<Stream>,
    writing: Arc<Mutex<()>>,
}

impl Link {
    /// Reports something. Reports also show the parent that a long request makes progress.
    pub fn report(&self, message: &Message) -> Result<(), WorkerError> {
        self.write(&Head::Event { body: message.body.clone() }, &message.bytes)
    }

    fn write(&self, head: &Head, bytes: &[u8]) -> Result<(), WorkerError> {
        let _turn = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        message::write(&*self.stream, head, bytes)
    }

    fn answer(&self, id: u64, answer: Result<Message, Value>) -> Result<(), WorkerError> {
        let written = match answer {
            Ok(message) => self.write(&Head::Done { id, body: message.body }, &message.bytes),
            Err(body) => self.write(&Head::Refused { id, body }, &[]),
        };
        match written {
            Err(WorkerError::TooLarge { size, limit }) => {
                let body = Value::from(format!("the answer of {size} bytes is over the limit of {limit}"));
                self.write(&Head::Refused { id, body }, &[])
            }
            other => other,
        }
    }
}

type Asked = (u64, Message);

/// Serves the parent that started this process, with `threads` requests at a time, and returns when the parent
/// closes the connection. When the parent dies, the process ends at once, whatever it is doing. An `Err` of
/// `answer` reaches the caller as [`WorkerError::Refused`]; a panic ends the process.
pub fn serve<F>(threads: usize, answer: F) -> Result<(), WorkerError>
where
    F: Fn(Message, &Link) -> Result<Message, Value> + Send + Sync + 'static,
{
    let mut input = BufReader::new(io::stdin());
    let stream = Arc::new(rendezvous::come(&mut input)?);
    spawn(move || outlive_nobody(input))?;
    let link = Link { stream: Arc::clone(&stream), writing: Arc::default() };
    let (sender, receiver) = sync_channel(QUEUE);
    let receiver = Arc::new(Mutex::new(receiver));
    let answer = Arc::new(answer);
    for _ in 0..threads.max(1) {
        let (link, receiver, answer) = (link.clone(), Arc::clone(&receiver), Arc::clone(&answer));
        spawn(move || work(&link, &receiver, &*answer))?;
    }
    listen(&stream, &link, &sender)
}

fn listen(stream: &Stream, link: &Link, queue: &SyncSender<Asked>) -> Result<(), WorkerError> {
    let mut reader = BufReader::with_capacity(1 << 16, stream);
    while let Some((head, bytes)) = message::read(&mut reader, Limits::FULL)? {
        match head {
            Head::Ping => link.write(&Head::Pong, &[])?,
            Head::Request { id, body } => match queue.try_send((id, Message { body, bytes })) {
                Ok(()) => {}
                Err(TrySendError::Full(_)) => link.write(&Head::Busy { id }, &[])?,
                Err(TrySendError::Disconnected(_)) => return Ok(()),
            },
            _ => return Err(WorkerError::Garbled),
        }
    }
    Ok(())
}

/// Answers one request after the other.
fn work<F>(link: &Link, queue: &Mutex<Receiver<Asked>>, answer: &F)
where
    F: Fn(Message, &Link) -> Result<Message, Value>,
{
    loop {
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((id, message)) = next else { return };
        let Ok(answered) = catch_unwind(AssertUnwindSafe(|| answer(message, link))) else {
            // What the panic left behind cannot be trusted; a fresh process can.
            std::process::exit(PANICKED);
        };
        if link.answer(id, answered).is_err() {
            return;
        }
    }
}

/// Ends the process when its input ends: the parent holds the other end, so it is gone, however it went.
fn outlive_nobody(mut input: impl BufRead) {
    loop {
        match input.fill_buf().map(<[u8]>::len) {
            Ok(0) => std::process::exit(ORPHANED),
            Ok(count) => input.consume(count),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => std::process::exit(ORPHANED),
        }
    }
}

fn spawn(run: impl FnOnce() + Send + 'static) -> Result<(), WorkerError> {
    std::thread::Builder::new().spawn(run).map(drop).map_err(WorkerError::Start)
}
