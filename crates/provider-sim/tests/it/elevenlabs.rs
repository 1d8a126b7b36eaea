//! Facts about ElevenLabs.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::World;

async fn say(world: &World, query: &str, body: Value) -> crate::world::Answer {
    let voice = world.voice("en").await;
    world.post(&format!("/elevenlabs/v1/text-to-speech/{voice}/with-timestamps{query}"), body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_character_has_its_time_and_the_mp3_plays_as_long() {
    let world = World::new().await;
    let text = "It costs $3.50, only today.";
    let answer = say(&world, "", json!({ "text": text })).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let alignment = &answer.body["alignment"];
    let list = |name: &str| alignment[name].as_array().expect("a list").clone();
    let characters: String = list("characters").iter().filter_map(Value::as_str).collect();
    assert_eq!(characters, text);
    let times = |name: &str| list(name).iter().filter_map(Value::as_f64).collect::<Vec<_>>();
    let (starts, ends) = (times("character_start_times_seconds"), times("character_end_times_seconds"));
    assert_eq!((starts.len(), ends.len()), (text.len(), text.len()));
    assert!(starts.is_sorted() && ends.is_sorted(), "{starts:?}");
    let mp3 = STANDARD.decode(answer.text("/audio_base64")).expect("Base64");
    let info = world.probe_bytes(&mp3, "mp3");
    let last = ends.last().copied().expect("a last one");
    assert!(info.duration.as_f64() >= last - 0.01 && info.duration.as_f64() < last + 0.6, "{info:?} {last}");
    assert_eq!(answer.headers["character-cost"], text.len().to_string().as_str());
}

#[tokio::test(flavor = "multi_thread")]
async fn sound_comes_in_the_form_that_is_asked_for() {
    let world = World::new().await;
    let voice = world.voice("en").await;
    let mut lengths = Vec::new();
    for (form, kind) in [
        ("mp3_22050_32", "audio/mpeg"),
        ("opus_48000_64", "audio/ogg"),
        ("wav_16000", "audio/wav"),
        ("pcm_16000", "audio/pcm"),
        ("ulaw_8000", "audio/basic"),
    ] {
        let path = format!("/elevenlabs/v1/text-to-speech/{voice}?output_format={form}");
        let request = world.request(Method::POST, &path).body(json!({ "text": "Hello there." }).to_string());
        let response = request.send().await.expect("it answers");
        assert_eq!(response.status(), 200, "{form}");
        assert_eq!(response.headers()["content-type"], kind);
        lengths.push((form, response.bytes().await.expect("a body").len()));
    }
    let of = |form: &str| lengths.iter().find(|(name, _)| *name == form).map_or(0, |(_, length)| *length);
    assert_eq!(of("wav_16000"), of("pcm_16000") + 44);
    assert!((of("ulaw_8000") as i64 - of("pcm_16000") as i64 / 4).abs() < 400, "{lengths:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_elevenlabs_refuses_is_refused_in_one_of_its_three_forms() {
    let world = World::new().await;
    let current = [
        ("", json!({ "text": "" }), 400, "empty_text"),
        ("", json!({ "text": "x".repeat(10_001) }), 400, "text_too_long"),
        ("", json!({ "text": "x", "model_id": "eleven_v9" }), 400, "unsupported_model"),
        ("", json!({ "text": "x", "voice_settings": { "speed": 2.0 } }), 400, "invalid_voice_settings"),
        ("?output_format=mp3_1_1", json!({ "text": "x" }), 400, "invalid_output_format"),
    ];
    for (query, body, status, code) in current {
        let answer = say(&world, query, body).await;
        assert_eq!((answer.status, answer.text("/detail/code")), (status, code), "{}", answer.body);
    }
    let list = say(&world, "", json!({ "words": "x" })).await;
    assert_eq!((list.status, list.body["detail"].is_array()), (422, true));
    let path = "/elevenlabs/v1/text-to-speech/nobody/with-timestamps";
    assert_eq!(world.post(path, json!({ "text": "x" })).await.status, 404);
    let client = reqwest::Client::new();
    let wrong = client.get(world.url("/elevenlabs/v1/voices")).header("xi-api-key", "wrong").send().await;
    assert_eq!(wrong.expect("it answers").status(), 401);
    assert!(world.simulator.log().is_empty(), "nothing of it was taken on");
}

#[tokio::test(flavor = "multi_thread")]
async fn voices_speak_thirty_languages_and_keep_their_names() {
    let (one, other) = (World::new().await, World::new().await);
    let voices = one.get("/elevenlabs/v1/voices").await.body;
    assert_eq!(voices, {
        let text = other.get("/elevenlabs/v1/voices").await.body.to_string();
        let ours = text.replace(&other.url(""), &one.url(""));
        serde_json::from_str::<Value>(&ours).expect("still JSON")
    });
    let languages: std::collections::BTreeSet<String> = voices["voices"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|voice| voice["labels"]["language"].to_string())
        .collect();
    assert!(languages.len() >= 30, "{languages:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_voices_leads_to_the_next() {
    let world = World::new().await;
    let first = world.get("/elevenlabs/v2/voices?page_size=3").await;
    let token = first.text("/next_page_token").to_owned();
    let second = world.get(&format!("/elevenlabs/v2/voices?page_size=3&next_page_token={token}")).await;
    assert_ne!(first.body["voices"], second.body["voices"]);
    assert_eq!(world.get("/elevenlabs/v2/voices?page_size=101").await.status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clone_speaks_and_outlives_the_simulator() {
    let world = World::new().await;
    let wav = world.wav("This is my voice.").await;
    let labels = json!({ "language": "de", "gender": "female" }).to_string();
    let texts = [("name", "Me"), ("labels", labels.as_str())];
    let refused =
        world.form("/elevenlabs/v1/voices/add", &texts, Some(("files", "a.wav", b"no sound"))).await;
    assert_eq!(refused.status, 400);
    let added = world.form("/elevenlabs/v1/voices/add", &texts, Some(("files", "a.wav", &wav))).await;
    let voice = added.text("/voice_id").to_owned();
    world.simulator.stop().await;
    let world = World::on(world.folder, |_| {}).await;
    assert_eq!(world.get(&format!("/elevenlabs/v1/voices/{voice}")).await.text("/category"), "cloned");
    let said =
        world.post(&format!("/elevenlabs/v1/text-to-speech/{voice}"), json!({ "text": "Hallo du." })).await;
    assert_eq!(said.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_own_speech_is_transcribed_also_when_it_was_coded_otherwise() {
    let world = World::new().await;
    let text = "The quick brown fox jumps over the lazy dog.";
    let wav = world.wav(text).await;
    // Half as loud: not the same bytes any more, but the same speech.
    let samples = wav[44..].as_chunks::<2>().0.iter();
    let quiet = samples.flat_map(|sample| (i16::from_le_bytes(*sample) / 2).to_le_bytes());
    let quiet: Vec<u8> = wav[..44].iter().copied().chain(quiet).collect();
    for bytes in [&wav, &quiet] {
        let form = [("model_id", "scribe_v2")];
        let answer = world.form("/elevenlabs/v1/speech-to-text", &form, Some(("file", "a.wav", bytes))).await;
        assert_eq!(answer.text("/text"), text);
        assert_eq!(answer.body["words"].as_array().map(Vec::len), Some(17));
    }
    let noise: Vec<u8> =
        wav[..44].iter().copied().chain((0..96_000u64).map(|at| (at * at % 251) as u8)).collect();
    let form = [("model_id", "scribe_v2")];
    let answer = world.form("/elevenlabs/v1/speech-to-text", &form, Some(("file", "a.wav", &noise))).await;
    assert_eq!((answer.status, answer.text("/detail/code")), (400, "invalid_audio"));
}

#[tokio::test(flavor = "multi_thread")]
async fn over_the_limit_of_requests_at_once_is_a_429_that_tells_the_limit() {
    let world = World::with(|options| options.concurrency.elevenlabs = 0).await;
    let answer = say(&world, "", json!({ "text": "Hello." })).await;
    assert_eq!((answer.status, answer.text("/detail/code")), (429, "concurrent_limit_exceeded"));
    assert_eq!(answer.headers["maximum-concurrent-requests"], "0");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_written_into_a_neighbouring_line_is_not_this_lines() {
    let world = World::new().await;
    let fine = say(&world, "", json!({ "text": "Hello.", "previous_text": "[[sim:status=500]]" })).await;
    assert_eq!(fine.status, 200, "{}", fine.body);
    let wrong = say(&world, "", json!({ "text": "Hello. [[sim:status=500]]" })).await;
    assert_eq!(wrong.status, 500);
}
