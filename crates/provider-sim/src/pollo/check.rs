//! What a video of Pollo is made of: the body of a request, checked against the facts of its model, as a recipe.

use serde_json::{Map, Value};

use super::models::{Model, Route};
use crate::answer::Trouble;
use crate::check::{Switch, fields, needed_text, number, one_of, text, truth};
use crate::digest;
use crate::faults::without_marks;
use crate::media::clips::size_of;
use crate::media::recipe::{Music, Origin, Recipe, Shot};
use crate::state::Sim;

type Fields = Map<String, Value>;

/// What is made, and what it costs in thousandths of a credit.
pub struct Wish {
    /// What is made.
    pub recipe: Recipe,
    /// What it costs.
    pub cost_thousandths: i64,
}

/// Checks the body of a request for a video of that model.
///
/// # Errors
/// For whatever Pollo refuses.
pub fn check(sim: &Sim, model: &Model, body: &Value) -> Result<Wish, Trouble> {
    let body = fields(body, "", &["input", "webhookUrl", "clientSource"])?;
    text(body, "clientSource")?;
    if let Some(url) = text(body, "webhookUrl")? {
        web_address("webhookUrl", url)?;
    }
    let input = body.get("input").ok_or_else(|| Trouble::invalid("input", "Required"))?;
    let input = input.as_object().ok_or_else(|| Trouble::invalid("input", "Expected object"))?;
    let branch = branch(model, input)?;
    let length = model.route.length_field();
    let base: &[&str] = match branch.kind {
        Kind::Text => &["prompt"],
        Kind::Image => &["prompt", "image"],
        Kind::Reference => &["prompt"],
    };
    let mut known: Vec<&str> = base.to_vec();
    known.push("videoNum");
    known.push(length);
    known.extend(branch.fields.iter().map(String::as_str));
    let whole = Value::Object(input.clone());
    fields(&whole, "input", &known)?;
    let prompt = prompt(model, input, branch.kind)?;
    let seconds = seconds(model, input)?;
    let look = look(model, input)?;
    check_extras(model, input)?;
    let (mut pictures, mut extras) = references(input);
    let image = match branch.kind {
        Kind::Image => Some(address(input, "image")?),
        Kind::Reference if pictures.is_empty() => None,
        Kind::Reference => Some(pictures.remove(0)),
        Kind::Text => None,
    };
    extras.extend(pictures);
    for name in ["imageTail", "audioUrl"] {
        if input.get(name).is_some_and(|value| !value.is_null()) {
            extras.push(address(input, name)?);
        }
    }
    // Models without the switch make silent videos; those with it say themselves what is usual.
    let sound = if branch.fields.iter().any(|field| field == "generateAudio" || field == "wanAudio") {
        let usual = if model.brand == "google" { Switch::On } else { Switch::Off };
        let asked = truth(input, "generateAudio", usual)?;
        if asked == Switch::Off { truth(input, "wanAudio", Switch::Off)? } else { asked }
    } else {
        Switch::Off
    };
    let [a, b, c, ..] = digest::sha256(prompt.as_bytes());
    let seed = input.get("seed").and_then(Value::as_u64);
    let short_side = look.short_side.min(sim.options.short_side_max);
    let shot = Shot {
        prompt,
        size: match (branch.kind, look.shape) {
            (Kind::Image, None) => None,
            (_, shape) => Some(size_of(shape.unwrap_or((16, 9)), short_side)),
        },
        image,
        extras,
        short_side,
        length_ms: seconds * 1000,
        music: Music::when(sound),
        seed: seed.unwrap_or(u64::from(a) << 16 | u64::from(b) << 8 | u64::from(c)),
    };
    let cost_thousandths = model.price_thousandths.saturating_mul(i64::from(seconds));
    Ok(Wish { recipe: Recipe::Shot(shot), cost_thousandths })
}

/// What is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Image,
    Reference,
}

struct Branch<'a> {
    kind: Kind,
    fields: &'a [String],
}

/// Which of a model's forms a body has: pictures to refer to, a first picture, or words alone.
fn branch<'a>(model: &'a Model, input: &Fields) -> Result<Branch<'a>, Trouble> {
    let has = |name: &str| input.get(name).is_some_and(|value| !value.is_null());
    let (kind, fields) = if has("images") || has("references") {
        (Kind::Reference, &model.reference)
    } else if has("image") {
        (Kind::Image, &model.image)
    } else {
        (Kind::Text, &model.text)
    };
    match fields {
        Some(fields) => Ok(Branch { kind, fields }),
        None if kind == Kind::Text => Err(Trouble::invalid("input.image", "Required")),
        None => Err(Trouble::invalid("input", format!("{} does not take that", model.model))),
    }
}

