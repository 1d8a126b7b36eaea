//! Facts that several placements share, and short ways to write them down.

use crate::geometry::{Aspect, Size};
use crate::placement::{CodecRule, Fact, FileLimit, LengthLimit, Margins, Shape, Status};
use crate::preset::{Container, LOUDNESS_WEB, Loudness};

pub const MB: u64 = 1_000_000;
pub const GB: u64 = 1_000_000_000;

pub const TT1: &str = "ads.tiktok.com, auction in-feed ads";
pub const TT7: &str = "ads.tiktok.com, reservation in-feed ads";
pub const TT8: &str = "ads.tiktok.com, video ads specifications";
pub const TT9: &str = "ads.tiktok.com, specifications for Pangle ad assets";
pub const ME1: &str =
    "mediamaxnetwork.com, lix.so, gqv.ai, sproutsocial.com; Meta's own page could not be read";
pub const ME7: &str = "ayrshare.com media guidelines, close to the text of Meta's interface";
pub const YT1: &str = "support.google.com/google-ads, video ad specifications";
pub const YT2: &str = "support.google.com/google-ads, Demand Gen specifications";
pub const YT3: &str = "support.google.com/google-ads, Shorts ads (copy)";
pub const YT4: &str = "Google Ads help, about video ad formats (copies)";
pub const YT5: &str = "support.google.com/youtube, recommended upload encoding settings";
pub const SN1: &str =
    "odysseymediagroup.co.uk, help.sweply.com, audiencex.com: copies of Snap's page that agree";
pub const LI1: &str = "linkedin.com/help/lms, video ads (copy)";

pub const fn official<T: Copy>(value: T, source: &'static str, dated: &'static str) -> Fact<T> {
    Fact { value, source, dated, status: Status::Official }
}

pub const fn copy<T: Copy>(value: T, source: &'static str, dated: &'static str) -> Fact<T> {
    Fact { value, source, dated, status: Status::Copy }
}

pub const fn third<T: Copy>(value: T, source: &'static str, dated: &'static str) -> Fact<T> {
    Fact { value, source, dated, status: Status::Third }
}

const fn shape(aspect: Aspect, recommended: Size, minimum: Size) -> Shape {
    Shape { aspect, recommended, minimum }
}

pub const TIKTOK_SHAPES: &[Shape] = &[
    shape(Aspect::Tall, Size::new(1080, 1920), Size::new(540, 960)),
    shape(Aspect::Wide, Size::new(1920, 1080), Size::new(960, 540)),
    shape(Aspect::Square, Size::new(1080, 1080), Size::new(640, 640)),
];
pub const PANGLE_SHAPES: &[Shape] = &[
    shape(Aspect::Tall, Size::new(720, 1280), Size::new(720, 1280)),
    shape(Aspect::Wide, Size::new(1280, 720), Size::new(1280, 720)),
    shape(Aspect::Square, Size::new(720, 720), Size::new(720, 720)),
];
pub const TALL_720: &[Shape] = &[shape(Aspect::Tall, Size::new(720, 1280), Size::new(720, 1280))];
pub const TALL_1080: &[Shape] = &[shape(Aspect::Tall, Size::new(1080, 1920), Size::new(1080, 1920))];
pub const META_FEED_SHAPES: &[Shape] = &[
    shape(Aspect::Portrait, Size::new(1440, 1800), Size::new(1080, 1350)),
    shape(Aspect::Square, Size::new(1440, 1440), Size::new(1080, 1080)),
];
pub const META_TALL: &[Shape] = &[shape(Aspect::Tall, Size::new(1440, 2560), Size::new(1080, 1920))];
pub const REELS_ORGANIC_SHAPES: &[Shape] = &[shape(Aspect::Tall, Size::new(1080, 1920), Size::new(540, 960))];
pub const YOUTUBE_SHAPES: &[Shape] = &[
    shape(Aspect::Wide, Size::new(1920, 1080), Size::new(1280, 720)),
    shape(Aspect::Tall, Size::new(1080, 1920), Size::new(720, 1280)),
    shape(Aspect::Square, Size::new(1080, 1080), Size::new(480, 480)),
];
pub const DEMAND_GEN_SHAPES: &[Shape] = &[
    shape(Aspect::Wide, Size::new(1920, 1080), Size::new(1280, 720)),
    shape(Aspect::Tall, Size::new(1080, 1920), Size::new(720, 1280)),
    shape(Aspect::Square, Size::new(1080, 1080), Size::new(480, 480)),
    shape(Aspect::Portrait, Size::new(1080, 1350), Size::new(1080, 1350)),
];
pub const SHORTS_SHAPES: &[Shape] = &[shape(Aspect::Tall, Size::new(1080, 1920), Size::new(720, 1280))];
pub const LINKEDIN_SHAPES: &[Shape] = &[
    shape(Aspect::Portrait, Size::new(1080, 1350), Size::new(360, 450)),
    shape(Aspect::Square, Size::new(1080, 1080), Size::new(360, 360)),
    shape(Aspect::Tall, Size::new(1080, 1920), Size::new(360, 640)),
    shape(Aspect::Wide, Size::new(1920, 1080), Size::new(640, 360)),
];

