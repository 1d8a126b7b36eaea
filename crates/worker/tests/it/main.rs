//! The tests of this crate, one binary. It is also the child that the tests start: see `role`.

mod message;
mod ring;
mod role;
mod worker;
