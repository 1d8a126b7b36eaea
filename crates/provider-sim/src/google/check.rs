//! What Google's requests for a video share: pictures in the body, shapes, resolutions.

use serde_json::{Map, Value};

use crate::answer::Trouble;
use crate::check::needed_text;
use crate::digest;
use crate::media::recipe::Origin;
use crate::state::Sim;

/// The sides of a shape.
pub fn shape(aspect: &str) -> (u32, u32) {
    if aspect == "9:16" { (9, 16) } else { (16, 9) }
}

/// The pixels of the short side of a resolution, as far as the simulator makes them.
pub fn short_side(sim: &Sim, resolution: &str) -> u32 {
    let side = match resolution {
        "360p" => 360,
        "1080p" => 1080,
        "4k" => 2160,
        _ => 720,
    };
    side.min(sim.options.short_side_max)
}

/// Keeps a picture that is in the body as Base64.
///
/// # Errors
/// When it is none.
pub fn inline(sim: &Sim, at: &str, fields: &Map<String, Value>, name: &str) -> Result<Origin, Trouble> {
    let text = needed_text(fields, name).map_err(|_| Trouble::invalid(at, format!("{name} is needed")))?;
    let bytes = digest::from_base64(text).filter(|bytes| !bytes.is_empty());
    let bytes = bytes.ok_or_else(|| Trouble::invalid(at, "Base64 decoding failed"))?;
    sim.maker.keep_now(&bytes).map_err(|error| Trouble::Broken(error.to_string()))
}

/// A number that follows from a prompt.
pub fn seed(prompt: &str) -> u64 {
    let [a, b, c, ..] = digest::sha256(prompt.as_bytes());
    u64::from(a) << 16 | u64::from(b) << 8 | u64::from(c)
}
