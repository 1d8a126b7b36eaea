//! Each rule finds its fault, and this workspace has none.

use std::fs;
use std::path::Path;
use std::process::Command;

const GOOD: &str = "//! Says what it is for.\n";

#[test]
fn this_workspace_holds_the_rules() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (held, said) = tidy(here.parent().expect("xtask lies in the workspace"));
    assert!(held, "{said}");
}

#[test]
fn a_plain_file_holds_the_rules() {
    check_holds("crates/store/src/lib.rs", &format!("{GOOD}pub struct Library;\n"));
}

#[test]
fn a_source_file_says_what_it_is_for() {
    check_fault("crates/store/src/lib.rs", "pub struct Library;\n", "opens with `//!`");
}

#[test]
fn a_source_file_ends_by_line_400() {
    check_holds("src/long.rs", &format!("{GOOD}{}", "\n".repeat(399)));
    check_fault("src/long.rs", &format!("{GOOD}{}", "\n".repeat(400)), "401 lines");
}

#[test]
fn tests_may_be_longer() {
    check_holds("crates/store/tests/it/long.rs", &format!("{GOOD}{}", "\n".repeat(900)));
    check_holds("src/long.rs", &format!("{GOOD}#[cfg(test)]\n{}", "\n".repeat(900)));
}

#[test]
fn a_module_is_not_called_mod() {
    check_fault("crates/store/src/table/mod.rs", GOOD, "not mod.rs");
}

#[test]
fn a_type_name_has_no_empty_word() {
    for declaration in [
        "pub struct ClipManager;",
        "enum TakeHandler {}",
        "pub(crate) trait MediaUtils {}",
        "type DataOf = u8;",
    ] {
        check_fault("src/name.rs", &format!("{GOOD}{declaration}\n"), "says nothing");
    }
    check_holds("src/name.rs", &format!("{GOOD}struct Database;\nstruct Information;\n"));
}

#[test]
fn unfinished_work_has_an_issue_number() {
    let word = concat!("TO", "DO");
    check_fault("src/a.rs", &format!("{GOOD}// {word}: later\n"), "issue number");
    check_holds("src/a.rs", &format!("{GOOD}// {word}(#12): later\n"));
    check_holds("src/a.rs", &format!("{GOOD}const {word}_LIST: u8 = 0;\n"));
}

#[test]
fn nothing_refers_to_a_folder_outside() {
    check_fault("README.md", &format!("see {}/design\n", concat!("..", "/shared")), "outside the repository");
}

#[test]
fn no_file_is_larger_than_a_megabyte() {
    check_fault("docs/film.bin", &"x".repeat(1_000_001), "no file is larger than 1 MB");
}

#[test]
fn a_crate_uses_only_the_crates_below_it() {
    check_fault(
        "crates/store/Cargo.toml",
        &manifest("store", "engine.workspace = true"),
        "may not use `engine`",
    );
    check_holds("crates/store/Cargo.toml", &manifest("store", "types.workspace = true"));
    check_holds("crates/engine/Cargo.toml", &manifest("engine", "render = { workspace = true }"));
}

#[test]
fn an_outside_crate_has_one_owner() {
    check_fault(
        "crates/studio/Cargo.toml",
        &manifest("studio", "rusqlite.workspace = true"),
        "belongs to store",
    );
    check_fault(
        "crates/studio/Cargo.toml",
        &manifest("studio", "gstreamer-app.workspace = true"),
        "belongs to engine",
    );
    check_holds("crates/engine/Cargo.toml", &manifest("engine", "gstreamer-app.workspace = true"));
}

#[test]
fn versions_are_written_once() {
    check_fault("crates/store/Cargo.toml", &manifest("store", "serde = \"1\""), "belongs in the root");
}

#[test]
fn a_crate_is_on_the_map_and_has_the_shared_lints() {
    check_fault("crates/misc/Cargo.toml", &manifest("misc", ""), "not in the map");
    check_fault("crates/store/Cargo.toml", "[package]\nname = \"store\"\n", "lints");
}

#[test]
fn a_migration_has_a_checksum_and_keeps_it() {
    let tree = tempfile::tempdir().expect("a temporary folder");
    let path = "crates/store/migrations/0001_library.sql";
    write(tree.path(), path, "CREATE TABLE clips (id INTEGER);\n");
    let (held, said) = tidy(tree.path());
    assert!(!held && said.contains("add this line"), "{said}");

    let (_, line) = said.split_once("migrations.sha256: ").expect("the line to add is shown");
    write(tree.path(), "xtask/migrations.sha256", line.lines().next().expect("one line"));
    let (held, said) = tidy(tree.path());
    assert!(held, "{said}");

    write(tree.path(), path, "CREATE TABLE clips (id TEXT);\n");
    let (held, said) = tidy(tree.path());
    assert!(!held && said.contains("never changes"), "{said}");

    fs::remove_file(tree.path().join(path)).expect("the migration is there");
    let (held, said) = tidy(tree.path());
    assert!(!held && said.contains("never taken away"), "{said}");
}

fn manifest(name: &str, dependency: &str) -> String {
    format!("[package]\nname = \"{name}\"\n\n[lints]\nworkspace = true\n\n[dependencies]\n{dependency}\n")
}

#[track_caller]
fn check_holds(path: &str, text: &str) {
    let (held, said) = tidy_one(path, text);
    assert!(held, "{said}");
}

#[track_caller]
fn check_fault(path: &str, text: &str, expected: &str) {
    let (held, said) = tidy_one(path, text);
    assert!(!held && said.contains(expected) && said.contains(path), "expected `{expected}`, got:\n{said}");
}

fn tidy_one(path: &str, text: &str) -> (bool, String) {
    let tree = tempfile::tempdir().expect("a temporary folder");
    write(tree.path(), path, text);
    tidy(tree.path())
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}

fn tidy(root: &Path) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["tidy", "--root"])
        .arg(root)
        .output()
        .expect("xtask was built for this test");
    (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
}
