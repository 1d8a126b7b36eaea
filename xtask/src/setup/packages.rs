//! The packages that each system needs, by the name it gives them.
//! Only Debian's are tried on every change; the others are listed from the systems' own indexes.

use crate::setup::Purpose;
use crate::setup::system::System;

/// One package of a system.
#[derive(Clone, Copy)]
pub struct Package {
    /// As the package manager knows it.
    pub name: &'static str,
    /// A command that ends well when the package is not needed. Empty: ask the package manager only.
    pub works_if: &'static [&'static str],
}

const PIP_WORKS: &[&str] = &["python3", "-m", "pip", "--version"];
const VENV_WORKS: &[&str] = &["python3", "-c", "import ensurepip, venv"];

/// What building and running need on Debian and Ubuntu.
const APT_RUN: &[&str] = &[
    "pkg-config",
    "gcc",
    "g++",
    "cmake",
    "clang",
    "libclang-dev",
    "libgstreamer1.0-dev",
    "libgstreamer-plugins-base1.0-dev",
    "libgstreamer-plugins-bad1.0-dev",
    "libasound2-dev",
    "libwebkit2gtk-4.1-dev",
    "libgtk-3-dev",
    "librsvg2-dev",
    "libxdo-dev",
    "libssl-dev",
    "rustc-web",
    "rust-web-src",
    "lld",
    "gstreamer1.0-plugins-base",
    "gstreamer1.0-plugins-good",
    "gstreamer1.0-plugins-bad",
    "gstreamer1.0-plugins-ugly",
    "gstreamer1.0-libav",
    "libespeak-ng1",
    "espeak-ng-data",
    "fonts-noto-core",
    "fonts-noto-cjk",
    "fonts-noto-color-emoji",
    "python3",
    "python3-pip",
];
/// What tests and benchmarks need beside that: the peers we measure ourselves against, and independent eyes and ears.
const APT_TEST: &[&str] = &[
    "ffmpeg",
    "melt",
    "ges1.0-tools",
    "gstreamer1.0-tools",
    "sox",
    "imagemagick",
    "python3-venv",
    "webkit2gtk-driver",
    "xvfb",
    "dbus-x11",
    "chromium",
    "nodejs",
    "npm",
];

const DNF_RUN: &[&str] = &[
    "pkgconf-pkg-config",
    "gcc",
    "gcc-c++",
    "cmake",
    "clang",
    "clang-devel",
    "gstreamer1-devel",
    "gstreamer1-plugins-base-devel",
    "gstreamer1-plugins-bad-free-devel",
    "alsa-lib-devel",
    "gstreamer1-plugins-good",
    "gstreamer1-plugins-ugly",
    "gstreamer1-plugin-libav",
    "espeak-ng",
    "google-noto-sans-fonts",
    "google-noto-sans-cjk-fonts",
    "google-noto-color-emoji-fonts",
    "python3-pip",
];
const DNF_TEST: &[&str] =
    &["ffmpeg", "mlt", "gst-editing-services", "sox", "ImageMagick", "chromium", "nodejs", "npm"];

const PACMAN_RUN: &[&str] = &[
    "pkgconf",
    "gcc",
    "cmake",
    "clang",
    "gstreamer",
    "gst-plugins-base",
    "gst-plugins-good",
    "gst-plugins-bad",
    "gst-plugins-ugly",
    "gst-libav",
    "alsa-lib",
    "espeak-ng",
    "noto-fonts",
    "noto-fonts-cjk",
    "noto-fonts-emoji",
    "python-pip",
];
const PACMAN_TEST: &[&str] =
    &["ffmpeg", "mlt", "gst-editing-services", "sox", "imagemagick", "chromium", "nodejs", "npm"];

const BREW_RUN: &[&str] = &[
    "pkgconf",
    "cmake",
    "gstreamer",
    "espeak-ng",
    "font-noto-sans",
    "font-noto-sans-cjk",
    "font-noto-color-emoji",
    "python",
];
const BREW_TEST: &[&str] = &["ffmpeg", "mlt", "sox", "imagemagick", "chromium", "node"];

const WINGET_RUN: &[&str] = &[
    "Kitware.CMake",
    "LLVM.LLVM",
    "gstreamerproject.gstreamer",
    "eSpeak-NG.eSpeak-NG",
    "Python.Python.3.13",
];
const WINGET_TEST: &[&str] = &[
    "Gyan.FFmpeg",
    "Meltytech.Shotcut",
    "ChrisBagwell.SoX",
    "ImageMagick.ImageMagick",
    "OpenJS.NodeJS.LTS",
    "Hibbiki.Chromium",
];

/// Everything that `purpose` needs on `system`.
pub fn needed(system: System, purpose: Purpose) -> Vec<Package> {
    let (run, test) = match system {
        System::Apt => (APT_RUN, APT_TEST),
        System::Dnf => (DNF_RUN, DNF_TEST),
        System::Pacman => (PACMAN_RUN, PACMAN_TEST),
        System::Brew => (BREW_RUN, BREW_TEST),
        System::Winget => (WINGET_RUN, WINGET_TEST),
    };
    let test = if purpose == Purpose::Test { test } else { &[] };
    run.iter().chain(test).map(|name| Package { name, works_if: works_if(name) }).collect()
}

fn works_if(name: &str) -> &'static [&'static str] {
    match name {
        "python3" => &["python3", "--version"],
        "python3-pip" | "python-pip" => PIP_WORKS,
        "python3-venv" => VENV_WORKS,
        "gcc" => &["gcc", "--version"],
        "g++" | "gcc-c++" => &["g++", "--version"],
        "cmake" => &["cmake", "--version"],
        "nodejs" | "node" => &["node", "--version"],
        "npm" => &["npm", "--version"],
        "clang" => &["clang", "--version"],
        _ => &[],
    }
}
