//! The power goes at every step of a generation, at providers of each class; then the service starts again and goes on.
//! Nothing is lost, nothing is paid for twice, and nothing is submitted a second time that must not be.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use provider_sim::options::{self, Options};
use provider_sim::simulator::Simulator;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::process::{Process, ask, program, voice};
use crate::support::{PASSWORD, client, links};

/// Steps that every generation goes through.
const STEPS: [&str; 8] = [
    "before-accept",
    "after-accept",
    "before-intent",
    "after-intent",
    "after-submit",
    "after-download",
    "before-settle",
    "after-settle",
];
/// Steps of one whose result is not in the answer to its submission.
const LATER: [&str; 2] = ["after-accepted", "after-result"];
/// Steps after which nobody knows whether the provider took it.
const UNKNOWN: [&str; 2] = ["after-intent", "after-submit"];

struct Place {
    folder: TempDir,
    simulator: Simulator,
    token: String,
    voice: String,
}

fn config(folder: &Path, simulator: &Simulator) -> PathBuf {
    let port =
        std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
    let secrets = options::Secrets::default();
    let mut text = format!(
        "listen = \"127.0.0.1:{port}\"\nwaiting_thousandths = 1\npassword = {{ memory = 8, rounds = 1 }}\n\
         sandbox = {{ enabled = false }}\n"
    );
    for (name, path, key, secret) in [
        ("elevenlabs", "elevenlabs", options::ELEVENLABS_KEY, &secrets.elevenlabs),
        ("heygen", "heygen", options::HEYGEN_KEY, &secrets.heygen),
        ("pollo", "pollo", options::POLLO_KEY, &secrets.pollo),
    ] {
        let address = simulator.address();
        text += &format!(
            "[providers.{name}]\nurl = \"http://{address}/{path}\"\nkey = \"{key}\"\nwebhook_secret = \"{secret}\"\n"
        );
    }
    let path = folder.join("cloud.toml");
    fs::write(&path, text).expect("writes");
    path
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("reads") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copies");
        }
    }
}

