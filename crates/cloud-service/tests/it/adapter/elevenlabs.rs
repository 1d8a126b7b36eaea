//! ElevenLabs.

use cloud_service::provider::elevenlabs::{ElevenLabs, Options};
use cloud_service::provider::{
    Accepted, Adapter, Bytes, CloneOrder, FaultKind, Found, Order, Output, Progress, SubmitError, Word,
};
use proptest::prelude::*;
use serde_json::json;

use super::server::Provider;
use super::{ATTEMPT, KEY, Row, check_errors, json, settings, speech, store, submission, transcription};

fn elevenlabs(url: &str) -> ElevenLabs {
    ElevenLabs::new(&settings(url), store(), Options::default()).expect("it can be made")
}

fn make(url: &str) -> Box<dyn Adapter> {
    Box::new(elevenlabs(url))
}

fn word(text: &str, start: u32, end: u32) -> Word {
    Word { text: text.to_owned(), start, end }
}

async fn spoken(answer: &str) -> Result<Accepted, SubmitError> {
    let provider = Provider::new([(200, answer)]).await;
    make(&provider.url()).submit(&submission("eleven_multilingual_v2", &speech("Hi you"), None)).await
}

#[tokio::test]
async fn speech_is_asked_for_with_its_neighbours_and_within_bounds() {
    let answer = r#"{"audio_base64":"AAEC","alignment":null,"normalized_alignment":null}"#;
    let provider = Provider::new([(200, answer), (200, answer), (200, answer)]).await;
    let adapter = make(&provider.url());
    let order = speech("Hi you");
    for model in ["eleven_multilingual_v2", "eleven_flash_v2_5", "eleven_v3"] {
        assert!(adapter.submit(&submission(model, &order, None)).await.is_ok());
    }
    let heard = provider.heard();
    assert_eq!(heard[0].path, "/v1/text-to-speech/v%2F1/with-timestamps?output_format=mp3_44100_128");
    assert_eq!(heard[0].header("xi-api-key"), KEY);
    let expected = json!({
        "text": "Hi you", "model_id": "eleven_multilingual_v2",
        "previous_text": "Before.", "next_text": "After.",
        "voice_settings": { "stability": 1.0, "speed": 1.2 },
    });
    assert_eq!(json(&heard[0].body), expected);
    assert_eq!(json(&heard[1].body)["language_code"], "de");
    assert!(json(&heard[2].body).get("previous_text").is_none(), "v3 takes no neighbours");
}

#[tokio::test]
async fn words_come_from_characters() {
    let answer = json!({
        "audio_base64": "AAEC",
        "alignment": {
            "characters": ["H", "i", " ", "y", "o", "u"],
            "character_start_times_seconds": [0.0, 0.1, 0.2, 0.3, 0.4, 0.5],
            "character_end_times_seconds": [0.1, 0.2, 0.3, 0.4, 0.5, 0.66],
        },
        "normalized_alignment": null,
    });
    let Ok(Accepted::Done(output)) = spoken(&answer.to_string()).await else { panic!("it was made") };
    assert_eq!(output.words, [word("Hi", 0, 200), word("you", 300, 660)]);
    assert_eq!(output.bytes, Bytes::Here { bytes: vec![0, 1, 2], media_type: "audio/mpeg".to_owned() });
}

