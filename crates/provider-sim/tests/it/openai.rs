//! Facts about OpenAI.

use serde_json::{Value, json};

use crate::world::World;

const CHAT: &str = "/openai/v1/chat/completions";

fn chat(more: Value) -> Value {
    let mut body =
        json!({ "model": "gpt-5.4", "messages": [{ "role": "user", "content": "A hook for a serum" }] });
    for (name, value) in more.as_object().expect("fields") {
        body[name] = value.clone();
    }
    body
}

/// The pieces of a stream: the name of each event, and what it carries.
fn events(text: &str) -> Vec<(Option<String>, String)> {
    let event = |block: &str| {
        let field = |name: &str| block.lines().find_map(|line| line.strip_prefix(name)).map(str::to_owned);
        Some((field("event: "), field("data: ")?))
    };
    text.split("\n\n").filter_map(event).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_of_chat_says_the_same_as_one_answer_and_counts_tokens_last() {
    let world = World::new().await;
    let whole = world.post(CHAT, chat(json!({}))).await;
    let options = json!({ "stream": true, "stream_options": { "include_usage": true } });
    let streamed = world.post(CHAT, chat(options)).await;
    let events = events(streamed.body.as_str().expect("text"));
    assert_eq!(events.last().map(|(_, data)| data.as_str()), Some("[DONE]"));
    let chunks: Vec<Value> = events.iter().filter_map(|(_, data)| serde_json::from_str(data).ok()).collect();
    let words: String =
        chunks.iter().filter_map(|chunk| chunk["choices"][0]["delta"]["content"].as_str()).collect();
    assert_eq!(words, whole.text("/choices/0/message/content"));
    let last = chunks.last().expect("a last one");
    assert_eq!(last["usage"], whole.body["usage"]);
    assert!(chunks.iter().rev().skip(1).all(|chunk| chunk["usage"].is_null()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_strict_schema_is_met() {
    let world = World::new().await;
    let schema = json!({
        "type": "object", "additionalProperties": false, "required": ["headline", "tone", "lines", "score"],
        "properties": {
            "headline": { "type": "string", "maxLength": 12 },
            "tone": { "enum": ["warm", "dry"] },
            "lines": { "type": "array", "minItems": 2, "maxItems": 2, "items": { "$ref": "#/$defs/line" } },
            "score": { "type": "integer", "minimum": 20, "maximum": 21 },
        },
        "$defs": { "line": { "type": "object", "additionalProperties": false, "required": ["text"],
            "properties": { "text": { "type": ["string", "null"] } } } },
    });
    let format = |schema: Value| json!({ "response_format": { "type": "json_schema", "json_schema": { "name": "ad", "strict": true, "schema": schema } } });
    let answer = world.post(CHAT, chat(format(schema))).await;
    let made: Value = serde_json::from_str(answer.text("/choices/0/message/content")).expect("JSON");
    assert!(made["headline"].as_str().is_some_and(|text| text.chars().count() <= 12), "{made}");
    assert!(["warm", "dry"].iter().any(|tone| made["tone"] == *tone));
    assert_eq!(made["lines"].as_array().map(Vec::len), Some(2));
    assert!(made["lines"][0]["text"].is_string());
    assert!(made["score"].as_i64().is_some_and(|score| (20..=21).contains(&score)));
    let loose = json!({ "type": "object", "properties": { "a": { "type": "string" } } });
    assert_eq!(world.post(CHAT, chat(format(loose))).await.text("/error/code"), "invalid_json_schema");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_of_responses_names_and_numbers_its_events() {
    let world = World::new().await;
    let body = json!({ "model": "gpt-5.4", "input": "A hook for a serum", "stream": true });
    let streamed = world.post("/openai/v1/responses", body).await;
    let events = events(streamed.body.as_str().expect("text"));
    let names: Vec<&str> = events.iter().filter_map(|(name, _)| name.as_deref()).collect();
    assert_eq!(names.first(), Some(&"response.created"));
    assert_eq!(names.last(), Some(&"response.completed"));
    for (number, (name, data)) in events.iter().enumerate() {
        let data: Value = serde_json::from_str(data).expect("JSON");
        assert_eq!(
            (data["type"].as_str(), data["sequence_number"].as_u64()),
            (name.as_deref(), Some(number as u64))
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn moderation_flags_words_and_not_parts_of_words() {
    let world = World::new().await;
    let body = json!({ "input": ["A skilled baker", "I will kill you"] });
    let answer = world.post("/openai/v1/moderations", body).await;
    assert_eq!(answer.body["results"][0]["flagged"], false);
    assert_eq!(answer.body["results"][1]["categories"]["violence"], true);
    assert_eq!(answer.body["results"][0]["categories"].as_object().map(serde_json::Map::len), Some(13));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transcription_has_the_times_of_words() {
    let world = World::new().await;
    let wav = world.wav("Nobody told me.").await;
    let path = "/openai/v1/audio/transcriptions";
    let form =
        [("model", "whisper-1"), ("response_format", "verbose_json"), ("timestamp_granularities[]", "word")];
    let answer = world.form(path, &form, Some(("file", "a.wav", &wav))).await;
    assert_eq!((answer.text("/text"), answer.text("/language")), ("Nobody told me.", "english"));
    assert_eq!(answer.text("/words/2/word"), "me");
    let wrong = [("model", "gpt-4o-transcribe"), ("response_format", "verbose_json")];
    assert_eq!(world.form(path, &wrong, Some(("file", "a.wav", &wav))).await.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_openai_refuses_is_refused() {
    let world = World::new().await;
    let cases = [
        (json!({ "model": "gpt-1" }), 404, "model_not_found"),
        (json!({ "messages": [] }), 400, "invalid_value"),
        (json!({ "temperature": 3 }), 400, "invalid_value"),
        (json!({ "colour": "red" }), 400, "unknown_parameter"),
        (json!({ "stream_options": { "include_usage": true } }), 400, "invalid_value"),
    ];
    for (more, status, code) in cases {
        let answer = world.post(CHAT, chat(more)).await;
        assert_eq!((answer.status, answer.text("/error/code")), (status, code), "{}", answer.body);
        assert!(answer.body["error"].as_object().is_some_and(|error| error.len() == 4));
    }
    let refused = world
        .post(CHAT, chat(json!({ "messages": [{ "role": "user", "content": "[[sim:refuse]]" }] })))
        .await;
    assert!(refused.body["choices"][0]["message"]["content"].is_null());
    assert!(refused.body["choices"][0]["message"]["refusal"].is_string());
}
