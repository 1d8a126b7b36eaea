//! OpenAI.

use cloud_service::provider::openai::{Ending, OpenAi, Options, ScriptForm, ScriptOrder, Tokens, Written};
use cloud_service::provider::{Accepted, Adapter, FaultKind, SubmitError, Word};
use serde_json::json;
use tokio::sync::mpsc;

use super::server::{Breakage, Provider, broken};
use super::{KEY, Row, check_errors, json, settings, store, submission, transcription};

fn openai(url: &str) -> OpenAi {
    OpenAi::new(&settings(&format!("{url}/v1")), store(), Options::default()).expect("it can be made")
}

fn make(url: &str) -> Box<dyn Adapter> {
    Box::new(openai(url))
}

fn script(form: ScriptForm) -> ScriptOrder {
    ScriptOrder {
        model: "gpt-5.4".to_owned(),
        instructions: "Write an ad.".to_owned(),
        request: "Soap".to_owned(),
        tokens_max: 500,
        form,
    }
}

async fn written(url: &str, form: ScriptForm) -> (Result<Written, SubmitError>, Vec<String>) {
    let (sender, mut receiver) = mpsc::channel(100);
    let result = openai(url).script(&script(form), &sender).await;
    drop(sender);
    let mut pieces = Vec::new();
    while let Some(piece) = receiver.recv().await {
        pieces.push(piece);
    }
    (result, pieces)
}

const BEGIN: &str = "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n\
    data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hel\",\"obfuscation\":\"xx\"},\"finish_reason\":null}],\"usage\":null}\r\n\r\n\
    : a comment\n\ndata: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"lo ä\"},\"finish_reason\":null}]}\n\n";

fn stream(reason: &str) -> String {
    format!(
        "{BEGIN}data: {{\"choices\":[{{\"index\":0,\"delta\":{{}},\"finish_reason\":\"{reason}\"}}]}}\n\n\
         data: {{\"choices\":[],\"usage\":{{\"prompt_tokens\":19,\"completion_tokens\":10}}}}\n\ndata: [DONE]\n\n"
    )
}

#[tokio::test]
async fn a_script_comes_in_pieces() {
    let provider = Provider::new([(200, stream("stop").as_str())]).await;
    let (result, pieces) = written(&provider.url(), ScriptForm::Text).await;
    assert_eq!(pieces, ["Hel", "lo ä"]);
    assert_eq!(result, Ok(Written { ending: Ending::Whole, tokens: Some(Tokens { read: 19, written: 10 }) }));
    let heard = provider.only();
    assert_eq!(
        (heard.path.as_str(), heard.header("authorization")),
        ("/v1/chat/completions", format!("Bearer {KEY}").as_str())
    );
    let expected = json!({
        "model": "gpt-5.4", "max_completion_tokens": 500, "stream": true, "stream_options": { "include_usage": true },
        "messages": [{ "role": "developer", "content": "Write an ad." }, { "role": "user", "content": "Soap" }],
    });
    assert_eq!(json(&heard.body), expected);
}

#[tokio::test]
async fn a_schema_is_kept_to_strictly() {
    let provider = Provider::new([(200, stream("stop").as_str())]).await;
    let form = ScriptForm::Json { name: "script".to_owned(), schema: json!({ "type": "object" }) };
    assert!(written(&provider.url(), form).await.0.is_ok());
    let format = json!({ "type": "json_schema", "json_schema": { "name": "script", "schema": { "type": "object" }, "strict": true } });
    assert_eq!(json(&provider.only().body)["response_format"], format);
}

#[tokio::test]
async fn how_a_script_ends_is_told() {
    let refusal =
        "data: {\"choices\":[{\"delta\":{\"refusal\":\"I will not\"},\"finish_reason\":\"stop\"}]}\n\n";
    let cut = stream("length");
    let filtered = stream("content_filter");
    let without_done = stream("stop").replace("data: [DONE]\n\n", "");
    for (body, ending) in [
        (cut.as_str(), Ending::Cut),
        (&filtered, Ending::Filtered),
        (&without_done, Ending::Whole),
        (refusal, Ending::Refused("I will not".to_owned())),
    ] {
        let provider = Provider::new([(200, body)]).await;
        let (result, _) = written(&provider.url(), ScriptForm::Text).await;
        assert_eq!(result.map(|written| written.ending), Ok(ending));
    }
}

