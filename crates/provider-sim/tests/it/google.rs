//! Facts about Google.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::world::{World, has_shape};

const INTERACTIONS: &str = "/google/v1beta/interactions";
const VEO: &str =
    "/vertex/v1/projects/p/locations/us-central1/publishers/google/models/veo-3.1-fast-generate-001";

fn wish(duration: &str) -> Value {
    let format = json!({ "type": "video", "aspect_ratio": "9:16", "duration": duration, "delivery": "uri" });
    json!({ "model": "gemini-omni-1.1-flash", "input": "A cat", "response_format": format, "background": true })
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interaction_makes_a_video() {
    let world = World::new().await;
    let begun = world.post(INTERACTIONS, wish("3s")).await;
    assert_eq!(begun.status, 200, "{}", begun.body);
    let path = format!("{INTERACTIONS}/{}", begun.text("/id"));
    let done = world.until(&path, |body| body["status"] == "completed").await;
    let link = done["steps"][1]["content"][0]["uri"].as_str().expect("a link");
    let info = world.probe(link).await;
    assert!(has_shape(&info, (9, 16)) && info.audio.is_some(), "{info:?}");
    assert!((info.duration.as_f64() - 3.0).abs() < 0.05);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interaction_can_be_cancelled() {
    let world = World::new().await;
    let mut body = wish("3s");
    body["input"] = json!("A cat [[sim:never]]");
    let begun = world.post(INTERACTIONS, body).await;
    let path = format!("{INTERACTIONS}/{}", begun.text("/id"));
    assert_eq!(world.post(&format!("{path}/cancel"), json!({})).await.text("/status"), "cancelled");
}

#[tokio::test(flavor = "multi_thread")]
async fn veo_on_the_enterprise_platform_is_an_operation() {
    let world = World::new().await;
    let body = json!({ "instances": [{ "prompt": "A dog" }], "parameters": { "aspectRatio": "16:9", "durationSeconds": 4 } });
    let begun = world.post(&format!("{VEO}:predictLongRunning"), body).await;
    let name = begun.text("/name").to_owned();
    let done = loop {
        let polled =
            world.post(&format!("{VEO}:fetchPredictOperation"), json!({ "operationName": name })).await;
        if polled.body["done"] == true {
            break polled;
        }
        assert!(polled.body.get("done").is_none(), "until it is done the word is not there");
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    };
    let bytes = STANDARD.decode(done.text("/response/videos/0/bytesBase64Encoded")).expect("Base64");
    let info = world.probe_bytes(&bytes, "mp4");
    assert!((info.duration.as_f64() - 4.0).abs() < 0.05, "{info:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_google_refuses_is_refused() {
    let world = World::new().await;
    for (name, value) in [
        ("model", json!("gemini-9")),
        ("input", json!("")),
        ("input", json!([{ "type": "image", "data": "%%%" }])),
        ("response_format", json!({ "type": "video", "aspect_ratio": "1:1" })),
        ("response_format", json!({ "type": "video", "duration": "30s" })),
        ("colour", json!("red")),
    ] {
        let mut body = wish("3s");
        body[name] = value;
        let answer = world.post(INTERACTIONS, body).await;
        let expected = if name == "model" { (404, "NOT_FOUND") } else { (400, "INVALID_ARGUMENT") };
        assert_eq!((answer.status, answer.text("/error/status")), expected, "{}", answer.body);
    }
    let long = json!({ "instances": [{ "prompt": "x" }], "parameters": { "resolution": "1080p", "durationSeconds": 4 } });
    assert_eq!(world.post(&format!("{VEO}:predictLongRunning"), long).await.status, 400);
    let gone =
        world.post("/google/v1beta/models/veo-3.1-generate-preview:predictLongRunning", json!({})).await;
    assert_eq!((gone.status, gone.text("/error/status")), (404, "NOT_FOUND"));
}
