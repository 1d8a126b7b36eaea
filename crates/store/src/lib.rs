//! The library: every project with all its edits, and what is known about media, takes and long work.
//! One SQLite file in the data folder, opened by one process at a time.

pub mod error;
pub mod library;
pub mod history;
pub mod table;
pub mod backup;
mod open;
mod check;
mod connection;
mod housekeeper;
mod lock;
mod migration;
mod replay;
