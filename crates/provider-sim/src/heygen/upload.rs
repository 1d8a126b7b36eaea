//! HeyGen's uploads, and files that a body names by address, by upload, or in itself.

use std::sync::Arc;

use axum::extract::{Extension, State};
use axum::response::Response;
use serde_json::{Value, json};

use super::facts::UPLOAD_BYTES_MAX;
use crate::answer::{Refusal, Trouble, json as answer};
use crate::call::Call;
use crate::check::{fields, joined, needed_text};
use crate::clock;
use crate::desk::Upload;
use crate::digest;
use crate::files::lasting_link;
use crate::form::read;
use crate::id;
use crate::media::recipe::Origin;
use crate::state::Sim;

type Asked = Extension<Arc<Call>>;

pub async fn create(State(sim): State<Sim>, Extension(call): Asked) -> Result<Response, Refusal> {
    let refuse = |trouble: Trouble| call.refuse(&trouble);
    let form = read(&call).await.map_err(refuse)?;
    let file =
        form.files("file").next().cloned().ok_or_else(|| refuse(Trouble::invalid("file", "Required")))?;
    if file.bytes.len() > UPLOAD_BYTES_MAX {
        return Err(refuse(Trouble::TooLarge));
    }
    let id = id::random(32, id::HEX);
    let size = file.bytes.len();
    let kept = sim.maker.keep(file.bytes.to_vec()).await;
    let origin = kept.map_err(|error| refuse(Trouble::Broken(error.to_string())))?;
    sim.desk.keep_upload(&id, Upload { origin, content_type: file.content_type.clone() });
    Ok(answer(
        200,
        &json!({ "data": {
            "asset_id": id, "url": lasting_link(&sim, "assets", &id), "mime_type": file.content_type, "size_bytes": size,
        } }),
    ))
}

/// A stored endpoint for webhooks. Deliveries go to each request's own `callback_url`; the secret is the same.
pub async fn endpoint(State(sim): State<Sim>, Extension(call): Asked) -> Result<Response, Refusal> {
    let refuse = |trouble: Trouble| call.refuse(&trouble);
    let body = call.object().map_err(refuse)?;
    let body = fields(&body, "", &["url", "events", "entity_id"]).map_err(refuse)?;
    let url = needed_text(body, "url").map_err(refuse)?;
    Ok(answer(
        200,
        &json!({ "data": {
            "endpoint_id": id::random(32, id::HEX), "url": url, "events": body.get("events"), "status": "enabled",
            "created_at": clock::seconds(clock::now_ms()), "secret": sim.options.secrets.heygen,
        } }),
    ))
}

/// The file that a value names: `{type:"url",url}`, `{type:"asset_id",asset_id}` or `{type:"base64",media_type,data}`.
///
/// # Errors
/// When it names none.
pub fn origin_of(sim: &Sim, at: &str, value: &Value) -> Result<Origin, Trouble> {
    let inside = fields(value, at, &["type", "url", "asset_id", "media_type", "data"])?;
    match inside.get("type").and_then(Value::as_str) {
        Some("url") => Ok(Origin::Url(needed_text(inside, "url")?.to_owned())),
        Some("asset_id") => origin_of_asset(sim, &joined(at, "asset_id"), needed_text(inside, "asset_id")?),
        Some("base64") => {
            needed_text(inside, "media_type")?;
            let bytes = digest::from_base64(needed_text(inside, "data")?);
            let bytes = bytes.ok_or_else(|| Trouble::invalid(joined(at, "data"), "is not Base64"))?;
            sim.maker.keep_now(&bytes).map_err(|error| Trouble::Broken(error.to_string()))
        }
        _ => Err(Trouble::invalid(joined(at, "type"), "Expected url, asset_id or base64")),
    }
}

/// The file of an upload.
///
/// # Errors
/// When there is none of that name.
pub fn origin_of_asset(sim: &Sim, at: &str, asset: &str) -> Result<Origin, Trouble> {
    let found = sim.desk.upload(asset).map(|upload| upload.origin);
    found.ok_or_else(|| {
        Trouble::invalid(format!("{at}#resource_not_found"), format!("Asset {asset} not found"))
    })
}
