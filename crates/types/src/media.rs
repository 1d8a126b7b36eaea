//! What is known about a media file. The file itself stays where the user keeps it and is never written to.

use serde::{Deserialize, Serialize};

use crate::geometry::Size;
use crate::id::MediaId;
use crate::time::{FrameRate, Seconds};

/// A media file that a document uses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Media {
    /// Its name in the document.
    pub id: MediaId,
    /// Where it lies: an absolute path.
    pub path: String,
    /// What tells it from another file.
    pub identity: MediaIdentity,
    /// What probing found.
    pub info: MediaInfo,
}

/// Tells one file from another wherever it lies: BLAKE3, in lower-case hex, of the size as 8 little-endian
/// bytes, the first MiB and the last MiB.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MediaIdentity(pub String);

/// What probing a file found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MediaInfo {
    /// The container, in plain words: "MP4", "Matroska", "PNG".
    pub container: String,
    /// How long it plays: the end of its last picture or sound. Zero for a still image.
    pub duration: Seconds,
    /// Bytes of the file.
    pub bytes: u64,
    /// Its picture, if it has one.
    pub video: Option<VideoInfo>,
    /// Its sound, if it has one.
    pub audio: Option<AudioInfo>,
    /// What is wrong with it though it can be used, each a sentence for the user.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
}

/// The picture of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VideoInfo {
    /// The codec, in plain words: "H.264", "PNG".
    pub codec: String,
    /// Size as shown: after rotation and with square pixels.
    pub size: Size,
    /// Size as stored.
    pub coded_size: Size,
    /// Clockwise turn that upright display needs, in degrees: 0, 90, 180 or 270.
    pub rotation: u16,
    /// Width over height of a stored pixel, as a fraction.
    pub pixel_aspect: (u32, u32),
    /// The rate, where it is constant; the average where it is not. None for a still image.
    pub frame_rate: Option<FrameRate>,
    /// Whether the time between pictures changes.
    pub variable_rate: bool,
    /// Pictures in all; 1 for a still image.
    pub frames: u64,
    /// When the first picture is shown.
    pub start: Seconds,
    /// The longest distance between keyframes, in pictures; 1 when every picture stands alone.
    pub keyframe_distance: u32,
    /// Bits of a colour sample: 8, 10 …
    pub bit_depth: u8,
    /// Whether pictures have an alpha channel.
    pub has_alpha: bool,
    /// How sample values map to light.
    pub transfer: Transfer,
}

/// How the sample values of a picture map to light.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Transfer {
    /// Standard range: BT.709, BT.601, sRGB.
    #[default]
    Sdr,
    /// Hybrid log-gamma (ARIB STD-B67), as phones record it.
    Hlg,
    /// Perceptual quantiser (SMPTE ST 2084).
    Pq,
}

/// The sound of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AudioInfo {
    /// The codec, in plain words: "AAC".
    pub codec: String,
    /// Samples a second as stored.
    pub sample_rate: u32,
    /// Channels as stored; the conform cache mixes down to two.
    pub channels: u32,
    /// When the first sample sounds.
    pub start: Seconds,
    /// How long the sound lasts.
    pub duration: Seconds,
}

impl MediaInfo {
    /// Whether this is a single picture that stands as long as one likes.
    pub fn is_still(&self) -> bool {
        self.audio.is_none() && self.video.as_ref().is_some_and(|video| video.frame_rate.is_none())
    }
}
