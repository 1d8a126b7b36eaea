//! A hand on the window: WebKit's driver, spoken to as W3C WebDriver has it.
#![expect(clippy::panic, reason = "a test that cannot go on says why")]

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::screen::Screen;

/// How long something may take to appear. An export on a slow machine takes its time.
const PATIENCE: Duration = Duration::from_secs(240);
/// The key under which the protocol names elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A hand on a window.
pub struct Driver {
    driver: Child,
    client: reqwest::blocking::Client,
    session: String,
    pictures: std::path::PathBuf,
    display: String,
}

impl Driver {
    /// Starts the program and takes hold of its window.
    pub fn open(screen: &Screen, program: &Path) -> Self {
        let port = free_port();
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .envs(screen.variables.iter().cloned())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("WebKit's driver starts");
        // The client wants to know who would encrypt, though nothing here is.
        drop(rustls::crypto::ring::default_provider().install_default());
        let client =
            reqwest::blocking::Client::builder().timeout(PATIENCE + PATIENCE).build().expect("a client");
        let root = format!("http://127.0.0.1:{port}");
        let options = json!({ "binary": program, "args": [] });
        let wanted = json!({ "capabilities": { "alwaysMatch": { "webkitgtk:browserOptions": options } } });
        let begun = Instant::now();
        let reply = loop {
            match client.post(format!("{root}/session")).body(wanted.to_string()).send() {
                Ok(reply) => break reply.text().expect("an answer"),
                Err(error) => assert!(begun.elapsed() < PATIENCE, "WebKit's driver does not answer: {error}"),
            }
        };
        let reply: Value = serde_json::from_str(&reply).expect("JSON");
        let id = reply["value"]["sessionId"].as_str().unwrap_or_else(|| panic!("no session: {reply}"));
        let session = format!("{root}/session/{id}");
        let window = Self {
            driver,
            client,
            session,
            pictures: screen.pictures.clone(),
            display: screen.display.clone(),
        };
        // The driver itself waits for elements to appear.
        window.post("timeouts", &json!({ "implicit": PATIENCE.as_millis() as u64 }));
        window
    }

    /// Waits for an element by its test id.
    pub fn find(&self, id: &str) -> String {
        self.find_css(&format!("[data-testid='{id}']"))
    }

    /// Waits for an element.
    pub fn find_css(&self, css: &str) -> String {
        let reply = self.post("element", &json!({ "using": "css selector", "value": css }));
        reply[ELEMENT].as_str().unwrap_or_else(|| panic!("{css} did not appear: {reply}")).to_owned()
    }

    /// Presses the first element with that test id, once it can be pressed.
    pub fn click(&self, id: &str) {
        self.click_first(&format!("[data-testid='{id}']:not(:disabled)"));
    }

    /// Presses the first element that matches.
    pub fn click_first(&self, css: &str) {
        let element = self.find_css(css);
        self.post(&format!("element/{element}/click"), &json!({}));
    }

    /// Types into a field.
    pub fn type_into(&self, id: &str, text: &str) {
        let element = self.find(id);
        self.post(&format!("element/{element}/value"), &json!({ "text": text }));
    }

    /// Types into a field in place of what is there.
    pub fn clear_and_type(&self, id: &str, text: &str) {
        let element = self.find(id);
        self.post(&format!("element/{element}/clear"), &json!({}));
        self.post(&format!("element/{element}/value"), &json!({ "text": text }));
    }

    /// How many elements have that test id now.
    pub fn count(&self, id: &str) -> usize {
        let script = format!("return document.querySelectorAll(\"[data-testid='{id}']\").length");
        self.run(&script).as_u64().expect("a number") as usize
    }

    /// Waits until there are as many elements with that test id as wanted.
    pub fn until_count(&self, id: &str, wanted: impl Fn(usize) -> bool) {
        self.until(|| wanted(self.count(id)), id);
    }

    /// Waits until an element says that.
    pub fn text_is(&self, id: &str, text: &str) {
        let script = format!("return document.querySelector(\"[data-testid='{id}']\")?.textContent ?? ''");
        self.until(|| self.run(&script).as_str() == Some(text), id);
    }

    /// Keeps a picture of the screen, for people to look at. The driver's own way waits for ever when nothing moves.
    pub fn picture(&self, name: &str) {
        let path = self.pictures.join(format!("{name}.png"));
        let taken =
            Command::new("import").args(["-window", "root"]).arg(path).env("DISPLAY", &self.display).status();
        assert!(taken.expect("import runs").success(), "a picture is kept");
    }

    /// Ends the program as a power cut would: at once, without a word.
    pub fn kill(mut self) {
        let driver = self.driver.id().to_string();
        let killed = Command::new("pkill").args(["-KILL", "-P", &driver]).status();
        assert!(killed.expect("pkill runs").success(), "the window was there to be killed");
        drop(self.driver.kill());
        drop(self.driver.wait());
    }

    /// Closes the window.
    pub fn quit(self) {
        let reply = self.client.delete(&self.session).send();
        assert!(reply.is_ok(), "the window closes");
    }

    fn run(&self, script: &str) -> Value {
        self.post("execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Asks again until it is so. The driver's own answer takes its time, so this spins slowly.
    fn until(&self, is_so: impl Fn() -> bool, what: &str) {
        let begun = Instant::now();
        while !is_so() {
            assert!(begun.elapsed() < PATIENCE, "{what} never came to be as wanted");
        }
    }

    fn post(&self, command: &str, body: &Value) -> Value {
        let reply = self.client.post(format!("{}/{command}", self.session)).body(body.to_string()).send();
        value_of(command, reply)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        drop(self.driver.kill());
        drop(self.driver.wait());
    }
}

fn value_of(command: &str, reply: reqwest::Result<reqwest::blocking::Response>) -> Value {
    let text = reply.and_then(|reply| reply.text()).unwrap_or_else(|error| panic!("{command}: {error}"));
    let reply: Value =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{command}: {error}: {text}"));
    let value = reply["value"].clone();
    assert!(value["error"].is_null(), "{command}: {value}");
    value
}

/// A port that nobody listens on.
fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("its number").port()
}
