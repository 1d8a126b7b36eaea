//! Safe graphics: drivers and compositors on which a web view stays blank are worked around before it starts.

#[cfg(target_os = "linux")]
mod linux {
    use std::path::Path;

    /// WebKit hands frames to the compositor in a way that NVIDIA's drivers and some Wayland compositors do not
    /// show (tauri-apps/tauri issues 8462 and 13899).
    const BLANK: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

    #[expect(unsafe_code, reason = "variables are set before any other thread begins")]
    pub fn choose() {
        let wanted = std::env::var_os(BLANK).is_none() && Path::new("/proc/driver/nvidia/version").exists();
        if wanted {
            // SAFETY: this is the first thing `main` does; no other thread reads the environment.
            unsafe { std::env::set_var(BLANK, "1") };
        }
    }
}

/// Chooses how the window is drawn. A choice of the user, in the environment, is left alone.
pub fn choose() {
    #[cfg(target_os = "linux")]
    linux::choose();
}
