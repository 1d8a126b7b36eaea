//! Google: Omni and Veo.

use cloud_service::provider::google::{omni, veo};
use cloud_service::provider::{Adapter, Bytes, FaultKind, Progress};
use cloud_service::security::secret::Secret;
use serde_json::json;

use super::server::Provider;
use super::{
    ATTEMPT, KEY, Row, at, check_errors, check_states, failed, json, settings, shot, store, submission, task,
};

fn omni(url: &str) -> Box<dyn Adapter> {
    Box::new(
        omni::Omni::new(&settings(&format!("{url}/v1beta")), store(), omni::Options::default())
            .expect("made"),
    )
}

fn veo(url: &str) -> Box<dyn Adapter> {
    let settings = settings(&format!("{url}/v1/projects/p/locations/l"));
    Box::new(veo::Veo::new(&settings, store(), veo::Options::default()).expect("made"))
}

#[tokio::test]
async fn omni_is_asked_by_an_interaction() {
    let provider = Provider::new([(200, r#"{"id":"i1","status":"in_progress"}"#)]).await;
    let order = shot(Some("https://store.test/s.png"));
    let callback = Some("https://us.test/h");
    assert_eq!(
        omni(&provider.url()).submit(&submission("gemini-omni-1.1-flash", &order, callback)).await,
        task("i1")
    );
    let heard = provider.only();
    assert_eq!((heard.path.as_str(), heard.header("x-goog-api-key")), ("/v1beta/interactions", KEY));
    let expected = json!({
        "model": "gemini-omni-1.1-flash",
        "input": [
            { "type": "image", "data": "Ynl0ZXMgb2Ygb3Vycw==", "mime_type": "image/png" },
            { "type": "text", "text": "A bottle turns" },
        ],
        "response_format": {
            "type": "video", "aspect_ratio": "9:16", "resolution": "1080p", "duration": "8s", "delivery": "uri",
        },
        "generation_config": { "video_config": { "task": "image_to_video" } },
        "background": true, "store": true,
        "webhook_config": { "uris": ["https://us.test/h"], "user_metadata": { "attempt": ATTEMPT } },
    });
    assert_eq!(json(&heard.body), expected);
}

#[tokio::test]
async fn states_of_omni_are_those_of_its_documents() {
    let uri = r#"{"id":"i","status":"completed","steps":[{"type":"thought","signature":"s"},
        {"type":"model_output","content":[{"type":"video","mime_type":"video/mp4","uri":"https://f.test/v"}]}]}"#;
    let rows = [
        (r#"{"id":"i","status":"queued"}"#, Progress::Waiting),
        (r#"{"id":"i","status":"in_progress"}"#, Progress::Running(None)),
        (uri, at("https://f.test/v")),
        (
            r#"{"id":"i","status":"completed","steps":[{"type":"model_output","error":{"code":3,"message":"blocked by safety"}}]}"#,
            failed(FaultKind::Moderation, "blocked by safety"),
        ),
        (
            r#"{"id":"i","status":"failed","errors":[{"code":13,"message":"lost"}]}"#,
            failed(FaultKind::Broken, "lost"),
        ),
        (r#"{"id":"i","status":"incomplete"}"#, failed(FaultKind::Broken, "it made no video")),
        (r#"{"id":"i","status":"budget_exceeded"}"#, failed(FaultKind::Account, "our budget there is spent")),
    ];
    check_states(&rows, &shot(None), omni).await;
}

#[tokio::test]
async fn our_key_goes_to_the_providers_own_host_only() {
    let body = |uri: &str| {
        json!({ "status": "completed", "steps": [{ "content": [{ "type": "video", "uri": uri }] }] })
            .to_string()
    };
    let elsewhere = body("https://evil.test/v");
    let provider = Provider::new([(200, elsewhere.as_str())]).await;
    let progress = omni(&provider.url()).poll("i", &shot(None)).await.expect("it is done");
    assert_eq!(progress, at("https://evil.test/v"), "without a header");
    // The provider's own address is known only now.
    let url = "https://generativelanguage.googleapis.com/v1beta/files/1:download?alt=media";
    let own = body(url);
    let settings = settings("https://generativelanguage.googleapis.com/v1beta");
    let adapter = omni::Omni::new(&settings, store(), omni::Options::default()).expect("made");
    let call = format!(r#"{{"type":"video.generated","data":{{"id":"i","video_uri":"{url}"}}}}"#);
    assert!(own.contains(url));
    let mut open = settings.clone();
    open.callback_trust = cloud_service::provider::wire::CallbackTrust::Address;
    let trusting = omni::Omni::new(&open, store(), omni::Options::default()).expect("made");
    assert!(adapter.callback(&[], call.as_bytes(), 0).is_err(), "it must be signed");
    let Ok(callback) = trusting.callback(&[], call.as_bytes(), 0) else { panic!("the address is enough") };
    let Progress::Done(output) = callback.progress else { panic!("it is done") };
    let Bytes::At { headers, .. } = &output.bytes else { panic!("it is fetched") };
    assert_eq!(headers, &[("x-goog-api-key".to_owned(), KEY.to_owned())]);
    assert!(!format!("{output:?}").contains(KEY), "nor is it printed");
}

#[tokio::test]
async fn omni_can_be_cancelled() {
    let provider = Provider::new([(200, "{}")]).await;
    assert_eq!(omni(&provider.url()).cancel("i1").await, Ok(()));
    assert_eq!(provider.only().path, "/v1beta/interactions/i1/cancel");
}

#[tokio::test]
async fn veo_is_asked_with_a_token() {
    let name = "projects/p/locations/l/publishers/google/models/veo-3.1-generate-001/operations/o1";
    let started = json!({ "name": name }).to_string();
    let provider = Provider::new([(200, started.as_str()), (200, &started)]).await;
    let adapter = veo(&provider.url());
    let order = shot(Some("https://store.test/s.png"));
    assert_eq!(adapter.submit(&submission("veo-3.1-generate-001", &order, None)).await, task(name));
    assert_eq!(adapter.poll(name, &order).await, Ok(Progress::Running(None)));
    let heard = provider.heard();
    let models = "/v1/projects/p/locations/l/publishers/google/models/veo-3.1-generate-001";
    assert_eq!(heard[0].path, format!("{models}:predictLongRunning"));
    assert_eq!(heard[0].header("authorization"), format!("Bearer {KEY}"));
    let expected = json!({
        "instances": [{
            "prompt": "A bottle turns",
            "image": { "bytesBase64Encoded": "Ynl0ZXMgb2Ygb3Vycw==", "mimeType": "image/png" },
        }],
        "parameters": {
            "aspectRatio": "9:16", "resolution": "1080p", "durationSeconds": 8, "personGeneration": "allow_adult",
            "sampleCount": 1, "generateAudio": true,
        },
    });
    assert_eq!(json(&heard[0].body), expected);
    assert_eq!(heard[1].path, format!("{models}:fetchPredictOperation"));
    assert_eq!(json(&heard[1].body), json!({ "operationName": name }));
    assert_eq!(adapter.poll("o1", &order).await.expect_err("it names no model").kind, FaultKind::Garbled);
}

#[tokio::test]
async fn a_token_can_be_renewed() {
    let provider = Provider::new([(200, r#"{"name":"a"}"#)]).await;
    let adapter =
        veo::Veo::new(&settings(&provider.url()), store(), veo::Options::default()).expect("it can be made");
    adapter.set_token(Secret::new("fresh")).expect("it can be sent");
    assert_eq!(adapter.submit(&submission("veo", &shot(None), None)).await, task("a"));
    assert_eq!(provider.only().header("authorization"), "Bearer fresh");
}

#[tokio::test]
async fn states_of_veo_are_those_of_its_documents() {
    let inline = json!({ "name": "n", "done": true, "response": { "videos": [{ "bytesBase64Encoded": "AAEC", "mimeType": "video/mp4" }] } });
    let provider = Provider::new([(200, inline.to_string().as_str())]).await;
    let done = veo(&provider.url()).poll("models/m/operations/o", &shot(None)).await.expect("it is done");
    let Progress::Done(output) = done else { panic!("it is done") };
    assert_eq!(output.bytes, Bytes::Here { bytes: vec![0, 1, 2], media_type: "video/mp4".to_owned() });
    let stored = json!({ "name": "n", "done": true, "response": { "videos": [{ "gcsUri": "gs://bucket/a folder/v.mp4" }] } });
    let provider = Provider::new([(200, stored.to_string().as_str())]).await;
    let done = veo(&provider.url()).poll("models/m/operations/o", &shot(None)).await.expect("it is done");
    let Progress::Done(output) = done else { panic!("it is done") };
    let Bytes::At { url, headers } = output.bytes else { panic!("it is fetched") };
    assert_eq!(url, "https://storage.googleapis.com/storage/v1/b/bucket/o/a%20folder%2Fv.mp4?alt=media");
    assert_eq!(headers.len(), 1);
    let rows = [
        (r#"{"name":"n"}"#, Progress::Running(None)),
        (
            r#"{"name":"n","done":true,"error":{"code":13,"message":"lost"}}"#,
            failed(FaultKind::Broken, "lost"),
        ),
        (
            r#"{"name":"n","done":true,"response":{"raiMediaFilteredCount":1,"raiMediaFilteredReasons":["a face"]}}"#,
            failed(FaultKind::Moderation, "a face"),
        ),
    ];
    check_states(&rows, &shot(None), veo).await;
}

#[tokio::test]
async fn errors_are_those_of_its_table() {
    let of = |status: &str, details: &str| {
        format!(r#"{{"error":{{"code":1,"message":"m","status":"{status}","details":[{details}]}}}}"#)
    };
    let retry = r#"{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"58s"}"#;
    let rows = [
        (400, of("INVALID_ARGUMENT", ""), Some(FaultKind::Rejected)),
        (400, of("FAILED_PRECONDITION", ""), Some(FaultKind::Account)),
        (401, of("UNAUTHENTICATED", ""), Some(FaultKind::Account)),
        (402, of("RESOURCE_EXHAUSTED", ""), Some(FaultKind::Account)),
        (403, of("PERMISSION_DENIED", ""), Some(FaultKind::Account)),
        (404, of("NOT_FOUND", ""), Some(FaultKind::ModelGone)),
        (408, of("DEADLINE_EXCEEDED", ""), None),
        (429, of("RESOURCE_EXHAUSTED", retry), Some(FaultKind::Busy(Some(58_000)))),
        (500, of("INTERNAL", ""), None),
        (503, of("UNAVAILABLE", ""), None),
    ];
    let rows: Vec<Row<'_>> =
        rows.iter().map(|(status, body, kind)| (*status, body.as_str(), *kind)).collect();
    check_errors(&rows, &shot(None), "gemini-omni-1.1-flash", omni).await;
    check_errors(&rows, &shot(None), "veo-3.1-generate-001", veo).await;
}
