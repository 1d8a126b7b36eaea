//! Takes as WAV files: 48 kHz, one channel, 32-bit float, written whole or not at all.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use std::sync::Arc;

use render::sound::source::{MonoBuffer, SoundSource, StereoBuffer};
use types::time::SAMPLE_RATE;

use crate::error::EngineError;

/// Writes `samples` (48 kHz, one channel, -1 to 1) to `path`. The file has its name only when it is whole.
///
/// # Errors
/// When the folder cannot be written to or the disk is full.
pub fn write_mono(path: &Path, samples: &[f32]) -> Result<(), EngineError> {
    let part = path.with_extension("wav.part");
    let written = write(&part, samples)
        .and_then(|()| std::fs::rename(&part, path).map_err(|error| EngineError::from_io(path, error)));
    if written.is_err() {
        // What is left has no use; that it cannot be removed changes nothing about the failure.
        drop(std::fs::remove_file(&part));
    }
    written
}

fn write(part: &Path, samples: &[f32]) -> Result<(), EngineError> {
    let failed = |error: std::io::Error| EngineError::from_io(part, error);
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: SAMPLE_RATE as u32,
        bits_per_sample: 32,
        sample_format: hound::SampleFormat::Float,
    };
    let file = File::create(part).map_err(failed)?;
    let mut writer = hound::WavWriter::new(BufWriter::new(&file), spec).map_err(|error| wave(part, error))?;
    for sample in samples {
        writer.write_sample(*sample).map_err(|error| wave(part, error))?;
    }
    writer.finalize().map_err(|error| wave(part, error))?;
    file.sync_all().map_err(failed)
}

fn wave(part: &Path, error: hound::Error) -> EngineError {
    match error {
        hound::Error::IoError(error) => EngineError::from_io(part, error),
        other => EngineError::Pipeline(other.to_string()),
    }
}

/// The sound of a take.
pub struct Take {
    /// What is heard.
    pub sound: Arc<dyn SoundSource>,
    /// How long, in samples.
    pub samples: i64,
}

/// The sound of a WAV of 48 kHz and 32-bit float, as takes are, without a decoder: `None` for any other file,
/// and for one longer than ten minutes.
pub fn read_take(path: &Path) -> Option<Take> {
    let mut reader = hound::WavReader::open(path).ok()?;
    let spec = reader.spec();
    let length = i64::from(reader.duration());
    let whole = i64::from(spec.sample_rate) == SAMPLE_RATE
        && (spec.sample_format, spec.bits_per_sample) == (hound::SampleFormat::Float, 32)
        && length <= 600 * SAMPLE_RATE;
    if !whole {
        return None;
    }
    let samples: Vec<f32> = reader.samples::<f32>().collect::<Result<_, _>>().ok()?;
    let sound: Arc<dyn SoundSource> = match spec.channels {
        1 => Arc::new(MonoBuffer::new(samples)),
        2 => Arc::new(StereoBuffer::new(samples)),
        _ => return None,
    };
    Some(Take { sound, samples: length })
}
