//! The command line as users meet it: the real program, real files, real processes.

mod ad;
mod bad_input;
mod killed;
mod languages;
mod project;
mod support;
mod worker;
