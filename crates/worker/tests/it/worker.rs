//! A worker answers, and whatever happens to it, its parent goes on.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use worker::command::{Patience, WorkerCommand};
use worker::error::WorkerError;
use worker::message::Message;
use worker::worker::{Worker, WorkerEvent};

use crate::role::command;

/// Longer than any machine needs.
const LONG: Duration = Duration::from_secs(60);

fn patience() -> Patience {
    Patience {
        start: LONG,
        beat: Duration::from_millis(20),
        silence: LONG,
        restarts: 3,
        back_off: Duration::from_millis(1),
    }
}

fn started(command: WorkerCommand) -> (Worker, Receiver<WorkerEvent>) {
    let (sender, receiver) = channel();
    let worker = Worker::start(command, patience(), move |event| sender.send(event).unwrap_or(()));
    (worker.expect("the test binary can be started"), receiver)
}

fn ask(worker: &Worker, body: Value) -> Result<Message, WorkerError> {
    worker.request(&body.into(), LONG)
}

#[track_caller]
fn next(events: &Receiver<WorkerEvent>) -> WorkerEvent {
    events.recv_timeout(LONG).expect("an event comes")
}

#[test]
fn it_answers_with_body_and_bytes() {
    let (worker, _events) = started(command("echo"));
    for size in [0, 1, 100_000, 5_000_000] {
        let message = Message { body: json!({"size": size}), bytes: vec![7; size] };
        assert_eq!(worker.request(&message, LONG).expect("an echo"), message);
    }
}

#[test]
fn many_can_ask_at_once() {
    let (worker, _events) = started(command("echo"));
    let asked = (0..200).map(|n| (n, worker.ask(&json!(n).into(), LONG).expect("room to wait")));
    for (n, reply) in asked.collect::<Vec<_>>() {
        assert_eq!(reply.wait().expect("an echo").body, json!(n));
    }
}

#[test]
fn it_reports_in_order_before_it_answers() {
    let (worker, events) = started(command("echo"));
    assert_eq!(ask(&worker, json!("report")).expect("it reports").body, json!("reported"));
    for step in 1..=3 {
        let WorkerEvent::Message(message) = next(&events) else { panic!("only reports were asked for") };
        assert_eq!(message, Message { body: json!(step), bytes: vec![step; 3] });
    }
}

#[test]
fn a_refusal_reaches_the_one_who_asked() {
    let (worker, _events) = started(command("echo"));
    let refused = ask(&worker, json!("refuse"));
    assert!(matches!(refused, Err(WorkerError::Refused(body)) if body == json!({"code": "NO"})));
}

#[test]
fn after_a_crash_it_works_again() {
    for end in ["crash", "panic"] {
        let (worker, events) = started(command("echo"));
        let before = ask(&worker, json!("process")).expect("it runs").body;
        assert!(matches!(ask(&worker, json!(end)), Err(WorkerError::Died)));
        assert!(matches!(next(&events), WorkerEvent::Died));
        let after = ask(&worker, json!("process")).expect("it runs again").body;
        assert_ne!(before, after);
        assert!(matches!(next(&events), WorkerEvent::Restarted));
    }
}

#[test]
fn a_request_that_hangs_is_ended_with_the_worker() {
    let (worker, events) = started(command("echo"));
    let hung = worker.request(&json!("hang").into(), Duration::from_millis(300));
    assert!(matches!(hung, Err(WorkerError::Hung)));
    assert!(matches!(next(&events), WorkerEvent::Died));
    assert_eq!(ask(&worker, json!("again")).expect("it runs again").body, json!("again"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_worker_that_is_stopped_is_noticed_and_killed() {
    let (sender, events) = channel();
    let patience = Patience { silence: Duration::from_millis(400), ..patience() };
    let worker = Worker::start(command("echo"), patience, move |event| sender.send(event).unwrap_or(()));
    let worker = worker.expect("the test binary can be started");
    let process = worker.process_id().expect("it runs").to_string();
    let stopped = Command::new("kill").args(["-STOP", &process]).status().expect("kill is everywhere");
    assert!(stopped.success());
    assert!(matches!(next(&events), WorkerEvent::Died));
}

#[test]
fn one_that_always_crashes_is_given_up() {
    let (worker, events) = started(command("echo"));
    let mut ends = 0;
    let error = loop {
        match ask(&worker, json!("crash")) {
            Err(WorkerError::Died) => ends += 1,
            Err(other) => break other,
            Ok(_) => panic!("a crash has no answer"),
        }
    };
    assert!(matches!(error, WorkerError::GaveUp(4)), "{error}");
    assert_eq!(ends, 4, "the first start and three more");
    assert!(events.iter().any(|event| matches!(event, WorkerEvent::GaveUp)));
}

#[test]
fn one_that_cannot_start_is_an_error_at_once() {
    let start = |command, patience| Worker::start(command, patience, |_| ()).err().expect("no worker");
    assert!(matches!(start(command("dies at once"), patience()), WorkerError::Handshake(_)));
    let hasty = Patience { start: Duration::from_millis(200), ..patience() };
    assert!(matches!(start(command("never comes"), hasty), WorkerError::Handshake(_)));
    let missing = WorkerCommand { program: "/no/such/program".into(), args: Vec::new(), env: Vec::new() };
    assert!(matches!(start(missing, patience()), WorkerError::Start(_)));
}

#[test]
fn a_stranger_at_the_socket_is_sent_away() {
    let error = Worker::start(command("stranger"), patience(), |_| ()).err().expect("no worker");
    assert!(matches!(error, WorkerError::Handshake("what came did not know the password")), "{error}");
}

#[test]
fn messages_over_the_limit_are_refused_and_the_worker_goes_on() {
    let (worker, _events) = started(command("echo"));
    let huge = json!("x".repeat(worker::message::HEAD_MAX));
    assert!(matches!(ask(&worker, huge), Err(WorkerError::TooLarge { .. })));
    assert!(matches!(ask(&worker, json!("huge")), Err(WorkerError::Refused(_))));
    assert_eq!(ask(&worker, json!(1)).expect("it still runs").body, json!(1));
}

#[test]
fn dropping_it_ends_it() {
    let (worker, events) = started(command("echo"));
    let reply = worker.ask(&json!("hang").into(), LONG).expect("it runs");
    let begun = Instant::now();
    drop(worker);
    assert!(matches!(reply.wait(), Err(WorkerError::Died)));
    assert!(events.iter().count() == 0, "the end that was asked for is no event");
    assert!(begun.elapsed() < LONG);
}

#[test]
fn a_child_ends_when_its_parent_is_killed() {
    let command = command("parent");
    let mut parent = Command::new(&command.program)
        .args(&command.args)
        .envs(command.env)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the test binary can be started");
    // The grandchild writes its errors to the same pipe: the pipe ends when both are gone.
    let mut errors = BufReader::new(parent.stderr.take().expect("a pipe was asked for"));
    let mut line = String::new();
    while line.trim() != "ready" {
        line.clear();
        assert!(errors.read_line(&mut line).expect("text") > 0, "the parent gets ready");
    }
    parent.kill().expect("it runs");
    parent.wait().expect("it was killed");
    errors.read_to_string(&mut line).expect("the pipe ends because the grandchild has gone too");
}

#[cfg(unix)]
#[test]
fn nothing_is_left_in_the_folder_for_temporary_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = command("echo");
    command.env.push(("TMPDIR".into(), folder.path().into()));
    drop(started(command));
    assert_eq!(std::fs::read_dir(folder.path()).expect("it is there").count(), 0);
}
