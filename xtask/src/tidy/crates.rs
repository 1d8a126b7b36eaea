//! Rules about crates: which may use which, who owns an outside crate, and where versions are written.

use crate::tidy::tree::{Source, Tree};

/// Each crate and the crates of ours that it may use. `types` goes without saying.
const EDGES: &[(&str, &[&str])] = &[
    ("types", &[]),
    ("worker", &[]),
    ("render", &[]),
    ("store", &[]),
    ("cloud-client", &[]),
    ("engine", &["render", "worker"]),
    ("speech", &["worker"]),
    ("studio", &["engine", "render", "store", "speech", "cloud-client", "worker"]),
    ("cli", &["studio"]),
    ("src-tauri", &["studio"]),
    ("ui", &[]),
    ("cloud-service", &["render", "provider-sim"]),
    ("provider-sim", &["render", "engine", "speech"]),
    ("tests", &["studio", "cloud-service", "provider-sim"]),
    ("xtask", &[]),
];

/// Outside crates with an owner. A name that ends in `*` stands for all that begin so.
const OWNED: &[(&str, &[&str])] = &[
    ("gstreamer*", &["engine"]),
    ("cpal", &["engine"]),
    ("hound", &["engine"]),
    ("rusqlite", &["store", "cloud-service"]),
    ("keyring", &["cloud-client"]),
    ("reqwest", &["cloud-client", "cloud-service", "provider-sim", "tests"]),
    ("tauri*", &["src-tauri"]),
    ("dioxus*", &["ui"]),
    ("wasm-bindgen", &["ui"]),
    ("wasm-bindgen-cli-support", &["xtask"]),
    ("axum", &["cloud-service", "provider-sim"]),
];

/// Every manifest that breaks a rule.
pub fn faults(tree: &Tree) -> Vec<String> {
    let manifests = tree.files.iter().filter(|file| file.path.ends_with("/Cargo.toml"));
    manifests.flat_map(manifest_faults).collect()
}

fn manifest_faults(manifest: &Source) -> Vec<String> {
    let path = &manifest.path;
    let name = path.trim_end_matches("/Cargo.toml").rsplit('/').next().unwrap_or_default();
    let mut faults = Vec::new();
    let Some((_, may_use)) = EDGES.iter().find(|(member, _)| *member == name) else {
        return vec![format!("{path}: `{name}` is not in the map of crates")];
    };
    if !manifest.lines().any(|(_, line)| line.trim() == format!("name = \"{name}\"")) {
        faults.push(format!("{path}: the package is named after its folder, `{name}`"));
    }
    if !has_shared_lints(manifest) {
        faults.push(format!("{path}: `[lints] workspace = true` is missing"));
    }
    for (number, line) in dependency_lines(manifest) {
        let used = line.split(['.', ' ', '=']).next().unwrap_or_default().trim_matches('"');
        if !line.replace(' ', "").contains("workspace=true") {
            faults.push(format!("{path}:{number}: the version of `{used}` belongs in the root Cargo.toml"));
        }
        let ours = EDGES.iter().any(|(member, _)| *member == used);
        if ours && used != "types" && used != name && !may_use.contains(&used) {
            faults.push(format!("{path}:{number}: `{name}` may not use `{used}`"));
        }
        let owned = OWNED.iter().find(|(pattern, _)| is_named(pattern, used));
        if let Some((_, owners)) = owned.filter(|(_, owners)| !owners.contains(&name)) {
            faults.push(format!(
                "{path}:{number}: `{used}` belongs to {}, not to `{name}`",
                owners.join(" and ")
            ));
        }
    }
    faults
}

fn is_named(pattern: &str, name: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == name, |start| name.starts_with(start))
}

fn has_shared_lints(manifest: &Source) -> bool {
    let mut lines = manifest.lines().map(|(_, line)| line.trim());
    lines.any(|line| line == "[lints]") && lines.next() == Some("workspace = true")
}

/// The lines of every table of dependencies, for any system and for tests too.
fn dependency_lines(manifest: &Source) -> Vec<(usize, &str)> {
    let mut lines = Vec::new();
    let mut inside = false;
    for (number, line) in manifest.lines() {
        let line = line.trim();
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]");
        } else if inside && line.contains('=') && !line.starts_with('#') {
            lines.push((number, line));
        }
    }
    lines
}
