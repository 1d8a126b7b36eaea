//! Calls of providers: which are from them, and what they say.

use std::sync::OnceLock;

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use cloud_service::provider::elevenlabs::{self, ElevenLabs};
use cloud_service::provider::google::omni::{self, Omni};
use cloud_service::provider::google::veo::{self, Veo};
use cloud_service::provider::heygen::HeyGen;
use cloud_service::provider::openai::{self, OpenAi};
use cloud_service::provider::pollo::{self, Pollo, Routes};
use cloud_service::provider::sync::{self, Sync};
use cloud_service::provider::wire::{CallbackTrust, Settings, SettingsError};
use cloud_service::provider::{Adapter, Bytes, CallbackError, FaultKind, Progress};
use cloud_service::security::secret::Secret;

use proptest::prelude::*;
use serde_json::Value;

use super::{at, failed, store};

const NOW: i64 = 1_795_564_800;
const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

type Make = fn(&Settings) -> Box<dyn Adapter>;
type Headers = Vec<(String, String)>;

/// How a provider signs: the body, at that time.
type Sign = fn(&[u8], i64) -> Headers;

fn settings() -> Settings {
    Settings::new("https://provider.test", Secret::new("key")).with_webhook_secret(Secret::new(SECRET))
}

fn heygen(settings: &Settings) -> Box<dyn Adapter> {
    Box::new(HeyGen::new(settings).expect("made"))
}

fn elevenlabs(settings: &Settings) -> Box<dyn Adapter> {
    Box::new(ElevenLabs::new(settings, store(), elevenlabs::Options::default()).expect("made"))
}

fn pollo(settings: &Settings) -> Box<dyn Adapter> {
    Box::new(Pollo::new(settings, Routes::new(), pollo::Options::default()).expect("made"))
}

fn sync(settings: &Settings) -> Box<dyn Adapter> {
    Box::new(Sync::new(settings, sync::Options::default()).expect("made"))
}

fn omni(settings: &Settings) -> Box<dyn Adapter> {
    Box::new(Omni::new(settings, store(), omni::Options::default()).expect("made"))
}

