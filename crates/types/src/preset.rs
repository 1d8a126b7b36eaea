//! Export presets: container, codecs, quality, size and loudness as data.

use serde::Serialize;

use crate::geometry::Size;
use crate::time::FrameRate;

/// What a file is made of. Every number an encoder needs is here or follows from size and frame rate.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Preset {
    /// Its name in commands: `standard`.
    pub id: &'static str,
    /// Its name on screens.
    pub name: &'static str,
    /// What it is for, in one sentence.
    pub summary: &'static str,
    /// The container.
    pub container: Container,
    /// How the picture is encoded.
    pub video: VideoCodec,
    /// How the sound is encoded.
    pub audio: AudioCodec,
    /// How large the picture becomes.
    pub size: SizeRule,
    /// How many frames a second it has.
    pub frame_rate: FrameRateRule,
    /// What the sound is brought to before it is encoded; `None` leaves it as mixed.
    pub loudness: Option<Loudness>,
    /// Whether an MP4 or MOV may hide encoder delay in edit lists.
    pub edit_lists: EditLists,
}

/// The file format around picture and sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Container {
    /// MPEG-4, its index before its content.
    Mp4,
    /// WebM.
    WebM,
    /// QuickTime.
    Mov,
}

/// How the picture is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum VideoCodec {
    /// H.264 High, 8 bits, 4:2:0, progressive.
    H264(H264),
    /// VP9 profile 0 at constant quality.
    Vp9 {
        /// From 0 (best) to 63.
        quality: u8,
        /// From 0 (slowest) to 8; 5 is about the pace of x264's "veryfast".
        speed: u8,
    },
    /// ProRes 422, 10 bits; for other editing programs.
    ProRes(ProResProfile),
    /// H.264 where every picture stands alone.
    IntraH264 {
        /// Constant quality from 0 (best) to 50.
        quality: u8,
    },
}

/// Settings of H.264.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct H264 {
    /// What is held constant.
    pub rate: VideoRate,
    /// How much time is spent on each picture.
    pub speed: Speed,
    /// Pictures between keyframes, as a share of a second: 2 is two seconds, 0.5 half a second.
    pub keyframe_seconds: f32,
    /// Exactly so many B-pictures in a row; `None` lets the encoder choose.
    pub b_frames: Option<u8>,
}

/// What an encoder holds constant.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum VideoRate {
    /// Constant quality from 0 (best) to 50, x264's CRF.
    Quality(u8),
    /// An average of so many kbit/s at 1920x1080 and up to 30 frames a second; other sizes follow their area,
    /// 48 frames a second and more take half as much again.
    Average1080p(u32),
}

impl VideoRate {
    /// The average in kbit/s for that size and rate; `None` when quality is constant.
    pub fn kbit_per_second(self, size: Size, rate: FrameRate) -> Option<u32> {
        let Self::Average1080p(kbit) = self else { return None };
        let share = size.area() as f64 / (1920.0 * 1080.0);
        let fast = if rate.as_f64() >= 48.0 { 1.5 } else { 1.0 };
        Some((f64::from(kbit) * share * fast).clamp(200.0, 400_000.0) as u32)
    }
}

/// How much time H.264 spends on each picture, by x264's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Speed {
    /// For drafts.
    SuperFast,
    /// For most ads.
    VeryFast,
    /// Smaller files, about half as fast again.
    Fast,
    /// For masters.
    Medium,
}

/// Which ProRes 422.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ProResProfile {
    /// 422 LT.
    Lt,
    /// 422.
    Standard,
    /// 422 HQ.
    Hq,
}

/// How the sound is encoded; always 48 kHz and two channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AudioCodec {
    /// AAC-LC at so many kbit/s.
    Aac(u32),
    /// Opus at so many kbit/s.
    Opus(u32),
    /// PCM of 16 bits.
    Pcm16,
}

/// How large the picture becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SizeRule {
    /// As large as the document's canvas.
    Canvas,
    /// So many pixels on the short side, in the canvas's shape.
    ShortSide(u32),
}

impl SizeRule {
    /// The size for that canvas: even in both directions, at least 16 and at most 8,192 pixels a side.
    pub fn size(self, canvas: Size) -> Size {
        let short = canvas.width.min(canvas.height).max(1);
        let scaled = |side: u32| match self {
            Self::Canvas => f64::from(side),
            Self::ShortSide(wanted) => f64::from(side) * f64::from(wanted) / f64::from(short),
        };
        let even = |side: u32| (scaled(side) / 2.0).round().clamp(8.0, 4096.0) as u32 * 2;
        Size::new(even(canvas.width), even(canvas.height))
    }
}

/// How many frames a second the file has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FrameRateRule {
    /// As many as the document.
    Document,
    /// As many as the document, but at most so many.
    AtMost(FrameRate),
}

impl FrameRateRule {
    /// The rate for a document of that rate.
    pub fn rate(self, document: FrameRate) -> FrameRate {
        match self {
            Self::AtMost(limit) if document.as_f64() > limit.as_f64() => limit,
            Self::Document | Self::AtMost(_) => document,
        }
    }
}

