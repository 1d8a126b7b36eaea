//! Tries the package out where nothing else is: a bare Debian 12, into which it is installed with what it depends on,
//! and the story of the window told with the program that lies there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::material;
use crate::setup;
use crate::shell;
use crate::target;

const RELEASE: &str = "bookworm";

/// Installs `package` in a bare Debian and drives its window there, from a script to two films.
pub fn try_out(package: &Path) -> Result<()> {
    let root = target::folder().join("package/bare");
    bare(&root)?;
    fs::copy(package, root.join("greenroom.deb"))?;
    inside(&root, &["apt-get", "install", "--yes", "--no-install-recommends", "/greenroom.deb"])?;
    inside(&root, &["/usr/bin/greenroom", "presets"])?;
    let program = entrance(&root)?;
    let mut story = shell::cargo();
    story.args(["nextest", "run", "--workspace", "--profile", "soak"]);
    story.args(["--filter-expr", "package(tests) and test(/^window::/)"]);
    story.env("GREENROOM_STUDIO", program).env("GREENROOM_SOAK", "full");
    story.env(material::VARIABLE, material::folder()?);
    shell::run(&mut story)
}

/// A Debian with nothing in it but what every Debian has.
fn bare(root: &Path) -> Result<()> {
    if root.join("etc/debian_version").exists() {
        return Ok(());
    }
    if !shell::succeeds(Command::new("debootstrap").arg("--version")) {
        bail!("debootstrap is not here; it makes the bare Debian that the package is tried in");
    }
    let mut make = setup::as_root(&["debootstrap", "--variant=minbase", RELEASE])?;
    shell::run(make.arg(root).arg(mirror()?))
}

/// Where this machine has its own packages from.
fn mirror() -> Result<String> {
    let mut asked = Command::new("apt-get");
    let listed =
        shell::read(asked.args(["indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"]))?;
    listed.lines().next().map(str::to_owned).context("apt knows no place that packages come from")
}

/// Runs a command in the bare Debian.
fn inside(root: &Path, line: &[&str]) -> Result<()> {
    let mut command = setup::as_root(&["chroot"])?;
    command.arg(root).args(["/usr/bin/env", "DEBIAN_FRONTEND=noninteractive"]).args(line);
    shell::run(&mut command)
}

/// A program that starts the installed studio inside, seeing the screen, the session bus and the test's folder, which
/// lie in `/tmp`. It replaces itself, so that whoever ends it ends the studio.
fn entrance(root: &Path) -> Result<PathBuf> {
    let script = root.with_file_name("studio-inside");
    let root = root.display();
    let text = format!(
        "#!/bin/sh\n\
         exec unshare --mount /bin/sh -c '\n\
         mount --bind /tmp {root}/tmp && mount --rbind /dev {root}/dev && mount -t proc proc {root}/proc &&\n\
         exec chroot {root} /usr/bin/greenroom-studio \"$@\"' studio \"$@\"\n"
    );
    fs::write(&script, text)?;
    super::executable(&script)?;
    Ok(script)
}
