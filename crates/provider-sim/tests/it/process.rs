//! Facts about the program.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

#[test]
fn it_tells_its_address_and_ends_with_its_parent() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mut program = Command::new(env!("CARGO_BIN_EXE_provider-sim"))
        .args(["--listen", "127.0.0.1:0", "--with-parent", "--data"])
        .arg(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut line = String::new();
    BufReader::new(program.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
    let told: serde_json::Value = serde_json::from_str(&line).expect("JSON");
    let address = told["address"].as_str().expect("an address").to_owned();
    assert!(std::net::TcpStream::connect(&address).is_ok());
    drop(program.stdin.take());
    assert!(program.wait().expect("it ends").success());
}

#[test]
fn a_folder_that_is_none_is_a_sentence() {
    let file = tempfile::NamedTempFile::new().expect("a file can be made");
    let program = Command::new(env!("CARGO_BIN_EXE_provider-sim")).arg("--data").arg(file.path()).output();
    let output = program.expect("it starts");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("choose another folder with --data"), "{said}");
}
