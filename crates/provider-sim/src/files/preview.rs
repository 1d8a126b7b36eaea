//! Pictures and sounds that catalogues point to. They are made when somebody first looks.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use engine::export::poster::frame_png;
use engine::export::sound::SoundForm;
use serde_json::json;
use std::sync::Arc;
use types::actor::{self, ActorId};
use types::document::Document;
use types::document::clip::{Clip, DraftActor, Face, Framing, Source};
use types::document::track::Kind;
use types::edit::Edit;
use types::geometry::{Aspect, Size};
use types::time::FrameRate;

use crate::answer::{Refusal, bytes};
use crate::job::{Failure, Reason};
use crate::media::recipe::{Person, Recipe, Sound, Speech, Talk};
use crate::media::sound::{Form, in_form};
use crate::media::voices::{offered, thirty_two, twenty};
use crate::media::{Workshop, broken};
use crate::state::Sim;

/// Pixels of a preview.
const SIZE: Size = Size::new(360, 640);
/// What previews say.
const WORDS: &str = "Hello, this is a sandbox preview.";

/// Answers a link of a catalogue.
pub async fn serve(State(sim): State<Sim>, Path((what, name)): Path<(String, String)>) -> Response {
    let made = match (what.as_str(), name.rsplit_once('.')) {
        ("looks", Some((actor, "png"))) => still(&sim, actor).await,
        ("looks", Some((actor, "mp4"))) => moving(&sim, actor).await,
        ("voices", Some((voice, "mp3"))) => heard(&sim, voice).await,
        ("speech", Some((_, "wav"))) => {
            let read = sim.maker.read(&name).await;
            read.map(|body| (body, "audio/wav".to_owned())).map_err(|_| unknown())
        }
        ("assets", None) => asset(&sim, &name).await,
        _ => Err(unknown()),
    };
    match made {
        Ok((body, content_type)) => bytes(body, &content_type),
        Err(failure) if failure.reason == Reason::Unreachable => {
            Refusal::new(404, json!({ "message": failure.message })).into_response()
        }
        Err(failure) => Refusal::new(500, json!({ "message": failure.message })).into_response(),
    }
}

type Body = Result<(Vec<u8>, String), Failure>;

fn unknown() -> Failure {
    Failure::new(Reason::Unreachable, "there is no such file")
}

fn known(actor: &str) -> Result<String, Failure> {
    actor::find(&ActorId(actor.to_owned())).map(|actor| actor.id.0.clone()).ok_or_else(unknown)
}

async fn still(sim: &Sim, actor: &str) -> Body {
    let actor = known(actor)?;
    let file = sim.maker.work(move |workshop| drawn(workshop, &actor)).await?;
    Ok((sim.maker.read(&file).await.map_err(broken)?, "image/png".to_owned()))
}

fn drawn(workshop: &Workshop, actor: &str) -> Result<String, Failure> {
    let file = format!("look{}.png", actor.replace('_', ""));
    let path = workshop.place(&file);
    if path.is_file() {
        return Ok(file);
    }
    let mut document = Document::new(Aspect::Tall, FrameRate::FPS_25);
    let face = Face::Drawn(actor.to_owned());
    let source = Source::DraftActor(DraftActor { face, framing: Framing::Wide, mouth: Arc::from([]) });
    let track = document.first_track(Kind::Video).map(|track| track.id).ok_or_else(unknown)?;
    document
        .apply(&Edit::Overwrite { track, at: 0, clip: Box::new(Clip::new(25, source)) })
        .map_err(broken)?;
    let picture = workshop.engine.frame(&Arc::new(document), 0, SIZE).map_err(broken)?;
    let part = path.with_extension("png.part");
    std::fs::write(&part, frame_png(&picture).map_err(broken)?).map_err(broken)?;
    std::fs::rename(&part, &path).map_err(broken)?;
    Ok(file)
}

async fn moving(sim: &Sim, actor: &str) -> Body {
    let actor = known(actor)?;
    let voice = sim.maker.voices().default_for("en").map_err(broken)?.0;
    let sound = Sound::Speech(line(voice));
    let recipe = Recipe::Talk(Talk { person: Person::Drawn(actor), sound, size: SIZE });
    let made = sim.maker.make(&recipe, &sim.reach).await?;
    Ok((sim.maker.read(&made.file).await.map_err(broken)?, "video/mp4".to_owned()))
}

async fn heard(sim: &Sim, id: &str) -> Body {
    let offered = [twenty, thirty_two].into_iter().flat_map(|name| offered(sim.maker.voices(), name));
    let voice = offered.into_iter().find(|voice| voice.id == id).ok_or_else(unknown)?;
    let said = sim.maker.speak(line(voice.voice.id.0)).await?;
    let form = Form::Bare(SoundForm::Mp3 { rate: 44_100, kbit: 64 });
    let body = sim.maker.work(move |workshop| in_form(workshop, &said, form)).await?;
    Ok((body, "audio/mpeg".to_owned()))
}

fn line(voice: String) -> Speech {
    Speech { voice, text: WORDS.to_owned(), rate_thousandths: 1_000, pitch_cents: 0 }
}

async fn asset(sim: &Sim, id: &str) -> Body {
    use crate::media::recipe::Origin;
    let upload = sim.desk.upload(id).ok_or_else(unknown)?;
    match upload.origin {
        Origin::Kept(name) => Ok((sim.maker.read_kept(&name).await.map_err(broken)?, upload.content_type)),
        Origin::Url(_) => Err(unknown()),
    }
}
