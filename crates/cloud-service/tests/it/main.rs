//! Facts about the hosted service.

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
