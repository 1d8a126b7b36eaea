//! Child processes of the same executable: start, framed messages over a local socket, restart, watchdog, and a
//! ring of shared memory for frames. Nothing here knows media.

pub mod worker;
pub mod command;
pub mod child;
pub mod message;
pub mod ring;
pub mod error;
mod rendezvous;
mod pending;
