//! What a video of HeyGen is made of: the body of a request, checked, as a recipe.

use serde_json::{Map, Value};
use types::actor::{self, ActorId, Gender};
use types::voice::VoiceGender;

use super::facts::{
    ASPECTS, AVATAR_FIELDS, CINEMATIC_FIELDS, ENGINES, IMAGE_FIELDS, RESOLUTIONS, Resolution, SCRIPT_MAX,
    price_thousandths,
};
use super::upload::{origin_of, origin_of_asset};
use crate::answer::Trouble;
use crate::check::{fields, needed_text, number, one_of, text};
use crate::digest;
use crate::faults::without_marks;
use crate::media::clips::size_of;
use crate::media::recipe::{Music, Origin, Person, Recipe, Shot, Sound, Speech, Talk};
use crate::media::voices::{Offered, in_language, language_of, offered, thirty_two};
use crate::state::Sim;

/// What is made, and what it costs in thousandths of a dollar.
pub struct Wish {
    /// What is made.
    pub recipe: Recipe,
    /// What it costs.
    pub cost_thousandths: i64,
}

/// Checks the body of a request for a video.
///
/// # Errors
/// For whatever HeyGen refuses.
pub fn check(sim: &Sim, body: &Value) -> Result<Wish, Trouble> {
    match body.get("type").and_then(Value::as_str) {
        Some("avatar") => talking(sim, fields(body, "", AVATAR_FIELDS)?, look),
        Some("image") => talking(sim, fields(body, "", IMAGE_FIELDS)?, photo),
        Some("cinematic_avatar") => cinematic(sim, fields(body, "", CINEMATIC_FIELDS)?),
        Some("studio") => Err(Trouble::invalid("type", "the sandbox does not make studio scenes")),
        Some(other) => Err(Trouble::invalid("type", format!("{other} is not a type of video"))),
        None => Err(Trouble::invalid("type", "Required")),
    }
}

type Fields = Map<String, Value>;

/// Who is seen, and the voice that belongs to it.
type Seen = (Person, Gender, String);

fn talking(
    sim: &Sim,
    body: &Fields,
    seen: fn(&Sim, &Fields) -> Result<Seen, Trouble>,
) -> Result<Wish, Trouble> {
    let aspects: Vec<&str> = ASPECTS.iter().map(|(name, _)| *name).collect();
    let aspect = one_of(body, "aspect_ratio", &aspects, "16:9")?;
    let resolutions: Vec<&str> = RESOLUTIONS.iter().map(|(name, _)| *name).collect();
    let resolution = one_of(body, "resolution", &resolutions, "1080p")?;
    one_of(body, "output_format", &["mp4"], "mp4")?;
    one_of(body, "expressiveness", &["high", "medium", "low"], "medium")?;
    one_of(body, "fit", &["contain", "cover"], "cover")?;
    let engine = match body.get("engine").filter(|engine| !engine.is_null()) {
        None => "avatar_iv",
        Some(engine) => {
            let engine = fields(engine, "engine", &["type", "reference_look_id"])?;
            one_of(engine, "type", ENGINES, "avatar_iv")
                .map_err(|_| Trouble::invalid("engine.type", "unknown engine"))?
        }
    };
    let (person, gender, language) = seen(sim, body)?;
    let sound = sound(sim, body, (gender, &language))?;
    let short_side = RESOLUTIONS.iter().find(|(name, _)| *name == resolution).map_or(1080, |(_, side)| *side);
    let shape = ASPECTS.iter().find(|(name, _)| *name == aspect).map_or((16, 9), |(_, shape)| *shape);
    let size = size_of(shape, short_side.min(sim.options.short_side_max));
    let priced = if resolution == "4k" { Resolution::FourK } else { Resolution::Usual };
    let cost_thousandths = price_thousandths(engine, priced) * seconds(&sound);
    Ok(Wish { recipe: Recipe::Talk(Talk { person, sound, size }), cost_thousandths })
}

/// About how long it will be, in seconds: what a wallet must hold before.
fn seconds(sound: &Sound) -> i64 {
    match sound {
        Sound::Speech(line) => (line.text.chars().count() as i64 / 14).max(1),
        Sound::Recording(_) => 5,
    }
}

fn look(_: &Sim, body: &Fields) -> Result<Seen, Trouble> {
    let id = needed_text(body, "avatar_id")?;
    let unknown = || Trouble::invalid("avatar_id#avatar_not_found", format!("Avatar look {id} not found"));
    let actor = id.strip_prefix("look_").ok_or_else(unknown)?;
    let actor = actor::find(&ActorId(actor.to_owned())).ok_or_else(unknown)?;
    let language = actor.languages.first().cloned().unwrap_or_else(|| "en".into());
    Ok((Person::Drawn(actor.id.0.clone()), actor.gender, language))
}

fn photo(sim: &Sim, body: &Fields) -> Result<Seen, Trouble> {
    let image = body.get("image").ok_or_else(|| Trouble::invalid("image", "Required"))?;
    Ok((Person::Photo(origin_of(sim, "image", image)?), Gender::Woman, "en".into()))
}

