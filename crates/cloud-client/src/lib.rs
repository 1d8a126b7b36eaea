//! Greenroom's side of the network: for now, fetching voices.

pub mod download;
pub mod error;