fn mac(key: &[u8], text: &[u8]) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text).as_ref().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn headers<const N: usize>(pairs: [(&str, String); N]) -> Headers {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn by_heygen(body: &[u8], at: i64) -> Headers {
    let signature = hex(&mac(SECRET.as_bytes(), body));
    headers([
        ("heygen-signature", signature),
        ("heygen-timestamp", at.to_string()),
        ("heygen-event-id", "e1".to_owned()),
    ])
}

fn timed(name: &str, version: &str, body: &[u8], at: i64) -> Headers {
    let text = [format!("{at}.").as_bytes(), body].concat();
    headers([(name, format!("t={at},{version}={}", hex(&mac(SECRET.as_bytes(), &text))))])
}

fn by_elevenlabs(body: &[u8], at: i64) -> Headers {
    timed("elevenlabs-signature", "v0", body, at)
}

fn by_sync(body: &[u8], at: i64) -> Headers {
    timed("sync-signature", "v1", body, at)
}

fn with_id(body: &[u8], at: i64) -> String {
    let key = STANDARD.decode(&SECRET[6..]).expect("Base64");
    STANDARD.encode(mac(&key, &[format!("d1.{at}.").as_bytes(), body].concat()))
}

fn by_pollo(body: &[u8], at: i64) -> Headers {
    headers([
        ("x-webhook-id", "d1".to_owned()),
        ("x-webhook-timestamp", at.to_string()),
        ("x-webhook-signature", with_id(body, at)),
    ])
}

fn by_google(body: &[u8], at: i64) -> Headers {
    headers([
        ("webhook-id", "d1".to_owned()),
        ("webhook-timestamp", at.to_string()),
        ("webhook-signature", format!("v1,AAAA v1a,zzzz v1,{}", with_id(body, at))),
    ])
}

/// Every provider that calls: how it is made, how it signs, how old a call may be, a call, and its task.
const CALLS: &[(Make, Sign, i64, &str, &str)] = &[
    (
        heygen,
        by_heygen,
        300,
        r#"{"event_type":"avatar_video.success","event_data":{"video_id":"v1","url":"https://f.test/v"}}"#,
        "v1",
    ),
    (elevenlabs, by_elevenlabs, 1800, r#"{"transcription_id":"t1","text":"a","words":[]}"#, "t1"),
    (
        pollo,
        by_pollo,
        300,
        r#"{"taskId":"t1","status":"succeed","generations":[{"status":"succeed","url":"https://f.test/v"}]}"#,
        "t1",
    ),
    (sync, by_sync, 300, r#"{"id":"g1","status":"COMPLETED","outputUrl":"https://f.test/v"}"#, "g1"),
    (
        omni,
        by_google,
        300,
        r#"{"type":"video.generated","data":{"id":"i1","video_uri":"https://f.test/v"}}"#,
        "i1",
    ),
];

#[test]
fn a_call_that_is_signed_is_taken() {
    for (make, sign, _, body, task) in CALLS {
        let adapter = make(&settings());
        let callback = adapter.callback(&sign(body.as_bytes(), NOW), body.as_bytes(), NOW);
        let callback = callback.unwrap_or_else(|err| panic!("{}: {err}", adapter.name()));
        assert_eq!(callback.task, *task, "{}", adapter.name());
        if adapter.name() != "elevenlabs" {
            assert_eq!(callback.progress, at("https://f.test/v"), "{}", adapter.name());
        }
        let again = adapter.callback(&sign(body.as_bytes(), NOW + 60), body.as_bytes(), NOW + 60);
        assert_eq!(again.map(|again| again.delivery), Ok(callback.delivery), "a delivery keeps its name");
    }
}

#[test]
fn a_call_that_was_changed_is_not_from_the_provider() {
    for (make, sign, _, body, _) in CALLS {
        let adapter = make(&settings());
        let signed = sign(body.as_bytes(), NOW);
        let changed = body.replace('1', "2");
        let wrong = Err(CallbackError::Signature);
        assert_eq!(adapter.callback(&signed, changed.as_bytes(), NOW), wrong, "{}", adapter.name());
        assert_eq!(adapter.callback(&[], body.as_bytes(), NOW), wrong, "{}", adapter.name());
        let other = settings().with_webhook_secret(Secret::new("whsec_b3RoZXI="));
        assert_eq!(make(&other).callback(&signed, body.as_bytes(), NOW), wrong, "{}", adapter.name());
        for harmed in ["", "zz", "t=1", "v1,", "t=x,v1=00,v0=00", "ffff"] {
            let headers: Headers = signed
                .iter()
                .map(|(name, value)| {
                    (
                        name.clone(),
                        if name.ends_with("signature") { harmed.to_owned() } else { value.clone() },
                    )
                })
                .collect();
            assert_eq!(
                adapter.callback(&headers, body.as_bytes(), NOW),
                wrong,
                "{} {harmed}",
                adapter.name()
            );
        }
    }
}

#[test]
fn a_call_may_be_as_old_as_the_provider_says() {
    for (make, sign, tolerance, body, _) in CALLS {
        let adapter = make(&settings());
        let signed = sign(body.as_bytes(), NOW);
        for now in [NOW + tolerance, NOW - tolerance] {
            assert!(adapter.callback(&signed, body.as_bytes(), now).is_ok(), "{}", adapter.name());
        }
        for now in [NOW + tolerance + 1, NOW - tolerance - 1, i64::MAX, i64::MIN] {
            let stale = Err(CallbackError::Stale);
            assert_eq!(adapter.callback(&signed, body.as_bytes(), now), stale, "{}", adapter.name());
        }
    }
}

#[test]
fn a_secret_that_is_not_set_takes_no_call_unless_the_address_is_enough() {
    for (make, sign, _, body, _) in CALLS {
        let signed = sign(body.as_bytes(), NOW);
        let mut settings = Settings::new("https://provider.test", Secret::new("key"));
        assert_eq!(make(&settings).callback(&signed, body.as_bytes(), NOW), Err(CallbackError::Signature));
        settings.callback_trust = CallbackTrust::Address;
        assert!(make(&settings).callback(&[], body.as_bytes(), NOW).is_ok());
        settings.webhook_secret = Some(Secret::new("whsec_b3RoZXI="));
        let wrong = Err(CallbackError::Signature);
        assert_eq!(
            make(&settings).callback(&signed, body.as_bytes(), NOW),
            wrong,
            "one that is there must be right"
        );
    }
}

#[test]
fn a_call_that_is_signed_and_says_nothing_is_not_taken() {
    for (make, sign, ..) in CALLS {
        let adapter = make(&settings());
        for body in
            ["", "{", "[]", "{}", "null", r#"{"id":"a","status":"NEW","taskId":"a","type":"x"}"#, "\u{0}"]
        {
            let result = adapter.callback(&sign(body.as_bytes(), NOW), body.as_bytes(), NOW);
            assert_eq!(result, Err(CallbackError::Garbled), "{} {body}", adapter.name());
        }
    }
}

#[test]
fn the_example_of_standard_webhooks_is_from_its_sender() {
    let headers = headers([
        ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek".to_owned()),
        ("webhook-timestamp", "1614265330".to_owned()),
        ("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=".to_owned()),
    ]);
    let adapter = omni(&settings());
    let signed = adapter.callback(&headers, br#"{"test": 2432232314}"#, 1_614_265_330);
    assert_eq!(signed, Err(CallbackError::Garbled), "the signature is right, and it is no call of ours");
    let changed = adapter.callback(&headers, br#"{"test": 2432232315}"#, 1_614_265_330);
    assert_eq!(changed, Err(CallbackError::Signature));
}

#[test]
fn failures_are_told_under_every_key_that_was_seen() {
    let adapter = heygen(&settings());
    for key in ["msg", "failure_message", "error"] {
        let body = format!(
            r#"{{"event_type":"avatar_video.fail","event_data":{{"video_id":"v1","{key}":"lost"}}}}"#
        );
        let callback =
            adapter.callback(&by_heygen(body.as_bytes(), NOW), body.as_bytes(), NOW).expect("taken");
        assert_eq!(callback.progress, failed(FaultKind::Broken, "lost"));
    }
}

#[test]
fn a_bare_call_of_pollo_says_only_that_it_ended() {
    let adapter = pollo(&settings());
    let body = br#"{"taskId":"t1","status":"succeed"}"#;
    let callback = adapter.callback(&by_pollo(body, NOW), body, NOW).expect("taken");
    assert!(matches!(callback.progress, Progress::Done(output) if output.bytes == Bytes::None));
    let headers = by_pollo(body, NOW * 1000);
    assert!(adapter.callback(&headers, body, NOW).is_ok(), "its time may be in milliseconds");
}

#[test]
fn a_transcription_may_be_wrapped() {
    let adapter = elevenlabs(&settings());
    let body = br#"{"type":"speech_to_text_transcription","event_timestamp":1,"data":{"transcription_id":"t9","transcription":{"text":"a b","words":[]}}}"#;
    let callback = adapter.callback(&by_elevenlabs(body, NOW), body, NOW).expect("taken");
    assert_eq!(callback.task, "t9");
    assert!(matches!(callback.progress, Progress::Done(output) if output.text == "a b"));
}

#[test]
fn providers_that_call_nobody_are_believed_nothing() {
    let settings = settings();
    let openai = OpenAi::new(&settings, store(), openai::Options::default()).expect("made");
    let veo = Veo::new(&settings, store(), veo::Options::default()).expect("made");
    assert_eq!(openai.callback(&[], b"{}", NOW), Err(CallbackError::Signature));
    assert_eq!(veo.callback(&[], b"{}", NOW), Err(CallbackError::Signature));
}

#[test]
fn a_secret_that_is_none_is_refused_at_the_start() {
    for secret in ["whsec_", "whsec_!!!", " "] {
        let settings = Settings::new("https://provider.test", Secret::new("key"))
            .with_webhook_secret(Secret::new(secret));
        let pollo = Pollo::new(&settings, Routes::new(), pollo::Options::default());
        assert!(matches!(pollo, Err(SettingsError::WebhookSecret(_))), "{secret}");
    }
}

/// JSON of the words that providers use, in any order.
fn any_json() -> impl Strategy<Value = Value> {
    let words = [
        "status",
        "succeed",
        "failed",
        "COMPLETED",
        "video_id",
        "taskId",
        "id",
        "data",
        "event_data",
        "generations",
        "url",
        "outputUrl",
        "steps",
        "content",
        "video",
        "type",
        "event_type",
        "avatar_video.success",
        "interaction.failed",
        "transcription_id",
        "words",
        "text",
        "start",
        "end",
        "error",
        "message",
        "errors",
        "code",
    ];
    let word = prop::sample::select(words.to_vec()).prop_map(str::to_owned);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        word.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(word.clone(), inner, 0..8)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Every provider that calls, believed by its address.
fn trusting() -> &'static [Box<dyn Adapter>] {
    static ADAPTERS: OnceLock<Vec<Box<dyn Adapter>>> = OnceLock::new();
    ADAPTERS.get_or_init(|| {
        let mut settings = settings();
        settings.callback_trust = CallbackTrust::Address;
        CALLS.iter().map(|(make, ..)| make(&settings)).collect()
    })
}

proptest! {
    #[test]
    fn no_call_panics(values in prop::collection::vec(any_json(), 20)) {
        for (adapter, value) in trusting().iter().flat_map(|adapter| values.iter().map(move |value| (adapter, value))) {
            if let Ok(callback) = adapter.callback(&[], value.to_string().as_bytes(), NOW) {
                prop_assert!(!callback.task.is_empty() && !callback.delivery.is_empty());
            }
        }
    }

    #[test]
    fn no_header_panics(text in "\\PC{0,40}", digits in "t=[0-9]{0,25},v[01]=[0-9a-g]{0,70}") {
        for (adapter, (_, sign, _, body, _)) in trusting().iter().zip(CALLS) {
            for value in [&text, &digits] {
                let harmed: Headers = sign(body.as_bytes(), NOW)
                    .into_iter()
                    .map(|(name, _)| (name, value.clone()))
                    .collect();
                prop_assert!(adapter.callback(&harmed, body.as_bytes(), NOW).is_err());
            }
        }
    }
}
