//! Facts about the hosted service.

mod ledger;
mod sample;
mod store;
mod step;
mod worker;
//! The tests of this crate, one binary.

mod catalogue;
mod playable;
