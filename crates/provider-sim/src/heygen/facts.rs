//! What HeyGen allows, as facts.

/// Shapes of a video, with their sides.
pub const ASPECTS: &[(&str, (u32, u32))] = &[
    ("16:9", (16, 9)),
    ("9:16", (9, 16)),
    ("4:5", (4, 5)),
    ("5:4", (5, 4)),
    ("1:1", (1, 1)),
    ("auto", (9, 16)),
];
/// Resolutions, with the pixels of the short side.
pub const RESOLUTIONS: &[(&str, u32)] = &[("4k", 2160), ("1080p", 1080), ("720p", 720)];
/// Engines.
pub const ENGINES: &[&str] = &["avatar_iv", "avatar_v", "avatar_iii"];
/// The longest script, in characters.
pub const SCRIPT_MAX: usize = 5_000;
/// The largest upload, in bytes.
pub const UPLOAD_BYTES_MAX: usize = 32 << 20;

/// Fields of a video of a look.
pub const AVATAR_FIELDS: &[&str] = &[
    "type",
    "avatar_id",
    "script",
    "voice_id",
    "audio_url",
    "audio_asset_id",
    "aspect_ratio",
    "resolution",
    "engine",
    "expressiveness",
    "motion_prompt",
    "fit",
    "remove_background",
    "background",
    "caption",
    "output_format",
    "voice_settings",
    "title",
    "callback_url",
    "callback_id",
    "watermark",
    "folder_id",
];
/// Fields of a video of a picture.
pub const IMAGE_FIELDS: &[&str] = &[
    "type",
    "image",
    "script",
    "voice_id",
    "audio_url",
    "audio_asset_id",
    "aspect_ratio",
    "resolution",
    "engine",
    "expressiveness",
    "motion_prompt",
    "fit",
    "remove_background",
    "background",
    "caption",
    "output_format",
    "voice_settings",
    "title",
    "callback_url",
    "callback_id",
    "watermark",
    "folder_id",
];
/// Fields of a cinematic video.
pub const CINEMATIC_FIELDS: &[&str] = &[
    "type",
    "avatar_id",
    "prompt",
    "duration",
    "auto_duration",
    "references",
    "aspect_ratio",
    "resolution",
    "enhance_prompt",
    "title",
    "callback_url",
    "callback_id",
    "folder_id",
];
/// Fields of a lipsync.
pub const LIPSYNC_FIELDS: &[&str] = &[
    "video",
    "audio",
    "mode",
    "title",
    "callback_url",
    "callback_id",
    "enable_caption",
    "enable_dynamic_duration",
    "disable_music_track",
    "enable_speech_enhancement",
    "enable_watermark",
    "start_time",
    "end_time",
    "fps_mode",
    "keep_the_same_format",
    "folder_id",
];

/// Thousandths of a dollar for a second of an avatar, by engine and whether it is 4k.
pub fn price_thousandths(engine: &str, four_k: Resolution) -> i64 {
    match (engine, four_k) {
        ("avatar_iii", _) => 17,
        (_, Resolution::FourK) => 83,
        (_, Resolution::Usual) => 67,
    }
}

/// Whether a video is priced as 4k.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// 720p or 1080p.
    Usual,
    /// 4k.
    FourK,
}
