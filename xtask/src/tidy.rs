//! Checks the style rules that a program can check. CONTRIBUTING.md says why each is there.

mod crates;
mod exceptions;
mod files;
mod migrations;
mod names;
mod text;
mod tree;

use std::path::Path;

use anyhow::{Result, bail};

use crate::tidy::tree::Tree;

/// Checks the tree under `root` and prints each fault as `file:line: sentence`.
pub fn tidy(root: &Path) -> Result<()> {
    let tree = Tree::read(root)?;
    let mut faults = Vec::new();
    faults.extend(files::faults(&tree));
    faults.extend(text::faults(&tree));
    faults.extend(names::faults(&tree));
    faults.extend(crates::faults(&tree));
    faults.extend(migrations::faults(&tree));
    for fault in &faults {
        println!("{fault}");
    }
    if !faults.is_empty() {
        bail!("tidy found {} faults", faults.len());
    }
    println!("tidy: {} files hold the rules", tree.files.len());
    Ok(())
}
