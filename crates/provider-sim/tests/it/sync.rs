//! Facts about sync.so.

use serde_json::{Value, json};

use crate::world::World;

const GENERATE: &str = "/sync/v2/generate";

/// A short video and a longer sound, by address.
async fn inputs(world: &World) -> (Value, f64, f64) {
    let answer = world
        .post(
            "/pollo/v1/generation/google/veo-3-1/video",
            json!({ "input": { "prompt": "x", "duration": 4 } }),
        )
        .await;
    let path = format!("/pollo/generation/{}/status", answer.text("/data/taskId"));
    let task = world.until(&path, |body| body["data"]["generations"][0]["status"] == "succeed").await;
    let wav = world.wav("Seven words are far too few here.").await;
    let length = world.probe_bytes(&wav, "wav").duration.as_f64();
    let list = json!([
        { "type": "video", "url": task["data"]["generations"][0]["url"] },
        { "type": "audio", "url": world.host("a.wav", &wav).await },
    ]);
    (list, 4.0, length)
}

pub async fn ended(world: &World, id: &str) -> Value {
    let ended = |body: &Value| ["COMPLETED", "FAILED", "REJECTED"].iter().any(|end| body["status"] == *end);
    world.until(&format!("{GENERATE}/{id}"), ended).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_result_is_as_long_as_its_mode_says() {
    let world = World::new().await;
    let (input, video, sound) = inputs(&world).await;
    for (mode, length) in [
        ("cut_off", video.min(sound)),
        ("loop", sound),
        ("bounce", sound),
        ("remap", sound),
        ("silence", video),
    ] {
        let body = json!({ "model": "lipsync-2", "input": input, "options": { "sync_mode": mode } });
        let answer = world.post(GENERATE, body).await;
        assert_eq!((answer.status, answer.text("/status")), (201, "PENDING"));
        let generation = ended(&world, answer.text("/id")).await;
        let made = generation["outputDuration"].as_f64().unwrap_or_default();
        assert!((made - length).abs() < 0.1, "{mode}: {generation}");
        let info = world.probe(generation["outputUrl"].as_str().expect("a link")).await;
        assert!(info.video.is_some() && info.audio.is_some());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_sync_refuses_is_refused() {
    let world = World::new().await;
    let video = json!({ "type": "video", "url": "http://127.0.0.1/a.mp4" });
    let audio = json!({ "type": "audio", "url": "http://127.0.0.1/a.wav" });
    let image = json!({ "type": "image", "url": "http://127.0.0.1/a.png" });
    let cases = [
        json!({ "input": [video, audio] }),
        json!({ "model": "lipsync-9", "input": [video, audio] }),
        json!({ "model": "lipsync-2", "input": [video] }),
        json!({ "model": "lipsync-2", "input": [image, audio] }),
        json!({ "model": "lipsync-2", "input": [video, audio], "options": { "syncMode": "loop" } }),
        json!({ "model": "lipsync-2", "input": [video, audio], "options": { "sync_mode": "mirror" } }),
        json!({ "model": "lipsync-2", "input": [video, audio], "webhook_url": "http://127.0.0.1/" }),
        json!({ "model": "lipsync-2", "input": [video, audio], "outputFileName": "a.mp4" }),
    ];
    for body in cases {
        let answer = world.post(GENERATE, body).await;
        assert_eq!((answer.status, answer.body["statusCode"].as_u64()), (400, Some(400)), "{}", answer.body);
        assert!(answer.body["message"].is_array());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn media_that_are_none_fail_the_generation() {
    let world = World::new().await;
    let (input, _, _) = inputs(&world).await;
    let text = world.host("a.mp4", b"this is no video").await;
    let input = json!([{ "type": "video", "url": text }, input[1]]);
    let answer = world.post(GENERATE, json!({ "model": "lipsync-2", "input": input })).await;
    let generation = ended(&world, answer.text("/id")).await;
    assert_eq!(generation["error_code"], "generation_unsupported_media");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_can_be_an_input() {
    let world = World::new().await;
    let wav = world.wav("Hello.").await;
    let body = json!({ "fileName": "a.wav", "contentType": "audio/wav", "size": wav.len() });
    let announced = world.post("/sync/v2/assets/upload", body).await;
    let path = announced.text("/uploadUrl").replace(&world.url(""), "");
    let put = world.request(reqwest::Method::PUT, &path).body(wav).send().await.expect("it answers");
    assert_eq!(put.status(), 200);
    let registered =
        world.post("/sync/v2/assets", json!({ "url": announced.text("/url"), "type": "AUDIO" })).await;
    assert!(registered.body["id"].is_string(), "{}", registered.body);
}
