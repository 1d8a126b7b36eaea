//! Facts about the service, one file for each area.

mod account;
mod idempotency;
mod limit;
mod security;
mod serve;
mod support;
