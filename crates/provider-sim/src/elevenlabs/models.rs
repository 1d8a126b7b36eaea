//! Models, as facts, and the account.

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use crate::provider::Provider;
use crate::state::Sim;

/// A model that speaks or listens.
pub struct Model {
    /// Its name.
    pub id: &'static str,
    /// Its name for people.
    name: &'static str,
    /// The longest text, in characters; 0 for one that listens.
    pub text_max: usize,
    /// Credits a character, in thousandths.
    pub rate_thousandths: i64,
    /// Models with the same word share a limit of requests at once.
    group: &'static str,
}

const fn model(
    id: &'static str,
    name: &'static str,
    text_max: usize,
    rate_thousandths: i64,
    group: &'static str,
) -> Model {
    Model { id, name, text_max, rate_thousandths, group }
}

/// Every model.
pub const MODELS: &[Model] = &[
    model("eleven_v3", "Eleven v3", 5_000, 1_000, "standard"),
    model("eleven_multilingual_v2", "Eleven Multilingual v2", 10_000, 1_000, "standard"),
    model("eleven_flash_v2_5", "Eleven Flash v2.5", 40_000, 500, "turbo"),
    model("eleven_flash_v2", "Eleven Flash v2", 30_000, 500, "turbo"),
    model("eleven_turbo_v2_5", "Eleven Turbo v2.5", 40_000, 500, "turbo"),
    model("eleven_turbo_v2", "Eleven Turbo v2", 30_000, 500, "turbo"),
    model("scribe_v2", "Scribe v2", 0, 0, "stt"),
    model("scribe_v1", "Scribe v1", 0, 0, "stt"),
];

/// The languages of the models that speak many, as ElevenLabs lists them.
pub const LANGUAGES: &[(&str, &str)] = &[
    ("en", "English"),
    ("ja", "Japanese"),
    ("zh", "Chinese"),
    ("de", "German"),
    ("hi", "Hindi"),
    ("fr", "French"),
    ("ko", "Korean"),
    ("pt", "Portuguese"),
    ("it", "Italian"),
    ("es", "Spanish"),
    ("id", "Indonesian"),
    ("nl", "Dutch"),
    ("tr", "Turkish"),
    ("fil", "Filipino"),
    ("pl", "Polish"),
    ("sv", "Swedish"),
    ("bg", "Bulgarian"),
    ("ro", "Romanian"),
    ("ar", "Arabic"),
    ("cs", "Czech"),
    ("el", "Greek"),
    ("fi", "Finnish"),
    ("hr", "Croatian"),
    ("ms", "Malay"),
    ("sk", "Slovak"),
    ("da", "Danish"),
    ("ta", "Tamil"),
    ("uk", "Ukrainian"),
    ("ru", "Russian"),
    ("hu", "Hungarian"),
    ("no", "Norwegian"),
    ("vi", "Vietnamese"),
];

/// A model that speaks.
pub fn speaking(id: &str) -> Option<&'static Model> {
    MODELS.iter().find(|model| model.id == id && model.text_max > 0)
}

pub async fn list() -> Json<Value> {
    let language = |(id, name): &(&str, &str)| json!({ "language_id": id, "name": name });
    let languages: Vec<Value> = LANGUAGES.iter().map(language).collect();
    let model = |model: &Model| {
        let speaks = model.text_max > 0;
        let rate = crate::credit::whole(model.rate_thousandths);
        json!({
            "model_id": model.id, "name": model.name, "description": model.name,
            "can_be_finetuned": false, "can_do_text_to_speech": speaks, "can_do_voice_conversion": false,
            "can_use_style": speaks, "can_use_speaker_boost": speaks, "serves_pro_voices": false,
            "token_cost_factor": rate, "requires_alpha_access": false,
            "max_characters_request_free_user": model.text_max / 2,
            "max_characters_request_subscribed_user": model.text_max,
            "maximum_text_length_per_request": model.text_max,
            "languages": languages, "model_rates": { "character_cost_multiplier": rate },
            "concurrency_group": model.group,
        })
    };
    Json(Value::Array(MODELS.iter().map(model).collect()))
}

pub async fn subscription(State(sim): State<Sim>) -> Json<Value> {
    let (left, total) = (sim.accounts.left(Provider::ElevenLabs), sim.accounts.total(Provider::ElevenLabs));
    let clones = sim.library.clones().len();
    Json(json!({
        "tier": "pro", "status": "active", "character_count": (total - left) / 1000, "character_limit": total / 1000,
        "max_character_limit_extension": null, "can_extend_character_limit": false,
        "allowed_to_extend_character_limit": false, "next_character_count_reset_unix": 4_102_444_800_i64,
        "voice_slots_used": clones, "professional_voice_slots_used": 0, "voice_limit": 160, "voice_add_edit_counter": 0,
        "professional_voice_limit": 1, "can_extend_voice_limit": false, "can_use_instant_voice_cloning": true,
        "can_use_professional_voice_cloning": true, "currency": "usd", "billing_period": "monthly_period",
        "character_refresh_period": "monthly_period",
    }))
}
