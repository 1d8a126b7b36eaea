//! Where parent and child meet: a local socket with a name nobody can guess, and a token that proves who is there.

use std::io::{self, BufRead, Read, Write};
use std::process::Child;
use std::time::{Duration, Instant};

use interprocess::local_socket::traits::{Listener as _, Stream as _};
use interprocess::local_socket::{Listener, ListenerNonblockingMode, ListenerOptions, Name, Stream};
use serde::{Deserialize, Serialize};

use crate::error::WorkerError;
use crate::message::{self, Head, Limits};

/// How often to look whether the child has come.
const LOOK: Duration = Duration::from_millis(2);
/// How long a stranger may keep us waiting for its first word.
const HELLO_LIMIT: Duration = Duration::from_secs(2);
/// More than this is no invitation.
const INVITATION_MAX: u64 = 4_096;

/// What the parent tells the child over its input.
#[derive(Serialize, Deserialize)]
struct Invitation {
    socket: String,
    token: String,
}

/// The parent's side, waiting.
pub(crate) struct Rendezvous {
    listener: Listener,
    invitation: Invitation,
    /// Holds the socket on Unix; others may not look into it. Goes when both have met.
    #[cfg(unix)]
    _folder: tempfile::TempDir,
}

impl Rendezvous {
    pub(crate) fn open() -> Result<Self, WorkerError> {
        let token = random_word()?;
        #[cfg(unix)]
        let folder = tempfile::Builder::new().prefix("greenroom-").rand_bytes(12).tempdir()?;
        #[cfg(unix)]
        let socket = folder.path().join("socket").to_string_lossy().into_owned();
        #[cfg(not(unix))]
        let socket = format!("greenroom-{}", random_word()?);
        let options =
            ListenerOptions::new().name(name(&socket)?).nonblocking(ListenerNonblockingMode::Accept);
        let listener = options.create_sync()?;
        let invitation = Invitation { socket, token };
        #[cfg(unix)]
        return Ok(Self { listener, invitation, _folder: folder });
        #[cfg(not(unix))]
        Ok(Self { listener, invitation })
    }

    /// Tells the child where to come.
    pub(crate) fn invite(&self, child: &mut Child) -> Result<(), WorkerError> {
        let mut line = serde_json::to_vec(&self.invitation).map_err(io::Error::from)?;
        line.push(b'\n');
        let stdin = child.stdin.as_mut().ok_or(WorkerError::Handshake("it has no input"))?;
        stdin.write_all(&line).and_then(|()| stdin.flush()).map_err(WorkerError::Start)
    }

    /// Waits until the child has come and proved who it is, as long as it is `wanted`. Strangers are sent away.
    pub(crate) fn meet(
        &self,
        child: &mut Child,
        limit: Duration,
        wanted: impl Fn() -> bool,
    ) -> Result<Stream, WorkerError> {
        let end = Instant::now() + limit;
        let mut reason = "it did not come in time";
        loop {
            match self.listener.accept() {
                Ok(stream) if self.knows(&stream) => {
                    message::write(&stream, &Head::Welcome, &[])?;
                    return Ok(stream);
                }
                Ok(_) => reason = "what came did not know the password",
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error.into()),
            }
            if child.try_wait()?.is_some() {
                let gone = if reason.starts_with("it") { "it ended at once" } else { reason };
                return Err(WorkerError::Handshake(gone));
            }
            if Instant::now() > end || !wanted() {
                return Err(WorkerError::Handshake(reason));
            }
            std::thread::sleep(LOOK);
        }
    }

    fn knows(&self, stream: &Stream) -> bool {
        // Named pipes know no time limit; there the socket's name alone has to keep strangers out.
        let limited = stream.set_recv_timeout(Some(HELLO_LIMIT)).is_ok();
        let hello = message::read(stream, Limits::HELLO);
        let unlimited = !limited || stream.set_recv_timeout(None).is_ok();
        let known = matches!(hello, Ok(Some((Head::Hello(word), _))) if same(&word, &self.invitation.token));
        known && unlimited
    }
}

/// The child's side: reads the invitation from its input and comes.
pub(crate) fn come(input: &mut impl BufRead) -> Result<Stream, WorkerError> {
    let mut line = Vec::new();
    input.take(INVITATION_MAX).read_until(b'\n', &mut line)?;
    let uninvited = |_| WorkerError::Handshake("it was not started by the program");
    let invitation: Invitation = serde_json::from_slice(&line).map_err(uninvited)?;
    let stream = Stream::connect(name(&invitation.socket)?)?;
    message::write(&stream, &Head::Hello(invitation.token), &[])?;
    match message::read(&stream, Limits::HELLO)? {
        Some((Head::Welcome, _)) => Ok(stream),
        _ => Err(WorkerError::Handshake("it was sent away")),
    }
}

#[cfg(unix)]
fn name(socket: &str) -> io::Result<Name<'_>> {
    use interprocess::local_socket::{GenericFilePath, ToFsName};
    socket.to_fs_name::<GenericFilePath>()
}

#[cfg(not(unix))]
fn name(socket: &str) -> io::Result<Name<'_>> {
    use interprocess::local_socket::{GenericNamespaced, ToNsName};
    socket.to_ns_name::<GenericNamespaced>()
}

/// 256 bits that nobody can guess, as text.
fn random_word() -> Result<String, WorkerError> {
    let mut bits = [0_u8; 32];
    getrandom::fill(&mut bits).map_err(io::Error::from)?;
    Ok(bits.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Compares without telling by its time how much was right.
fn same(word: &str, token: &str) -> bool {
    let different = word.bytes().zip(token.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
    word.len() == token.len() && different == 0
}
