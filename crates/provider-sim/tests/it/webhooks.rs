//! Facts about webhooks.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use provider_sim::options::Secrets;
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::sync::mpsc;

use crate::world::World;

/// A customer who is told things.
struct Customer {
    url: String,
    letters: mpsc::UnboundedReceiver<(HeaderMap, Bytes)>,
}

type Desk = (mpsc::UnboundedSender<(HeaderMap, Bytes)>, Arc<AtomicU32>);

impl Customer {
    /// One who answers so many calls with 500 first.
    async fn new(refusals: u32) -> Self {
        let (send, letters) = mpsc::unbounded_channel();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address: SocketAddr = listener.local_addr().expect("it listens");
        let desk: Desk = (send, Arc::new(AtomicU32::new(refusals)));
        let router = Router::new().route("/hook", post(take)).with_state(desk);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url: format!("http://{address}/hook"), letters }
    }

    async fn letter(&mut self) -> (HeaderMap, Bytes, Value) {
        let waiting = tokio::time::timeout(std::time::Duration::from_secs(20), self.letters.recv());
        let (headers, body) = waiting.await.expect("a letter comes").expect("the customer is there");
        let value = serde_json::from_slice(&body).expect("JSON");
        (headers, body, value)
    }
}

async fn take(State((send, refusals)): State<Desk>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let refused =
        refusals.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok();
    drop(send.send((headers, body)));
    if refused { StatusCode::INTERNAL_SERVER_ERROR } else { StatusCode::OK }
}

fn hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any key will do");
    mac.update(message);
    mac.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).expect("the header is there").to_str().expect("text")
}

async fn shot(world: &World, prompt: &str, url: &str) {
    let body = json!({ "input": { "prompt": prompt, "duration": 4 }, "webhookUrl": url });
    assert_eq!(world.post("/pollo/v1/generation/google/veo-3-1/video", body).await.status, 200);
}

fn pollo_signature(headers: &HeaderMap, body: &[u8]) -> String {
    let signed = format!("{}.{}.", header(headers, "x-webhook-id"), header(headers, "x-webhook-timestamp"));
    let key = STANDARD.decode(Secrets::default().pollo).expect("Base64");
    STANDARD.encode(hmac(&key, &[signed.as_bytes(), body].concat()))
}

