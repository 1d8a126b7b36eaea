//! A simulator for one test, and ways to ask it.

use std::time::Duration;

use engine::session::Session;
use provider_sim::options::{
    ELEVENLABS_KEY, GOOGLE_KEY, HEYGEN_KEY, OPENAI_KEY, Options, POLLO_KEY, SYNC_KEY, VERTEX_TOKEN,
};
use provider_sim::simulator::Simulator;
use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::{Value, json};
use tempfile::TempDir;
use types::media::MediaInfo;

/// A running simulator with a folder of its own.
pub struct World {
    pub simulator: Simulator,
    pub folder: TempDir,
    client: Client,
}

/// An answer: its status and its body.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
    pub headers: reqwest::header::HeaderMap,
}

impl World {
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// A simulator that is set up otherwise.
    pub async fn with(change: impl FnOnce(&mut Options)) -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        Self::on(folder, change).await
    }

    /// A simulator on a folder that another one may have left.
    pub async fn on(folder: TempDir, change: impl FnOnce(&mut Options)) -> Self {
        let mut options = Options { speed: 0.0, short_side_max: 96, ..Options::new(folder.path()) };
        change(&mut options);
        let simulator = provider_sim::start(options).await.expect("it starts");
        let client = Client::builder().no_proxy().build().expect("a client can be made");
        Self { simulator, folder, client }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.simulator.address())
    }

    /// A request with the key of the provider whose address it is.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, self.url(path));
        match path.split('/').nth(1).unwrap_or_default() {
            "pollo" => request.header("x-api-key", POLLO_KEY),
            "elevenlabs" => request.header("xi-api-key", ELEVENLABS_KEY),
            "openai" => request.bearer_auth(OPENAI_KEY),
            "heygen" => request.header("x-api-key", HEYGEN_KEY),
            "sync" => request.header("x-api-key", SYNC_KEY),
            "google" => request.header("x-goog-api-key", GOOGLE_KEY),
            "vertex" => request.bearer_auth(VERTEX_TOKEN),
            _ => request,
        }
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        let sent = self.request(Method::POST, path).body(body.to_string()).send().await;
        Answer::of(sent.expect("it answers")).await
    }

    /// A request that may not be answered at all.
    pub async fn try_post(&self, path: &str, body: Value) -> Option<Answer> {
        let sent = self.request(Method::POST, path).body(body.to_string()).send().await;
        Some(Answer::of(sent.ok()?).await)
    }

    pub async fn get(&self, path: &str) -> Answer {
        Answer::of(self.request(Method::GET, path).send().await.expect("it answers")).await
    }

    /// Asks until `done` says that it is.
    pub async fn until(&self, path: &str, done: impl Fn(&Value) -> bool) -> Value {
        let ask = async {
            loop {
                let answer = self.get(path).await;
                assert_eq!(answer.status, 200, "{path}: {}", answer.body);
                if done(&answer.body) {
                    return answer.body;
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), ask).await.expect("it comes to an end")
    }

    /// What lies behind a link.
    pub async fn fetch(&self, link: &str) -> (u16, Vec<u8>) {
        let path = link.strip_prefix(&self.url("")).expect("a link leads here");
        let response = self.request(Method::GET, path).send().await.expect("it answers");
        let status = response.status().as_u16();
        (status, response.bytes().await.expect("it has a body").to_vec())
    }

    /// What media a link leads to.
    pub async fn probe(&self, link: &str) -> MediaInfo {
        let (status, bytes) = self.fetch(link).await;
        assert_eq!(status, 200, "{link}");
        self.probe_bytes(&bytes, "mp4")
    }

    /// What media those bytes are.
    pub fn probe_bytes(&self, bytes: &[u8], ending: &str) -> MediaInfo {
        let path = self.folder.path().join(format!("probe.{ending}"));
        std::fs::write(&path, bytes).expect("the disk takes it");
        let session = Session::new(&self.folder.path().join("probe-cache")).expect("GStreamer is here");
        session.probe(&path).expect("it is media").0
    }

    pub async fn fault(&self, rule: Value) {
        let answer = self.post("/sim/faults", rule).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
    }

    /// The first voice of that language, by ElevenLabs' name.
    pub async fn voice(&self, language: &str) -> String {
        let voices = self.get("/elevenlabs/v1/voices").await.body;
        let voices = voices["voices"].as_array().expect("a list").clone();
        let found = voices.iter().find(|voice| voice["labels"]["language"] == language);
        found.expect("a voice speaks it")["voice_id"].as_str().expect("an id").to_owned()
    }

    /// A few words of sound as a WAV.
    pub async fn wav(&self, text: &str) -> Vec<u8> {
        let voice = self.voice("en").await;
        let path = format!("/elevenlabs/v1/text-to-speech/{voice}?output_format=wav_24000");
        let request = self.request(Method::POST, &path).body(json!({ "text": text }).to_string());
        request.send().await.expect("it answers").bytes().await.expect("it has a body").to_vec()
    }

    /// A form of texts and one file.
    pub async fn form(
        &self,
        path: &str,
        texts: &[(&str, &str)],
        file: Option<(&str, &str, &[u8])>,
    ) -> Answer {
        let mut body = Vec::new();
        for (name, text) in texts {
            let head = format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n");
            body.extend_from_slice(head.as_bytes());
        }
        if let Some((name, file, bytes)) = file {
            let head = format!(
                "--edge\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--edge--\r\n");
        let request =
            self.request(Method::POST, path).header("content-type", "multipart/form-data; boundary=edge");
        Answer::of(request.body(body).send().await.expect("it answers")).await
    }

    /// A link to bytes, as if another host had them.
    pub async fn host(&self, name: &str, bytes: &[u8]) -> String {
        let answer = self.form("/heygen/v3/assets", &[], Some(("file", name, bytes))).await;
        answer.body["data"]["url"].as_str().expect("an address").to_owned()
    }
}

impl Answer {
    pub async fn of(response: Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.unwrap_or_default();
        Self { status, headers, body: serde_json::from_str(&text).unwrap_or(Value::String(text)) }
    }

    pub fn text(&self, pointer: &str) -> &str {
        self.body.pointer(pointer).and_then(Value::as_str).expect("there is such a text")
    }
}

/// Whether a picture of that many pixels has that shape, give or take the pixel that evenness costs.
pub fn has_shape(info: &MediaInfo, (width, height): (u32, u32)) -> bool {
    let size = info.video.as_ref().expect("it has a picture").size;
    (i64::from(size.width * height) - i64::from(size.height * width)).abs()
        <= i64::from(2 * width.max(height))
}
