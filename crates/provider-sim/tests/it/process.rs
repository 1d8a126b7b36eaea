//! Facts about the program.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};

#[test]
fn it_tells_its_address_and_ends_with_its_parent() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (mut program, address) = started(folder.path());
    assert!(std::net::TcpStream::connect(&address).is_ok());
    drop(program.stdin.take());
    assert!(program.wait().expect("it ends").success());
}

#[test]
fn what_was_taken_on_outlives_a_kill() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (mut program, address) = started(folder.path());
    let body = r#"{"input":{"prompt":"x","duration":4}}"#;
    let head = format!(
        "POST /pollo/v1/generation/google/veo-3-1/video HTTP/1.1\r\nhost: x\r\nx-api-key: {}\r\ncontent-length: {}\r\n\r\n{body}",
        provider_sim::options::POLLO_KEY,
        body.len()
    );
    let mut stream = std::net::TcpStream::connect(&address).expect("it listens");
    stream.write_all(head.as_bytes()).expect("it reads");
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).expect("it answers");
    assert_eq!(&answer, b"HTTP/1.1 200");
    program.kill().expect("it can be killed");
    program.wait().expect("it ends");
    let log = std::fs::read_to_string(folder.path().join("accepted.jsonl")).expect("the log is there");
    assert_eq!(log.lines().count(), 1);
    assert_eq!(std::fs::read_dir(folder.path().join("jobs")).expect("the folder is there").count(), 1);
}

/// The program on that folder, and where it answers.
fn started(folder: &std::path::Path) -> (Child, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_provider-sim"))
        .args(["--listen", "127.0.0.1:0", "--with-parent", "--data"])
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut line = String::new();
    BufReader::new(program.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
    let told: serde_json::Value = serde_json::from_str(&line).expect("JSON");
    (program, told["address"].as_str().expect("an address").to_owned())
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