fn prompt(model: &Model, input: &Fields, kind: Kind) -> Result<String, Trouble> {
    let at_input = |trouble| match trouble {
        Trouble::Invalid { field, message } => Trouble::invalid(format!("input.{field}"), message),
        other => other,
    };
    let prompt = match kind {
        Kind::Text => needed_text(input, "prompt").map_err(at_input)?,
        Kind::Image | Kind::Reference => text(input, "prompt").map_err(at_input)?.unwrap_or_default(),
    };
    let long = |name: &str, most: usize| {
        Trouble::invalid(format!("input.{name}"), format!("String must contain at most {most} character(s)"))
    };
    if prompt.chars().count() > model.prompt_max {
        return Err(long("prompt", model.prompt_max));
    }
    let negative = text(input, "negativePrompt")?.unwrap_or_default();
    if model.negative_max > 0 && negative.chars().count() > model.negative_max {
        return Err(long("negativePrompt", model.negative_max));
    }
    Ok(without_marks(prompt))
}

fn seconds(model: &Model, input: &Fields) -> Result<u32, Trouble> {
    let name = model.route.length_field();
    let Some(value) = input.get(name).filter(|value| !value.is_null()) else {
        return Ok(model.default_seconds);
    };
    let seconds = value.as_u64().and_then(|seconds| u32::try_from(seconds).ok());
    let seconds = seconds.filter(|seconds| model.seconds.has(*seconds));
    seconds.ok_or_else(|| {
        Trouble::invalid(format!("input.{name}"), format!("Invalid {name} for {}", model.model))
    })
}

/// How it looks: its shape, where one is asked for or usual, and the pixels of its short side.
struct Look {
    shape: Option<(u32, u32)>,
    short_side: u32,
}

fn look(model: &Model, input: &Fields) -> Result<Look, Trouble> {
    let asked = |name: &str, known: &[String]| -> Result<Option<String>, Trouble> {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let usual = known.first().copied().unwrap_or_default();
        let given = input.get(name).is_some_and(|value| !value.is_null());
        let chosen = one_of(input, name, &known, usual).map_err(|_| {
            Trouble::invalid(format!("input.{name}"), format!("Invalid enum value for {name}"))
        })?;
        Ok((given || !chosen.is_empty()).then(|| chosen.to_owned()))
    };
    let resolution = asked("resolution", &model.resolutions)?.unwrap_or_default();
    asked("mode", &model.modes)?;
    let aspect = asked("aspectRatio", &model.aspects)?;
    let has_image = input.get("image").is_some_and(|value| !value.is_null());
    // A picture gives its own shape unless another is asked for.
    let aspect = aspect.filter(|_| !has_image || input.contains_key("aspectRatio"));
    let shape = aspect.and_then(|aspect| {
        let (width, height) = aspect.split_once(':')?;
        Some((width.parse().ok()?, height.parse().ok()?))
    });
    let digits: String = resolution.chars().take_while(char::is_ascii_digit).collect();
    let short_side = match resolution.to_ascii_lowercase().as_str() {
        "4k" => 2160,
        "2k" => 1440,
        _ => digits.parse().unwrap_or(720),
    };
    Ok(Look { shape, short_side })
}

fn check_extras(model: &Model, input: &Fields) -> Result<(), Trouble> {
    number(input, "strength", (0.0, 100.0))?;
    number(input, "seed", (0.0, 4_294_967_295.0))?;
    number(input, "videoNum", (1.0, 4.0))?;
    for name in ["promptOptimizer", "cameraFixed", "multiClip", "webSearch", "soundEffects", "directorMode"] {
        truth(input, name, Switch::Off)?;
    }
    one_of(input, "movementAmplitude", &["auto", "small", "medium", "large"], "auto")?;
    let loud = truth(input, "generateAudio", Switch::Off)? == Switch::On;
    if model.route == Route::V1 && model.model == "kling-v2-6" && loud && input.contains_key("imageTail") {
        return Err(Trouble::invalid("input.imageTail", "imageTail and generateAudio exclude each other"));
    }
    Ok(())
}

/// A file by address. Bytes in the body itself are not taken.
fn address(input: &Fields, name: &str) -> Result<Origin, Trouble> {
    let url = text(input, name)?.unwrap_or_default();
    web_address(&format!("input.{name}"), url)?;
    Ok(Origin::Url(url.to_owned()))
}

fn web_address(at: &str, url: &str) -> Result<(), Trouble> {
    let is_web = reqwest::Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    if is_web { Ok(()) } else { Err(Trouble::invalid(at, "Invalid url")) }
}

/// What is referred to: pictures first, then everything else.
fn references(input: &Fields) -> (Vec<Origin>, Vec<Origin>) {
    let list = input.get("images").or_else(|| input.get("references")).and_then(Value::as_array);
    let (mut pictures, mut others) = (Vec::new(), Vec::new());
    for item in list.into_iter().flatten() {
        let (url, kind) = match item {
            Value::String(url) => (Some(url.as_str()), "image"),
            other => {
                let field = |name: &str| other.get(name).and_then(Value::as_str);
                (field("url"), field("type").unwrap_or("image"))
            }
        };
        let origin = url.map(|url| Origin::Url(url.to_owned()));
        match kind {
            "image" => pictures.extend(origin),
            // A page or a document is no media; the models that take one read it.
            "file" | "link" => {}
            _ => others.extend(origin),
        }
    }
    (pictures, others)
}
