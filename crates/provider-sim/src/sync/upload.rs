//! sync.so's uploads: announced, put, registered.

use std::sync::Arc;

use axum::extract::{Extension, Path, State};
use axum::response::Response;
use serde_json::{Value, json};

use super::Asked;
use crate::answer::{Refusal, Trouble, json as answer};
use crate::call::Call;
use crate::check::{fields, needed_text, number, one_of};
use crate::desk::Upload;
use crate::id;
use crate::state::Sim;

/// The largest upload, in bytes.
const BYTES_MAX: usize = 100 << 20;

pub async fn announce(State(sim): State<Sim>, Extension(call): Asked) -> Result<Response, Refusal> {
    announced(&sim, &call).map_err(|trouble| call.refuse(&trouble))
}

fn announced(sim: &Sim, call: &Call) -> Result<Response, Trouble> {
    let body = call.object()?;
    let body = fields(&body, "", &["fileName", "contentType", "size"])?;
    needed_text(body, "fileName")?;
    needed_text(body, "contentType")?;
    let size = number(body, "size", (1.0, BYTES_MAX as f64))?;
    size.ok_or_else(|| Trouble::invalid("size", "is needed"))?;
    let name = id::random(32, id::HEX);
    let address = format!("{}/sync/v2/uploads/{name}", sim.base);
    Ok(answer(201, &json!({ "uploadUrl": address, "url": format!("{}/files/assets/{name}", sim.base) })))
}

pub async fn receive(
    State(sim): State<Sim>,
    Path(name): Path<String>,
    Extension(call): Extension<Arc<Call>>,
) -> Result<Response, Refusal> {
    let kept = sim.maker.keep(call.body.to_vec()).await;
    let origin = kept.map_err(|error| call.refuse(&Trouble::Broken(error.to_string())))?;
    let content_type = call.header("content-type").unwrap_or("application/octet-stream").to_owned();
    sim.desk.keep_upload(&name, Upload { origin, content_type });
    Ok(answer(200, &Value::Null))
}

pub async fn register(State(sim): State<Sim>, Extension(call): Asked) -> Result<Response, Refusal> {
    registered(&sim, &call).map_err(|trouble| call.refuse(&trouble))
}

fn registered(sim: &Sim, call: &Call) -> Result<Response, Trouble> {
    let body = call.object()?;
    let body = fields(&body, "", &["url", "type"])?;
    let url = needed_text(body, "url")?;
    let kind = one_of(body, "type", &["VIDEO", "IMAGE", "AUDIO"], "VIDEO")?;
    let name = url.rsplit('/').next().unwrap_or_default();
    let unknown = || Trouble::invalid("url", "nothing was uploaded there");
    let upload = sim.desk.upload(name).ok_or_else(unknown)?;
    let id = id::uuid();
    sim.desk.keep_upload(&id, upload);
    Ok(answer(201, &json!({ "id": id, "url": url, "type": kind })))
}
