//! `provider-sim`: the simulator as a program, for tests in any language.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use provider_sim::options::{End, Options, PolloForm};

/// AI providers' wire protocols on loopback, with real media in the answers.
#[derive(Parser)]
#[command(name = "provider-sim", version)]
struct Arguments {
    /// Where to listen; port 0 takes any free one.
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// The folder for everything that is kept.
    #[arg(long)]
    data: PathBuf,
    /// The folder with Piper voices; without one, eSpeak NG speaks.
    #[arg(long)]
    voices: Option<PathBuf>,
    /// How long things take: 1 is about 6 s for a video, 0 as fast as it is made.
    #[arg(long, default_value_t = 1.0)]
    speed: f64,
    /// The most pixels on the short side of a picture.
    #[arg(long, default_value_t = 1080)]
    short_side_max: u32,
    /// Answer as Pollo's documents say instead of as its clients see it.
    #[arg(long)]
    pollo_flat: bool,
    /// A host besides loopback that media may be fetched from and webhooks sent to.
    #[arg(long)]
    reachable: Vec<String>,
    /// Where ElevenLabs' transcripts are sent that are asked for by webhook.
    #[arg(long)]
    elevenlabs_webhook: Option<String>,
    /// End when standard input closes.
    #[arg(long)]
    with_parent: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let filter = tracing_subscriber::EnvFilter::try_from_env("GREENROOM_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let options = Options {
        listen: arguments.listen,
        voices: arguments.voices,
        speed: arguments.speed,
        short_side_max: arguments.short_side_max,
        pollo_form: if arguments.pollo_flat { PolloForm::Flat } else { PolloForm::Wrapped },
        reachable: arguments.reachable,
        elevenlabs_webhook: arguments.elevenlabs_webhook,
        end: if arguments.with_parent { End::SignalOrInput } else { End::Signal },
        ..Options::new(arguments.data)
    };
    match provider_sim::run(options).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error}");
            ExitCode::FAILURE
        }
    }
}
