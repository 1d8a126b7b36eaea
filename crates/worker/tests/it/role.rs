//! What this binary does when a test starts it as a child: the variable `WORKER_ROLE` says.

use std::io::{BufRead, Write};
use std::time::Duration;

use interprocess::local_socket::traits::Stream as _;
use interprocess::local_socket::{GenericFilePath, Stream, ToFsName};
use serde_json::{Value, json};
use worker::child::{Link, serve};
use worker::command::{Patience, WorkerCommand};
use worker::message::Message;
use worker::worker::Worker;

/// This binary in a role.
pub fn command(role: &str) -> WorkerCommand {
    let args = ["--exact", "role::child", "--nocapture", "--test-threads=1"];
    let mut command = WorkerCommand::this_executable(args).expect("a test knows its own path");
    command.env.push(("WORKER_ROLE".into(), role.into()));
    command
}

/// Not a test: the place where the binary becomes a child. Without a role it is nothing.
#[test]
fn child() {
    match std::env::var("WORKER_ROLE").as_deref() {
        Ok("echo") => serve(2, answer).expect("the parent hangs up at last"),
        Ok("dies at once") => {}
        Ok("never comes") => forever(),
        Ok("stranger") => knock(),
        Ok("parent") => raise(),
        Ok(role) => unreachable!("no such role: {role}"),
        Err(_) => return,
    }
    std::process::exit(0);
}

fn answer(message: Message, link: &Link) -> Result<Message, Value> {
    match message.body.as_str() {
        Some("crash") => std::process::abort(),
        Some("panic") => unreachable!("as asked"),
        Some("hang") => forever(),
        Some("refuse") => Err(json!({"code": "NO"})),
        Some("huge") => Ok(Message { body: json!("x".repeat(worker::message::HEAD_MAX)), bytes: Vec::new() }),
        Some("report") => {
            for step in 1..=3 {
                link.report(&Message { body: json!(step), bytes: vec![step; 3] })
                    .expect("the parent listens");
            }
            Ok(json!("reported").into())
        }
        Some("process") => Ok(json!(std::process::id()).into()),
        _ => Ok(message),
    }
}

fn forever() -> ! {
    loop {
        std::thread::park();
    }
}

/// Comes to the socket, but with nonsense.
fn knock() {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).expect("an invitation");
    let invitation: Value = serde_json::from_str(&line).expect("an invitation is JSON");
    let socket = invitation["socket"].as_str().expect("it names a socket");
    for nonsense in [&b"\xff\xff\xff\xff\xff\xff\xff\xffhello"[..], b"\x0e\0\0\0\0\0\0\0{\"Hello\":\"no\"}"] {
        let name = socket.to_fs_name::<GenericFilePath>().expect("a path");
        let mut stream = Stream::connect(name).expect("somebody listens");
        // The other side may hang up in the middle of it.
        let _ = stream.write_all(nonsense);
        let mut end = Vec::new();
        let _ = std::io::Read::read_to_end(&mut stream, &mut end);
        assert!(end.is_empty(), "a stranger is told nothing");
    }
}

/// Has a child of its own, says so on its error output, and waits to be killed.
fn raise() {
    let worker = Worker::start(command("echo"), Patience::default(), |_| ()).expect("a grandchild");
    worker.request(&json!("hello").into(), Duration::from_secs(20)).expect("the grandchild answers");
    writeln!(std::io::stderr(), "ready").expect("the test reads this");
    forever();
}
