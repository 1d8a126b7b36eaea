//! Tests the built page in a browser, with a host that is made up: `tests/ui`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::checks::tests::{Counts, run_counted};
use crate::material;
use crate::page;
use crate::setup::{self, Purpose};
use crate::shell;

/// How many colours a picture in the repository has.
const COLORS: &str = "64";
/// What Chromium is called, by system.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Sets up, builds the page and tests it, without everything else. `only` is a pattern for the names of tests.
pub fn alone(only: Option<&str>) -> Result<()> {
    setup::set_up(Purpose::Test)?;
    page::build()?;
    let mut counts = Counts::default();
    let outcome = test(only, &mut counts);
    println!("{counts}");
    outcome
}

/// Tests a page that is built already.
pub fn test(only: Option<&str>, counts: &mut Counts) -> Result<()> {
    // A picture of a screen that is gone would look like one of this run.
    if pictures().exists() {
        fs::remove_dir_all(pictures())?;
    }
    let mut node = shell::command("node");
    node.arg("--test").arg("--test-reporter").arg(folder().join("reporter.js"));
    if let Some(only) = only {
        node.args(["--test-name-pattern", only]);
    }
    node.arg(folder().join("page.test.js"));
    node.env("GREENROOM_PAGE", shell::root().join("target/page")).env("GREENROOM_PICTURES", pictures());
    node.env("GREENROOM_CHROMIUM", browser()?);
    run_counted(&mut node, counts)
}

/// Fetches the packages of the lock file, if they are not those that are there. Nothing of theirs is run.
pub fn install_packages() -> Result<()> {
    let lock = folder().join("package-lock.json");
    let wanted = material::sha256(&lock)?;
    let mark = folder().join("node_modules/.lock.sha256");
    if fs::read_to_string(&mark).is_ok_and(|there| there == wanted) {
        return Ok(());
    }
    println!("setup: fetching what tests of the page need, as {} names it", lock.display());
    let mut install = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    install.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(folder());
    shell::run(&mut install)?;
    fs::write(&mark, wanted).with_context(|| format!("writing {}", mark.display()))
}

/// Puts the pictures of this run into the repository, with few colours, so that they stay small.
pub fn keep_pictures() -> Result<()> {
    for theme in ["dark", "light"] {
        let to = shell::root().join("docs/screens").join(theme);
        fs::create_dir_all(&to)?;
        for entry in fs::read_dir(pictures().join(theme))? {
            let from = entry?.path();
            if from.extension().is_some_and(|extension| extension == "png") {
                keep_picture(&from, &to)?;
            }
        }
    }
    Ok(())
}

fn folder() -> PathBuf {
    shell::root().join("tests/ui")
}

fn pictures() -> PathBuf {
    shell::root().join("target/page-tests")
}

fn browser() -> Result<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let found = BROWSERS.iter().flat_map(|name| places.iter().map(move |place| place.join(name)));
    found
        .into_iter()
        .find(|program| program.is_file())
        .context("the page is tested in Chromium, which is not installed")
}

fn keep_picture(from: &Path, folder: &Path) -> Result<()> {
    let Some(name) = from.file_name() else { bail!("{} has no name", from.display()) };
    let mut convert = Command::new("convert");
    convert.arg(from).args(["+dither", "-colors", COLORS, "-strip", "-define", "png:compression-level=9"]);
    let to = folder.join(name).to_string_lossy().into_owned();
    shell::run(convert.arg(format!("PNG8:{to}")))
}
