//! Finds the system's package manager and asks it for the packages that are missing.

use std::process::Command;

use anyhow::{Result, bail};

use crate::setup::Purpose;
use crate::setup::packages::{self, Package};
use crate::shell;

/// A package manager that we know how to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Debian and Ubuntu. The one that is tried on every change.
    Apt,
    /// Fedora.
    Dnf,
    /// Arch Linux.
    Pacman,
    /// Homebrew, on macOS.
    Brew,
    /// Windows.
    Winget,
}

/// Installs the packages that `purpose` needs and the system lacks.
pub fn install_missing(purpose: Purpose) -> Result<()> {
    let Some(system) = detect() else {
        println!("setup: no known package manager here. These are needed, by their Debian names:");
        println!("  {}", names(&packages::needed(System::Apt, purpose)).join(" "));
        return Ok(());
    };
    let missing: Vec<_> =
        packages::needed(system, purpose).into_iter().filter(|package| !is_there(system, package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("setup: {system:?} will install {}", names(&missing).join(" "));
    for mut command in install_commands(system, &names(&missing))? {
        shell::run(&mut command)?;
    }
    Ok(())
}

fn detect() -> Option<System> {
    let known = [
        (System::Apt, "apt-get"),
        (System::Dnf, "dnf"),
        (System::Pacman, "pacman"),
        (System::Brew, "brew"),
        (System::Winget, "winget"),
    ];
    known.into_iter().find(|(_, program)| is_program(program)).map(|(system, _)| system)
}

fn is_program(name: &str) -> bool {
    shell::succeeds(Command::new(name).arg("--version"))
}

fn names(packages: &[Package]) -> Vec<&'static str> {
    packages.iter().map(|package| package.name).collect()
}

/// A package counts as there when the system has it, or when the program it is wanted for already works:
/// compilers and Python often come from somewhere else than the system's packages.
fn is_there(system: System, package: &Package) -> bool {
    let name = package.name;
    if !package.works_if.is_empty()
        && shell::succeeds(Command::new(package.works_if[0]).args(&package.works_if[1..]))
    {
        return true;
    }
    match system {
        System::Apt => {
            shell::read(Command::new("dpkg-query").args(["-W", "-f", "${db:Status-Status}", name]))
                .is_ok_and(|status| status == "installed")
        }
        System::Dnf => shell::succeeds(Command::new("rpm").args(["-q", "--whatprovides", name])),
        System::Pacman => shell::succeeds(Command::new("pacman").args(["-T", name])),
        System::Brew => shell::succeeds(Command::new("brew").args(["list", "--versions", name])),
        System::Winget => shell::succeeds(Command::new("winget").args(["list", "--id", name, "--exact"])),
    }
}

fn install_commands(system: System, names: &[&str]) -> Result<Vec<Command>> {
    let lines: Vec<Vec<&str>> = match system {
        System::Apt => {
            let install = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-q", "-y"];
            let install = [&install[..], &["--no-install-recommends"], names].concat();
            vec![vec!["apt-get", "update", "-q"], install]
        }
        System::Dnf => vec![[&["dnf", "install", "-y"], names].concat()],
        System::Pacman => vec![[&["pacman", "-S", "--needed", "--noconfirm"], names].concat()],
        System::Brew => vec![[&["brew", "install"], names].concat()],
        System::Winget => {
            names.iter().map(|name| vec!["winget", "install", "--exact", "--silent", "--id", name]).collect()
        }
    };
    let as_user = matches!(system, System::Brew | System::Winget);
    lines.into_iter().map(|line| if as_user { Ok(plain(&line)) } else { as_root(&line) }).collect()
}

fn plain(line: &[&str]) -> Command {
    let mut command = Command::new(line.first().copied().unwrap_or_default());
    command.args(line.iter().skip(1));
    command
}

/// The command, by the user that may change the system.
///
/// # Errors
/// When this is another user and there is no `sudo`.
pub fn as_root(line: &[&str]) -> Result<Command> {
    if shell::read(Command::new("id").arg("-u")).is_ok_and(|user| user.trim() == "0") {
        return Ok(plain(line));
    }
    if !is_program("sudo") {
        bail!(
            "installing packages needs root, and there is no sudo here. Run as root:\n  {}",
            line.join(" ")
        );
    }
    Ok(plain(&[&["sudo"], line].concat()))
}