#[tokio::test]
async fn an_answer_whose_sound_or_times_cannot_be_read_is_unknown() {
    for answer in [
        "{}",
        r#"{"audio_base64":"***"}"#,
        r#"{"audio_base64":"AAEC","alignment":{"characters":[1],"character_start_times_seconds":[0],"character_end_times_seconds":[0]}}"#,
        r#"{"audio_base64":"AAEC","alignment":{"characters":["a"],"character_start_times_seconds":["x"],"character_end_times_seconds":[0]}}"#,
    ] {
        assert!(matches!(spoken(answer).await, Err(SubmitError::Unknown(_))), "{answer}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn joined_characters_are_the_words_of_the_text(
        text in "[a-zA-Zäß.,!? \\n]{0,60}",
        seed in prop::collection::vec(0.0_f64..0.3, 60),
    ) {
        let characters: Vec<String> = text.chars().map(String::from).collect();
        let mut time = 0.0;
        let (mut starts, mut ends) = (Vec::new(), Vec::new());
        for (_, length) in characters.iter().zip(&seed) {
            starts.push(time);
            time += length;
            ends.push(time);
        }
        let answer = json!({
            "audio_base64": "AAEC",
            "alignment": {
                "characters": characters, "character_start_times_seconds": starts, "character_end_times_seconds": ends,
            },
        });
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let Ok(Accepted::Done(output)) = runtime.block_on(spoken(&answer.to_string())) else { panic!("it was made") };
        let said: Vec<&str> = output.words.iter().map(|word| word.text.as_str()).collect();
        prop_assert_eq!(said, text.split_whitespace().collect::<Vec<_>>());
        prop_assert!(output.words.iter().all(|word| word.start <= word.end));
        prop_assert!(output.words.windows(2).all(|pair| pair[0].end <= pair[1].start));
    }
}

#[tokio::test]
async fn a_transcription_has_words_and_their_times() {
    let answer = r#"{"language_code":"en","text":"Hello world!","words":[
        {"text":"Hello","start":0.0,"end":0.5,"type":"word"},{"text":" ","start":0.5,"end":0.5,"type":"spacing"},
        {"text":"world!","start":0.5,"end":1.0,"type":"word"},{"text":"(laughs)","start":1,"end":2,"type":"audio_event"}]}"#;
    let provider = Provider::new([(200, answer)]).await;
    let done = make(&provider.url()).submit(&submission("scribe_v2", &transcription(), None)).await;
    let Ok(Accepted::Done(Output { bytes, words, text })) = done else { panic!("it was made") };
    assert_eq!((bytes, text.as_str()), (Bytes::None, "Hello world!"));
    assert_eq!(words, [word("Hello", 0, 500), word("world!", 500, 1000)]);
    let heard = provider.only();
    assert_eq!(heard.path, "/v1/speech-to-text");
    for part in [
        "name=\"model_id\"\r\n\r\nscribe_v2",
        "name=\"language_code\"\r\n\r\nde",
        "bytes of ours",
        "audio/wav",
    ] {
        assert!(heard.text().contains(part), "{part}");
    }
}

fn cloning() -> Order {
    Order::Clone(CloneOrder {
        name: "Ours".to_owned(),
        description: "Warm".to_owned(),
        language: "en".to_owned(),
        samples: vec!["https://store.test/1.wav".to_owned(), "https://store.test/2.wav".to_owned()],
    })
}

