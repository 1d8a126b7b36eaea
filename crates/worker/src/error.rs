//! What can go wrong with a worker.

use std::io;

use serde_json::Value;

/// A failure of a worker or of talking to it.
#[derive(Debug, thiserror::Error)]
pub enum WorkerError {
    /// The process could not be started.
    #[error("the background process could not be started: {0}")]
    Start(io::Error),
    /// The process started but did not report in time, or not properly.
    #[error("the background process did not report: {0}")]
    Handshake(&'static str),
    /// The process ended while it had work.
    #[error("the background process ended unexpectedly and is being restarted; try again")]
    Died,
    /// The process ended too often and is not started again.
    #[error("the background process ended {0} times in a row; restart the program")]
    GaveUp(u32),
    /// The process did nothing for too long and was killed.
    #[error("the background process stopped answering and is being restarted; try again")]
    Hung,
    /// A message is larger than any that is allowed.
    #[error("a message of {size} bytes is over the limit of {limit}")]
    TooLarge {
        /// Bytes of the message.
        size: usize,
        /// The most there may be.
        limit: usize,
    },
    /// The other side does not speak the protocol.
    #[error("the background process sent something that cannot be read")]
    Garbled,
    /// The worker answered that it cannot do it. The value is for the caller's own types.
    #[error("the background process refused: {0}")]
    Refused(Value),
    /// More is asked of the worker than it can remember.
    #[error("the background process has too much to do; try again in a moment")]
    Busy,
    /// The socket or the shared memory failed.
    #[error("talking to the background process did not work: {0}")]
    Io(#[from] io::Error),
}
