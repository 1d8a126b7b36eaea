//! A migration that has been merged never changes: somebody's library has already gone through it.

use sha2::{Digest as _, Sha256};

use crate::tidy::tree::Tree;

/// One line per migration: its SHA-256, two spaces, its path.
const CHECKSUMS: &str = "xtask/migrations.sha256";

/// Every migration that differs from its checksum, has none, or has gone.
pub fn faults(tree: &Tree) -> Vec<String> {
    let listed: Vec<(&str, &str)> =
        tree.text(CHECKSUMS).unwrap_or_default().lines().filter_map(|line| line.split_once("  ")).collect();
    let mut faults = Vec::new();
    for file in tree.files.iter().filter(|file| file.path.contains("/migrations/") && file.is("sql")) {
        let path = &file.path;
        let found = format!("{:x}", Sha256::digest(file.text.as_deref().unwrap_or_default()));
        match listed.iter().find(|(_, name)| name == path) {
            Some((expected, _)) if *expected == found => {}
            Some(_) => faults.push(format!("{path}: a merged migration never changes; add a new one")),
            None => faults.push(format!("{path}: add this line to {CHECKSUMS}: {found}  {path}")),
        }
    }
    let gone = listed.iter().filter(|(_, path)| tree.text(path).is_none());
    faults.extend(gone.map(|(_, path)| format!("{path}: a merged migration is never taken away")));
    faults
}
