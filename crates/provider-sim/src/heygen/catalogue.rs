//! HeyGen's avatars and looks, which are the drawn actors, and the account.

use std::sync::Arc;

use axum::extract::{Extension, State};
use axum::response::Response;
use serde_json::{Value, json};
use types::actor::{self, Actor, Gender};

use super::avatar::default_voice;
use crate::answer::{Refusal, Trouble, json as answer};
use crate::call::Call;
use crate::credit::whole;
use crate::files::lasting_link;
use crate::media::voices::{Offered, offered, thirty_two};
use crate::provider::Provider;
use crate::state::Sim;

type Asked = Extension<Arc<Call>>;

pub async fn groups(State(sim): State<Sim>, Extension(call): Asked) -> Result<Response, Refusal> {
    let voices = offered(sim.maker.voices(), thirty_two);
    let group = |actor: &Actor| {
        json!({
            "id": format!("group_{}", actor.id), "name": actor.name, "looks_count": 1, "gender": gender(actor.gender),
            "default_voice_id": voice(&voices, actor), "preview_image_url": picture(&sim, actor),
            "preview_video_url": moving(&sim, actor), "status": "completed", "consent_status": null,
            "created_at": 1_764_547_200, "error": null,
        })
    };
    let groups: Vec<Value> = owned(&call).iter().map(group).collect();
    page(&call, &groups, (20, 50)).map_err(|trouble| call.refuse(&trouble))
}

pub async fn looks(State(sim): State<Sim>, Extension(call): Asked) -> Result<Response, Refusal> {
    let voices = offered(sim.maker.voices(), thirty_two);
    let look = |actor: &Actor| {
        json!({
            "id": format!("look_{}", actor.id), "name": actor.name, "group_id": format!("group_{}", actor.id),
            "avatar_type": "studio_avatar", "gender": gender(actor.gender), "default_voice_id": voice(&voices, actor),
            "preferred_orientation": "portrait", "image_width": 1080, "image_height": 1920,
            "preview_image_url": picture(&sim, actor), "preview_video_url": moving(&sim, actor),
            "supported_api_engines": super::facts::ENGINES, "tags": [], "status": "completed", "error": null,
        })
    };
    let wanted =
        |actor: &&Actor| call.asked("group_id").is_none_or(|group| group == format!("group_{}", actor.id));
    let studio = call.asked("avatar_type").is_none_or(|kind| kind == "studio_avatar");
    let looks: Vec<Value> = owned(&call).iter().filter(wanted).filter(|_| studio).map(look).collect();
    page(&call, &looks, (20, 50)).map_err(|trouble| call.refuse(&trouble))
}

/// Drawn actors are everybody's; nobody has looks of their own here.
fn owned(call: &Call) -> &'static [Actor] {
    if call.asked("ownership") == Some("private") { &[] } else { actor::catalogue() }
}

pub async fn me(State(sim): State<Sim>) -> Response {
    let left = whole(sim.accounts.left(Provider::HeyGen));
    let wallet = json!({ "remaining_balance": left, "currency": "usd", "auto_reload": null });
    answer(
        200,
        &json!({ "data": {
            "username": "sandbox", "email": "sandbox@example.test", "first_name": "Sand", "last_name": "Box",
            "billing_type": "wallet", "wallet": wallet, "subscription": null, "usage_based": null,
        } }),
    )
}

/// A part of a list, as asked for by `limit` and `token`.
///
/// # Errors
/// When the limit is not allowed.
pub fn page(call: &Call, all: &[Value], (usual, most): (usize, usize)) -> Result<Response, Trouble> {
    let limit = call.asked("limit").map_or(Some(usual), |limit| limit.parse().ok());
    let limit = limit.filter(|limit| (1..=most).contains(limit));
    let limit = limit.ok_or_else(|| Trouble::invalid("limit", format!("limit is from 1 to {most}")))?;
    let from: usize =
        call.asked("token").and_then(|token| token.strip_prefix("t_")?.parse().ok()).unwrap_or(0);
    let part: Vec<&Value> = all.iter().skip(from).take(limit).collect();
    let next = from + part.len();
    let more = next < all.len();
    let token = if more { json!(format!("t_{next}")) } else { Value::Null };
    Ok(answer(200, &json!({ "data": part, "has_more": more, "next_token": token })))
}

fn voice(voices: &[Offered], actor: &Actor) -> Option<String> {
    let language = actor.languages.first().map_or("en", String::as_str);
    default_voice(voices, actor.gender, language).map(|voice| voice.id.clone())
}

fn gender(gender: Gender) -> &'static str {
    match gender {
        Gender::Woman => "female",
        Gender::Man => "male",
        Gender::NonBinary => "unknown",
    }
}

fn picture(sim: &Sim, actor: &Actor) -> String {
    lasting_link(sim, "looks", &format!("{}.png", actor.id))
}

fn moving(sim: &Sim, actor: &Actor) -> String {
    lasting_link(sim, "looks", &format!("{}.mp4", actor.id))
}
