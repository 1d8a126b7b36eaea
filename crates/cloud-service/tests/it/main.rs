//! Facts about the hosted service.

mod ledger;
mod store;
mod step;
mod worker;
