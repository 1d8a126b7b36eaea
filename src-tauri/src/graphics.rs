//! Safe graphics: drivers and compositors on which a web view stays blank are worked around before it starts.
//!
//! The user's choice lies in a file beside the library, because it counts before anything else is open. Beside it
//! lies a count of starts in which nothing was seen: it grows at each start and is taken away once the page has drawn
//! itself, so that a window which stays blank is safer the next time.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// How the window is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GraphicsMode {
    /// As the hardware suggests, and safer after a start in which nothing was seen.
    #[default]
    Auto,
    /// By the graphics processor, come what may.
    Hardware,
    /// Without it.
    Safe,
}

/// What the user chose.
pub fn kept(data: &Path) -> GraphicsMode {
    let text = std::fs::read_to_string(choice(data)).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// Keeps what the user chose.
///
/// # Errors
/// When the file cannot be written.
pub fn keep(data: &Path, mode: GraphicsMode) -> std::io::Result<()> {
    std::fs::create_dir_all(data)?;
    std::fs::write(choice(data), serde_json::to_vec(&mode)?)
}

/// The page has drawn itself.
pub fn was_seen(data: &Path) {
    if let Err(error) = std::fs::remove_file(blanks(data))
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(%error, "the count of blank starts stays");
    }
}

/// Chooses how the window is drawn. A choice of the user, in the environment, is left alone.
pub fn choose(data: &Path) {
    let blank_starts: u32 =
        std::fs::read_to_string(blanks(data)).ok().and_then(|text| text.parse().ok()).unwrap_or(0);
    let counted = std::fs::create_dir_all(data)
        .and_then(|()| std::fs::write(blanks(data), (blank_starts + 1).to_string()));
    // Without the count the window opens as it does the first time.
    drop(counted);
    system::choose(kept(data), blank_starts);
}

fn choice(data: &Path) -> PathBuf {
    data.join("graphics.json")
}

fn blanks(data: &Path) -> PathBuf {
    data.join("blank-starts")
}

#[cfg(target_os = "linux")]
mod system {
    use std::path::Path;

    use super::GraphicsMode;

    /// WebKit hands frames to the compositor in a way that NVIDIA's drivers and some Wayland compositors do not
    /// show (tauri-apps/tauri issues 8462 and 13899).
    const SHARED: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    /// The slow way, on which every system shows something.
    const COMPOSED: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";

    pub fn choose(mode: GraphicsMode, blank_starts: u32) {
        let is_suspect = Path::new("/proc/driver/nvidia/version").exists();
        let (without_sharing, without_compositing) = match mode {
            GraphicsMode::Hardware => (false, false),
            GraphicsMode::Safe => (true, true),
            GraphicsMode::Auto => (is_suspect || blank_starts > 0, blank_starts > 1),
        };
        if without_sharing {
            set(SHARED);
        }
        if without_compositing {
            set(COMPOSED);
        }
    }

    #[expect(unsafe_code, reason = "variables are set before any other thread begins")]
    fn set(name: &str) {
        if std::env::var_os(name).is_none() {
            // SAFETY: this is the first thing `main` does; no other thread reads the environment.
            unsafe { std::env::set_var(name, "1") };
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    use super::GraphicsMode;

    /// The web views of other systems draw themselves everywhere.
    pub fn choose(_mode: GraphicsMode, _blank_starts: u32) {}
}