pub const ANY_LENGTH: LengthLimit = LengthLimit { minimum_ms: 0, maximum_ms: None, advised_ms: None };
pub const DEMAND_GEN_LENGTH: LengthLimit =
    LengthLimit { minimum_ms: 5_000, maximum_ms: None, advised_ms: Some((10_000, 180_000)) };
// Only the first 60 s play in the Shorts feed, with an overlay from 50 s on.
pub const SHORTS_LENGTH: LengthLimit =
    LengthLimit { minimum_ms: 1_000, maximum_ms: Some(180_000), advised_ms: Some((1_000, 60_000)) };

pub const fn up_to(seconds: u32) -> LengthLimit {
    LengthLimit { minimum_ms: 0, maximum_ms: Some(seconds * 1000), advised_ms: None }
}

pub const fn advised_up_to(seconds: u32) -> LengthLimit {
    LengthLimit { minimum_ms: 0, maximum_ms: None, advised_ms: Some((0, seconds * 1000)) }
}

pub const fn from_to(minimum_ms: u32, maximum_ms: u32, advised_ms: Option<(u32, u32)>) -> LengthLimit {
    LengthLimit { minimum_ms, maximum_ms: Some(maximum_ms), advised_ms }
}

pub const ANY_FILE: FileLimit =
    FileLimit { minimum_bytes: 0, maximum_bytes: None, minimum_kbit_per_second: 0 };
pub const LINKEDIN_FILE: FileLimit =
    FileLimit { minimum_bytes: 75_000, maximum_bytes: Some(500 * MB), minimum_kbit_per_second: 0 };

pub const fn file_up_to(bytes: u64, minimum_kbit_per_second: u32) -> FileLimit {
    FileLimit { minimum_bytes: 0, maximum_bytes: Some(bytes), minimum_kbit_per_second }
}

const fn codecs(containers: &'static [Container], wording: &'static str) -> CodecRule {
    CodecRule { containers, below_frames_per_second: None, wording }
}

const MP4_MOV: &[Container] = &[Container::Mp4, Container::Mov];
pub const MP4_OR_MOV: CodecRule = codecs(MP4_MOV, "MP4 or MOV, H.264 and AAC");
pub const TIKTOK_CODECS: CodecRule =
    codecs(MP4_MOV, "MP4, MOV, MPEG, 3GP or AVI; codec not stated; sound required");
pub const SPARK_CODECS: CodecRule = codecs(MP4_MOV, "MP4 or MOV");
pub const META_CODECS: CodecRule =
    codecs(MP4_MOV, "MP4 or MOV; H.264, AAC stereo at 128 kbit/s or more, 30 frames a second");
pub const REELS_ORGANIC_CODECS: CodecRule = codecs(
    MP4_MOV,
    "24 to 60 frames a second at a fixed rate, progressive, 4:2:0, closed groups of 2 to 5 s, AAC-LC 48 kHz at 128 kbit/s or more",
);
pub const YOUTUBE_CODECS: CodecRule = codecs(
    &[Container::Mp4, Container::Mov, Container::WebM],
    "best: MP4 without edit lists, index first; H.264 High, 2 B-frames, closed groups of half the frame rate, 4:2:0, 8 Mbit/s (12 from 48 frames a second); AAC-LC stereo 384 kbit/s",
);
pub const SNAPCHAT_CODECS: CodecRule =
    codecs(MP4_MOV, "MP4 or MOV, H.264; two channels, PCM or AAC at 192 kbit/s or more, 48 kHz");
