//! The system's sound device.

use std::time::Duration;

use cpal::traits::{DeviceTrait, HostTrait, StreamTrait};
use cpal::{
    BufferSize, Device, ErrorKind, FromSample, SampleFormat, SizedSample, Stream, StreamConfig,
    SupportedStreamConfig,
};

use super::convert::Convert;
use super::output::{Feed, Output};

const RATE: u32 = types::time::SAMPLE_RATE as u32;
/// Frames that the device asks for at a time, where it lets us choose: short enough that a pause is heard at once.
const PERIOD: u32 = 1024;
/// How long a device may take to open.
const PATIENCE: Duration = Duration::from_secs(3);

/// What the user has chosen to hear through.
pub struct Speakers;

impl Output for Speakers {
    fn open(&self, feed: Feed) -> Option<Box<dyn Send>> {
        let device = cpal::default_host().default_output_device()?;
        let opened = config(&device).and_then(|config| open(&device, &config, &feed));
        match opened {
            Ok(stream) => Some(Box::new(stream)),
            Err(error) => {
                tracing::warn!(%error, "the sound device cannot be used");
                None
            }
        }
    }
}

/// What the device plays that is nearest to what we have.
fn config(device: &Device) -> Result<SupportedStreamConfig, cpal::Error> {
    let fits = |range: &cpal::SupportedStreamConfigRange| range.channels() == 2 && range.contains_rate(RATE);
    let ranges = device.supported_output_configs()?.filter(fits);
    let ours = ranges.filter_map(|range| Some((rank(range.sample_format())?, range)));
    let best = ours.min_by_key(|(rank, _)| *rank);
    match best.and_then(|(_, range)| range.try_with_sample_rate(RATE)) {
        Some(config) => Ok(config),
        None => device.default_output_config(),
    }
}

fn rank(format: SampleFormat) -> Option<u8> {
    match format {
        SampleFormat::F32 => Some(0),
        SampleFormat::I32 => Some(1),
        SampleFormat::I16 => Some(2),
        _ => None,
    }
}

fn open(device: &Device, chosen: &SupportedStreamConfig, feed: &Feed) -> Result<Stream, cpal::Error> {
    let open = match chosen.sample_format() {
        SampleFormat::F32 => stream::<f32>,
        SampleFormat::F64 => stream::<f64>,
        SampleFormat::I16 => stream::<i16>,
        SampleFormat::I32 => stream::<i32>,
        SampleFormat::U8 => stream::<u8>,
        SampleFormat::U16 => stream::<u16>,
        _ => return Err(ErrorKind::UnsupportedConfig.into()),
    };
    let config = StreamConfig { buffer_size: BufferSize::Fixed(PERIOD), ..chosen.config() };
    let stream = open(device, config, feed).or_else(|_| open(device, chosen.config(), feed))?;
    stream.play()?;
    Ok(stream)
}

fn stream<T>(device: &Device, config: StreamConfig, feed: &Feed) -> Result<Stream, cpal::Error>
where
    T: SizedSample + FromSample<f32>,
{
    let mut sound = Convert::new(feed.clone(), config.channels, config.sample_rate);
    let fill = move |out: &mut [T], info: &cpal::OutputCallbackInfo| {
        let time = info.timestamp();
        let latency = time.playback.saturating_duration_since(time.callback);
        sound.fill(out, latency, |sample| T::from_sample(sample));
    };
    let feed = feed.clone();
    let failed = move |error: cpal::Error| match error.kind() {
        // It goes on by itself.
        ErrorKind::DeviceChanged | ErrorKind::RealtimeDenied | ErrorKind::Xrun => {
            tracing::debug!(%error, "the sound device was disturbed");
        }
        _ => {
            tracing::warn!(%error, "the sound device has gone");
            feed.lost();
        }
    };
    device.build_output_stream(config, fill, failed, Some(PATIENCE))
}