impl Place {
    /// A service with somebody in it who has credits, stopped.
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let options = Options { speed: 0.02, short_side_max: 90, ..Options::new(folder.path().join("sim")) };
        let simulator = provider_sim::start(options).await.expect("starts");
        let (data, config) = (folder.path().join("data"), config(folder.path(), &simulator));
        let process = Process::start(&data, &config, None);
        let body = json!({ "email": "a@example.com", "password": PASSWORD });
        let post =
            |path: &str, body: &Value| client().post(format!("{}{path}", process.url)).json(body).send();
        assert_eq!(post("/api/v1/auth/register", &body).await.expect("answers").status(), 201);
        let link = links(&data.join("mail")).pop().expect("a mail");
        assert_eq!(client().get(link).send().await.expect("answers").status(), 200);
        let grant =
            ["admin", "grant", "--email", "a@example.com", "--credits", "1000", "--tier", "enterprise"];
        let granted = program().args(grant).arg("--data").arg(&data).output();
        assert!(granted.expect("runs").status.success());
        let login: Value =
            post("/api/v1/auth/login", &body).await.expect("answers").json().await.expect("JSON");
        let token = login.pointer("/data/token").and_then(Value::as_str).expect("a token").to_owned();
        let voice = voice(&process, &token).await;
        drop(process);
        Self { folder, simulator, token, voice }
    }

    /// Lets the power go at a step; says how the generation ended and how often it was submitted.
    async fn case(&self, name: &str, body: &Value, abort_at: &str) -> (String, Vec<Value>) {
        let data = self.folder.path().join(name);
        copy(&self.folder.path().join("data"), &data);
        let config = self.folder.path().join(format!("{name}.toml"));
        fs::rename(crate::crash::config(&self.fresh(name), &self.simulator), &config).expect("moves");
        let seen = self.simulator.log().len();
        let mut process = Process::start(&data, &config, Some(abort_at));
        if body.get("voiceId").is_some() {
            voice(&process, &self.token).await;
        }
        drop(ask(&process, "POST", "/api/v1/videos/generate", &self.token, Some(body.clone())).await);
        assert!(process.ends(), "{name}: the power goes at {abort_at}");
        drop(process);
        let process = Process::start(&data, &config, None);
        if body.get("voiceId").is_some() {
            voice(&process, &self.token).await;
        }
        let again = ask(&process, "POST", "/api/v1/videos/generate", &self.token, Some(body.clone())).await;
        let (status, again) = again.expect("answers");
        assert_eq!(status, 202, "{name}: {again}");
        let id = again.pointer("/data/generationId").and_then(Value::as_str).expect("an id").to_owned();
        let ended = self.ended(&process, &id).await.unwrap_or_else(|| format!("{name}: it never ended"));
        let verify = ["admin", "verify-ledger", "--json"];
        let verify = program().args(verify).arg("--data").arg(&data).output();
        let verified = String::from_utf8(verify.expect("runs").stdout).expect("text");
        let verified: Value = serde_json::from_str(&verified).expect("JSON");
        assert_eq!(verified.get("holds"), Some(&json!(true)), "{name}: {verified}");
        let log = self.simulator.log();
        let mine = log.iter().skip(seen).map(|entry| serde_json::to_value(entry).expect("JSON"));
        (ended, mine.collect())
    }

    fn fresh(&self, name: &str) -> PathBuf {
        let folder = self.folder.path().join(format!("{name}-config"));
        fs::create_dir_all(&folder).expect("a folder");
        folder
    }

    async fn ended(&self, process: &Process, id: &str) -> Option<String> {
        let path = format!("/api/v1/videos/generate/{id}/status");
        let since = Instant::now();
        while since.elapsed() < Duration::from_secs(60) {
            let (_, told) = ask(process, "GET", &path, &self.token, None).await?;
            let status = told.pointer("/data/status").and_then(Value::as_str)?;
            if ["completed", "failed", "cancelled"].contains(&status) {
                return Some(status.to_owned());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        None
    }

    /// Goes through steps with requests of one kind, each with a text of its own.
    /// After those in `unknown` nobody knows what became of it.
    async fn go_through(
        &self,
        provider: &str,
        steps: &[String],
        body: impl Fn(&str) -> Value,
        unknown: &[&str],
    ) {
        for step in steps {
            let name = format!("{provider}-{}", step.replace(':', "-"));
            let (ended, log) = self.case(&name, &body(&name), step).await;
            let point = step.split(':').next().unwrap_or_default();
            let expected: &[&str] =
                if unknown.contains(&point) { &["completed", "failed"] } else { &["completed"] };
            assert!(expected.contains(&ended.as_str()), "{name}: {ended}");
            let to = |entry: &&Value| entry.get("provider").and_then(Value::as_str) == Some(provider);
            let submitted: Vec<_> =
                log.iter().filter(to).filter_map(|entry| entry.get("body_sha256")).collect();
            // A voice that is lost may be made by the next model, which is another request; the same one twice is
            // what must never be.
            let mut once: Vec<String> = submitted.iter().map(ToString::to_string).collect();
            once.sort();
            once.dedup();
            let most = if provider == "elevenlabs" { once.len() } else { 1 };
            assert!(submitted.len() <= most, "{name}: submitted twice: {log:?}");
            assert!(!submitted.is_empty() || ended == "failed", "{name}: made without a submission");
        }
    }
}

fn steps(suffix: &str, more: &[&str]) -> Vec<String> {
    STEPS.iter().chain(more).map(|step| format!("{step}{suffix}")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shot_at_a_provider_that_calls_back() {
    let place = Place::new().await;
    let body = |name: &str| {
        json!({ "script": format!("A cup on a table, {name}"), "model": "kling-1.6", "fallbackModels": [],
            "settings": { "duration": 5, "aspectRatio": "9:16", "resolution": "720p" } })
    };
    place.go_through("pollo", &steps("", &LATER), body, &UNKNOWN).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_talking_actor_at_a_provider_that_knows_our_keys() {
    let place = Place::new().await;
    let body = |name: &str| {
        json!({ "script": format!("Hello, {name}."), "actorId": "actor_001", "voiceId": place.voice,
            "model": "avatar-iv", "fallbackModels": [], "settings": { "aspectRatio": "9:16", "resolution": "720p" } })
    };
    // The second time that a step is come by is in the picture's stage.
    let second: Vec<String> =
        ["before-intent", "after-intent", "after-submit", "after-download", "before-settle", "after-settle"]
            .iter()
            .map(|step| format!("{step}:2"))
            .chain(LATER.iter().map(|step| (*step).to_owned()))
            .collect();
    place.go_through("heygen", &second, body, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_voice_at_a_provider_that_protects_nothing() {
    let place = Place::new().await;
    let body = |name: &str| {
        json!({ "script": format!("Good day, {name}."), "actorId": "actor_001", "voiceId": place.voice,
            "model": "avatar-iv", "fallbackModels": [], "settings": { "aspectRatio": "9:16", "resolution": "720p" } })
    };
    // What was in the answer is gone with the process.
    let lost = [&UNKNOWN[..], &["after-download", "before-settle"]].concat();
    let first: Vec<String> = steps("", &[]).into_iter().filter(|step| step != "after-settle").collect();
    place.go_through("elevenlabs", &first, body, &lost).await;
}

/// How often the power goes: all of them by hand, a tenth with every change.
fn kills() -> u32 {
    if std::env::var("GREENROOM_SOAK").is_ok_and(|soak| soak == "full") { 200 } else { 20 }
}

/// A shot of its own.
fn shot(text: &str) -> Value {
    json!({ "script": text, "model": "kling-1.6", "fallbackModels": [],
        "settings": { "duration": 5, "aspectRatio": "9:16", "resolution": "720p" } })
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_moment_under_load_nothing_is_lost_and_nothing_paid_for_twice() {
    let place = Place::new().await;
    let (data, config) = (place.folder.path().join("data"), place.folder.path().join("cloud.toml"));
    // The same moments in every run.
    let mut chance = 20_261_122_u64;
    let mut next = |below: u64| {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (chance >> 33) % below
    };
    let mut ids = Vec::new();
    for round in 0..kills() {
        let process = Process::start(&data, &config, None);
        let asked: Vec<Value> = (0..3).map(|one| shot(&format!("A cup, {round} and {one}"))).collect();
        let all = asked.iter().enumerate().map(|(one, body)| {
            let (body, key) = (body.clone(), format!("key-{round}-{one}"));
            ask_once(&process, "/api/v1/videos/generate", &place.token, body, key)
        });
        let moment = Duration::from_millis(next(400));
        let answers = tokio::time::timeout(moment, futures_util::future::join_all(all)).await;
        if let Ok(answers) = answers {
            tokio::time::sleep(Duration::from_millis(next(300))).await;
            ids.extend(answers.into_iter().flatten());
        }
        drop(process);
    }
    let process = Process::start(&data, &config, None);
    for id in &ids {
        let ended = place.ended(&process, id).await;
        assert!(ended.is_some(), "{id}: what was accepted has an end");
    }
    // Also those whose answer was never heard.
    until_nothing_runs(&data).await;
    assert_holds(&data);
    let listed = ask(&process, "GET", "/api/v1/generations?limit=100", &place.token, None).await;
    let total = listed.and_then(|(_, listed)| listed.pointer("/data/pagination/total")?.as_u64());
    assert!(total.is_some_and(|total| total >= ids.len() as u64), "{total:?} of {}", ids.len());
    let submitted = place.simulator.log().len() as u64;
    assert!(total.is_some_and(|total| submitted <= total), "{submitted} submissions for {total:?}");
}

/// Asks with a key; the generation's id, where there was an answer.
async fn ask_once(process: &Process, path: &str, token: &str, body: Value, key: String) -> Option<String> {
    let request = client().post(format!("{}{path}", process.url)).bearer_auth(token);
    let answer = request.json(&body).header("idempotency-key", key).send().await.ok()?;
    let told: Value = answer.json().await.ok()?;
    Some(told.pointer("/data/generationId")?.as_str()?.to_owned())
}

fn admin(data: &Path, what: &str) -> Value {
    let output = program().args(["admin", what, "--json"]).arg("--data").arg(data).output().expect("runs");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn assert_holds(data: &Path) {
    let verified = admin(data, "verify-ledger");
    assert_eq!(verified.get("holds"), Some(&json!(true)), "{verified}");
}

async fn until_nothing_runs(data: &Path) {
    for _ in 0..600 {
        if admin(data, "jobs").get("total") == Some(&json!(0)) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(admin(data, "jobs").get("total"), Some(&json!(0)), "everything has an end");
}

/// What goes wrong at a provider, and how a shot may end then.
const FAULTS: [(&str, &[&str]); 13] = [
    ("delay=300", &["completed"]),
    ("webhook_none", &["completed"]),
    ("webhook_duplicate", &["completed"]),
    ("webhook_late=500", &["completed"]),
    ("webhook_wrong_signature", &["completed"]),
    // It calls back, so it is known that it took it.
    ("drop_after", &["completed"]),
    ("drop_before", &["failed"]),
    ("status=503", &["failed"]),
    ("fail", &["failed"]),
    ("refuse", &["failed"]),
    ("truncate", &["failed"]),
    ("expire", &["failed"]),
    ("out_of_credit", &["failed"]),
];

#[tokio::test(flavor = "multi_thread")]
async fn whatever_goes_wrong_at_a_provider_is_paid_for_only_if_it_was_made() {
    let place = Place::new().await;
    let (data, config) = (place.folder.path().join("data"), place.folder.path().join("cloud.toml"));
    let process = Process::start(&data, &config, None);
    let mut begun = Vec::new();
    for (number, (fault, expected)) in FAULTS.iter().enumerate() {
        let body = shot(&format!("A cup with a fault [[sim:{fault}]]"));
        let id = ask_once(&process, "/api/v1/videos/generate", &place.token, body, format!("fault-{number}"))
            .await;
        begun.push((*fault, *expected, id.expect("accepted")));
    }
    for (fault, expected, id) in begun {
        let ended = place.ended(&process, &id).await.unwrap_or_default();
        assert!(expected.contains(&ended.as_str()), "{fault}: {ended}");
        let path = format!("/api/v1/videos/generate/{id}/status");
        let (_, told) = ask(&process, "GET", &path, &place.token, None).await.expect("answers");
        let charged = told.pointer("/data/millicreditsCharged").and_then(Value::as_i64);
        assert_eq!(charged.is_some(), ended == "completed", "{fault}: {told}");
    }
    assert_holds(&data);
}
