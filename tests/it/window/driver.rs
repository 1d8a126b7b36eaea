//! A hand on the window: WebKit's driver, spoken to as W3C WebDriver has it.
#![expect(clippy::panic, reason = "a test that cannot go on says why")]

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::screen::Screen;

/// How long something may take to appear. An export on a slow machine takes its time.
const PATIENCE: Duration = Duration::from_secs(240);
/// The key under which the protocol names elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// What the driver says when an element is no longer where it was.
const MOVED: [&str; 3] = ["element not interactable", "element click intercepted", "stale element reference"];

/// A hand on a window.
pub struct Driver {
    driver: Child,
    client: reqwest::blocking::Client,
    session: String,
    pictures: PathBuf,
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
        let patience = PATIENCE.as_millis() as u64;
        window.post("timeouts", &json!({ "implicit": patience, "script": patience }));
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

    /// Presses the first element that matches, again when it moved or was made anew between the aim and the press.
    pub fn click_first(&self, css: &str) {
        let is_pressed = || {
            let element = self.find_css(css);
            match self.ask(&format!("element/{element}/click"), &json!({})) {
                Ok(_) => true,
                Err(failure) if MOVED.contains(&failure["error"].as_str().unwrap_or_default()) => false,
                Err(failure) => panic!("{css} cannot be pressed: {failure}"),
            }
        };
        self.until(is_pressed, css);
    }

    /// Types into a field. The driver leaves line breaks out, so each is a press of Enter.
    pub fn type_into(&self, id: &str, text: &str) {
        let element = self.find(id);
        let text = text.replace('\n', "\u{e007}");
        self.post(&format!("element/{element}/value"), &json!({ "text": text }));
    }

    /// Types into a field in place of what is there, as a hand does: everything is marked first. Each call lets go of
    /// Control at its end.
    pub fn type_over(&self, id: &str, text: &str) {
        self.type_into(id, "\u{e009}a");
        self.type_into(id, text);
    }

    /// Takes hold of an element in its middle and lets it go that many pixels to the right.
    pub fn drag(&self, css: &str, by: i32) {
        let element = self.find_css(css);
        let script = "arguments[0].scrollIntoView({ block: 'center', inline: 'center' })";
        self.run_with(script, &json!([{ ELEMENT: &element }]));
        let to = |x: i32, origin: Value| json!({ "type": "pointerMove", "duration": 50, "origin": origin, "x": x, "y": 0 });
        let steps = json!([
            to(0, json!({ ELEMENT: &element })),
            { "type": "pointerDown", "button": 0 },
            to(by / 2, json!("pointer")),
            to(by - by / 2, json!("pointer")),
            { "type": "pointerUp", "button": 0 },
        ]);
        let mouse = json!({
            "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": steps,
        });
        self.post("actions", &json!({ "actions": [mouse] }));
    }

    /// Presses a key, by its letter in the protocol.
    pub fn press(&self, key: char) {
        let steps = json!([{ "type": "keyDown", "value": key }, { "type": "keyUp", "value": key }]);
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": steps });
        self.post("actions", &json!({ "actions": [keyboard] }));
    }

    /// How many elements have that test id now.
    pub fn count(&self, id: &str) -> usize {
        self.count_css(&format!("[data-testid='{id}']"))
    }

