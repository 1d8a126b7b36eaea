//! HeyGen.

use cloud_service::provider::heygen::HeyGen;
use cloud_service::provider::{Adapter, FaultKind, Progress};
use serde_json::json;

use super::server::Provider;
use super::{
    ATTEMPT, KEY, Row, at, avatar, check_errors, check_states, failed, json, lips, settings, shot,
    submission, task,
};

fn make(url: &str) -> Box<dyn Adapter> {
    Box::new(HeyGen::new(&settings(url)).expect("it can be made"))
}

const ACCEPTED: &str = r#"{"data":{"video_id":"v_abc123","status":"waiting","output_format":"mp4"}}"#;

#[tokio::test]
async fn a_look_is_submitted_once_under_its_key() {
    let provider = Provider::new([(200, ACCEPTED)]).await;
    let order = avatar(Some("look_abc"), None);
    let callback = Some("https://us.test/hooks/heygen/1");
    let accepted = make(&provider.url()).submit(&submission("avatar_iv", &order, callback)).await;
    assert_eq!(accepted, task("v_abc123"));
    let heard = provider.only();
    assert_eq!((heard.method.as_str(), heard.path.as_str()), ("POST", "/v3/videos"));
    assert_eq!((heard.header("x-api-key"), heard.header("idempotency-key")), (KEY, ATTEMPT));
    let expected = json!({
        "type": "avatar", "avatar_id": "look_abc", "audio_url": "https://store.test/a.wav",
        "aspect_ratio": "9:16", "resolution": "1080p", "engine": { "type": "avatar_iv" },
        "output_format": "mp4", "callback_id": ATTEMPT, "callback_url": "https://us.test/hooks/heygen/1",
    });
    assert_eq!(json(&heard.body), expected);
}

#[tokio::test]
async fn an_actor_without_a_look_is_submitted_as_a_still() {
    let provider = Provider::new([(200, ACCEPTED)]).await;
    let order = avatar(None, Some("https://store.test/s.png"));
    assert_eq!(make(&provider.url()).submit(&submission("avatar_v", &order, None)).await, task("v_abc123"));
    let body = json(&provider.only().body);
    assert_eq!(body["type"], "image");
    assert_eq!(body["image"], json!({ "type": "url", "url": "https://store.test/s.png" }));
    assert_eq!(body["engine"]["type"], "avatar_v");
    assert!(body.get("avatar_id").is_none() && body.get("callback_url").is_none());
}

