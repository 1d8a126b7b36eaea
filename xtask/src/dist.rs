//! Packs the studio for Debian and Ubuntu: builds what is shipped and puts it into a `.deb` whose dependencies bring
//! everything else: WebKit, GStreamer's plugins, fonts, eSpeak NG.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::page;
use crate::setup::{self, Purpose};
use crate::shell;
use crate::target;

mod control;
mod trial;

/// The name of the package.
const NAME: &str = "greenroom";
/// The programs in it.
const PROGRAMS: [&str; 2] = ["greenroom", "greenroom-studio"];

/// What is done with the package once it is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// Nothing.
    Nothing,
    /// It is installed in a bare Debian, and its window is driven there.
    TryOut,
}

/// Builds the package, tries it out where that is wanted, and prints its path as the last line.
pub fn dist(after: After) -> Result<()> {
    let file = package()?;
    if after == After::TryOut {
        trial::try_out(&file)?;
    }
    println!("{}", file.display());
    Ok(())
}

fn package() -> Result<PathBuf> {
    for tool in ["dpkg-deb", "dpkg-shlibdeps"] {
        if !shell::succeeds(shell::command(tool).arg("--version")) {
            bail!("{tool} is not here: packing needs Debian's dpkg-dev");
        }
    }
    setup::set_up(Purpose::Run)?;
    page::build()?;
    let built = ["build", "--profile", "dist", "--package", "cli", "--package", "src-tauri"];
    shell::run(shell::cargo().args(built))?;
    let folder = target::folder().join("package");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let root = folder.join("root");
    fill(&root)?;
    control::write(&root, &folder)?;
    let file = folder.join(format!("{NAME}_{}_{}.deb", version(), architecture()?));
    let mut pack = shell::command("dpkg-deb");
    // xz is what the dpkg of every supported release can read.
    pack.args(["--build", "--root-owner-group", "-Zxz"]).arg(&root).arg(&file);
    shell::run(&mut pack)?;
    Ok(file)
}

/// The version that all crates share.
fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

/// The machine it is built for, as Debian names it.
fn architecture() -> Result<String> {
    Ok(shell::read(shell::command("dpkg").arg("--print-architecture"))?.trim().to_owned())
}

/// Puts every file of the package in its place.
fn fill(root: &Path) -> Result<()> {
    let built = target::folder().join("dist");
    for program in PROGRAMS {
        let to = root.join("usr/bin").join(program);
        place(&built.join(program), &to)?;
        shell::run(shell::command("strip").arg("--strip-unneeded").arg(&to))?;
        executable(&to)?;
    }
    let here = shell::root();
    let files = [
        (
            "xtask/packaging/video.greenroom.studio.desktop",
            "usr/share/applications/video.greenroom.studio.desktop",
        ),
        (
            "xtask/packaging/video.greenroom.studio.metainfo.xml",
            "usr/share/metainfo/video.greenroom.studio.metainfo.xml",
        ),
        ("xtask/packaging/copyright", "usr/share/doc/greenroom/copyright"),
        ("src-tauri/icons/icon.png", "usr/share/icons/hicolor/256x256/apps/greenroom.png"),
        ("docs/sample/sample-ad.txt", "usr/share/doc/greenroom/sample-ad.txt"),
    ];
    for (from, to) in files {
        place(&here.join(from), &root.join(to))?;
    }
    Ok(())
}

fn place(from: &Path, to: &Path) -> Result<()> {
    let folder = to.parent().context("a file lies in a folder")?;
    fs::create_dir_all(folder)?;
    fs::copy(from, to).with_context(|| format!("{} is not there", from.display()))?;
    Ok(())
}

#[cfg(unix)]
fn executable(file: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(fs::set_permissions(file, fs::Permissions::from_mode(0o755))?)
}

#[cfg(not(unix))]
fn executable(_file: &Path) -> Result<()> {
    Ok(())
}
