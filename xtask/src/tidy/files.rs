//! Rules about whole files: size, length, and how a source file opens.

use crate::tidy::exceptions::{LARGE_FILES, LONG_FILES};
use crate::tidy::tree::{Source, Tree};

const BYTES_MAX: u64 = 1_000_000;
const LINES_MAX: usize = 400;

/// Every file that breaks a rule.
pub fn faults(tree: &Tree) -> Vec<String> {
    let mut faults = Vec::new();
    for file in &tree.files {
        let path = &file.path;
        let large = file.bytes > BYTES_MAX;
        match (large, LARGE_FILES.contains(&path.as_str())) {
            (true, false) => {
                faults.push(format!("{path}: {} bytes; no file is larger than 1 MB", file.bytes))
            }
            (false, true) => faults.push(no_longer(path, "LARGE_FILES")),
            (true, true) | (false, false) => {}
        }
        if file.is("rs") {
            faults.extend(source_faults(file));
        }
    }
    faults
}

fn source_faults(file: &Source) -> Vec<String> {
    let mut faults = Vec::new();
    let path = &file.path;
    if path == "mod.rs" || path.ends_with("/mod.rs") {
        faults.push(format!("{path}: a module is named after itself, not mod.rs"));
    }
    if !file.text.as_deref().is_some_and(|text| text.starts_with("//! ")) {
        faults.push(format!("{path}:1: a source file opens with `//!` and says what it is for"));
    }
    let lines = lines_without_tests(file);
    let long = lines > LINES_MAX && !file.is_test();
    match (long, LONG_FILES.contains(&path.as_str())) {
        (true, false) => faults.push(format!("{path}: {lines} lines; {LINES_MAX} is the limit, 250 the aim")),
        (false, true) => faults.push(no_longer(path, "LONG_FILES")),
        (true, true) | (false, false) => {}
    }
    faults
}

fn lines_without_tests(file: &Source) -> usize {
    let tests = file.lines().find(|(_, line)| line.trim() == "#[cfg(test)]");
    tests.map_or_else(|| file.lines().count(), |(number, _)| number - 1)
}

fn no_longer(path: &str, list: &str) -> String {
    format!("{path}: no longer an exception; take it out of {list}")
}
