//! Builds `greenroom` as it is shipped and runs the benchmark programs of `tests/bench` against it.

use std::path::Path;

use anyhow::{Result, bail};

use crate::material;
use crate::setup::{self, Purpose};
use crate::shell;
use crate::target;

/// Runs every benchmark program. They find `greenroom` in `GREENROOM_PROGRAM` and write `docs/benchmarks.md`.
pub fn bench(arguments: &[String]) -> Result<()> {
    if !has_programs(&shell::root().join("tests/bench")) {
        bail!("there is no benchmark program in tests/bench yet");
    }
    setup::set_up(Purpose::Test)?;
    shell::run(shell::cargo().args(["build", "--profile", "dist", "--package", "cli"]))?;
    let program = target::folder().join("dist").join(format!("greenroom{}", std::env::consts::EXE_SUFFIX));
    shell::run(
        shell::cargo()
            .args(["bench", "--profile", "dist", "--package", "tests", "--"])
            .args(arguments)
            .env("GREENROOM_PROGRAM", program)
            .env(material::VARIABLE, material::folder()?),
    )
}

fn has_programs(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|entries| {
        entries.flatten().any(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"))
    })
}
