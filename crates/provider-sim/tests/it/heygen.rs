//! Facts about HeyGen.

use serde_json::{Value, json};

use crate::world::{World, has_shape};

const VIDEOS: &str = "/heygen/v3/videos";

pub async fn ended(world: &World, path: &str) -> Value {
    let ended = |body: &Value| ["completed", "failed"].iter().any(|end| body["data"]["status"] == *end);
    world.until(path, ended).await["data"].clone()
}

async fn made(world: &World, body: Value) -> Value {
    let answer = world.post(VIDEOS, body).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    ended(world, &format!("{VIDEOS}/{}", answer.text("/data/video_id"))).await
}

fn script(words: &str) -> Value {
    json!({ "type": "avatar", "avatar_id": "look_actor_001", "script": words, "aspect_ratio": "4:5", "resolution": "720p" })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_look_speaks_a_script() {
    let world = World::new().await;
    let mut body = script("Hi, I tried this.");
    body["caption"] = json!({ "file_format": "srt" });
    let video = made(&world, body).await;
    let (_, subtitles) = world.fetch(video["subtitle_url"].as_str().expect("a link")).await;
    assert!(String::from_utf8_lossy(&subtitles).ends_with("\nHi, I tried this.\n"));
    let info = world.probe(video["video_url"].as_str().expect("a link")).await;
    assert!(has_shape(&info, (4, 5)), "{info:?}");
    assert!(info.audio.is_some());
    let seconds = video["duration"].as_f64().expect("a length");
    assert!(seconds > 0.5 && (info.duration.as_f64() - seconds).abs() < 0.1, "{seconds} {info:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_look_speaks_a_recording_as_long_as_it_is() {
    let world = World::new().await;
    let wav = world.wav("One two three.").await;
    let length = world.probe_bytes(&wav, "wav").duration.as_f64();
    let link = world.host("a.wav", &wav).await;
    let body =
        json!({ "type": "avatar", "avatar_id": "look_actor_002", "audio_url": link, "aspect_ratio": "9:16" });
    let video = made(&world, body).await;
    assert!((video["duration"].as_f64().expect("a length") - length).abs() < 0.1, "{video}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_speaks() {
    let world = World::new().await;
    let image = json!({ "type": "url", "url": world.url("/files/looks/actor_003.png") });
    let video =
        made(&world, json!({ "type": "image", "image": image, "script": "Hello.", "aspect_ratio": "1:1" }))
            .await;
    let info = world.probe(video["video_url"].as_str().expect("a link")).await;
    assert!(has_shape(&info, (1, 1)), "{info:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_heygen_refuses_is_refused() {
    let world = World::new().await;
    let with = |name: &str, value: Value| {
        let mut body = script("Hello.");
        body[name] = value;
        body
    };
    let cases = [
        (with("audio_url", json!("http://127.0.0.1/a.wav")), 400, "validation_error"),
        (json!({ "type": "avatar", "avatar_id": "look_actor_001" }), 400, "validation_error"),
        (script(&"x".repeat(5_001)), 400, "validation_error"),
        (with("avatar_id", json!("actor_001")), 404, "avatar_not_found"),
        (with("voice_id", json!("nobody")), 404, "voice_not_found"),
        (with("aspect_ratio", json!("3:4")), 400, "invalid_parameter"),
        (with("resolution", json!("480p")), 400, "invalid_parameter"),
        (with("wallpaper", json!(true)), 400, "invalid_parameter"),
        (with("type", json!("hologram")), 400, "invalid_parameter"),
    ];
    for (body, status, code) in cases {
        let answer = world.post(VIDEOS, body).await;
        assert_eq!((answer.status, answer.text("/error/code")), (status, code), "{}", answer.body);
    }
    assert!(world.simulator.log().is_empty(), "nothing of it was taken on");
    assert_eq!(world.get("/heygen/v3/videos/x").await.text("/error/code"), "video_not_found");
    assert_eq!(world.post("/heygen/v2/video/generate", json!({})).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_gives_the_first_answer_even_for_another_body_and_after_a_restart() {
    let world = World::new().await;
    let ask = async |world: &World, body: Value| {
        let request = world.request(reqwest::Method::POST, VIDEOS).header("Idempotency-Key", "job-1");
        let answer =
            crate::world::Answer::of(request.body(body.to_string()).send().await.expect("it answers")).await;
        answer.text("/data/video_id").to_owned()
    };
    let first = ask(&world, script("Hello.")).await;
    assert_eq!(ask(&world, json!({})).await, first);
    world.simulator.stop().await;
    let world = World::on(world.folder, |_| {}).await;
    assert_eq!(ask(&world, script("Hello.")).await, first);
    assert_eq!(world.simulator.log().len(), 1);
    assert_eq!(ended(&world, &format!("{VIDEOS}/{first}")).await["status"], "completed");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_drawn_actor_is_a_look_with_a_voice_and_a_picture() {
    let world = World::new().await;
    let (mut looks, mut token) = (Vec::new(), String::new());
    loop {
        let page = world.get(&format!("/heygen/v3/avatars/looks?limit=50&token={token}")).await;
        looks.extend(page.body["data"].as_array().expect("a list").clone());
        match page.body["next_token"].as_str() {
            Some(next) => token = next.to_owned(),
            None => break,
        }
    }
    assert_eq!(looks.len(), types::actor::catalogue().len());
    assert!(looks.iter().all(|look| look["default_voice_id"].is_string()));
    let (status, picture) = world.fetch(looks[0]["preview_image_url"].as_str().expect("a link")).await;
    assert_eq!((status, picture.get(1..4)), (200, Some(b"PNG".as_slice())));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lipsync_has_the_new_sound() {
    let world = World::new().await;
    let video = made(&world, script("Hi.")).await["video_url"].clone();
    let wav = world.wav("This sentence is a good deal longer.").await;
    let length = world.probe_bytes(&wav, "wav").duration.as_f64();
    let audio = world.host("a.wav", &wav).await;
    let body = json!({ "video": { "type": "url", "url": video }, "audio": { "type": "url", "url": audio } });
    let answer = world.post("/heygen/v3/lipsyncs", body).await;
    let lipsync = ended(&world, &format!("/heygen/v3/lipsyncs/{}", answer.text("/data/lipsync_id"))).await;
    assert!((lipsync["duration"].as_f64().expect("a length") - length).abs() < 0.1, "{lipsync} {length}");
}

#[tokio::test(flavor = "multi_thread")]
async fn speech_comes_with_the_times_of_its_words() {
    let world = World::new().await;
    let voices = world.get("/heygen/v3/voices?language=en&limit=1").await;
    let voice = voices.text("/data/0/voice_id").to_owned();
    let said =
        world.post("/heygen/v3/voices/speech", json!({ "text": "One two three.", "voice_id": voice })).await;
    assert_eq!(said.body["data"]["word_timestamps"].as_array().map(Vec::len), Some(3));
    assert_eq!(world.fetch(said.text("/data/audio_url")).await.0, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_does_not_work_is_told_at_once() {
    let world = World::new().await;
    let body = json!({ "type": "avatar", "avatar_id": "look_actor_001", "audio_url": world.url("/files/nothing.wav") });
    let answer = world.post(VIDEOS, body).await;
    assert_eq!((answer.status, answer.text("/error/code")), (400, "download_failed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_whose_request_is_not_answered_yet_is_a_conflict() {
    let world = World::new().await;
    let link = made(&world, script("Hi.")).await["video_url"].clone();
    let delay = json!({ "kind": "delay", "ms": 400 });
    world.fault(json!({ "provider": "heygen", "operation": "file", "fault": delay })).await;
    let body = json!({ "type": "avatar", "avatar_id": "look_actor_001", "audio_url": link }).to_string();
    let ask = async || {
        let request = world.request(reqwest::Method::POST, VIDEOS).header("Idempotency-Key", "job-2");
        crate::world::Answer::of(request.body(body.clone()).send().await.expect("it answers")).await
    };
    let (one, other) = tokio::join!(ask(), ask());
    let (first, second) = if one.status == 200 { (one, other) } else { (other, one) };
    assert_eq!((first.status, second.status), (200, 409), "{} {}", first.body, second.body);
    assert_eq!(second.text("/error/code"), "request_in_progress");
}
