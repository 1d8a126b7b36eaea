//! A service on loopback, and somebody who asks it.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Once};

use cloud_service::app;
use cloud_service::clock::Clock;
use cloud_service::config::Config;
use cloud_service::limit::{Limits, Rate};
use cloud_service::moment::Moment;
use cloud_service::security::keys::Keys;
use cloud_service::security::password::Cost;
use cloud_service::serve::{Parts, Running, start_with};
use cloud_service::store;
use cloud_service::store::Shared;
use cloud_service::store::memory::Memory;
use cloud_service::store::sqlite::Sqlite;
use reqwest::{Client, Method};
use serde_json::{Value, json};
use tempfile::TempDir;

pub const START: Moment = Moment(1_800_000_000_000);
pub const PASSWORD: &str = "correct horse battery staple";

/// The store's time.
struct StoreClock(Shared);

impl Clock for StoreClock {
    fn now(&self) -> Moment {
        store::read(&self.0, |tables| Ok(tables.now())).expect("the test made it so")
    }
}

pub struct Host {
    pub running: Running,
    pub folder: TempDir,
    pub client: Client,
    memory: Option<Arc<Memory>>,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Told {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub text: String,
}

impl Told {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).expect("an answer of JSON")
    }

    pub fn data(&self) -> Value {
        self.json()["data"].clone()
    }

    pub fn code(&self) -> String {
        self.json()["error"]["code"].as_str().unwrap_or_default().to_owned()
    }

    pub fn header(&self, name: &str) -> String {
        self.headers
            .get(name)
            .map(|value| value.to_str().expect("the test made it so").to_owned())
            .unwrap_or_default()
    }
}

/// Wide limits and cheap passwords.
pub fn config() -> Config {
    let wide = Rate { minute: 100_000, hour: 100_000 };
    let limits = Limits {
        anonymous: wide,
        free: wide,
        starter: wide,
        pro: wide,
        enterprise: wide,
        sign_in_account: Rate { minute: 5, hour: 20 },
        sign_in_address: wide,
    };
    Config {
        listen: ([127, 0, 0, 1], 0).into(),
        password: Cost { memory: 8, rounds: 1 },
        limits,
        ..Config::default()
    }
}

impl Host {
    pub async fn start() -> Self {
        Self::start_as(config()).await
    }

    pub async fn start_as(config: Config) -> Self {
        let memory = Arc::new(Memory::new(START));
        let store: Shared = memory.clone();
        Self::over(store, Some(memory), config).await
    }

    pub async fn on_disk() -> Self {
        let folder = tempfile::tempdir().expect("the test made it so");
        let store = Sqlite::open(folder.path(), &app::tables(), START).expect("the test made it so");
        Self::within(folder, Arc::new(store), None, config()).await
    }

    async fn over(store: Shared, memory: Option<Arc<Memory>>, config: Config) -> Self {
        Self::within(tempfile::tempdir().expect("the test made it so"), store, memory, config).await
    }

    async fn within(folder: TempDir, store: Shared, memory: Option<Arc<Memory>>, config: Config) -> Self {
        let clock = Arc::new(StoreClock(Shared::clone(&store)));
        let parts = Parts { store, clock, keys: Keys::in_memory().expect("the test made it so") };
        let running = start_with(folder.path(), config, parts).await.expect("the test made it so");
        Self { running, folder, client: client(), memory }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.running.address)
    }

    pub fn now(&self) -> Moment {
        self.running.app.clock.now()
    }

    /// Lets time pass.
    pub fn wait(&self, milliseconds: i64) {
        self.memory.as_ref().expect("only a store in memory").set_now(self.now().after(milliseconds));
    }

    pub async fn ask(&self, method: Method, path: &str, token: Option<&str>, body: Option<Value>) -> Told {
        let mut request = self.client.request(method, self.url(path));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        told(request).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Told {
        self.ask(Method::POST, path, None, Some(body)).await
    }

    pub async fn get(&self, path: &str, token: &str) -> Told {
        self.ask(Method::GET, path, Some(token), None).await
    }

    /// The mails, oldest first.
    pub fn mails(&self) -> Vec<String> {
        mails(&self.folder.path().join("mail"))
    }

    /// The links in the mails, oldest first.
    pub fn links(&self) -> Vec<String> {
        links(&self.folder.path().join("mail"))
    }

    pub async fn register(&self, email: &str) -> Told {
        self.post("/api/v1/auth/register", json!({ "email": email, "password": PASSWORD })).await
    }

    /// Somebody with an account.
    pub async fn account(&self, email: &str) {
        assert_eq!(self.register(email).await.status, 201);
        let link = self.links().pop().expect("a mail with a link");
        assert_eq!(told(self.client.get(link)).await.status, 200);
    }

    pub async fn login(&self, email: &str) -> Told {
        self.post("/api/v1/auth/login", json!({ "email": email, "password": PASSWORD })).await
    }

    /// Somebody who is signed in: their access and refresh tokens.
    pub async fn signed_in(&self, email: &str) -> (String, String) {
        self.account(email).await;
        tokens(&self.login(email).await)
    }
}

pub fn tokens(login: &Told) -> (String, String) {
    assert_eq!(login.status, 200, "{}", login.text);
    let data = login.data();
    (
        data["token"].as_str().expect("the test made it so").to_owned(),
        data["refreshToken"].as_str().expect("the test made it so").to_owned(),
    )
}

pub async fn told(request: reqwest::RequestBuilder) -> Told {
    let response = request.send().await.expect("the test made it so");
    Told {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        text: response.text().await.expect("the test made it so"),
    }
}

pub fn client() -> Client {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
    Client::builder().no_proxy().build().expect("the test made it so")
}

/// The mails in a folder, oldest first.
pub fn mails(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).map(Iterator::collect::<Vec<_>>).unwrap_or_default();
    let mut paths: Vec<_> = entries.into_iter().map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.into_iter().map(|path| fs::read_to_string(path).expect("a mail")).collect()
}

pub fn links(folder: &Path) -> Vec<String> {
    let lines = |mail: String| mail.lines().map(str::to_owned).collect::<Vec<_>>();
    mails(folder).into_iter().flat_map(lines).filter(|line| line.starts_with("http://")).collect()
}
