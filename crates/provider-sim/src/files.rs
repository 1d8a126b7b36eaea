//! Links to results, and what lies behind them. A link is signed and works until a moment that it names.

pub mod preview;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::answer::{Refusal, bytes};
use crate::clock;
use crate::digest;
use crate::faults::{Effects, Fault};
use crate::job::{Job, State as JobState};
use crate::media::recipe::{Made, Recipe, Sound, Talk};
use crate::provider::Operation;
use crate::state::Sim;

/// Signs links; they are no secret on loopback, but nobody should be able to make one by hand.
const KEY: &[u8] = b"greenroom provider simulator links";

/// A link to the result of a task that works for `seconds` from now on.
pub fn link(sim: &Sim, job: &Job, made: &Made, seconds: i64) -> String {
    let until = clock::seconds(clock::now_ms()) + seconds;
    let id = digest::hex(job.id.as_bytes());
    let ending = made.file.rsplit('.').next().unwrap_or("bin");
    format!("{}/files/{id}-{until}-{}.{ending}", sim.base, signature(&id, until))
}

/// A link to the words of a task's result as subtitles, as long as [`link`].
pub fn subtitles_link(sim: &Sim, job: &Job, made: &Made, seconds: i64) -> String {
    link(sim, job, &Made { file: "subtitles.srt".into(), ..made.clone() }, seconds)
}

/// A link to a file of the simulator's own, as a preview.
pub fn lasting_link(sim: &Sim, what: &str, name: &str) -> String {
    format!("{}/files/{what}/{name}", sim.base)
}

fn signature(id: &str, until: i64) -> String {
    let mac = digest::hex(&digest::hmac_sha256(KEY, format!("{id}-{until}").as_bytes()));
    mac.chars().take(24).collect()
}

/// Answers a link.
pub async fn serve(State(sim): State<Sim>, Path(token): Path<String>) -> Response {
    let Some((job, until)) = named(&sim, &token) else { return gone(404) };
    let JobState::Done(made) = &job.state else { return gone(404) };
    let text = format!("{token} {}", job.request);
    let effects = sim.faults.take(job.provider, Operation::File, &text).and(job.effects.clone().undelayed());
    sim.pause(std::time::Duration::from_millis(effects.delay_ms())).await;
    if let Some((code, retry_after)) = effects.status() {
        return Refusal::new(code, json!({ "message": "simulated" }))
            .retry_after(retry_after)
            .into_response();
    }
    if until < clock::seconds(clock::now_ms()) || effects.has(&Fault::Expire) {
        return gone(403);
    }
    if token.ends_with(".srt") {
        return subtitles(&sim, &job).await;
    }
    match sim.maker.read(&made.file).await {
        Ok(body) => bytes(damaged(body, &effects), made.content_type()),
        Err(error) => {
            tracing::error!(%error, "a result is not there any more");
            gone(404)
        }
    }
}

async fn subtitles(sim: &Sim, job: &Job) -> Response {
    let Recipe::Talk(Talk { sound: Sound::Speech(line), .. }) = &job.recipe else { return gone(404) };
    match sim.maker.speak(line.clone()).await {
        Ok(said) => bytes(said.subtitles(',').into_bytes(), "application/x-subrip"),
        Err(_) => gone(404),
    }
}

/// The bytes as a broken provider sends them.
pub fn damaged(mut body: Vec<u8>, effects: &Effects) -> Vec<u8> {
    if effects.has(&Fault::Truncate) {
        body.truncate(body.len() / 2);
    }
    if effects.has(&Fault::Corrupt) {
        body.iter_mut().step_by(61).for_each(|byte| *byte ^= 0x5a);
    }
    body
}

fn named(sim: &Sim, token: &str) -> Option<(Job, i64)> {
    let (stem, _) = token.rsplit_once('.')?;
    let mut parts = stem.split('-');
    let (id, until, signed) = (parts.next()?, parts.next()?, parts.next()?);
    let until: i64 = until.parse().ok()?;
    if signed != signature(id, until) {
        return None;
    }
    let bytes: Option<Vec<u8>> =
        (0..id.len() / 2).map(|at| u8::from_str_radix(id.get(2 * at..2 * at + 2)?, 16).ok()).collect();
    let job = sim.jobs.find(&String::from_utf8(bytes?).ok()?)?;
    Some((job, until))
}

fn gone(status: u16) -> Response {
    let message = if status == 403 { "Request has expired" } else { "Not Found" };
    Refusal::new(status, json!({ "message": message })).into_response()
}
