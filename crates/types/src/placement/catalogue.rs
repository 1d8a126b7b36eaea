//! The placements themselves. Where a page could not be read, the fact says so.

mod facts;

use super::{Fact, Placement, Platform, Status};
use facts as f;

/// Every placement there is, grouped by platform.
pub static ALL: [&Placement; 17] = [
    &TIKTOK_IN_FEED,
    &TIKTOK_SPARK,
    &TIKTOK_RESERVATION,
    &TIKTOK_PANGLE,
    &CAPCUT,
    &META_FEED,
    &META_STORIES,
    &META_REELS,
    &FACEBOOK_REELS_ORGANIC,
    &YOUTUBE_SKIPPABLE,
    &YOUTUBE_NON_SKIPPABLE,
    &YOUTUBE_BUMPER,
    &YOUTUBE_DEMAND_GEN,
    &YOUTUBE_SHORTS,
    &SNAPCHAT,
    &SNAPCHAT_COMMERCIAL,
    &LINKEDIN,
];

static TIKTOK_IN_FEED: Placement = Placement {
    id: "tiktok-in-feed",
    name: "TikTok in-feed",
    platform: Platform::TikTok,
    shapes: f::official(f::TIKTOK_SHAPES, f::TT1, "2026-06"),
    length: f::official(f::up_to(600), f::TT1, "2026-06"),
    file: f::official(f::file_up_to(500 * f::MB, 516), f::TT1, "2026-06"),
    codecs: f::official(f::TIKTOK_CODECS, f::TT1, "2026-06"),
    safe_zone: f::TIKTOK_ZONE,
    loudness: f::LOUDNESS_OURS,
    disclosure: f::TIKTOK_DISCLOSURE,
};

static TIKTOK_SPARK: Placement = Placement {
    id: "tiktok-spark",
    name: "TikTok Spark (an existing post)",
    length: f::official(f::ANY_LENGTH, f::TT1, "2026-06"),
    file: Fact {
        value: f::ANY_FILE,
        source: "no limit is stated; TikTok ads help",
        dated: "2026-06",
        status: Status::Unverified,
    },
    codecs: f::official(f::SPARK_CODECS, f::TT1, "2026-06"),
    ..TIKTOK_IN_FEED
};

static TIKTOK_RESERVATION: Placement = Placement {
    id: "tiktok-reservation",
    name: "TikTok reservation, reach and frequency",
    length: Fact {
        value: f::from_to(5_000, 60_000, Some((9_000, 15_000))),
        source: "ads.tiktok.com, reservation in-feed ads; a version of October 2024 advised 21 to 34 s",
        dated: "2025-07",
        status: Status::Conflict,
    },
    file: f::official(f::file_up_to(500 * f::MB, 2_500), f::TT7, "2025-07"),
    ..TIKTOK_IN_FEED
};

static TIKTOK_PANGLE: Placement = Placement {
    id: "tiktok-pangle",
    name: "TikTok ad network (Pangle)",
    shapes: f::official(f::PANGLE_SHAPES, f::TT9, "2026-09"),
    length: f::official(f::up_to(600), f::TT9, "2026-09"),
    file: f::official(f::file_up_to(500 * f::MB, 0), f::TT9, "2026-09"),
    codecs: Fact {
        value: f::MP4_OR_MOV,
        source: "not noted on Pangle's page",
        dated: "2026-09",
        status: Status::Unverified,
    },
    safe_zone: f::ZONE_OURS,
    ..TIKTOK_IN_FEED
};

static CAPCUT: Placement = Placement {
    id: "capcut",
    name: "CapCut, bought through TikTok",
    shapes: f::official(f::TALL_720, f::TT8, "2026-11"),
    length: f::official(f::up_to(30), f::TT8, "2026-11"),
    file: Fact {
        value: f::ANY_FILE,
        source: "not noted on TikTok's page",
        dated: "2026-11",
        status: Status::Unverified,
    },
    codecs: Fact {
        value: f::MP4_OR_MOV,
        source: "not noted on TikTok's page; sound is required",
        dated: "2026-11",
        status: Status::Unverified,
    },
    safe_zone: f::ZONE_OURS,
    ..TIKTOK_IN_FEED
};

static META_FEED: Placement = Placement {
    id: "meta-feed",
    name: "Facebook and Instagram feed",
    platform: Platform::Meta,
    shapes: f::third(f::META_FEED_SHAPES, f::ME1, "2026-11"),
    length: Fact {
        value: f::from_to(1_000, 3_600_000, None),
        source: "mediamaxnetwork.com, sproutsocial.com: Instagram up to 60 min, Facebook up to 241 min; the shorter is taken",
        dated: "2026-11",
        status: Status::Third,
    },
    file: f::third(f::file_up_to(4 * f::GB, 0), f::ME1, "2026-11"),
    codecs: f::third(f::META_CODECS, f::ME1, "2026-11"),
    safe_zone: f::ZONE_OURS,
    loudness: f::LOUDNESS_OURS,
    disclosure: f::META_DISCLOSURE,
};

static META_STORIES: Placement = Placement {
    id: "meta-stories",
    name: "Facebook and Instagram Stories",
    shapes: f::third(f::META_TALL, f::ME1, "2026-11"),
    length: Fact {
        value: f::from_to(1_000, 60_000, Some((1_000, 15_000))),
        source: "clarigital.com: up to 60 s, 15 s advised; older pages say 15 s at most",
        dated: "2026-11",
        status: Status::Conflict,
    },
    safe_zone: f::META_STORIES_ZONE,
    ..META_FEED
};

