//! Facts about the hosted service, one file for each area.

mod account;
mod catalogue;
mod idempotency;
mod ledger;
mod limit;
mod playable;
mod sample;
mod security;
mod serve;
mod step;
mod store;
mod support;
mod worker;
mod webhook;
