//! How to start a worker, and how patient to be with it.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A worker's command line. What it runs must call [`crate::child::serve`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkerCommand {
    /// The executable.
    pub program: PathBuf,
    /// Its arguments.
    pub args: Vec<OsString>,
    /// Environment variables on top of our own.
    pub env: Vec<(OsString, OsString)>,
}

impl WorkerCommand {
    /// The executable that is running, with these arguments.
    pub fn this_executable<A: Into<OsString>>(args: impl IntoIterator<Item = A>) -> io::Result<Self> {
        let args = args.into_iter().map(Into::into).collect();
        Ok(Self { program: std::env::current_exe()?, args, env: Vec::new() })
    }

    /// Starts it. Its input is ours to write: how to reach us goes there, and its end means that we are gone.
    /// Its errors go where ours go.
    pub(crate) fn spawn(&self) -> io::Result<Child> {
        let mut command = Command::new(&self.program);
        command.args(&self.args).envs(self.env.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::inherit()).spawn()
    }
}

/// How patient to be with a worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// It must report this long after its start.
    pub start: Duration,
    /// It is asked whether it is alive this often.
    pub beat: Duration,
    /// It is killed when it has not answered that for so long.
    pub silence: Duration,
    /// How many times in a row it is started again after it ended without having answered anything.
    pub restarts: u32,
    /// How long to wait before the first of these; every further one waits twice as long, up to 30 s.
    pub back_off: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            start: Duration::from_secs(20),
            beat: Duration::from_secs(1),
            silence: Duration::from_secs(15),
            restarts: 5,
            back_off: Duration::from_millis(100),
        }
    }
}

impl Patience {
    /// How long to wait before start number `failures` in a row.
    pub(crate) fn wait(&self, failures: u32) -> Duration {
        let doubled = self.back_off.saturating_mul(1 << failures.saturating_sub(1).min(16));
        doubled.min(Duration::from_secs(30))
    }
}
