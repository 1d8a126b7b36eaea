//! Builds the page of the window: Rust to wasm, wasm to what a browser loads, and the files beside it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::shell;
use crate::target;

const TRIPLE: &str = "wasm32-unknown-unknown";
/// A compiler of the system that can build the standard library itself, for machines that cannot reach rustup's servers.
const WEB_COMPILER: &str = "/usr/bin/rustc";
/// How long rustup may take to fetch the target.
const PATIENCE: Duration = Duration::from_secs(120);

/// Folders whose files lie beside the wasm as they are.
const FOLDERS: [&str; 3] = ["ui/css", "ui/fonts", "ui/js"];

/// Builds the page and gives the folder it lies in.
pub fn build() -> Result<PathBuf> {
    // Another compiler in the workspace's own folder would build everything anew, turn by turn.
    let target = target::folder().join("wasm");
    let mut cargo = compiler()?.command();
    cargo
        .args(["build", "--package", "ui", "--profile", "wasm", "--target", TRIPLE, "--target-dir"])
        .arg(&target);
    shell::run(&mut cargo)?;
    let folder = shell::root().join("target/page");
    fs::create_dir_all(&folder)?;
    let wasm = target.join(TRIPLE).join("wasm/ui.wasm");
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen.input_path(&wasm).web(true)?.typescript(false).remove_producers_section(true);
    bindgen.generate(&folder).with_context(|| format!("binding {}", wasm.display()))?;
    fs::copy(shell::root().join("ui/index.html"), folder.join("index.html"))?;
    for from in FOLDERS {
        for file in fs::read_dir(shell::root().join(from))? {
            let file = file?;
            fs::copy(file.path(), folder.join(file.file_name()))?;
        }
    }
    println!("page: {} kB of wasm in {}", size(&folder.join("ui_bg.wasm")) / 1000, folder.display());
    Ok(folder)
}

/// Who turns Rust into wasm.
enum Compiler {
    /// The usual toolchain, with the target installed.
    Rustup,
    /// The system's own, which builds the standard library first.
    System,
}

impl Compiler {
    fn command(&self) -> Command {
        let mut cargo = shell::cargo();
        if let Self::System = self {
            cargo.env("RUSTC", WEB_COMPILER).env("RUSTC_BOOTSTRAP", "1");
            cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld");
            cargo.arg("-Zbuild-std=std,panic_abort");
        }
        cargo
    }
}

fn compiler() -> Result<Compiler> {
    if has_target() {
        return Ok(Compiler::Rustup);
    }
    if is_web_compiler() {
        return Ok(Compiler::System);
    }
    println!("page: asking rustup for {TRIPLE}");
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", TRIPLE]);
    if ends_in_time(&mut rustup) && has_target() {
        return Ok(Compiler::Rustup);
    }
    bail!(
        "the page needs Rust's target {TRIPLE}: `rustup target add {TRIPLE}`, or Debian's rustc-web, rust-web-src and lld"
    )
}

fn has_target() -> bool {
    let libraries = shell::read(Command::new("rustc").args(["--print", "target-libdir", "--target", TRIPLE]));
    libraries.is_ok_and(|folder| {
        Path::new(folder.trim()).join("..").exists() && has_core(Path::new(folder.trim()))
    })
}

fn has_core(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libcore-"))
}

fn is_web_compiler() -> bool {
    let source = shell::read(Command::new(WEB_COMPILER).args(["--print", "sysroot"]));
    source
        .is_ok_and(|root| Path::new(root.trim()).join("lib/rustlib/src/rust/library/std/Cargo.toml").exists())
}

/// Runs a command that may hang where there is no network.
fn ends_in_time(command: &mut Command) -> bool {
    let Ok(mut child) = command.spawn() else { return false };
    let begun = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if begun.elapsed() < PATIENCE => std::thread::sleep(Duration::from_millis(100)),
            _ => {
                drop(child.kill());
                drop(child.wait());
                return false;
            }
        }
    }
}

fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |file| file.len())
}
