//! Sound without a picture as the bytes of a file, in the forms that speech services answer with.

use std::time::{Duration, Instant};

use gstreamer as gst;
use gstreamer::prelude::*;
use gstreamer_app::AppSink;

use super::bitstream::audio_buffer;
use super::encoder::{self, filter, set};
use super::mp3_info::with_info;
use super::pipeline::{add_linked, source};
use super::probe::Stopped;
use crate::error::EngineError;
use crate::system;

/// A coder that gives nothing for this long is given up.
const PATIENCE: Duration = Duration::from_secs(20);
/// Samples that are handed over together.
const BLOCK: usize = 4_800;

/// What the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SoundForm {
    /// MP3 of one channel with so many samples and kilobits a second.
    Mp3 {
        /// Samples a second: 22,050, 24,000, 44,100 or 48,000.
        rate: u32,
        /// Kilobits a second, from 8 to 320.
        kbit: u32,
    },
    /// Opus in Ogg of one channel with so many kilobits a second, from 6 to 510.
    Opus {
        /// Kilobits a second.
        kbit: u32,
    },
    /// FLAC of one channel with so many samples a second.
    Flac {
        /// Samples a second.
        rate: u32,
    },
    /// Bare samples of 16 bits, the low byte first, one channel.
    Pcm {
        /// Samples a second.
        rate: u32,
    },
    /// Bare samples of 8 bits by ITU-T G.711, µ-law, one channel.
    MuLaw {
        /// Samples a second.
        rate: u32,
    },
    /// Bare samples of 8 bits by ITU-T G.711, A-law, one channel.
    ALaw {
        /// Samples a second.
        rate: u32,
    },
}

/// `samples` (48 kHz, one channel, -1 to 1) as such bytes.
///
/// # Errors
/// `Missing` when this machine has no encoder for it; `Pipeline` when that fails.
pub fn sound_bytes(samples: &[f32], form: SoundForm) -> Result<Vec<u8>, EngineError> {
    system::init()?;
    let pipeline = gst::Pipeline::new();
    let blocks = samples.len().div_ceil(BLOCK) as u64;
    let feed = source("sound", &encoder::sound_caps(), blocks + 1);
    let sink = AppSink::builder().sync(false).build();
    let mut chain: Vec<gst::Element> = vec![feed.clone().upcast()];
    chain.extend(coder(form)?);
    chain.push(sink.clone().upcast());
    add_linked(&pipeline, &chain)?;
    let stopped = Stopped(pipeline.clone());
    let failed = |what: &str| EngineError::Pipeline(format!("an encoder of sound {what}"));
    pipeline.set_state(gst::State::Playing).map_err(|_| failed("could not start"))?;
    for (block, index) in samples.chunks(BLOCK).zip(0i64..) {
        let stereo: Vec<f32> = block.iter().flat_map(|sample| [*sample, *sample]).collect();
        let buffer = audio_buffer(&stereo, index * BLOCK as i64);
        feed.push_buffer(buffer).map_err(|_| failed("took no more"))?;
    }
    feed.end_of_stream().map_err(|_| failed("took no end"))?;
    let mut bytes = Vec::new();
    let mut since = Instant::now();
    while !sink.is_eos() {
        if let Some(sample) = sink.try_pull_sample(gst::ClockTime::from_mseconds(50)) {
            let map = sample.buffer().and_then(|buffer| buffer.map_readable().ok());
            bytes.extend_from_slice(map.as_ref().map_or(&[], |map| map.as_slice()));
            since = Instant::now();
        }
        let error = pipeline.bus().and_then(|bus| bus.pop_filtered(&[gst::MessageType::Error]));
        if error.is_some() || since.elapsed() > PATIENCE {
            return Err(failed("failed"));
        }
    }
    drop(stopped);
    Ok(match form {
        SoundForm::Mp3 { rate, kbit } => {
            let count = samples.len() as i64 * i64::from(rate) / types::time::SAMPLE_RATE;
            with_info(bytes, (rate, kbit), count)
        }
        _ => bytes,
    })
}

/// Elements from sound as `sound_caps` says to the bytes, to be linked in this order.
fn coder(form: SoundForm) -> Result<Vec<gst::Element>, EngineError> {
    let raw = |format: &str, rate: u32| {
        filter(&format!("audio/x-raw,format={format},rate={rate},channels=1,layout=interleaved"))
    };
    let mut chain = vec![system::element("audioconvert")?, system::element("audioresample")?];
    match form {
        SoundForm::Mp3 { rate, kbit } => {
            let encoder = system::element("lamemp3enc")?;
            for (name, value) in
                [("target", "bitrate"), ("bitrate", &kbit.to_string()), ("cbr", "true"), ("mono", "true")]
            {
                set(&encoder, name, value)?;
            }
            chain.extend([raw("S16LE", rate)?, encoder]);
        }
        SoundForm::Opus { kbit } => {
            let encoder = system::element("opusenc")?;
            set(&encoder, "bitrate", &(kbit * 1000).to_string())?;
            chain.extend([raw("S16LE", 48_000)?, encoder, system::element("oggmux")?]);
        }
        SoundForm::Flac { rate } => {
            chain.extend([raw("S16LE", rate)?, system::element("flacenc")?]);
        }
        SoundForm::Pcm { rate } => chain.push(raw("S16LE", rate)?),
        SoundForm::MuLaw { rate } => chain.extend([raw("S16LE", rate)?, system::element("mulawenc")?]),
        SoundForm::ALaw { rate } => chain.extend([raw("S16LE", rate)?, system::element("alawenc")?]),
    }
    Ok(chain)
}
