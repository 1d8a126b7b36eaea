//! Facts about the hosted service.

mod ledger;
mod sample;
mod store;
mod step;
mod worker;