#[tokio::test]
async fn lips_have_a_route_of_their_own() {
    let provider = Provider::new([(200, r#"{"data":{"lipsync_id":"l1"}}"#)]).await;
    assert_eq!(make(&provider.url()).submit(&submission("precision", &lips(), None)).await, task("l1"));
    let heard = provider.only();
    assert_eq!(heard.path, "/v3/lipsyncs");
    let expected = json!({
        "video": { "type": "url", "url": "https://store.test/v.mp4" },
        "audio": { "type": "url", "url": "https://store.test/a.wav" },
        "mode": "precision", "callback_id": ATTEMPT,
    });
    assert_eq!(json(&heard.body), expected);
}

#[tokio::test]
async fn what_it_does_not_make_is_refused_without_asking() {
    let provider = Provider::new::<(u16, &str)>([]).await;
    let adapter = make(&provider.url());
    for order in [shot(None), avatar(None, None)] {
        assert!(adapter.submit(&submission("avatar_iv", &order, None)).await.is_err());
    }
    assert!(provider.heard().is_empty());
}

#[tokio::test]
async fn states_are_those_of_its_documents() {
    let of = |status: &str, more: &str| format!(r#"{{"data":{{"id":"v1","status":"{status}"{more}}}}}"#);
    let bodies = [
        (of("pending", ""), Progress::Waiting),
        (of("waiting", ""), Progress::Waiting),
        (of("processing", ""), Progress::Running(None)),
        (of("completed", r#","video_url":"https://f.test/v.mp4?s=1""#), at("https://f.test/v.mp4?s=1")),
        (of("failed", r#","failure_message":"lost""#), failed(FaultKind::Broken, "lost")),
        (
            of("failed", r#","failure_code":"moderation","failure_message":"no""#),
            failed(FaultKind::Moderation, "no"),
        ),
    ];
    let rows: Vec<_> = bodies.iter().map(|(body, progress)| (body.as_str(), progress.clone())).collect();
    check_states(&rows, &avatar(Some("l"), None), make).await;
    let running = (r#"{"data":{"id":"l1","status":"running"}}"#, Progress::Running(None));
    check_states(&[running], &lips(), make).await;
}

#[tokio::test]
async fn a_task_is_asked_for_by_its_escaped_name() {
    let body = r#"{"data":{"status":"pending"}}"#;
    let provider = Provider::new([(200, body), (200, body)]).await;
    let adapter = make(&provider.url());
    let order = avatar(Some("l"), None);
    assert_eq!(adapter.poll("../users/me?x=1", &order).await, Ok(Progress::Waiting));
    assert_eq!(provider.only().path, "/v3/videos/..%2Fusers%2Fme%3Fx=1");
    assert_eq!(adapter.poll("..", &order).await.expect_err("no name").kind, FaultKind::Garbled);
}

#[tokio::test]
async fn questions_that_fail_say_how() {
    let error = r#"{"error":{"code":"video_not_found","message":"gone"}}"#;
    let unknown = r#"{"data":{"status":"completed"}}"#;
    let rows = [(404, error), (500, ""), (429, ""), (200, unknown), (200, "oops")];
    let kinds = [
        FaultKind::Expired,
        FaultKind::Broken,
        FaultKind::Busy(None),
        FaultKind::Garbled,
        FaultKind::Garbled,
    ];
    let provider = Provider::new(rows).await;
    let adapter = make(&provider.url());
    for kind in kinds {
        let fault = adapter.poll("v1", &avatar(Some("l"), None)).await.expect_err("it fails");
        assert_eq!(fault.kind, kind);
    }
}

#[tokio::test]
async fn errors_are_those_of_its_table() {
    let of =
        |code: &str| format!(r#"{{"error":{{"code":"{code}","message":"m","doc_url":"https://d.test"}}}}"#);
    let rows = [
        (400, "invalid_parameter", Some(FaultKind::Rejected)),
        (400, "validation_error", Some(FaultKind::Rejected)),
        (400, "download_failed", Some(FaultKind::Rejected)),
        (401, "unauthorized", Some(FaultKind::Account)),
        (402, "insufficient_credit", Some(FaultKind::Account)),
        (402, "plan_upgrade_required", Some(FaultKind::Account)),
        (403, "forbidden", Some(FaultKind::Account)),
        (403, "resource_access_denied", Some(FaultKind::Rejected)),
        (403, "ai_vendor_access_restricted", Some(FaultKind::Account)),
        (403, "voice_not_usable", Some(FaultKind::Rejected)),
        (404, "avatar_not_found", Some(FaultKind::Rejected)),
        (409, "conflict", Some(FaultKind::Rejected)),
        (409, "request_in_progress", None),
        (413, "payload_too_large", Some(FaultKind::Rejected)),
        (429, "rate_limit_exceeded", Some(FaultKind::Busy(None))),
        (429, "resource_limit_exceeded", Some(FaultKind::Busy(None))),
        (429, "quota_exceeded", Some(FaultKind::Account)),
        (500, "unclassified_server_error", None),
    ];
    let bodies: Vec<_> = rows.iter().map(|(_, code, _)| of(code)).collect();
    let rows: Vec<Row<'_>> =
        rows.iter().zip(&bodies).map(|((status, _, kind), body)| (*status, body.as_str(), *kind)).collect();
    check_errors(&rows, &avatar(Some("l"), None), "avatar_iv", make).await;
}
