//! Facts about faults.

use serde_json::{Value, json};

use crate::world::World;

const VEO: &str = "/pollo/v1/generation/google/veo-3-1/video";

fn shot(prompt: &str) -> Value {
    json!({ "input": { "prompt": prompt, "duration": 4 } })
}

async fn task(world: &World, prompt: &str) -> String {
    let answer = world.post(VEO, shot(prompt)).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    format!("/pollo/generation/{}/status", answer.text("/data/taskId"))
}

async fn ended(world: &World, prompt: &str) -> Value {
    let path = task(world, prompt).await;
    let ended = |body: &Value| {
        ["succeed", "failed"].iter().any(|end| body["data"]["generations"][0]["status"] == *end)
    };
    world.until(&path, ended).await["data"]["generations"][0].clone()
}

async fn result(world: &World, prompt: &str) -> (u16, Vec<u8>) {
    let generation = ended(world, prompt).await;
    world.fetch(generation["url"].as_str().expect("a link")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_provider_tells_a_status_in_its_own_words() {
    let world = World::new().await;
    let voice = world.voice("en").await;
    let speech = format!("/elevenlabs/v1/text-to-speech/{voice}");
    let vertex =
        "/vertex/v1/projects/p/locations/l/publishers/google/models/veo-3.1-generate-001:predictLongRunning";
    for (provider, path, pointer) in [
        ("pollo", VEO, "/code"),
        ("elevenlabs", speech.as_str(), "/detail/code"),
        ("openai", "/openai/v1/chat/completions", "/error/type"),
        ("heygen", "/heygen/v3/videos", "/error/code"),
        ("sync", "/sync/v2/generate", "/errorCode"),
        ("google", "/google/v1beta/interactions", "/error/status"),
        ("vertex", vertex, "/error/status"),
    ] {
        for code in [429, 500, 503] {
            let fault = json!({ "kind": "status", "code": code, "retry_after": 7 });
            world.fault(json!({ "provider": provider, "operation": "submit", "fault": fault })).await;
            let answer = world.post(path, json!({})).await;
            assert_eq!(answer.status, code, "{provider}");
            assert!(!answer.text(pointer).is_empty());
            let told = answer
                .headers
                .get("retry-after")
                .map(|value| value.to_str().unwrap_or_default() == "7")
                .or(answer.body.pointer("/error/details/0/retryDelay").map(|delay| delay == "7s"));
            assert_eq!(told, Some(true), "{provider} {code}: {}", answer.body);
        }
        world.fault(json!({ "provider": provider, "fault": "out_of_credit" })).await;
        let empty = world.post(path, json!({})).await;
        assert!([402, 403, 429].contains(&empty.status), "{provider}: {}", empty.body);
    }
    assert!(world.simulator.log().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_dropped_before_takes_nothing_on_and_after_takes_it_on() {
    let world = World::new().await;
    world.fault(json!({ "provider": "pollo", "fault": { "kind": "drop_before" } })).await;
    assert!(world.try_post(VEO, shot("x")).await.is_none());
    assert_eq!(world.simulator.log().len(), 0);
    world.fault(json!({ "provider": "pollo", "fault": { "drop_after": {} } })).await;
    assert!(world.try_post(VEO, shot("x")).await.is_none());
    assert_eq!(world.simulator.log().len(), 1);
    assert_eq!(world.post(VEO, shot("x")).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_failures_and_tasks_that_never_end() {
    let world = World::new().await;
    let refused = world.post(VEO, shot("[[sim:refuse]]")).await;
    assert_eq!(refused.status, 400);
    let failed = ended(&world, "[[sim:fail]]").await;
    assert_eq!((failed["status"].as_str(), failed["url"].is_null()), (Some("failed"), true));
    let path = task(&world, "[[sim:never]]").await;
    world.until(&path, |body| body["data"]["generations"][0]["status"] == "processing").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn results_come_damaged_or_not_at_all() {
    let world = World::new().await;
    let (_, whole) = result(&world, "x").await;
    let (_, corrupt) = result(&world, "x [[sim:corrupt]]").await;
    assert_eq!(corrupt.len(), whole.len());
    assert_ne!(corrupt, whole);
    let (_, short) = result(&world, "x [[sim:truncate]]").await;
    assert_eq!(short.len(), whole.len() / 2);
    let (status, _) = result(&world, "x [[sim:expire]]").await;
    assert_eq!(status, 403);
    world.fault(json!({ "operation": "file", "fault": { "kind": "truncate" } })).await;
    let link = ended(&world, "x").await["url"].as_str().expect("a link").to_owned();
    assert_eq!(world.fetch(&link).await.1.len(), whole.len() / 2);
    assert_eq!(world.fetch(&link).await.1, whole, "the fault was used up");
    assert_eq!(world.fetch(&link.replace("-1", "-2")).await.0, 404, "a link cannot be made by hand");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_finds_its_request_and_no_other() {
    let world = World::new().await;
    let rule = json!({ "provider": "pollo", "operation": "submit", "contains": "red", "times": 2,
        "fault": { "kind": "status", "code": 500 } });
    world.fault(rule).await;
    let mut statuses = Vec::new();
    for prompt in ["blue", "red", "red", "red"] {
        statuses.push(world.post(VEO, shot(prompt)).await.status);
    }
    assert_eq!(statuses, [200, 500, 500, 200]);
    world.fault(json!({ "fault": "fail" })).await;
    let cleared = world.request(reqwest::Method::DELETE, "/sim/faults").send().await;
    assert_eq!(cleared.expect("it answers").status(), 200);
    assert_eq!(world.get("/sim/faults").await.body, json!({ "faults": [] }));
    assert_eq!(world.post("/sim/faults", json!({ "fault": { "kind": "meteor" } })).await.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delay_in_the_text_delays_the_result() {
    let world = World::new().await;
    ended(&world, "x").await;
    let path = task(&world, "x [[sim:delay=150]]").await;
    let state = world.get(&path).await;
    assert_ne!(state.text("/data/generations/0/status"), "succeed", "the picture itself is made already");
    world.until(&path, |body| body["data"]["generations"][0]["status"] == "succeed").await;
}
