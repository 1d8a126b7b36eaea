//! The hosted service: accounts, exact credits, jobs that survive.
//!
//! Everything that must hold together (ledger, idempotency keys, jobs, events) is committed in one transaction of the
//! [`store`]. What may happen to a generation is decided by a pure function, [`generation::step`]; the worker does
//! what it says at the providers and writes down what came of it.

pub mod account;
pub mod admin;
pub mod app;
pub mod audit;
pub mod catalogue;
pub mod clock;
pub mod clone;
pub mod config;
mod crash;
pub mod event;
pub mod generation;
pub mod guard;
pub mod hands;
pub mod http;
pub mod id;
pub mod idempotency;
pub mod job;
pub mod ledger;
pub mod limit;
pub mod mail;
pub mod moment;
pub mod money;
pub mod network;
pub mod object;
pub mod planning;
pub mod playable;
pub mod provider;
pub mod providers;
pub mod quote;
pub mod recognition;
pub mod refusal;
pub mod security;
pub mod serve;
pub mod stills;
pub mod store;
pub mod ticket;
pub mod voices;
pub mod wish;
pub mod webhook;
pub mod worker;
