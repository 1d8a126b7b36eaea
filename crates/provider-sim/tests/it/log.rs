//! Facts about what is remembered: the log, and tasks after a restart.

use serde_json::{Value, json};

use crate::world::World;

const VEO: &str = "/pollo/v1/generation/google/veo-3-1/video";

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_on_is_on_the_disk_and_goes_on_after_a_restart() {
    let world = World::with(|options| options.speed = 100.0).await;
    let body = json!({ "input": { "prompt": "x", "duration": 4 } });
    let taken = world.post(VEO, body.clone()).await;
    let file = std::fs::read_to_string(world.folder.path().join("accepted.jsonl")).expect("the log is there");
    let line: Value = serde_json::from_str(file.trim()).expect("a line of JSON");
    assert_eq!((line["seq"].as_u64(), line["task_id"].as_str()), (Some(1), Some(taken.text("/data/taskId"))));
    assert_eq!((line["provider"].as_str(), line["operation"].as_str()), (Some("pollo"), Some("video")));
    assert_eq!(world.get("/sim/log").await.body[0], line);
    world.simulator.stop().await;
    let world = World::on(world.folder, |_| {}).await;
    let path = format!("/pollo/generation/{}/status", taken.text("/data/taskId"));
    world.until(&path, |body| body["data"]["generations"][0]["status"] == "succeed").await;
    assert_eq!(world.post(VEO, body).await.status, 200);
    let numbers: Vec<u64> = world.simulator.log().iter().map(|accepted| accepted.seq).collect();
    assert_eq!(numbers, [1, 2]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pace_can_be_changed() {
    let world = World::with(|options| options.speed = 100.0).await;
    assert_eq!(world.post("/sim/speed", json!({ "speed": 0.0 })).await.body, json!({ "speed": 0.0 }));
    assert_eq!(world.post("/sim/speed", json!({ "speed": -1 })).await.status, 400);
    let taken = world.post(VEO, json!({ "input": { "prompt": "x", "duration": 4 } })).await;
    let path = format!("/pollo/generation/{}/status", taken.text("/data/taskId"));
    world.until(&path, |body| body["data"]["generations"][0]["status"] == "succeed").await;
    assert_eq!(world.get("/sim/credit").await.body["pollo"]["total"], 1_000_000.0);
}