/// Loudness by ITU-R BS.1770 and EBU R 128.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Loudness {
    /// Integrated loudness in LUFS.
    pub integrated_lufs: f32,
    /// The highest true peak in dBTP.
    pub true_peak_dbtp: f32,
}

/// Whether an MP4 or MOV may hide encoder delay in edit lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EditLists {
    /// It may; sound then starts at the exact sample in players that read them.
    Allowed,
    /// It may not: the first coded sound is dropped instead, and picture times need no shift.
    Avoided,
}

/// -14 LUFS, -1 dBTP: what YouTube turns loud files down to, and Greenroom's default elsewhere.
pub const LOUDNESS_WEB: Loudness = Loudness { integrated_lufs: -14.0, true_peak_dbtp: -1.0 };

/// Every preset there is, the usual one first.
pub fn catalogue() -> &'static [Preset] {
    &CATALOGUE
}

/// The preset with that id.
pub fn find(id: &str) -> Option<&'static Preset> {
    CATALOGUE.iter().find(|preset| preset.id == id)
}

/// The preset that is taken when none is named.
pub fn default() -> &'static Preset {
    &STANDARD
}

const fn h264(quality: u8, speed: Speed) -> VideoCodec {
    let rate = VideoRate::Quality(quality);
    VideoCodec::H264(H264 { rate, speed, keyframe_seconds: 2.0, b_frames: None })
}

const STANDARD: Preset = Preset {
    id: "standard",
    name: "Standard",
    summary: "MP4 for posting anywhere: 1080 pixels on the short side, good quality, quickly made.",
    container: Container::Mp4,
    video: h264(20, Speed::VeryFast),
    audio: AudioCodec::Aac(192),
    size: SizeRule::ShortSide(1080),
    frame_rate: FrameRateRule::Document,
    loudness: Some(LOUDNESS_WEB),
    edit_lists: EditLists::Allowed,
};

static CATALOGUE: [Preset; 9] = [
    STANDARD,
    Preset {
        id: "draft",
        name: "Draft",
        summary: "Small MP4 for a quick look: 540 pixels on the short side.",
        video: h264(24, Speed::SuperFast),
        audio: AudioCodec::Aac(128),
        size: SizeRule::ShortSide(540),
        ..STANDARD
    },
    Preset {
        id: "720p",
        name: "720p",
        summary: "MP4 with 720 pixels on the short side, for placements and mailboxes that want small files.",
        video: h264(21, Speed::VeryFast),
        size: SizeRule::ShortSide(720),
        ..STANDARD
    },
    Preset {
        id: "high",
        name: "High",
        summary: "MP4 with the most detail H.264 gives at 1080 pixels on the short side; takes about three times as long.",
        video: h264(17, Speed::Medium),
        audio: AudioCodec::Aac(256),
        ..STANDARD
    },
    Preset {
        id: "youtube",
        name: "YouTube",
        summary: "MP4 by YouTube's upload recipe: no edit lists, closed groups of half a second, 384 kbit/s sound.",
        video: VideoCodec::H264(H264 {
            rate: VideoRate::Average1080p(8_000),
            speed: Speed::Fast,
            keyframe_seconds: 0.5,
            b_frames: Some(2),
        }),
        audio: AudioCodec::Aac(384),
        edit_lists: EditLists::Avoided,
        ..STANDARD
    },
    Preset {
        id: "linkedin",
        name: "LinkedIn",
        summary: "MP4 below 30 frames a second, as LinkedIn's page asks.",
        frame_rate: FrameRateRule::AtMost(FrameRate::FPS_29_97),
        ..STANDARD
    },
    Preset {
        id: "webm",
        name: "WebM",
        summary: "VP9 and Opus, free of patents, for web pages; takes about twice as long as Standard.",
        container: Container::WebM,
        video: VideoCodec::Vp9 { quality: 31, speed: 5 },
        audio: AudioCodec::Opus(160),
        ..STANDARD
    },
    Preset {
        id: "mezzanine",
        name: "Mezzanine",
        summary: "ProRes 422 and PCM in MOV, as large as the canvas, to go on editing elsewhere; large files.",
        container: Container::Mov,
        video: VideoCodec::ProRes(ProResProfile::Standard),
        audio: AudioCodec::Pcm16,
        size: SizeRule::Canvas,
        loudness: None,
        ..STANDARD
    },
    Preset {
        id: "intra",
        name: "Intra H.264",
        summary: "H.264 of keyframes only and PCM in MOV, as large as the canvas: a smaller file to go on editing.",
        container: Container::Mov,
        video: VideoCodec::IntraH264 { quality: 16 },
        audio: AudioCodec::Pcm16,
        size: SizeRule::Canvas,
        loudness: None,
        ..STANDARD
    },
];

impl Container {
    /// What file names end in, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Mp4 => "mp4",
            Self::WebM => "webm",
            Self::Mov => "mov",
        }
    }
}
