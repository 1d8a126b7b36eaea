//! Measures Greenroom beside its peers in one run, and writes what it saw to `docs/benchmarks.md`.
//!
//! `cargo xtask bench [export|ad|seek|document]` starts it; without a name everything is measured. Nothing here
//! passes or fails: numbers are for reading, and a slow machine is not a defect.

mod ad;
mod document;
mod export;
mod material;
mod measure;
mod report;
mod seek;

use std::path::PathBuf;

/// A part of the report: a heading and lines of Markdown.
pub type Section = (&'static str, Vec<String>);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let asked: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let wanted = |name: &str| asked.is_empty() || asked.iter().any(|argument| argument == name);
    let bench = Bench::new()?;
    let parts: [Part; 4] = [
        ("document", document::measure),
        ("seek", seek::measure),
        ("ad", ad::measure),
        ("export", export::measure),
    ];
    for (name, part) in parts {
        if wanted(name) {
            let section = part(&bench)?;
            report::print(&section);
            report::keep(name, &section)?;
        }
    }
    Ok(())
}

/// A benchmark: its name and what runs it.
type Part = (&'static str, fn(&Bench) -> Measured);
type Measured = Result<Section, Box<dyn std::error::Error>>;

/// What every benchmark needs.
pub struct Bench {
    /// `greenroom` as it is shipped.
    pub program: PathBuf,
    /// A folder to work in.
    pub folder: PathBuf,
}

impl Bench {
    fn new() -> Result<Self, Box<dyn std::error::Error>> {
        let program =
            std::env::var_os("GREENROOM_PROGRAM").ok_or("cargo xtask bench names the program to measure")?;
        let folder = std::env::temp_dir().join("greenroom-bench");
        std::fs::create_dir_all(&folder)?;
        Ok(Self { program: program.into(), folder })
    }
}