#[tokio::test(flavor = "multi_thread")]
async fn pollo_signs_name_time_and_body() {
    let (world, mut customer) = (World::new().await, Customer::new(0).await);
    shot(&world, "x", &customer.url).await;
    let (headers, body, told) = customer.letter().await;
    assert_eq!(header(&headers, "x-webhook-signature"), pollo_signature(&headers, &body));
    assert_eq!(
        (told["status"].as_str(), told["generations"][0]["mediaType"].as_str()),
        (Some("succeed"), Some("video"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn heygen_signs_the_body_alone() {
    let (world, mut customer) = (World::new().await, Customer::new(0).await);
    let body = json!({ "type": "avatar", "avatar_id": "look_actor_001", "script": "Hi.",
        "callback_url": customer.url, "callback_id": "job-1" });
    assert_eq!(world.post("/heygen/v3/videos", body).await.status, 200);
    let (headers, body, told) = customer.letter().await;
    let expected = hex(&hmac(Secrets::default().heygen.as_bytes(), &body));
    assert_eq!(header(&headers, "heygen-signature"), expected);
    assert_eq!(told["event_type"], "avatar_video.success");
    assert_eq!(told["event_data"]["callback_id"], "job-1");
    assert_eq!(world.simulator.log()[0].reference.as_deref(), Some("job-1"));
}

#[tokio::test(flavor = "multi_thread")]
async fn sync_signs_time_and_body() {
    let (world, mut customer) = (World::new().await, Customer::new(0).await);
    let input = json!([{ "type": "video", "url": "http://127.0.0.1:1/a" }, { "type": "audio", "url": "http://127.0.0.1:1/b" }]);
    let body = json!({ "model": "lipsync-2", "input": input, "webhookUrl": customer.url });
    assert_eq!(world.post("/sync/v2/generate", body).await.status, 201);
    let (headers, body, told) = customer.letter().await;
    let (time, signature) = header(&headers, "sync-signature").split_once(',').expect("two parts");
    let signed = [time.trim_start_matches("t=").as_bytes(), b".", &body].concat();
    assert_eq!(signature, format!("v1={}", hex(&hmac(Secrets::default().sync.as_bytes(), &signed))));
    assert_eq!(told["error_code"], "generation_input_download_failed");
}

#[tokio::test(flavor = "multi_thread")]
async fn google_signs_by_standard_webhooks() {
    let (world, mut customer) = (World::new().await, Customer::new(0).await);
    let hook = json!({ "uris": [customer.url], "user_metadata": { "job": "1" } });
    let body = json!({ "model": "gemini-omni-1.1-flash", "input": "A cat", "background": true, "webhook_config": hook,
        "response_format": { "type": "video", "duration": "3s" } });
    assert_eq!(world.post("/google/v1beta/interactions", body).await.status, 200);
    let (headers, body, told) = customer.letter().await;
    let signed = format!("{}.{}.", header(&headers, "webhook-id"), header(&headers, "webhook-timestamp"));
    let key = STANDARD.decode(Secrets::default().google.trim_start_matches("whsec_")).expect("Base64");
    let expected = format!("v1,{}", STANDARD.encode(hmac(&key, &[signed.as_bytes(), &body].concat())));
    assert_eq!(header(&headers, "webhook-signature"), expected);
    assert_eq!(
        (told["type"].as_str(), told["data"]["user_metadata"]["job"].as_str()),
        (Some("interaction.completed"), Some("1"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_who_does_not_answer_well_is_told_again() {
    let (world, mut customer) = (World::new().await, Customer::new(2).await);
    shot(&world, "x", &customer.url).await;
    let first = customer.letter().await;
    let ids = [customer.letter().await, customer.letter().await]
        .map(|(headers, _, _)| headers["x-webhook-id"].clone());
    assert!(ids.iter().all(|id| *id == first.0["x-webhook-id"]), "every try has the same name");
}

#[tokio::test(flavor = "multi_thread")]
async fn webhooks_come_twice_wrongly_signed_or_not_at_all() {
    let (world, mut customer) = (World::new().await, Customer::new(0).await);
    shot(&world, "none [[sim:webhook_none]]", &customer.url).await;
    shot(&world, "twice [[sim:webhook_duplicate=2]]", &customer.url).await;
    let (first, second) = (customer.letter().await, customer.letter().await);
    assert_eq!((&first.1, &first.0["x-webhook-id"]), (&second.1, &second.0["x-webhook-id"]));
    world.fault(json!({ "operation": "webhook", "fault": { "kind": "webhook_wrong_signature" } })).await;
    shot(&world, "wrong [[sim:webhook_late=20]]", &customer.url).await;
    let (headers, body, _) = customer.letter().await;
    assert_ne!(header(&headers, "x-webhook-signature"), pollo_signature(&headers, &body));
    assert!(customer.letters.try_recv().is_err(), "of the first task nothing is told");
}

#[tokio::test(flavor = "multi_thread")]
async fn elevenlabs_sends_a_transcript_where_its_page_says() {
    let mut customer = Customer::new(0).await;
    let url = customer.url.clone();
    let world = World::with(|options| options.elevenlabs_webhook = Some(url)).await;
    let wav = world.wav("One two three.").await;
    let form = [("model_id", "scribe_v2"), ("webhook", "true"), ("webhook_metadata", "job-1")];
    let answer = world.form("/elevenlabs/v1/speech-to-text", &form, Some(("file", "a.wav", &wav))).await;
    let (headers, body, told) = customer.letter().await;
    let (time, signature) = header(&headers, "elevenlabs-signature").split_once(',').expect("two parts");
    let signed = [time.trim_start_matches("t=").as_bytes(), b".", &body].concat();
    assert_eq!(signature, format!("v0={}", hex(&hmac(Secrets::default().elevenlabs.as_bytes(), &signed))));
    assert_eq!(told["data"]["transcription"]["text"], "One two three.");
    assert_eq!(told["data"]["request_id"], answer.body["request_id"]);
}