#[tokio::test]
async fn a_stream_that_breaks_off_is_unknown() {
    let fault = "data: {\"error\":{\"message\":\"server had an error\",\"type\":\"server_error\"}}\n\n";
    let endless = "x".repeat(300_000);
    for body in [BEGIN, "", "data: {oops}\n\n", fault, endless.as_str(), "{\"id\":\"not a stream\"}"] {
        let provider = Provider::new([(200, body)]).await;
        let (result, _) = written(&provider.url(), ScriptForm::Text).await;
        let begin: String = body.chars().take(30).collect();
        assert!(matches!(result, Err(SubmitError::Unknown(_))), "{begin}: {result:?}");
    }
    let (result, _) = written(&broken(Breakage::HalfAnAnswer).await, ScriptForm::Text).await;
    assert!(matches!(result, Err(SubmitError::Unknown(_))));
    let over = r#"{"error":{"message":"quota","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}"#;
    let provider = Provider::new([(429, over)]).await;
    let (result, _) = written(&provider.url(), ScriptForm::Text).await;
    assert!(matches!(result, Err(SubmitError::Refused(fault)) if fault.kind == FaultKind::Account));
}

#[tokio::test]
async fn a_script_that_nobody_listens_to_ends() {
    let provider = Provider::new([(200, stream("stop").as_str())]).await;
    let (sender, receiver) = mpsc::channel(1);
    drop(receiver);
    let result = openai(&provider.url()).script(&script(ScriptForm::Text), &sender).await;
    assert_eq!(result.map(|written| written.ending), Ok(Ending::Unheard));
}

#[tokio::test]
async fn a_text_is_judged() {
    let flagged = r#"{"id":"m","results":[{"flagged":true,"categories":{"harassment":true,"violence":true,"sexual/minors":false}}]}"#;
    let allowed = r#"{"id":"m","results":[{"flagged":false,"categories":{"violence":false}}]}"#;
    let provider =
        Provider::new([(200, flagged), (200, allowed), (200, "{\"results\":[]}"), (500, "")]).await;
    let openai = openai(&provider.url());
    let verdict = openai.moderate("words").await.expect("judged");
    assert_eq!(verdict.flagged, ["harassment", "violence"]);
    assert!(!verdict.is_allowed());
    assert!(openai.moderate("words").await.expect("judged").is_allowed());
    assert_eq!(openai.moderate("words").await.expect_err("no verdict").kind, FaultKind::Garbled);
    assert_eq!(openai.moderate("words").await.expect_err("no verdict").kind, FaultKind::Broken);
    let heard = &provider.heard()[0];
    assert_eq!(heard.path, "/v1/moderations");
    assert_eq!(json(&heard.body), json!({ "input": "words", "model": "omni-moderation-latest" }));
}

#[tokio::test]
async fn a_transcription_has_words_and_their_times() {
    let answer = r#"{"task":"transcribe","language":"english","duration":8.47,"text":"The end","words":[
        {"word":"The","start":0.0,"end":0.24},{"word":"end","start":0.24,"end":0.2}]}"#;
    let provider = Provider::new([(200, answer)]).await;
    let done = make(&provider.url()).submit(&submission("whisper-1", &transcription(), None)).await;
    let Ok(Accepted::Done(output)) = done else { panic!("it was made") };
    let word = |text: &str, start, end| Word { text: text.to_owned(), start, end };
    assert_eq!(output.words, [word("The", 0, 240), word("end", 240, 240)]);
    assert_eq!(output.text, "The end");
    let form = provider.only().text();
    for part in
        ["whisper-1", "verbose_json", "timestamp_granularities[]", "sound.wav", "name=\"language\"\r\n\r\nde"]
    {
        assert!(form.contains(part), "{part}");
    }
}

#[tokio::test]
async fn errors_are_those_of_its_table() {
    let rows: &[Row<'_>] = &[
        (
            400,
            r#"{"error":{"message":"m","type":"invalid_request_error","param":null,"code":"invalid_value"}}"#,
            Some(FaultKind::Rejected),
        ),
        (
            401,
            r#"{"error":{"message":"m","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}"#,
            Some(FaultKind::Account),
        ),
        (
            403,
            r#"{"error":{"message":"country","type":"x","param":null,"code":null}}"#,
            Some(FaultKind::Account),
        ),
        (
            404,
            r#"{"error":{"message":"m","type":"invalid_request_error","param":null,"code":"model_not_found"}}"#,
            Some(FaultKind::ModelGone),
        ),
        (
            409,
            r#"{"error":{"message":"m","type":"conflict","param":null,"code":null}}"#,
            Some(FaultKind::Busy(None)),
        ),
        (422, r#"{"error":{"message":"m","type":"x","param":null,"code":null}}"#, Some(FaultKind::Rejected)),
        (
            429,
            r#"{"error":{"message":"m","type":"rate_limit_error","param":null,"code":"rate_limit_exceeded"}}"#,
            Some(FaultKind::Busy(None)),
        ),
        (
            429,
            r#"{"error":{"message":"m","type":"insufficient_quota","param":null,"code":null}}"#,
            Some(FaultKind::Account),
        ),
        (400, r#"{"message":"not its form"}"#, None),
        (500, r#"{"error":{"message":"m","type":"server_error","param":null,"code":null}}"#, None),
    ];
    check_errors(rows, &transcription(), "whisper-1", make).await;
}