#[tokio::test]
async fn a_clone_can_be_found_again_by_its_attempt() {
    let ours = format!(
        r#"{{"voices":[{{"voice_id":"x","description":"other"}},{{"voice_id":"v7","description":"Warm [{ATTEMPT}]"}}]}}"#
    );
    let replies = [
        (200, r#"{"voice_id":"v7","requires_verification":false}"#),
        (200, &ours),
        (200, r#"{"voices":[]}"#),
        (200, r#"{"voice_id":"v7"}"#),
    ];
    let provider = Provider::new(replies).await;
    let adapter = make(&provider.url());
    let order = cloning();
    let submission = submission("instant", &order, None);
    let Ok(Accepted::Done(output)) = adapter.submit(&submission).await else { panic!("it was made") };
    assert_eq!(output.text, "v7");
    assert_eq!(adapter.find(&submission).await, Ok(Found::Task("v7".to_owned())));
    assert_eq!(adapter.find(&submission).await, Ok(Found::Nothing));
    assert_eq!(adapter.poll("v7", &order).await, Ok(Progress::Done(output)));
    let heard = provider.heard();
    let form = heard[0].text();
    assert_eq!(heard[0].path, "/v1/voices/add");
    assert_eq!(form.matches("name=\"files\"").count(), 2);
    assert!(form.contains(&format!("Warm [{ATTEMPT}]")) && form.contains(r#"{"language":"en"}"#));
    assert_eq!(heard[1].path, format!("/v2/voices?search={ATTEMPT}&page_size=100"));
    assert_eq!(heard[3].path, "/v1/voices/v7");
    assert_eq!(adapter.find(&super::submission("eleven_v3", &speech("a"), None)).await, Ok(Found::Unknown));
}

#[tokio::test]
async fn a_sample_that_is_gone_is_refused_before_anything_is_sent() {
    let provider = Provider::new::<(u16, &str)>([]).await;
    let Order::Clone(mut order) = cloning() else { unreachable!("it is a clone") };
    order.samples = vec!["https://store.test/gone".to_owned()];
    let order = Order::Clone(order);
    let refused = make(&provider.url()).submit(&submission("instant", &order, None)).await;
    assert!(matches!(refused, Err(SubmitError::Refused(fault)) if fault.kind == FaultKind::Expired));
    assert!(provider.heard().is_empty());
}

#[tokio::test]
async fn voices_come_page_by_page() {
    let first = r#"{"voices":[{"voice_id":"21m","name":"Rachel","category":"premade","labels":{"accent":"american","gender":"female","use_case":"narration"},
        "preview_url":"https://p.test/1.mp3","verified_languages":[{"language":"en"},{"language":"de"}]},{"name":"nobody"}],
        "has_more":true,"next_page_token":"p2"}"#;
    let second = r#"{"voices":[{"voice_id":"v2","name":"Adam","category":"cloned","labels":{}}],"has_more":false,"next_page_token":null}"#;
    let provider = Provider::new([(200, first), (200, second)]).await;
    let voices = elevenlabs(&provider.url()).voices().await.expect("they come");
    assert_eq!(voices.iter().map(|voice| voice.id.as_str()).collect::<Vec<_>>(), ["21m", "v2"]);
    assert_eq!((voices[0].gender.as_str(), voices[0].languages.len()), ("female", 2));
    assert!(provider.heard()[1].path.ends_with("&next_page_token=p2"));
}

#[tokio::test]
async fn errors_are_those_of_its_table() {
    let of = |code: &str| {
        format!(
            r#"{{"detail":{{"type":"t","code":"{code}","message":"m","status":"{code}","request_id":"r"}}}}"#
        )
    };
    let coded = [
        (400, "text_too_long", FaultKind::Rejected),
        (400, "unsupported_model", FaultKind::ModelGone),
        (401, "invalid_api_key", FaultKind::Account),
        (402, "insufficient_credits", FaultKind::Account),
        (403, "subscription_required", FaultKind::Account),
        (403, "voice_access_denied", FaultKind::Rejected),
        (403, "model_access_denied", FaultKind::ModelGone),
        (404, "voice_not_found", FaultKind::Rejected),
        (404, "model_not_found", FaultKind::ModelGone),
        (409, "already_running", FaultKind::Busy(None)),
        (429, "concurrent_limit_exceeded", FaultKind::Busy(None)),
        (429, "system_busy", FaultKind::Busy(None)),
    ];
    let bodies: Vec<_> = coded.iter().map(|(_, code, _)| of(code)).collect();
    let mut rows: Vec<Row<'_>> = coded
        .iter()
        .zip(&bodies)
        .map(|((status, _, kind), body)| (*status, body.as_str(), Some(*kind)))
        .collect();
    rows.push((401, r#"{"detail":{"status":"quota_exceeded","message":"m"}}"#, Some(FaultKind::Account)));
    rows.push((
        422,
        r#"{"detail":[{"loc":["body","text"],"msg":"field required","type":"v"}]}"#,
        Some(FaultKind::Rejected),
    ));
    rows.push((400, r#"{"detail":"Bad request"}"#, Some(FaultKind::Rejected)));
    rows.push((400, r#"{"message":"not its form"}"#, None));
    rows.push((500, r#"{"detail":{"code":"internal_error","message":"m"}}"#, None));
    rows.push((503, r#"{"detail":{"code":"maintenance","message":"m"}}"#, None));
    check_errors(&rows, &speech("Hi"), "eleven_v3", make).await;
}
