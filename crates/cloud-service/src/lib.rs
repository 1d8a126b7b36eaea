//! The hosted service: accounts, exact credits, jobs that survive.
//!
//! Everything that must hold together (ledger, idempotency keys, jobs, events) is committed in one transaction of the
//! [`store`]. What may happen to a generation is decided by a pure function, [`generation::step`]; the worker does
//! what it says at the providers and writes down what came of it.

mod crash;
pub mod event;
pub mod generation;
pub mod catalogue;
pub mod guard;
pub mod id;
pub mod job;
pub mod ledger;
pub mod money;
pub mod moment;
pub mod object;
pub mod playable;
pub mod provider;
pub mod refusal;
pub mod store;
pub mod worker;
