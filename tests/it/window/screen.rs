//! A screen without a monitor, and a session bus: started here, ended here.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A screen of 1440 by 900 and what runs on it.
pub struct Screen {
    server: Child,
    bus: Child,
    /// Its name, as programs are told it.
    pub display: String,
    /// Variables of programs that are to appear on it.
    pub variables: Vec<(&'static str, String)>,
    /// Where pictures of it are kept.
    pub pictures: PathBuf,
}

impl Screen {
    /// Starts a screen whose programs keep their data in `data`.
    pub fn start(data: &Path) -> Self {
        // The server chooses a number that is free and writes it down once it listens.
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts");
        let display = format!(":{}", first_line(&mut server));
        let mut bus = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--print-address=1"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a session bus starts");
        let address = first_line(&mut bus);
        let home = data.join("home");
        std::fs::create_dir_all(&home).expect("a home folder");
        let folder = |name: &str| home.join(name).display().to_string();
        let variables = vec![
            ("DISPLAY", display.clone()),
            ("DBUS_SESSION_BUS_ADDRESS", address),
            ("GREENROOM_DATA_DIR", data.display().to_string()),
            ("XDG_CONFIG_HOME", folder("config")),
            ("XDG_CACHE_HOME", folder("cache")),
            ("XDG_DATA_HOME", folder("data")),
            ("NO_AT_BRIDGE", "1".to_owned()),
            ("WEBKIT_DISABLE_COMPOSITING_MODE", "1".to_owned()),
            ("TAURI_AUTOMATION", "true".to_owned()),
            ("TAURI_WEBVIEW_AUTOMATION", "true".to_owned()),
        ];
        let pictures = std::env::temp_dir().join("greenroom-window-pictures");
        std::fs::create_dir_all(&pictures).expect("a folder for pictures");
        Self { server, bus, display, variables, pictures }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        for child in [&mut self.bus, &mut self.server] {
            drop(child.kill());
            drop(child.wait());
        }
    }
}

fn first_line(child: &mut Child) -> String {
    let output = child.stdout.take().expect("its output");
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line).expect("a line");
    line.trim().to_owned()
}
