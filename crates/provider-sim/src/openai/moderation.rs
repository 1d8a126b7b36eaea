//! Moderations: a few words are flagged, so that a customer's handling of it can be tried.

use std::sync::Arc;

use axum::extract::Extension;
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::chat::{text_of, unknown_argument};
use super::models::{Use, find};
use crate::answer::{Refusal, Trouble, json as answer};
use crate::call::Call;
use crate::check::{fields, text};
use crate::id;

/// Every category, and words that fall into it.
const CATEGORIES: &[(&str, &[&str])] = &[
    ("harassment", &["idiot", "loser"]),
    ("harassment/threatening", &["i will hurt you"]),
    ("hate", &["subhuman"]),
    ("hate/threatening", &["exterminate them"]),
    ("illicit", &["counterfeit", "buy drugs"]),
    ("illicit/violent", &["build a bomb"]),
    ("self-harm", &["self-harm"]),
    ("self-harm/intent", &["hurt myself"]),
    ("self-harm/instructions", &["how to self-harm"]),
    ("sexual", &["porn", "explicit sex"]),
    ("sexual/minors", &["child porn"]),
    ("violence", &["kill", "murder", "bomb"]),
    ("violence/graphic", &["gore", "dismember"]),
];

pub async fn create(Extension(call): Extension<Arc<Call>>) -> Result<Response, Refusal> {
    moderated(&call).map_err(|trouble| call.refuse(&trouble))
}

fn moderated(call: &Call) -> Result<Response, Trouble> {
    let body = call.object()?;
    let body = fields(&body, "", &["input", "model"]).map_err(unknown_argument)?;
    let model = find(text(body, "model")?.unwrap_or("omni-moderation-latest"), Use::Moderation)?;
    let inputs: Vec<String> = match body.get("input") {
        Some(Value::String(text)) => vec![text.clone()],
        // A list of parts is one input, a list of texts is many.
        Some(parts @ Value::Array(list)) if list.iter().all(Value::is_object) && !list.is_empty() => {
            vec![text_of(parts)]
        }
        Some(Value::Array(list)) if list.iter().all(Value::is_string) && !list.is_empty() => {
            list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
        }
        _ => return Err(Trouble::invalid("input", "'input' is a text, a list of texts, or a list of parts")),
    };
    // Older models do not know the illicit.
    let known = |name: &str| !(model.starts_with("text-") && name.starts_with("illicit"));
    let results: Vec<Value> = inputs.iter().map(|text| result(text, known)).collect();
    Ok(answer(
        200,
        &json!({ "id": format!("modr-{}", id::random(24, id::BASE62)), "model": model, "results": results }),
    ))
}

fn result(text: &str, known: impl Fn(&str) -> bool) -> Value {
    let text = format!(" {} ", text.to_lowercase());
    let (mut categories, mut scores, mut types) = (Map::new(), Map::new(), Map::new());
    let mut flagged = text.contains("[[sim:refuse]]");
    for (name, words) in CATEGORIES.iter().filter(|(name, _)| known(name)) {
        let hit = words.iter().any(|word| {
            text.match_indices(word).any(|(at, found)| {
                let before = text.get(..at).and_then(|part| part.chars().next_back());
                let after = text.get(at + found.len()..).and_then(|part| part.chars().next());
                [before, after].iter().flatten().all(|letter| !letter.is_alphanumeric())
            })
        });
        flagged |= hit;
        categories.insert((*name).into(), json!(hit));
        scores.insert((*name).into(), json!(if hit { 0.98 } else { 0.000_02 }));
        types.insert((*name).into(), json!(["text"]));
    }
    json!({ "flagged": flagged, "categories": categories, "category_scores": scores, "category_applied_input_types": types })
}
