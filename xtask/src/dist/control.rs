//! What the package says of itself, by Debian's policy manual, chapter 5.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::{NAME, PROGRAMS, architecture, version};
use crate::shell;

/// What the programs load while they run, so that no linker knows of it.
const LOADED: [&str; 10] = [
    "espeak-ng-data",
    "fonts-noto-cjk",
    "fonts-noto-color-emoji",
    "fonts-noto-core",
    "gstreamer1.0-libav",
    "gstreamer1.0-plugins-bad",
    "gstreamer1.0-plugins-base",
    "gstreamer1.0-plugins-good",
    "gstreamer1.0-plugins-ugly",
    "libespeak-ng1",
];

/// Writes the control file of the package that lies in `root`; `folder` is there for notes.
pub(super) fn write(root: &Path, folder: &Path) -> Result<()> {
    let depends = LOADED.iter().map(|name| (*name).to_owned()).chain(linked(root, folder)?);
    let mut depends: Vec<String> = depends.collect();
    depends.sort();
    depends.dedup();
    let control = format!(
        "Package: {NAME}\n\
         Version: {}\n\
         Architecture: {}\n\
         Maintainer: The authors of Greenroom\n\
         Installed-Size: {}\n\
         Depends: {}\n\
         Section: video\n\
         Priority: optional\n\
         Description: desktop studio for video ads\n \
         Write a script, cast an actor and a voice, and watch a free draft at once, with\n \
         the network off. The draft is an ordinary timeline, to be edited and exported\n \
         for every placement.\n",
        version(),
        architecture()?,
        kibibytes(root)?,
        depends.join(", "),
    );
    let to = root.join("DEBIAN");
    fs::create_dir_all(&to)?;
    Ok(fs::write(to.join("control"), control)?)
}

/// The packages of the libraries that the programs are linked against, with their versions.
fn linked(root: &Path, folder: &Path) -> Result<Vec<String>> {
    // The tool reads the name of the package from a source package's control file.
    let source = folder.join("source");
    fs::create_dir_all(source.join("debian"))?;
    fs::write(
        source.join("debian/control"),
        format!("Source: {NAME}\n\nPackage: {NAME}\nArchitecture: any\n"),
    )?;
    let mut tool = shell::command("dpkg-shlibdeps");
    tool.current_dir(&source).arg("-O");
    for program in PROGRAMS {
        tool.arg("-e").arg(root.join("usr/bin").join(program));
    }
    let said = shell::read(&mut tool)?;
    let line = said.lines().find_map(|line| line.strip_prefix("shlibs:Depends="));
    let line = line.context("dpkg-shlibdeps named no packages")?;
    Ok(line.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect())
}

/// How much room the files take, as Debian counts it.
fn kibibytes(folder: &Path) -> Result<u64> {
    let mut sum = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        sum += if path.is_dir() { kibibytes(&path)? } else { path.metadata()?.len().div_ceil(1024) };
    }
    Ok(sum)
}
