//! Every request is answered by the window's program and granted to the page.

use std::collections::BTreeSet;
use std::path::Path;

use types::call::NAMES;

/// A file of the window's program.
fn source(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src-tauri").join(path);
    std::fs::read_to_string(&path).expect("a file of the window's program")
}

fn requests() -> BTreeSet<String> {
    NAMES.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn no_request_is_named_twice() {
    assert_eq!(requests().len(), NAMES.len());
}

#[test]
fn every_request_has_a_command_and_no_command_is_without_one() {
    let ask = source("src/ask.rs");
    let (_, list) = ask.split_once("\ncommands! {\n").expect("the list of commands");
    let (list, _) = list.split_once("\n}").expect("its end");
    let commands: BTreeSet<String> = list
        .lines()
        .filter_map(|row| row.trim().split_once(": types::call::"))
        .map(|(name, _)| name.to_owned())
        .collect();
    assert_eq!(commands, requests());
}

#[test]
fn every_request_is_granted_to_the_page() {
    let granted: serde_json::Value =
        serde_json::from_str(&source("capabilities/main.json")).expect("it is JSON");
    let granted = granted["permissions"].as_array().expect("a list of permissions");
    let granted: BTreeSet<&str> = granted.iter().filter_map(|name| name.as_str()).collect();
    let missing: Vec<&str> = NAMES
        .iter()
        .copied()
        .filter(|name| !granted.contains(format!("allow-{}", name.replace('_', "-")).as_str()))
        .collect();
    assert!(missing.is_empty(), "not granted: {missing:?}");
}