static META_REELS: Placement = Placement {
    id: "meta-reels",
    name: "Facebook and Instagram Reels",
    shapes: f::third(f::META_TALL, f::ME1, "2026-11"),
    length: Fact {
        value: f::from_to(500, 90_000, None),
        source: "mediamaxnetwork.com, lix.so, sproutsocial.com: 90 s, 60 min or 125 min at most; the shortest is taken",
        dated: "2026-11",
        status: Status::Conflict,
    },
    safe_zone: f::META_REELS_ZONE,
    ..META_FEED
};

static FACEBOOK_REELS_ORGANIC: Placement = Placement {
    id: "facebook-reels-organic",
    name: "Facebook Reels, posted by program",
    shapes: f::third(f::REELS_ORGANIC_SHAPES, f::ME7, "2026-11"),
    length: f::third(f::from_to(3_000, 90_000, None), f::ME7, "2026-11"),
    file: Fact {
        value: f::ANY_FILE,
        source: "not noted; ayrshare.com media guidelines",
        dated: "2026-11",
        status: Status::Unverified,
    },
    codecs: f::third(f::REELS_ORGANIC_CODECS, f::ME7, "2026-11"),
    safe_zone: f::META_REELS_ZONE,
    ..META_FEED
};

static YOUTUBE_SKIPPABLE: Placement = Placement {
    id: "youtube-skippable",
    name: "YouTube skippable in-stream",
    platform: Platform::YouTube,
    shapes: f::official(f::YOUTUBE_SHAPES, f::YT1, "2026-11"),
    length: f::copy(f::advised_up_to(180), f::YT4, "2024"),
    file: f::official(f::file_up_to(256 * f::GB, 0), f::YT1, "2026-11"),
    codecs: f::official(f::YOUTUBE_CODECS, f::YT5, "2026-11"),
    safe_zone: f::ZONE_OURS,
    loudness: f::YOUTUBE_LOUDNESS,
    disclosure: f::YOUTUBE_DISCLOSURE,
};

static YOUTUBE_NON_SKIPPABLE: Placement = Placement {
    id: "youtube-non-skippable",
    name: "YouTube non-skippable in-stream",
    length: Fact {
        value: f::from_to(1_000, 15_000, None),
        source: "Google Ads help, about video ad formats (copies): 15 s, or 15 to 30 s in another version; the shorter is taken",
        dated: "2024",
        status: Status::Conflict,
    },
    ..YOUTUBE_SKIPPABLE
};

static YOUTUBE_BUMPER: Placement = Placement {
    id: "youtube-bumper",
    name: "YouTube bumper",
    length: f::copy(f::from_to(1_000, 6_000, None), f::YT4, "2024"),
    ..YOUTUBE_SKIPPABLE
};

static YOUTUBE_DEMAND_GEN: Placement = Placement {
    id: "youtube-demand-gen",
    name: "YouTube Demand Gen",
    shapes: f::official(f::DEMAND_GEN_SHAPES, f::YT2, "2026-11"),
    length: f::official(f::DEMAND_GEN_LENGTH, f::YT2, "2026-11"),
    safe_zone: f::YOUTUBE_SHORTS_ZONE,
    ..YOUTUBE_SKIPPABLE
};

static YOUTUBE_SHORTS: Placement = Placement {
    id: "youtube-shorts",
    name: "YouTube Shorts",
    shapes: f::copy(f::SHORTS_SHAPES, f::YT3, "2026-11"),
    length: f::copy(f::SHORTS_LENGTH, f::YT3, "2026-11"),
    safe_zone: f::YOUTUBE_SHORTS_ZONE,
    ..YOUTUBE_SKIPPABLE
};

static SNAPCHAT: Placement = Placement {
    id: "snapchat",
    name: "Snapchat single video and story",
    platform: Platform::Snapchat,
    shapes: f::third(f::TALL_1080, f::SN1, "2026-11"),
    length: f::third(f::from_to(3_000, 180_000, None), f::SN1, "2026-11"),
    file: f::third(f::file_up_to(f::GB, 0), f::SN1, "2026-11"),
    codecs: f::third(f::SNAPCHAT_CODECS, f::SN1, "2026-11"),
    safe_zone: f::SNAPCHAT_ZONE,
    loudness: f::SNAPCHAT_LOUDNESS,
    disclosure: f::DISCLOSURE_LAW,
};

static SNAPCHAT_COMMERCIAL: Placement = Placement {
    id: "snapchat-commercial",
    name: "Snapchat commercial",
    shapes: f::third(f::TALL_1080, "audiencex.com; one page gives a canvas of 1080x2340", "2026-11"),
    length: f::third(f::from_to(3_000, 6_000, None), "audiencex.com; 7 to 180 s when extended", "2026-11"),
    ..SNAPCHAT
};

static LINKEDIN: Placement = Placement {
    id: "linkedin",
    name: "LinkedIn video ad",
    platform: Platform::LinkedIn,
    shapes: f::copy(f::LINKEDIN_SHAPES, f::LI1, "2026-11"),
    length: f::copy(f::from_to(3_000, 1_800_000, None), f::LI1, "2026-11"),
    file: f::copy(f::LINKEDIN_FILE, "linkedin.com/help/lms; older pages say 200 MB", "2026-11"),
    codecs: f::copy(f::LINKEDIN_CODECS, f::LI1, "2026-11"),
    safe_zone: f::ZONE_OURS,
    loudness: f::LOUDNESS_OURS,
    disclosure: f::DISCLOSURE_LAW,
};
