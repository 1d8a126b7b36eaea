//! The program: starting, ending, its configuration and its administrator.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use cloud_service::config::Config;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Host, PASSWORD, client, links, told};

const PROGRAM: &str = env!("CARGO_BIN_EXE_greenroom-cloud");

struct Program {
    child: Child,
    url: String,
}

impl Program {
    fn start(folder: &Path) -> Self {
        let mut child = Command::new(PROGRAM)
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(folder)
            .env("GREENROOM_CLOUD_PASSWORD__MEMORY", "8")
            .env("GREENROOM_CLOUD_PASSWORD__ROUNDS", "1")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the test made it so");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("the test made it so"))
            .read_line(&mut line)
            .expect("the test made it so");
        let said: Value = serde_json::from_str(&line).expect("the test made it so");
        Self { child, url: said["listening"].as_str().expect("the test made it so").to_owned() }
    }

    /// Ends it as the system does; says whether it ended well, and what it logged.
    fn end(mut self) -> (bool, String) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().expect("the test made it so").success());
        let mut log = String::new();
        self.child
            .stderr
            .take()
            .expect("the test made it so")
            .read_to_string(&mut log)
            .expect("the test made it so");
        (self.child.wait().expect("the test made it so").success(), log)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn admin(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(PROGRAM);
    command.args(["admin", arguments[0], "--json", "--data"]).arg(folder).args(&arguments[1..]);
    command.output().expect("the test made it so")
}

fn said(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("one JSON value on stdout")
}

#[cfg(unix)]
#[tokio::test]
async fn the_program_serves_is_looked_after_and_ends() {
    let folder = tempfile::tempdir().unwrap();
    let program = Program::start(folder.path());
    let client = client();
    let body = json!({ "email": "user@example.com", "password": PASSWORD });
    let post = |path: &str| client.post(format!("{}{path}", program.url)).json(&body);
    assert_eq!(told(post("/api/v1/auth/register")).await.status, 201);
    let link = links(&folder.path().join("mail")).pop().unwrap();
    assert_eq!(told(client.get(link)).await.status, 200);

    let granted =
        admin(folder.path(), &["grant", "--email", "user@example.com", "--credits", "5", "--tier", "pro"]);
    assert!(granted.status.success());
    assert_eq!(
        said(&granted),
        json!({ "email": "user@example.com", "tier": "pro", "creditsAvailable": 205, "availableMillicredits": 205_000 })
    );
    let unknown = admin(folder.path(), &["grant", "--email", "nobody@example.com", "--credits", "5"]);
    assert_eq!(
        (unknown.status.code(), said(&unknown)["error"]["code"].clone()),
        (Some(1), json!("NOT_FOUND"))
    );
    for wrong in ["0", "-1", "1.2345", "NaN", "1e9", "99999999999999999999"] {
        let credits = format!("--credits={wrong}");
        let refused = admin(folder.path(), &["grant", "--email", "user@example.com", &credits]);
        assert_eq!(said(&refused)["error"]["code"], "VALIDATION_ERROR", "{wrong}");
    }
    assert_eq!(said(&admin(folder.path(), &["verify-ledger"]))["holds"], true);
    assert!(said(&admin(folder.path(), &["rotate-keys"]))["kid"].is_string());
    let login = told(post("/api/v1/auth/login")).await;
    assert_eq!(login.data()["user"]["creditsRemaining"], 205);

    let place: Value =
        serde_json::from_slice(&std::fs::read(folder.path().join("admin.json")).unwrap()).unwrap();
    let metrics = told(client.get(format!("{}/metrics", place["url"].as_str().unwrap()))).await;
    assert!(metrics.text.contains("http_requests_total"), "{}", metrics.text);

    let (ended_well, log) = program.end();
    assert!(ended_well);
    for line in log.lines() {
        let line: Value = serde_json::from_str(line).expect("each line of the log is JSON");
        assert!(!line.to_string().contains(PASSWORD) && !line.to_string().contains("token="));
    }
    assert!(log.contains(&login.header("x-request-id")));
    assert_eq!(admin(folder.path(), &["verify-ledger"]).status.code(), Some(1));

    // What was committed is there again.
    let program = Program::start(folder.path());
    let login = told(client.post(format!("{}/api/v1/auth/login", program.url)).json(&body)).await;
    assert_eq!(login.data()["user"]["subscriptionTier"], "pro");
}

#[test]
fn a_folder_is_served_once() {
    let folder = tempfile::tempdir().unwrap();
    let _program = Program::start(folder.path());
    let second = Command::new(PROGRAM)
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert_eq!(second.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&second.stderr).contains("another greenroom-cloud"));
}

