//! A data folder, the program, and what ffprobe says of a file.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// A folder of its own for one test, with a data folder in it.
pub struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder can be made") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn data(&self) -> PathBuf {
        self.path("data")
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, content).expect("a temporary file can be written");
        path
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_greenroom"));
        command.arg("--data-dir").arg(self.data()).arg("--json");
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command().args(arguments).output().expect("the program starts")
    }

    /// Runs a command that must succeed.
    #[track_caller]
    pub fn ok(&self, arguments: &[&str]) -> Value {
        let output = self.run(arguments);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{arguments:?}: {text}{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_str(&text).expect("one JSON value")
    }

    /// Runs a command that must fail with exit code 1 and that error code, and returns the sentence.
    #[track_caller]
    pub fn refused(&self, arguments: &[&str], code: &str) -> String {
        let output = self.run(arguments);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(
            output.status.code(),
            Some(1),
            "{arguments:?}: {text}{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let value: Value = serde_json::from_str(&text).expect("one JSON value");
        assert_eq!(value["error"]["code"], code, "{arguments:?}: {value}");
        let message = value["error"]["message"].as_str().expect("a sentence").to_owned();
        assert!(message.len() > 10 && message.contains(' '), "a sentence: {message}");
        message
    }
}

/// What ffprobe says of a file, streams and format.
#[track_caller]
pub fn ffprobe(path: &Path) -> Value {
    let output = Command::new("ffprobe")
        .args(["-v", "error", "-show_streams", "-show_format", "-of", "json"])
        .arg(path)
        .output()
        .expect("ffprobe is installed by cargo xtask setup");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("ffprobe prints JSON")
}

/// Runs ffmpeg to make or to measure something; returns what it says.
#[track_caller]
pub fn ffmpeg(arguments: &[&str]) -> String {
    let output = Command::new("ffmpeg")
        .args(["-hide_banner", "-nostdin", "-y"])
        .args(arguments)
        .output()
        .expect("ffmpeg is installed by cargo xtask setup");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    said
}

pub fn text(path: &Path) -> &str {
    path.to_str().expect("temporary paths are UTF-8")
}

/// Integrated loudness in LUFS and true peak in dBTP, as ffmpeg measures them.
pub fn loudness(path: &Path) -> (f64, f64) {
    let said = ffmpeg(&["-i", text(path), "-af", "ebur128=peak=true", "-f", "null", "-"]);
    let summary = said.rsplit("Summary:").next().expect("ebur128 prints a summary").to_owned();
    let value = |name: &str| {
        let line =
            summary.lines().find_map(|line| line.trim().strip_prefix(name)).expect("the summary has it");
        line.split_whitespace().next().and_then(|number| number.parse().ok()).expect("a number")
    };
    (value("I:"), value("Peak:"))
}
