//! The report: printed, and kept in `docs/benchmarks.md`, one part a benchmark, so that a run of one part
//! leaves the others as they were.

use std::path::{Path, PathBuf};

use crate::Section;

/// Prints a part.
#[expect(clippy::print_stdout, reason = "the report is what this program is for")]
pub fn print((heading, lines): &Section) {
    println!("## {heading}\n");
    for line in lines {
        println!("{line}");
    }
    println!();
}

/// Puts a part into the file, in the place of what was measured before.
pub fn keep(name: &str, (heading, lines): &Section) -> std::io::Result<()> {
    let path = file();
    let (begin, end) = (format!("<!-- {name} -->"), format!("<!-- end {name} -->"));
    let old = std::fs::read_to_string(&path).unwrap_or_else(|_| head());
    let stamp = format!("{}; {}", today(), machine());
    let part = format!("{begin}\n## {heading}\n\nMeasured {stamp}.\n\n{}\n{end}\n", lines.join("\n"));
    let new = match (old.find(&begin), old.find(&end)) {
        (Some(from), Some(to)) if from < to => {
            format!("{}{part}{}", &old[..from], old[to + end.len()..].trim_start_matches('\n'))
        }
        _ => format!("{}\n{part}", old.trim_end_matches('\n')),
    };
    std::fs::write(path, new)
}

fn head() -> String {
    "# Benchmarks\n\nWritten by `cargo xtask bench`. Where a peer can do the same job it is measured in the same run, \
     runs interleaved, and the median of three stands; read the ratios, not the seconds.\n"
        .to_owned()
}

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/benchmarks.md")
}

fn today() -> String {
    let date = std::process::Command::new("date").arg("+%Y-%m-%d").output();
    date.map(|date| String::from_utf8_lossy(&date.stdout).trim().to_owned()).unwrap_or_default()
}

fn machine() -> String {
    let text = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = text.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{cores} cores, {}", model.map_or("unknown processor", |(_, model)| model.trim()))
}
