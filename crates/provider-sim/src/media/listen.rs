//! Listening: the samples of a recording, when a mouth would move to it, and whether it is something that the
//! simulator said itself.

use std::path::Path;

use engine::media::conform::conform;
use render::sound::source::SoundSource;
use types::id::MediaId;
use types::media::Media;
use types::mouth::{MouthCue, MouthShape};

use crate::digest;
use crate::job::Failure;
use crate::media::clips::no_media;
use crate::media::speech::Said;
use crate::media::{Workshop, broken, write_note};

/// Samples of a step in which loudness is measured: 20 ms at 48 kHz.
const STEP: usize = 960;
/// The longest recording that is listened to: ten minutes, as HeyGen takes.
const SAMPLES_MAX: usize = 600 * 48_000;
/// How alike two recordings are that are the same speech, coded differently.
const ALIKE: f64 = 0.97;

/// The samples of a file's sound: 48 kHz, both channels together.
///
/// # Errors
/// When it has no sound that can be read.
pub fn samples(workshop: &Workshop, path: &Path) -> Result<Vec<f32>, Failure> {
    let (info, identity) = workshop.engine.probe(path).map_err(no_media)?;
    let media = Media { id: MediaId(1), path: path.to_string_lossy().into_owned(), identity, info };
    let folder = workshop.place("heard");
    let sound = conform(&folder, &media, &mut |_| {}, workshop.cancel()).map_err(no_media)?;
    let mut stereo = vec![0.0f32; 2 * sound.frames().min(SAMPLES_MAX)];
    sound.read(0, &mut stereo);
    Ok(stereo.as_chunks::<2>().0.iter().map(|[left, right]| (left + right) / 2.0).collect())
}

/// Remembers that those bytes are a line that was said.
///
/// # Errors
/// When the disk does not take it.
pub fn remember(workshop: &Workshop, bytes: &[u8], said: &Said) -> Result<(), Failure> {
    let place = workshop.place(&format!("said{}.json", digest::sha256_hex(bytes)));
    if place.is_file() { Ok(()) } else { write_note(&place, said) }
}

/// The line that a recording is, if the simulator said it: the very bytes, or the same loudness from moment to moment
/// after they were coded otherwise.
///
/// # Errors
/// When it has no sound that can be read.
pub fn recall(workshop: &Workshop, path: &Path) -> Result<Option<Said>, Failure> {
    let bytes = std::fs::read(path).map_err(broken)?;
    let place = workshop.place(&format!("said{}.json", digest::sha256_hex(&bytes)));
    if let Some(said) = std::fs::read(place).ok().and_then(|note| serde_json::from_slice(&note).ok()) {
        return Ok(Some(said));
    }
    let heard = samples(workshop, path)?;
    let (levels, length) = (levels(&heard), heard.len() as i64);
    let Ok(entries) = std::fs::read_dir(workshop.place("")) else { return Ok(None) };
    for entry in
        entries.flatten().filter(|entry| entry.path().extension().is_some_and(|ending| ending == "json"))
    {
        let Some(said) =
            std::fs::read(entry.path()).ok().and_then(|note| serde_json::from_slice::<Said>(&note).ok())
        else {
            continue;
        };
        // Coders add up to a tenth of a second of silence at the ends.
        if (said.samples - length).abs() > 9_600 {
            continue;
        }
        let Some(take) = engine::wav::read_take(&workshop.place(&said.file)) else { continue };
        let mut stereo = vec![0.0f32; 2 * usize::try_from(take.samples).unwrap_or(0)];
        take.sound.read(0, &mut stereo);
        let own: Vec<f32> = stereo.iter().step_by(2).copied().collect();
        if alike(&self::levels(&own), &levels) > ALIKE {
            return Ok(Some(said));
        }
    }
    Ok(None)
}

/// What a mouth does that follows loudness alone: closed in silence, wider the louder it is.
pub fn loudness_cues(samples: &[f32]) -> Vec<MouthCue> {
    let levels = levels(samples);
    let loudest = levels.iter().copied().fold(0.0, f64::max).max(1e-6);
    let mut cues: Vec<MouthCue> = vec![MouthCue { at: 0, shape: MouthShape::Rest }];
    // Four steps are 80 ms, about as fast as syllables follow each other.
    for (index, part) in levels.chunks(4).enumerate() {
        let share = part.iter().sum::<f64>() / part.len().max(1) as f64 / loudest;
        let shape = match share {
            share if share < 0.06 => MouthShape::Rest,
            share if share < 0.2 => MouthShape::Sibilant,
            share if share < 0.45 => MouthShape::Mid,
            _ => MouthShape::Open,
        };
        let at = u32::try_from(index * 4 * STEP).unwrap_or(u32::MAX);
        match cues.last_mut() {
            Some(last) if last.shape == shape => {}
            Some(last) if last.at == at => last.shape = shape,
            _ => cues.push(MouthCue { at, shape }),
        }
    }
    cues
}

/// How loud each step is.
fn levels(samples: &[f32]) -> Vec<f64> {
    let level = |step: &[f32]| {
        let sum: f64 = step.iter().map(|sample| f64::from(*sample).powi(2)).sum();
        (sum / step.len().max(1) as f64).sqrt()
    };
    samples.chunks(STEP).map(level).collect()
}

/// How alike two rows of levels are, at best, when one may be up to 100 ms late: 1 is the same but for its gain.
fn alike(own: &[f64], heard: &[f64]) -> f64 {
    (0..=5usize)
        .flat_map(|late| [(0, late), (late, 0)])
        .map(|(skip_own, skip_heard)| {
            likeness(own.get(skip_own..).unwrap_or_default(), heard.get(skip_heard..).unwrap_or_default())
        })
        .fold(0.0, f64::max)
}

fn likeness(one: &[f64], other: &[f64]) -> f64 {
    let count = one.len().min(other.len());
    if count < 10 {
        return 0.0;
    }
    let mean = |row: &[f64]| row.iter().take(count).sum::<f64>() / count as f64;
    let (mean_one, mean_other) = (mean(one), mean(other));
    let (mut both, mut own, mut others) = (0.0, 0.0, 0.0);
    for (a, b) in one.iter().zip(other) {
        let (a, b) = (a - mean_one, b - mean_other);
        both += a * b;
        own += a * a;
        others += b * b;
    }
    if own * others > 0.0 { both / (own * others).sqrt() } else { 0.0 }
}
