//! The shapes of answers, as snapshots: names of fields, and what kind of value each has.

use serde_json::{Map, Value, json};

use crate::world::World;

/// The kinds of an answer's values. Of a list, the first.
fn shape(value: &Value) -> Value {
    match value {
        Value::Null => json!("null"),
        Value::Bool(_) => json!("truth"),
        Value::Number(_) => json!("number"),
        Value::String(_) => json!("text"),
        Value::Array(items) => Value::Array(items.first().map(shape).into_iter().collect()),
        Value::Object(fields) => Value::Object(
            fields.iter().map(|(name, value)| (name.clone(), shape(value))).collect::<Map<_, _>>(),
        ),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_keep_their_shape() {
    let world = World::new().await;
    let mut shapes = Map::new();
    let mut keep = |name: &str, body: &Value| drop(shapes.insert(name.into(), shape(body)));
    let voice = world.voice("en").await;
    for path in [
        "/elevenlabs/v2/voices?page_size=1",
        "/elevenlabs/v1/models",
        "/elevenlabs/v1/user/subscription",
        "/openai/v1/models",
        "/heygen/v3/avatars?limit=1",
        "/heygen/v3/avatars/looks?limit=1",
        "/heygen/v3/voices?limit=1",
        "/heygen/v3/users/me",
        "/pollo/credit/balance",
        "/pollo/v1/model-specs",
    ] {
        keep(path, &world.get(path).await.body);
    }
    let video = json!({ "input": { "prompt": "x", "duration": 4 } });
    let talk = json!({ "type": "avatar", "avatar_id": "look_actor_001", "script": "Hi." });
    let chat = json!({ "model": "gpt-5.4", "messages": [{ "role": "user", "content": "x" }] });
    let timed = format!("/elevenlabs/v1/text-to-speech/{voice}/with-timestamps");
    let pollo = world.post("/pollo/v1/generation/google/veo-3-1/video", video).await;
    let heygen = world.post("/heygen/v3/videos", talk).await;
    keep("pollo create", &pollo.body);
    keep("heygen create", &heygen.body);
    keep("elevenlabs with-timestamps", &world.post(&timed, json!({ "text": "Hi." })).await.body);
    keep("openai chat", &world.post("/openai/v1/chat/completions", chat).await.body);
    let response = json!({ "model": "gpt-5.4", "input": "x" });
    keep("openai response", &world.post("/openai/v1/responses", response).await.body);
    let status = format!("/pollo/generation/{}/status", pollo.text("/data/taskId"));
    let done = world.until(&status, |body| body["data"]["generations"][0]["status"] == "succeed").await;
    keep("pollo status", &done);
    let read = format!("/heygen/v3/videos/{}", heygen.text("/data/video_id"));
    keep("heygen video", &world.until(&read, |body| body["data"]["status"] == "completed").await);
    insta::assert_json_snapshot!(Value::Object(shapes));
}
