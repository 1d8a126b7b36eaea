//! Facts about the hosted service, one file for each area.

mod account;
mod adapter;
mod catalogue;
mod crash;
mod guard;
mod idempotency;
mod ledger;
mod limit;
mod planning;
mod playable;
mod process;
mod sample;
mod security;
mod serve;
mod step;
mod store;
mod support;
mod walk;
mod worker;
mod webhook;
