//! Messages on the wire: the length of a JSON head, the length of raw bytes, the head, the bytes. Lengths are
//! little-endian `u32` and bounded, so that no peer can make the other one run out of memory.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::WorkerError;

/// Most bytes of a JSON head: a document of thousands of clips fits.
pub const HEAD_MAX: usize = 16 << 20;
/// Most raw bytes beside it: an 8K frame fits.
pub const BYTES_MAX: usize = 256 << 20;
/// Most bytes of anything before both sides know each other.
const HELLO_MAX: usize = 1024;

/// What is asked, answered or reported: a value, and bytes too many or too raw for JSON.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Message {
    /// The caller's own request, answer or event.
    pub body: Value,
    /// Bytes that go with it; often none.
    pub bytes: Vec<u8>,
}

impl From<Value> for Message {
    fn from(body: Value) -> Self {
        Self { body, bytes: Vec::new() }
    }
}

/// The head of a message.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Head {
    /// The child says who it is.
    Hello(String),
    /// The parent believes it.
    Welcome,
    /// The parent asks.
    Request { id: u64, body: Value },
    /// The child has done it.
    Done { id: u64, body: Value },
    /// The child could not.
    Refused { id: u64, body: Value },
    /// The child has too much to do.
    Busy { id: u64 },
    /// The child reports.
    Event { body: Value },
    /// The parent asks whether the child is alive.
    Ping,
    /// It is.
    Pong,
}

/// What a side accepts.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    head: usize,
    bytes: usize,
}

impl Limits {
    pub(crate) const FULL: Self = Self { head: HEAD_MAX, bytes: BYTES_MAX };
    pub(crate) const HELLO: Self = Self { head: HELLO_MAX, bytes: 0 };

    fn check(self, head: usize, bytes: usize) -> Result<(), WorkerError> {
        let over =
            |size: usize, limit: usize| (size > limit).then_some(WorkerError::TooLarge { size, limit });
        over(head, self.head).or_else(|| over(bytes, self.bytes)).map_or(Ok(()), Err)
    }
}

/// A message as it goes over the wire, lengths and head first; the raw bytes follow separately.
pub(crate) fn encode(head: &Head, bytes: &[u8]) -> Result<Vec<u8>, WorkerError> {
    let json = serde_json::to_vec(head).map_err(io::Error::from)?;
    Limits::FULL.check(json.len(), bytes.len())?;
    let mut wire = Vec::with_capacity(8 + json.len());
    wire.extend((json.len() as u32).to_le_bytes());
    wire.extend((bytes.len() as u32).to_le_bytes());
    wire.extend(json);
    Ok(wire)
}

pub(crate) fn write(mut to: impl Write, head: &Head, bytes: &[u8]) -> Result<(), WorkerError> {
    to.write_all(&encode(head, bytes)?)?;
    to.write_all(bytes)?;
    Ok(to.flush()?)
}

/// The next message. `None` when the other side has closed between two messages.
pub(crate) fn read(mut from: impl Read, limits: Limits) -> Result<Option<(Head, Vec<u8>)>, WorkerError> {
    let mut lengths = [0; 8];
    let first = loop {
        match from.read(&mut lengths) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => break other?,
        }
    };
    if first == 0 {
        return Ok(None);
    }
    from.read_exact(&mut lengths[first..])?;
    let [a, b, c, d, e, f, g, h] = lengths;
    let head = u32::from_le_bytes([a, b, c, d]) as usize;
    let bytes = u32::from_le_bytes([e, f, g, h]) as usize;
    limits.check(head, bytes)?;
    let json = read_exactly(&mut from, head)?;
    let bytes = read_exactly(&mut from, bytes)?;
    let head = serde_json::from_slice(&json).map_err(|_| WorkerError::Garbled)?;
    Ok(Some((head, bytes)))
}

/// Memory grows with what has really come, not with what was promised.
fn read_exactly(from: impl Read, count: usize) -> Result<Vec<u8>, WorkerError> {
    let mut out = Vec::with_capacity(count.min(1 << 20));
    from.take(count as u64).read_to_end(&mut out)?;
    if out.len() < count { Err(io::Error::from(io::ErrorKind::UnexpectedEof).into()) } else { Ok(out) }
}
