//! Any number of channels to two, by where each is meant to stand (ITU-R BS.775-3, table 2).

use gst_audio::AudioChannelPosition as Position;
use gstreamer_audio as gst_audio;

/// 3 dB down: the centre goes to both sides, and what comes from behind comes softer.
const HALF: f32 = std::f32::consts::FRAC_1_SQRT_2;

/// How much of each channel goes to the left and to the right.
pub(crate) struct Downmix {
    shares: Vec<[f32; 2]>,
}

impl Downmix {
    /// For sound of that layout.
    pub(crate) fn of(info: &gst_audio::AudioInfo) -> Self {
        let channels = info.channels() as usize;
        let known = info.positions().filter(|positions| {
            positions.len() == channels && positions.iter().all(|&position| position != Position::None)
        });
        let shares = match (channels, known) {
            (1, _) => vec![[1.0, 1.0]],
            (2, None) => vec![[1.0, 0.0], [0.0, 1.0]],
            (_, Some(positions)) => positions.iter().map(|&position| share(position)).collect(),
            (_, None) => unplaced(channels),
        };
        Self { shares }
    }

    /// Adds interleaved stereo to `stereo`, made of interleaved native-endian floats in `bytes`.
    pub(crate) fn mix(&self, bytes: &[u8], stereo: &mut Vec<f32>) {
        let samples = bytes.as_chunks::<4>().0;
        stereo.reserve(samples.len() * 2 / self.shares.len().max(1));
        for frame in samples.chunks_exact(self.shares.len().max(1)) {
            let (mut left, mut right) = (0.0, 0.0);
            for (sample, [to_left, to_right]) in frame.iter().zip(&self.shares) {
                let sample = f32::from_ne_bytes(*sample);
                let sample = if sample.is_finite() { sample } else { 0.0 };
                left += sample * to_left;
                right += sample * to_right;
            }
            stereo.extend([left, right]);
        }
    }
}

fn share(position: Position) -> [f32; 2] {
    match position {
        Position::FrontLeft | Position::WideLeft | Position::TopFrontLeft => [1.0, 0.0],
        Position::FrontRight | Position::WideRight | Position::TopFrontRight => [0.0, 1.0],
        Position::Mono => [1.0, 1.0],
        Position::FrontCenter | Position::TopFrontCenter | Position::TopCenter => [HALF, HALF],
        Position::FrontLeftOfCenter => [1.0, 0.4],
        Position::FrontRightOfCenter => [0.4, 1.0],
        Position::RearLeft
        | Position::SideLeft
        | Position::TopRearLeft
        | Position::TopSideLeft
        | Position::SurroundLeft
        | Position::BottomFrontLeft => [HALF, 0.0],
        Position::RearRight
        | Position::SideRight
        | Position::TopRearRight
        | Position::TopSideRight
        | Position::SurroundRight
        | Position::BottomFrontRight => [0.0, HALF],
        Position::RearCenter | Position::TopRearCenter | Position::BottomFrontCenter => [0.5, 0.5],
        // The deep-bass channel doubles what the others have; small speakers cannot play it.
        Position::Lfe1 | Position::Lfe2 => [0.0, 0.0],
        _ => [HALF, HALF],
    }
}

/// Channels that stand nowhere are spread evenly, at the loudness of one pair.
fn unplaced(channels: usize) -> Vec<[f32; 2]> {
    let level = (2.0 / channels as f32).sqrt();
    (0..channels).map(|channel| if channel % 2 == 0 { [level, 0.0] } else { [0.0, level] }).collect()
}
