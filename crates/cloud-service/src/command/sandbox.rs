//! `greenroom-cloud sandbox`: the providers of a service that has no keys.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use provider_sim::options::{End, Options};

#[derive(Args)]
pub struct Sandbox {
    /// Where everything is kept.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Where requests come in.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// The folder with Piper voices.
    #[arg(long, value_name = "DIR")]
    voices: Option<PathBuf>,
    /// How long things take: 1 is about 6 s for a video, 0 as fast as it is made.
    #[arg(long, default_value_t = 1.0)]
    speed: f64,
}

/// Serves until the service that started it is gone.
pub fn run(arguments: Sandbox) -> anyhow::Result<()> {
    let options = Options {
        listen: arguments.listen,
        voices: arguments.voices,
        speed: arguments.speed,
        end: End::SignalOrInput,
        ..Options::new(arguments.data)
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    Ok(runtime.block_on(provider_sim::run(options))?)
}