    /// How many elements match now.
    pub fn count_css(&self, css: &str) -> usize {
        let script = format!("return document.querySelectorAll(\"{css}\").length");
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

    /// Runs a function body in the page, and gives what it returns.
    pub fn run(&self, script: &str) -> Value {
        self.run_with(script, &json!([]))
    }

    /// Runs a function body in the page, whose last argument is called with what is to be given.
    pub fn run_to_its_end(&self, script: &str, arguments: &Value) -> Value {
        self.post("execute/async", &json!({ "script": script, "args": arguments }))
    }

    /// Waits until it is so. The driver's own answer takes its time, so this spins slowly.
    pub fn until(&self, is_so: impl Fn() -> bool, what: &str) {
        let begun = Instant::now();
        while !is_so() {
            assert!(begun.elapsed() < PATIENCE, "{what} never came to be as wanted");
        }
    }

    /// Keeps a picture of the screen, and gives where. The driver's own way waits for ever when nothing moves.
    pub fn picture(&self, name: &str) -> PathBuf {
        let path = self.pictures.join(format!("{name}.png"));
        let mut import = Command::new("import");
        let taken = import.args(["-window", "root"]).arg(&path).env("DISPLAY", &self.display).status();
        assert!(taken.expect("import runs").success(), "a picture is kept");
        path
    }

    /// How far apart the darkest and the brightest are, from 0 to 1, in what the screen shows of an element.
    pub fn contrast(&self, css: &str, name: &str) -> f64 {
        let script = format!(
            "const area = document.querySelector(\"{css}\").getBoundingClientRect();\
             return [area.width, area.height, area.left + screenX, area.top + screenY].map(Math.round)"
        );
        let area = self.run(&script);
        let area = format!("{}x{}+{}+{}", area[0], area[1], area[2], area[3]);
        let mut convert = Command::new("convert");
        convert.arg(self.picture(name)).args(["-crop", &area, "-colorspace", "Gray"]);
        let measured =
            convert.args(["-format", "%[fx:maxima-minima]", "info:"]).output().expect("convert runs");
        let said = String::from_utf8_lossy(&measured.stdout);
        said.trim().parse().unwrap_or_else(|_| panic!("no contrast of {area}: {said}"))
    }

    /// Ends the engine's processes, which the program starts again.
    pub fn kill_workers(&self) {
        let program = children(self.driver.id(), None);
        let workers = program.iter().flat_map(|program| children(*program, Some(" worker")));
        kill(&workers.collect::<Vec<_>>());
    }

    /// Ends the program as a power cut would: at once, without a word.
    pub fn kill(mut self) {
        kill(&children(self.driver.id(), None));
        drop(self.driver.kill());
        drop(self.driver.wait());
    }

    /// Closes the window.
    pub fn quit(self) {
        let reply = self.client.delete(&self.session).send();
        assert!(reply.is_ok(), "the window closes");
    }

    fn run_with(&self, script: &str, arguments: &Value) -> Value {
        self.post("execute/sync", &json!({ "script": script, "args": arguments }))
    }

    fn post(&self, command: &str, body: &Value) -> Value {
        self.ask(command, body).unwrap_or_else(|failure| panic!("{command}: {failure}"))
    }

    /// The driver's answer, or what it says went wrong.
    fn ask(&self, command: &str, body: &Value) -> Result<Value, Value> {
        let reply = self.client.post(format!("{}/{command}", self.session)).body(body.to_string()).send();
        let text = reply.and_then(|reply| reply.text()).unwrap_or_else(|error| panic!("{command}: {error}"));
        let reply: Value =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{command}: {error}: {text}"));
        let value = reply["value"].clone();
        if value["error"].is_null() { Ok(value) } else { Err(value) }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        drop(self.driver.kill());
        drop(self.driver.wait());
    }
}

/// Processes that another one started, with that in how they were called.
fn children(parent: u32, called: Option<&str>) -> Vec<u32> {
    let mut pgrep = Command::new("pgrep");
    pgrep.args(["-P", &parent.to_string()]);
    if let Some(called) = called {
        pgrep.args(["-f", "--", called]);
    }
    let found = pgrep.output().expect("pgrep runs");
    String::from_utf8_lossy(&found.stdout).lines().filter_map(|line| line.parse().ok()).collect()
}

fn kill(processes: &[u32]) {
    assert!(!processes.is_empty(), "something was there to be killed");
    let killed = Command::new("kill").arg("-KILL").args(processes.iter().map(u32::to_string)).status();
    assert!(killed.expect("kill runs").success(), "it was killed");
}

/// A port that nobody listens on.
fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("its number").port()
}