/// What is heard: a script, or a recording. Never both, and never neither.
fn sound(sim: &Sim, body: &Fields, (gender, language): (Gender, &str)) -> Result<Sound, Trouble> {
    let (script, url, asset) =
        (text(body, "script")?, text(body, "audio_url")?, text(body, "audio_asset_id")?);
    let given = [script, url, asset].iter().flatten().count();
    if given != 1 {
        let message = "exactly one of script, audio_url and audio_asset_id must be given";
        return Err(Trouble::invalid("script#validation_error", message));
    }
    if let Some(url) = url {
        return Ok(Sound::Recording(Origin::Url(url.to_owned())));
    }
    if let Some(asset) = asset {
        return Ok(Sound::Recording(origin_of_asset(sim, "audio_asset_id", asset)?));
    }
    let script = script.unwrap_or_default();
    if script.chars().count() > SCRIPT_MAX {
        return Err(Trouble::invalid(
            "script#validation_error",
            format!("script is limited to {SCRIPT_MAX} characters"),
        ));
    }
    let plain = without_marks(script);
    if plain.trim().is_empty() {
        return Err(Trouble::invalid("script#validation_error", "script is empty"));
    }
    let (rate, pitch) = settings(body)?;
    let voices = offered(sim.maker.voices(), thirty_two);
    let voice = match text(body, "voice_id")? {
        Some(id) => voices.iter().find(|voice| voice.id == id).ok_or_else(|| voice_not_found(id))?,
        None => default_voice(&voices, gender, language)
            .ok_or_else(|| Trouble::Broken("no voice is installed".into()))?,
    };
    let spoken =
        language_of(&plain).and_then(|language| in_language(sim.maker.voices(), &voice.voice, language));
    Ok(Sound::Speech(Speech {
        voice: spoken.unwrap_or_else(|| voice.voice.id.0.clone()),
        text: plain,
        rate_thousandths: (rate * 1000.0).round() as u32,
        pitch_cents: (pitch.clamp(-12.0, 12.0) * 100.0).round() as i32,
    }))
}

/// Pace and pitch of a voice.
fn settings(body: &Fields) -> Result<(f64, f64), Trouble> {
    let Some(settings) = body.get("voice_settings").filter(|settings| !settings.is_null()) else {
        return Ok((1.0, 0.0));
    };
    let known = ["speed", "pitch", "volume", "locale", "engine_settings"];
    let settings = fields(settings, "voice_settings", &known)?;
    let rate = number(settings, "speed", (0.5, 1.5))?.unwrap_or(1.0);
    number(settings, "volume", (0.0, 1.0))?;
    Ok((rate, number(settings, "pitch", (-50.0, 50.0))?.unwrap_or(0.0)))
}

/// There is no such voice.
pub fn voice_not_found(id: &str) -> Trouble {
    Trouble::invalid("voice_id#voice_not_found", format!("Voice {id} not found"))
}

/// The voice that a look has by itself.
pub fn default_voice<'a>(voices: &'a [Offered], gender: Gender, language: &str) -> Option<&'a Offered> {
    let wanted = if gender == Gender::Man { VoiceGender::Male } else { VoiceGender::Female };
    let speaks = |offered: &&Offered| offered.voice.language.split('-').next() == Some(language);
    let both = voices.iter().filter(speaks).find(|offered| offered.voice.gender == wanted);
    both.or_else(|| voices.iter().find(speaks)).or(voices.first())
}

fn cinematic(sim: &Sim, body: &Fields) -> Result<Wish, Trouble> {
    let looks =
        body.get("avatar_id").and_then(Value::as_array).filter(|looks| (1..=3).contains(&looks.len()));
    let looks = looks.ok_or_else(|| Trouble::invalid("avatar_id", "1 to 3 look ids"))?;
    for id in looks {
        let known = id
            .as_str()
            .and_then(|id| id.strip_prefix("look_"))
            .and_then(|id| actor::find(&ActorId(id.to_owned())));
        known.ok_or_else(|| {
            Trouble::invalid("avatar_id#avatar_not_found", format!("Avatar look {id} not found"))
        })?;
    }
    let prompt = without_marks(needed_text(body, "prompt")?);
    let seconds = number(body, "duration", (4.0, 15.0))?.unwrap_or(10.0);
    let aspect = one_of(body, "aspect_ratio", &["16:9", "9:16", "1:1"], "16:9")?;
    let resolution = one_of(body, "resolution", &["720p", "1080p"], "720p")?;
    let side = RESOLUTIONS.iter().find(|(name, _)| *name == resolution).map_or(720, |(_, side)| *side);
    let side = side.min(sim.options.short_side_max);
    let shape = ASPECTS.iter().find(|(name, _)| *name == aspect).map_or((16, 9), |(_, shape)| *shape);
    let [a, b, ..] = digest::sha256(prompt.as_bytes());
    let shot = Shot {
        prompt,
        image: None,
        extras: Vec::new(),
        size: Some(size_of(shape, side)),
        short_side: side,
        length_ms: (seconds * 1000.0).round() as u32,
        music: Music::Played,
        seed: u64::from(a) * 256 + u64::from(b),
    };
    Ok(Wish { recipe: Recipe::Shot(shot), cost_thousandths: 7_000 })
}