pub const LINKEDIN_CODECS: CodecRule = CodecRule {
    containers: &[Container::Mp4],
    below_frames_per_second: Some(30),
    wording: "MP4; H.264 or VP8, below 30 frames a second; AAC or MPEG-4 sound below 64 kHz; captions as SRT",
};

const fn zone(top: f32, bottom: f32, left: f32, right: f32) -> Margins {
    Margins { top, bottom, left, right }
}

pub const ZONE_OURS: Fact<Margins> = Fact {
    value: zone(0.05, 0.05, 0.05, 0.05),
    source: "no published zone was found; 5 % at every edge is Greenroom's own",
    dated: "2026-11",
    status: Status::Unverified,
};
pub const TIKTOK_ZONE: Fact<Margins> = Fact {
    value: zone(150.0 / 1920.0, 440.0 / 1920.0, 0.06, 150.0 / 1080.0),
    source: "adfuseai.com, adscreator.com: top 150 or 130 px, bottom 440, right 150 or 86; TikTok's own overlays depend on ratio, caption and add-on; the left edge is Greenroom's own",
    dated: "2026-11",
    status: Status::Conflict,
};
pub const META_REELS_ZONE: Fact<Margins> = Fact {
    value: zone(0.14, 0.35, 0.06, 0.06),
    source: "mediamaxnetwork.com, imagefactory.co.kr; marketertools.fyi says 20 % at the bottom",
    dated: "2026-11",
    status: Status::Third,
};
pub const META_STORIES_ZONE: Fact<Margins> = Fact {
    value: zone(0.14, 0.20, 0.05, 0.05),
    source: "imagefactory.co.kr, odysseymediagroup.co.uk; no sides were found, 5 % is Greenroom's own",
    dated: "2026-11",
    status: Status::Third,
};
pub const YOUTUBE_SHORTS_ZONE: Fact<Margins> = Fact {
    value: zone(0.08, 0.25, 0.05, 0.12),
    source: "youraithumbnailgenerator.com: bottom about 480 px; the other edges are Greenroom's own",
    dated: "2026-11",
    status: Status::Unverified,
};
pub const SNAPCHAT_ZONE: Fact<Margins> = Fact {
    value: zone(150.0 / 1920.0, 150.0 / 1920.0, 0.05, 0.05),
    source: "docslib.org, an older Snap document; benly.ai and admiral.media repeat it; the sides are Greenroom's own",
    dated: "2026-11",
    status: Status::Copy,
};

pub const LOUDNESS_OURS: Fact<Loudness> = Fact {
    value: LOUDNESS_WEB,
    source: "none published was found; Greenroom's own",
    dated: "2026-11",
    status: Status::Unverified,
};
pub const YOUTUBE_LOUDNESS: Fact<Loudness> =
    third(LOUDNESS_WEB, "forasoft.com, clickyapps.com; YouTube turns loud files down only", "2026");
pub const SNAPCHAT_LOUDNESS: Fact<Loudness> = Fact {
    value: Loudness { integrated_lufs: -16.0, true_peak_dbtp: -1.0 },
    source: "odysseymediagroup.co.uk, help.sweply.com; a third copy of Snap's page does not state it",
    dated: "2026-11",
    status: Status::Third,
};

pub const DISCLOSURE_LAW: Fact<&str> = Fact {
    value: "no rule of the platform was found; New York State (from 2026-06-09) and the EU AI Act, Article 50 (from 2026-08-02), ask for a label on synthetic performers wherever the ad runs",
    source: "assembly.state.ny.us; getactready.com, compliancehub.wiki",
    dated: "2026-11",
    status: Status::Unverified,
};
pub const TIKTOK_DISCLOSURE: Fact<&str> =
    official("realistic synthetic content must be labelled; C2PA is read", "newsroom.tiktok.com", "2026-11");
pub const META_DISCLOSURE: Fact<&str> = Fact {
    value: "labels follow from C2PA and IPTC marks in the file; political and social-issue ads must say so themselves",
    source: "centerconsulting.com, auditsocials.com; a wider duty appears in secondary pages only",
    dated: "2026-11",
    status: Status::Conflict,
};
pub const YOUTUBE_DISCLOSURE: Fact<&str> = Fact {
    value: "set \"altered or synthetic content\" on upload; seen as a rule for election ads, said by one page to hold for all since 2026-03-05",
    source: "beontopranking.com, auditsocials.com",
    dated: "2026-11",
    status: Status::Conflict,
};
