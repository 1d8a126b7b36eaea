//! Facts about Pollo.

use provider_sim::options::PolloForm;
use serde_json::{Value, json};

use crate::world::{World, has_shape};

const VEO: &str = "/pollo/v1/generation/google/veo-3-1/video";

async fn made(world: &World, path: &str, body: Value) -> Value {
    let answer = world.post(path, body).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let status = format!("/pollo/generation/{}/status", answer.text("/data/taskId"));
    let ended = |body: &Value| {
        ["succeed", "failed"].iter().any(|end| body["data"]["generations"][0]["status"] == *end)
    };
    world.until(&status, ended).await["data"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shot_is_as_long_and_shaped_as_asked_with_sound_when_asked() {
    let world = World::new().await;
    let input = json!({ "prompt": "A person unboxes it", "aspectRatio": "9:16", "duration": 4, "generateAudio": true });
    let task = made(&world, VEO, json!({ "input": input })).await;
    let info = world.probe(task["generations"][0]["url"].as_str().expect("a link")).await;
    assert!(has_shape(&info, (9, 16)), "{info:?}");
    assert!((info.duration.as_f64() - 4.0).abs() < 0.05, "{info:?}");
    assert!(info.audio.is_some());
    assert_eq!(task["credit"], 16.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_gives_a_silent_shot_its_shape() {
    let world = World::new().await;
    let input =
        json!({ "image": world.url("/files/looks/actor_002.png"), "prompt": "She smiles", "length": 5 });
    let task = made(&world, "/pollo/generation/kling-ai/kling-v2-6", json!({ "input": input })).await;
    let info = world.probe(task["generations"][0]["url"].as_str().expect("a link")).await;
    assert!(has_shape(&info, (9, 16)), "{info:?}");
    assert!(info.audio.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn credit_goes_down_at_submission_and_an_empty_account_is_a_403() {
    let world = World::with(|options| options.credit.pollo_thousandths = 20_000).await;
    let body = json!({ "input": { "prompt": "x", "duration": 4 } });
    assert_eq!(world.post(VEO, body.clone()).await.status, 200);
    let balance = world.get("/pollo/credit/balance").await.body;
    assert_eq!(balance["data"], json!({ "availableCredits": 4.0, "totalCredits": 20.0 }));
    let refused = world.post(VEO, body).await;
    assert_eq!((refused.status, refused.text("/message")), (403, "Not enough credits"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_pollo_refuses_is_refused() {
    let world = World::new().await;
    let long = "x".repeat(2_001);
    let cases: &[(&str, Value)] = &[
        (VEO, json!({})),
        (VEO, json!({ "input": { "prompt": "x", "duration": 5 } })),
        (VEO, json!({ "input": { "prompt": "x", "length": 4 } })),
        (VEO, json!({ "input": { "prompt": "x", "aspectRatio": "1:1" } })),
        (VEO, json!({ "input": { "prompt": "x", "resolution": "480p" } })),
        (VEO, json!({ "input": { "prompt": long } })),
        (VEO, json!({ "input": { "prompt": "" } })),
        (VEO, json!({ "input": { "prompt": "x", "seconds": 4 } })),
        (VEO, json!({ "input": { "prompt": "x" }, "callback": "http://127.0.0.1/" })),
        (VEO, json!({ "input": { "image": "data:image/png;base64,AAAA", "prompt": "x" } })),
        ("/pollo/generation/kling-ai/kling-v1-5", json!({ "input": { "prompt": "x" } })),
    ];
    for (path, body) in cases {
        let answer = world.post(path, body.clone()).await;
        assert_eq!(
            (answer.status, answer.text("/code")),
            (400, "BAD_REQUEST"),
            "{body} gave {}",
            answer.body
        );
        assert!(!answer.body["issues"][0]["message"].is_null());
    }
    let unknown = world.post("/pollo/v1/generation/google/veo-9/video", json!({ "input": {} })).await;
    assert_eq!((unknown.status, unknown.text("/code")), (404, "NOT_FOUND"));
    assert_eq!(world.get("/pollo/generation/task/status/x").await.status, 404);
    assert!(world.simulator.log().is_empty(), "nothing of it was taken on");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_cannot_be_fetched_or_is_none_fails_the_task() {
    let world = World::new().await;
    let text = world.host("a.png", b"this is no picture").await;
    for image in [world.url("/files/nothing.png"), text, "http://192.0.2.1/a.png".to_owned()] {
        let task =
            made(&world, VEO, json!({ "input": { "image": image, "prompt": "x", "duration": 4 } })).await;
        assert_eq!(task["generations"][0]["status"], "failed", "{image}");
        assert!(task["generations"][0]["failMsg"].is_string());
    }
    let tail = json!({ "image": world.url("/files/looks/actor_001.png"), "imageTail": world.url("/files/no.png"), "duration": 4 });
    let task = made(&world, VEO, json!({ "input": tail })).await;
    assert_eq!(task["generations"][0]["status"], "failed", "the last picture is fetched as well");
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_flat_as_documented_by_an_option() {
    let world = World::with(|options| options.pollo_form = PolloForm::Flat).await;
    let answer = world.post(VEO, json!({ "input": { "prompt": "x", "duration": 4 } })).await;
    assert_eq!((answer.text("/status"), answer.body["data"].is_null()), ("waiting", true));
}

#[tokio::test(flavor = "multi_thread")]
async fn as_many_tasks_as_allowed_are_under_way() {
    let world = World::with(|options| options.concurrency.pollo = 1).await;
    let body = |prompt: &str| json!({ "input": { "prompt": prompt, "duration": 4 } });
    assert_eq!(world.post(VEO, body("[[sim:never]]")).await.status, 200);
    assert_eq!(world.post(VEO, body("x")).await.status, 429);
}
