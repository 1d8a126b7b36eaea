//! Speech of ElevenLabs: what is asked for and what comes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

use super::{SettingBounds, primary};
use crate::provider::json::{list, milliseconds};
use crate::provider::{Bytes, Output, SpeechOrder, words};

/// Models that take `language_code`; the others refuse it.
const WITH_LANGUAGE: &[&str] = &["eleven_v3", "eleven_turbo_v2_5", "eleven_flash_v2_5"];

/// The request.
pub(super) fn body(model: &str, order: &SpeechOrder, bounds: SettingBounds) -> Value {
    let mut body = Map::new();
    body.insert("text".to_owned(), order.text.as_str().into());
    body.insert("model_id".to_owned(), model.into());
    if WITH_LANGUAGE.contains(&model) && !order.language.is_empty() {
        body.insert("language_code".to_owned(), primary(&order.language).into());
    }
    body.insert("voice_settings".to_owned(), settings(order, bounds).into());
    // `eleven_v3` refuses neighbouring text.
    if model != "eleven_v3" {
        for (name, neighbour) in [("previous_text", &order.before), ("next_text", &order.after)] {
            if !neighbour.is_empty() {
                body.insert(name.to_owned(), neighbour.as_str().into());
            }
        }
    }
    Value::Object(body)
}

fn settings(order: &SpeechOrder, bounds: SettingBounds) -> Map<String, Value> {
    let mut settings = order.settings.clone();
    if bounds == SettingBounds::Known {
        for name in ["stability", "similarity_boost", "style"] {
            if let Some(value) = settings.get(name).and_then(Value::as_f64) {
                settings.insert(name.to_owned(), json!(value.clamp(0.0, 1.0)));
            }
        }
    }
    let speed = f64::from(order.rate_thousandths.clamp(700, 1200)) / 1000.0;
    settings.insert("speed".to_owned(), json!(speed));
    settings
}

/// The answer: sound, and words with their times.
pub(super) fn read(value: &Value, format: &str) -> Option<Output> {
    let bytes = STANDARD.decode(value.get("audio_base64")?.as_str()?).ok()?;
    // Times of the text as it was given; the normalised one has other words ("twenty" for "20").
    let alignment = ["/alignment", "/normalized_alignment"]
        .iter()
        .find_map(|key| value.pointer(key).filter(|alignment| alignment.is_object()));
    let words = alignment.map_or_else(|| Some(Vec::new()), words_of)?;
    let media_type = media_type(format).to_owned();
    Some(Output { bytes: Bytes::Here { bytes, media_type }, words, text: String::new() })
}

fn words_of(alignment: &Value) -> Option<Vec<crate::provider::Word>> {
    let characters: Option<Vec<&str>> = list(alignment, "/characters").iter().map(Value::as_str).collect();
    let times = |key| list(alignment, key).iter().map(milliseconds).collect::<Option<Vec<u32>>>();
    let (starts, ends) = (times("/character_start_times_seconds")?, times("/character_end_times_seconds")?);
    Some(words::join(&characters?, &starts, &ends))
}

fn media_type(format: &str) -> &'static str {
    match format.split('_').next() {
        Some("mp3") => "audio/mpeg",
        Some("wav") => "audio/wav",
        Some("opus") => "audio/ogg",
        Some("pcm") => "audio/L16",
        _ => "application/octet-stream",
    }
}
