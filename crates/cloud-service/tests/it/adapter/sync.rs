//! sync.so.

use cloud_service::provider::sync::{Options, Sync};
use cloud_service::provider::{Adapter, FaultKind, Progress};
use serde_json::json;

use super::server::Provider;
use super::{
    ATTEMPT, KEY, Row, at, check_errors, check_states, failed, json, lips, settings, submission, task,
};

fn make(url: &str) -> Box<dyn Adapter> {
    Box::new(Sync::new(&settings(url), Options::default()).expect("it can be made"))
}

#[tokio::test]
async fn a_submission_is_what_its_documents_say() {
    let provider = Provider::new([(201, r#"{"id":"gen_123","status":"PENDING"}"#)]).await;
    let order = lips();
    let callback = Some("https://us.test/h");
    assert_eq!(
        make(&provider.url()).submit(&submission("lipsync-2", &order, callback)).await,
        task("gen_123")
    );
    let heard = provider.only();
    assert_eq!((heard.method.as_str(), heard.path.as_str()), ("POST", "/v2/generate"));
    assert_eq!((heard.header("x-api-key"), heard.header("idempotency-key")), (KEY, ATTEMPT));
    let expected = json!({
        "model": "lipsync-2",
        "input": [
            { "type": "video", "url": "https://store.test/v.mp4" },
            { "type": "audio", "url": "https://store.test/a.wav" },
        ],
        "options": { "sync_mode": "cut_off" }, "outputFileName": ATTEMPT, "webhookUrl": "https://us.test/h",
    });
    assert_eq!(json(&heard.body), expected);
}

#[tokio::test]
async fn states_are_those_of_its_documents() {
    let rows = [
        (r#"{"id":"g","status":"PENDING"}"#, Progress::Waiting),
        (r#"{"id":"g","status":"PROCESSING"}"#, Progress::Running(None)),
        (r#"{"id":"g","status":"COMPLETED","outputUrl":"https://o.test/1?s=2"}"#, at("https://o.test/1?s=2")),
        (
            r#"{"id":"g","status":"FAILED","error":"lost","error_code":"x"}"#,
            failed(FaultKind::Broken, "lost"),
        ),
        (r#"{"id":"g","status":"FAILED","errorCode":"bad_video"}"#, failed(FaultKind::Broken, "bad_video")),
        (r#"{"id":"g","status":"REJECTED","error":"no"}"#, failed(FaultKind::Rejected, "no")),
        (
            r#"{"id":"g","status":"REJECTED","error":"no","error_code":"content_moderation"}"#,
            failed(FaultKind::Moderation, "no"),
        ),
    ];
    check_states(&rows, &lips(), make).await;
}

#[tokio::test]
async fn errors_are_those_of_its_table() {
    let rows: &[Row<'_>] = &[
        (400, r#"{"statusCode":400,"message":["a","b"]}"#, Some(FaultKind::Rejected)),
        (401, r#"{"statusCode":401,"message":"no"}"#, Some(FaultKind::Account)),
        (402, r#"{"statusCode":402,"message":"pay"}"#, Some(FaultKind::Account)),
        (404, r#"{"statusCode":404,"message":"none"}"#, Some(FaultKind::Rejected)),
        (413, r#"{"statusCode":413,"message":"large"}"#, Some(FaultKind::Rejected)),
        (
            429,
            r#"{"statusCode":429,"message":"m","errorCode":"rate_limit_exceeded"}"#,
            Some(FaultKind::Busy(None)),
        ),
        (
            429,
            r#"{"statusCode":429,"message":"m","errorCode":"concurrency_limit_reached"}"#,
            Some(FaultKind::Busy(None)),
        ),
        (500, r#"{"statusCode":500,"message":"oops"}"#, None),
        (503, "", None),
    ];
    check_errors(rows, &lips(), "lipsync-2", make).await;
}
