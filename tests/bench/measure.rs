//! Runs programs and says what they cost; reads medians and percentiles.

use std::collections::HashMap;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a run of a program cost.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// Seconds from start to end.
    pub wall: f64,
    /// Seconds of all processors together, in the program itself and the system on its behalf.
    pub cpu: f64,
    /// Those of them that were not spent in threads of an encoder or a decoder, which in Greenroom have names of their
    /// own.
    pub own_cpu: f64,
    /// The most memory it held, in MB.
    pub memory_mb: f64,
}

/// Runs a program to its end. Fails when it does.
pub fn run(command: &mut Command) -> Result<Cost, Box<dyn std::error::Error>> {
    let started = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let mut cost = Cost::default();
    let mut threads = HashMap::new();
    loop {
        // The kernel forgets a process when it is waited for, so it is looked at while it runs.
        look(child.id(), &mut cost);
        look_at_threads(child.id(), &mut threads);
        if let Some(status) = child.try_wait()? {
            cost.wall = started.elapsed().as_secs_f64();
            cost.own_cpu = threads.values().filter(|(name, _)| !is_codec(name)).map(|(_, cpu)| cpu).sum();
            return if status.success() {
                Ok(cost)
            } else {
                Err(format!("{command:?} failed: {status}").into())
            };
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn look(process: u32, cost: &mut Cost) {
    let folder = PathBuf::from(format!("/proc/{process}"));
    if let Ok(stat) = std::fs::read_to_string(folder.join("stat")) {
        cost.cpu = cost.cpu.max(seconds(&stat));
    }
    if let Ok(status) = std::fs::read_to_string(folder.join("status")) {
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = peak.and_then(|text| text.split_whitespace().next()?.parse::<f64>().ok());
        cost.memory_mb = cost.memory_mb.max(kilobytes.unwrap_or(0.0) / 1024.0);
    }
}

/// What every thread has cost so far, by its number: its name and seconds.
type Threads = HashMap<String, (String, f64)>;

fn look_at_threads(process: u32, threads: &mut Threads) {
    let Ok(entries) = std::fs::read_dir(format!("/proc/{process}/task")) else { return };
    for entry in entries.flatten() {
        if let Ok(stat) = std::fs::read_to_string(entry.path().join("stat")) {
            let name = stat.split_once('(').and_then(|(_, rest)| rest.rsplit_once(')'));
            let name = name.map_or_else(String::new, |(name, _)| name.to_owned());
            threads.insert(entry.file_name().to_string_lossy().into_owned(), (name, seconds(&stat)));
        }
    }
}

/// Threads of encoders bear the name of the element that feeds them, threads of decoders that of the demuxer.
fn is_codec(thread: &str) -> bool {
    thread.starts_with("pictures:") || thread.starts_with("trial:") || thread.contains("demux")
}

/// User and system time in a line of `/proc`. They are the 12th and 13th field after the name, which may hold spaces;
/// Linux counts hundredths of a second here on every machine.
fn seconds(stat: &str) -> f64 {
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |index: usize| fields.get(index).and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

/// The run whose wall time is the middle one.
pub fn median(runs: &[Cost]) -> Cost {
    let mut sorted = runs.to_vec();
    sorted.sort_by(|a, b| a.wall.total_cmp(&b.wall));
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

/// The value that `share` of all values do not exceed, in milliseconds.
pub fn percentile(times: &[Duration], share: f64) -> f64 {
    let mut sorted: Vec<f64> = times.iter().map(|time| time.as_secs_f64() * 1000.0).collect();
    sorted.sort_by(f64::total_cmp);
    let index = ((sorted.len() as f64 * share).ceil() as usize).clamp(1, sorted.len().max(1)) - 1;
    sorted.get(index).copied().unwrap_or(f64::NAN)
}
