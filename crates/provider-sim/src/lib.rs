//! AI providers' wire protocols on loopback, with real media in the answers: what the hosted service talks to while
//! it has no keys, and what its tests break in every way that a provider can break.
//!
//! Each provider answers below its own name: `/pollo`, `/elevenlabs`, `/openai`, `/heygen`, `/sync`, `/google`,
//! `/vertex`. A client is pointed here by its base address alone. Below `/sim` lies what no provider has:
//!
//! | request | what it does |
//! |---|---|
//! | `POST /sim/faults` | `{"provider":"pollo","operation":"submit","contains":"…","times":1,"fault":{"kind":"status","code":503}}`; all but `fault` may be left out |
//! | `GET`, `DELETE /sim/faults` | the faults that wait; forgets them |
//! | `GET /sim/log` | every submission that was taken on, in order, as in `accepted.jsonl` |
//! | `GET /sim/webhooks` | every try to tell a customer |
//! | `GET /sim/credit` | what each account holds |
//! | `POST /sim/speed` | `{"speed":0.05}`: how long things take, 1 is about 6 s for a video |

pub mod faults;
pub mod log;
pub mod options;
pub mod provider;
pub mod simulator;

mod answer;
mod call;
mod check;
mod clock;
mod connection;
mod control;
mod credit;
mod desk;
mod digest;
mod elevenlabs;
mod fetch;
mod files;
mod form;
mod google;
mod guard;
mod heygen;
mod id;
mod job;
mod media;
mod openai;
mod pollo;
mod seats;
mod state;
mod sync;
mod webhook;

use std::io::Write;

use crate::options::{End, Options};
use crate::simulator::{Simulator, SimulatorError};

/// Starts a simulator and returns when it listens.
///
/// # Errors
/// When the address is taken, the folder cannot be written to, or GStreamer is not there.
pub async fn start(options: Options) -> Result<Simulator, SimulatorError> {
    Simulator::start(options).await
}

/// Serves until the process is told to stop. When it listens, one line of JSON with its address goes to standard
/// output.
///
/// # Errors
/// As [`start`].
pub async fn run(options: Options) -> Result<(), SimulatorError> {
    let end = options.end;
    let simulator = start(options).await?;
    let line = serde_json::json!({ "address": simulator.address().to_string() });
    // Whoever started it may not care for the line; that is no reason to stop.
    let told = writeln!(std::io::stdout(), "{line}").and_then(|()| std::io::stdout().flush());
    if let Err(error) = told {
        tracing::warn!(%error, "the address could not be told");
    }
    match end {
        End::Signal => simulator::signalled().await,
        End::SignalOrInput => tokio::select! {
            () = simulator::signalled() => {}
            () = simulator::input_closed() => {}
        },
    }
    simulator.stop().await;
    Ok(())
}
