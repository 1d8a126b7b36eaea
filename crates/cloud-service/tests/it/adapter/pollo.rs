//! Pollo AI.

use cloud_service::catalogue::Catalogue;
use cloud_service::provider::pollo::{Options, Pollo};
use cloud_service::provider::{Adapter, FaultKind, Order, Progress, ShotOrder, SubmitError};
use serde_json::{Value, json};

use super::server::Provider;
use super::{KEY, Row, TALL, at, check_errors, check_states, failed, json, settings, shot, submission, task};

fn pollo(url: &str) -> Pollo {
    let routes = Catalogue::embedded().expect("it holds together").pollo_routes();
    Pollo::new(&settings(url), routes, Options::default()).expect("it can be made")
}

fn make(url: &str) -> Box<dyn Adapter> {
    Box::new(pollo(url))
}

async fn requested(model: &str, order: &Order) -> (String, Value) {
    let provider = Provider::new([(200, r#"{"taskId":"t1","status":"waiting"}"#)]).await;
    let accepted = make(&provider.url()).submit(&submission(model, order, Some("https://us.test/h"))).await;
    assert_eq!(accepted, task("t1"));
    let heard = provider.only();
    assert_eq!(heard.header("x-api-key"), KEY);
    (heard.path.clone(), json(&heard.body))
}

#[tokio::test]
async fn the_catalogue_says_how_each_model_is_asked() {
    let (path, body) = requested("kling-ai/kling-v1-6", &shot(None)).await;
    assert_eq!(path, "/generation/kling-ai/kling-v1-6");
    let input = json!({ "prompt": "A bottle turns", "length": 8, "aspectRatio": "9:16" });
    assert_eq!(body, json!({ "input": input, "webhookUrl": "https://us.test/h" }));

    let (path, body) = requested("google/veo-3-1", &shot(Some("https://store.test/s.png"))).await;
    assert_eq!(path, "/v1/generation/google/veo-3-1/video");
    let input = json!({
        "prompt": "A bottle turns", "image": "https://store.test/s.png", "duration": 8,
        "aspectRatio": "9:16", "resolution": "1080p", "generateAudio": true,
    });
    assert_eq!(body["input"], input);

    let (_, body) = requested("runway/runway-gen-3-turbo", &shot(Some("https://store.test/s.png"))).await;
    assert_eq!(body["input"]["aspectRatio"], "3:5", "the nearest that it has");
    let (_, body) = requested("luma/luma-ray-1-6", &shot(None)).await;
    assert!(body["input"].get("length").is_none(), "it has one length only");
}

#[tokio::test]
async fn a_quality_goes_into_the_field_of_the_model() {
    let order = |quality: &str| {
        Order::Shot(ShotOrder {
            prompt: "A".to_owned(),
            image: Some("https://store.test/s.png".to_owned()),
            milliseconds: 4200,
            size: TALL,
            sound: false,
            quality: quality.to_owned(),
        })
    };
    let (_, body) = requested("kling-ai/kling-v2-1", &order("pro")).await;
    assert_eq!((body["input"]["mode"].as_str(), body["input"]["duration"].as_u64()), (Some("pro"), Some(5)));
    let (_, body) = requested("kling-ai/kling-v2-1", &order("")).await;
    assert!(body["input"].get("mode").is_none());
    let provider = Provider::new::<(u16, &str)>([]).await;
    let adapter = pollo(&provider.url());
    for (model, order, kind) in [
        ("kling-ai/kling-v2-1", order("best"), FaultKind::Rejected),
        ("kling-ai/kling-v2-1", shot(None), FaultKind::Rejected),
        ("kling-ai/kling-v99", shot(None), FaultKind::ModelGone),
    ] {
        let Err(SubmitError::Refused(fault)) = adapter.submit(&submission(model, &order, None)).await else {
            panic!("{model} was refused");
        };
        assert_eq!(fault.kind, kind);
    }
    assert!(provider.heard().is_empty(), "nothing that must fail is sent");
}

#[tokio::test]
async fn a_prompt_that_is_too_long_is_not_sent() {
    let provider = Provider::new::<(u16, &str)>([]).await;
    let order = Order::Shot(ShotOrder {
        prompt: "ä".repeat(201),
        image: None,
        milliseconds: 5000,
        size: TALL,
        sound: false,
        quality: String::new(),
    });
    let refused = pollo(&provider.url()).submit(&submission("hunyuan/hunyuan", &order, None)).await;
    assert!(matches!(refused, Err(SubmitError::Refused(fault)) if fault.message.contains("200 characters")));
    assert!(provider.heard().is_empty());
}

#[tokio::test]
async fn answers_may_be_wrapped_or_flat() {
    let wrapped = r#"{"code":"SUCCESS","message":"success","data":{"taskId":"t2","status":"waiting"}}"#;
    let provider = Provider::new([(200, wrapped), (200, r#"{"code":"BAD_REQUEST","message":"no"}"#)]).await;
    let adapter = make(&provider.url());
    let order = shot(None);
    assert_eq!(adapter.submit(&submission("google/veo2", &order, None)).await, task("t2"));
    let unknown = adapter.submit(&submission("google/veo2", &order, None)).await;
    assert!(matches!(unknown, Err(SubmitError::Unknown(_))), "a 200 without a task may be a task");
}

#[tokio::test]
async fn states_are_those_of_its_documents() {
    let flat = |items: &str| format!(r#"{{"taskId":"t1","credit":12.5,"generations":[{items}]}}"#);
    let item =
        |status: &str| format!(r#"{{"id":"g","status":"{status}","failMsg":null,"mediaType":"video"}}"#);
    let done = r#"{"id":"g","status":"succeed","url":"https://v.test/a.mp4"}"#;
    let wrapped = format!(r#"{{"code":"SUCCESS","data":{}}}"#, flat(done));
    let two = format!("{},{}", item("processing"), item("failed"));
    let bodies = [
        (flat(&item("waiting")), Progress::Waiting),
        (flat(&item("processing")), Progress::Running(None)),
        (flat(&two), Progress::Running(None)),
        (flat(done), at("https://v.test/a.mp4")),
        (wrapped, at("https://v.test/a.mp4")),
        (flat(r#"{"status":"failed","failMsg":"lost"}"#), failed(FaultKind::Broken, "lost")),
        (
            flat(r#"{"status":"failed","failMsg":"Sensitive content"}"#),
            failed(FaultKind::Moderation, "Sensitive content"),
        ),
    ];
    let rows: Vec<_> = bodies.iter().map(|(body, progress)| (body.as_str(), progress.clone())).collect();
    check_states(&rows, &shot(None), make).await;
}

#[tokio::test]
async fn errors_are_those_of_its_table() {
    let rows: &[Row<'_>] = &[
        (
            400,
            r#"{"message":"Input validation failed","code":"BAD_REQUEST","issues":[{"message":"Expected string"}]}"#,
            Some(FaultKind::Rejected),
        ),
        (
            400,
            r#"{"message":"The model used to create this video is currently unavailable","code":"BAD_REQUEST"}"#,
            Some(FaultKind::ModelGone),
        ),
        (401, r#"{"message":"no","code":"UNAUTHORIZED"}"#, Some(FaultKind::Account)),
        (402, r#"{"message":"pay","code":"PAYMENT_REQUIRED"}"#, Some(FaultKind::Account)),
        (403, r#"{"message":"Not enough credits","code":"FORBIDDEN"}"#, Some(FaultKind::Account)),
        (
            403,
            r#"{"message":"This model is not enabled for API access","code":"FORBIDDEN"}"#,
            Some(FaultKind::ModelGone),
        ),
        (403, "<html>Cloudflare</html>", None),
        (404, r#"{"message":"Not found","code":"NOT_FOUND"}"#, Some(FaultKind::ModelGone)),
        (429, "", Some(FaultKind::Busy(None))),
        (500, r#"{"message":"oops","code":"INTERNAL_SERVER_ERROR"}"#, None),
    ];
    check_errors(rows, &shot(None), "google/veo2", make).await;
}

#[tokio::test]
async fn routes_may_change_while_it_runs() {
    let provider = Provider::new([(200, r#"{"taskId":"t1"}"#)]).await;
    let adapter = pollo(&provider.url());
    let mut routes = Catalogue::embedded().expect("it holds together").pollo_routes();
    let mut route = routes["google/veo2"].clone();
    route.path = "v9/new".to_owned();
    route.seconds_field = Some("seconds".to_owned());
    routes.insert("google/veo2".to_owned(), route);
    adapter.set_routes(routes);
    assert_eq!(adapter.submit(&submission("google/veo2", &shot(None), None)).await, task("t1"));
    let heard = provider.only();
    assert_eq!((heard.path.as_str(), json(&heard.body)["input"]["seconds"].as_u64()), ("/v9/new", Some(8)));
}