#[tokio::test]
async fn a_service_that_ends_takes_no_more_requests_and_leaves_no_address_behind() {
    let service = Host::start().await;
    assert_eq!(service.ask(Method::GET, "/readyz", None, None).await.status, 200);
    let file = service.folder.path().join("admin.json");
    assert!(file.exists());
    let url = service.url("/healthz");
    service.running.end().await;
    assert!(service.client.get(url).send().await.is_err());
    assert!(!file.exists());
}

#[tokio::test]
async fn a_trace_is_continued() {
    let service = Host::start().await;
    let id = "4bf92f3577b34da6a3ce929d0e0e4736";
    let header = format!("00-{id}-00f067aa0ba902b7-01");
    let request = service.client.get(service.url("/healthz")).header("traceparent", header);
    assert_eq!(told(request).await.header("x-request-id"), id);
    let request = service.client.get(service.url("/healthz")).header("traceparent", "00-<script>-x-01");
    assert_ne!(told(request).await.header("x-request-id"), id);
}

fn load(file: Option<&str>, variables: &[(&str, &str)]) -> Result<Config, String> {
    let folder = tempfile::tempdir().expect("the test made it so");
    let path = folder.path().join("cloud.toml");
    let path = file.map(|text| {
        std::fs::write(&path, text).expect("the test made it so");
        path
    });
    let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Config::load(path.as_deref(), variables).map_err(|error| error.to_string())
}

#[test]
fn the_environment_goes_over_the_file() {
    let file = "listen = \"127.0.0.1:1\"\npublic_url = \"https://file.example\"\n[limits.free]\nminute = 1\nhour = 2\n";
    let config = load(
        Some(file),
        &[
            ("GREENROOM_CLOUD_PUBLIC_URL", "https://env.example"),
            ("GREENROOM_CLOUD_LIMITS__FREE__MINUTE", "7"),
            ("GREENROOM_CLOUD_TRUSTED_PROXIES", "[\"10.0.0.0/8\"]"),
            ("HOME", "/x"),
        ],
    )
    .unwrap();
    assert_eq!(config.public_url.as_deref(), Some("https://env.example"));
    assert_eq!((config.limits.free.minute, config.limits.free.hour), (7, 2));
    assert_eq!(config.listen.port(), 1);
    assert_eq!(config.trusted_proxies.len(), 1);
}

#[test]
fn a_secret_is_read_from_its_file_and_never_shown() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key");
    std::fs::write(&path, "the secret\n").unwrap();
    let name = "GREENROOM_CLOUD_PROVIDERS__HEYGEN__KEY_FILE";
    let config = load(None, &[(name, path.to_str().unwrap())]).unwrap();
    let key = config.providers["heygen"].key.as_ref().unwrap();
    assert_eq!(key.expose(), "the secret");
    assert!(!format!("{config:?}").contains("the secret"));
}

#[test]
fn what_is_not_a_setting_is_refused() {
    assert!(load(Some("lisen = \"127.0.0.1:1\""), &[]).unwrap_err().contains("lisen"));
    assert!(load(None, &[("GREENROOM_CLOUD_LISTEN", "nowhere")]).is_err());
    assert!(
        load(None, &[("GREENROOM_CLOUD_LISTEN__PORT__X", "1"), ("GREENROOM_CLOUD_NOTHING", "1")]).is_err()
    );
    assert!(load(Some("listen = ["), &[]).is_err());
}

#[tokio::test]
async fn the_description_and_its_pages_are_served_from_here() {
    let service = Host::start().await;
    let description = service.ask(Method::GET, "/docs/openapi.json", None, None).await.json();
    assert_eq!(description["openapi"], "3.1.0");
    let register = &description["paths"]["/api/v1/auth/register"]["post"];
    assert_eq!(register["security"], json!([{}]));
    for (path, methods) in description["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("methods") {
            for (status, response) in operation["responses"].as_object().expect("responses") {
                assert!(response["description"].is_string(), "{method} {path} {status}");
            }
        }
    }
    for reference in description.to_string().split("#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap_or_default();
        assert!(description["components"]["schemas"][name].is_object(), "{name}");
    }
    let page = service.ask(Method::GET, "/docs/", None, None).await;
    assert_eq!(page.status, 200);
    for text in [&page.text, &service.ask(Method::GET, "/docs/swagger-initializer.js", None, None).await.text]
    {
        assert!(!text.contains("https://"), "{text}");
    }
}
