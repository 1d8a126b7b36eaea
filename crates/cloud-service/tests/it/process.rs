//! The service as a process of its own.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::client;

/// The program.
pub fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_greenroom-cloud"))
}

/// A service as a process of its own.
pub struct Process {
    child: Child,
    pub url: String,
}

impl Process {
    pub fn start(data: &Path, config: &Path, abort_at: Option<&str>) -> Self {
        let mut command = program();
        command.args(["serve", "--config"]).arg(config).arg("--data").arg(data);
        command.env("GREENROOM_CLOUD_LOG", "warn").stdout(Stdio::piped()).stderr(Stdio::null());
        if let Some(at) = abort_at {
            command.env("GREENROOM_ABORT_AT", at);
        }
        let mut child = command.spawn().expect("starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("has output")).read_line(&mut line).expect("speaks");
        let said: Value = serde_json::from_str(&line).expect("says where it listens");
        let url = said.get("listening").and_then(Value::as_str).expect("an address").to_owned();
        Self { child, url }
    }

    /// Whether it ends by itself.
    pub fn ends(&mut self) -> bool {
        let since = Instant::now();
        while since.elapsed() < Duration::from_secs(30) {
            if self.child.try_wait().expect("can be asked").is_some() {
                return true;
            }
            thread::sleep(Duration::from_millis(10));
        }
        false
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Asks, with a key for what must not be done twice; none where nobody answers.
pub async fn ask(
    process: &Process,
    method: &str,
    path: &str,
    token: &str,
    body: Option<Value>,
) -> Option<(u16, Value)> {
    let method = method.parse().expect("a method");
    let mut request = client().request(method, format!("{}{path}", process.url)).bearer_auth(token);
    if let Some(body) = body {
        request = request.json(&body).header("idempotency-key", "the-key");
    }
    let response = request.send().await.ok()?;
    let status = response.status().as_u16();
    Some((status, response.json().await.ok()?))
}

/// A voice, once the service has heard of them.
pub async fn voice(process: &Process, token: &str) -> String {
    let since = Instant::now();
    while since.elapsed() < Duration::from_secs(20) {
        let told = ask(process, "GET", "/api/v1/voices?language=en", token, None).await;
        let voice = told.and_then(|(_, told)| Some(told.pointer("/data/voices/0/id")?.as_str()?.to_owned()));
        if let Some(voice) = voice {
            return voice;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    String::new()
}
