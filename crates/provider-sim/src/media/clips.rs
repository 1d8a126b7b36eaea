//! Documents that results are exported from: clips laid on tracks, the mark "sandbox" over all of them, one preset.

use std::path::Path;
use std::sync::Arc;

use engine::error::EngineError;
use engine::export::Metadata;
use engine::session::export::Order;
use types::document::clip::{Clip, Source};
use types::document::track::Kind;
use types::document::{Canvas, Document};
use types::edit::Edit;
use types::geometry::{Aspect, Color, Size};
use types::id::{MediaId, TrackId};
use types::media::MediaInfo;
use types::preset::{
    AudioCodec, Container, EditLists, FrameRateRule, H264, Preset, SizeRule, Speed, VideoCodec, VideoRate,
};
use types::text::style::Align;
use types::text::{Inside, Position, Title};
use types::time::FrameRate;

use crate::job::{Failure, Reason};
use crate::media::{Workshop, broken};

/// Small MP4 that is quickly made, as large as the canvas.
static RESULT: Preset = Preset {
    id: "sandbox",
    name: "Sandbox",
    summary: "MP4 as providers answer with.",
    container: Container::Mp4,
    video: VideoCodec::H264(H264 {
        rate: VideoRate::Quality(26),
        speed: Speed::SuperFast,
        keyframe_seconds: 1.0,
        b_frames: None,
    }),
    audio: AudioCodec::Aac(128),
    size: SizeRule::Canvas,
    frame_rate: FrameRateRule::Document,
    loudness: None,
    edit_lists: EditLists::Allowed,
};

/// A document under construction.
pub struct Clips {
    document: Document,
}

impl Clips {
    /// An empty document of that size (both sides even) and rate.
    pub fn new(size: Size, frame_rate: FrameRate) -> Result<Self, Failure> {
        let mut document = Document::new(Aspect::Square, frame_rate);
        let canvas = Canvas { size, frame_rate, background: Color::BLACK };
        document.apply(&Edit::SetCanvas { canvas }).map_err(broken)?;
        Ok(Self { document })
    }

    /// Makes a file known.
    pub fn media(&mut self, workshop: &Workshop, path: &Path) -> Result<(MediaId, MediaInfo), Failure> {
        let (info, identity) = workshop.engine.probe(path).map_err(no_media)?;
        let id = MediaId(self.document.next_id);
        let path = path.to_string_lossy().into_owned();
        let edit = Edit::AddMedia { path, identity, info: Box::new(info.clone()) };
        self.document.apply(&edit).map_err(broken)?;
        Ok((id, info))
    }

    /// Puts a clip on the first track of that kind.
    pub fn place(&mut self, kind: Kind, at: i64, clip: Clip) -> Result<(), Failure> {
        let track = self.document.first_track(kind).map_or(TrackId(0), |track| track.id);
        self.document.apply(&Edit::Overwrite { track, at, clip: Box::new(clip) }).map_err(broken)?;
        Ok(())
    }

    /// Writes the mark, and `words` under it, over so many frames.
    pub fn mark(&mut self, words: &str, frames: i64) -> Result<(), Failure> {
        let first: Vec<&str> = words.split_whitespace().take(6).collect();
        let text =
            if first.is_empty() { "sandbox".to_owned() } else { format!("sandbox\n{}", first.join(" ")) };
        let mut title = Title::new(text);
        title.style.size = 0.035;
        title.style.align = Align::Start;
        title.style.color = Color::WHITE.with_alpha(200);
        title.position = Position { x: 0.04, y: 0.03, inside: Inside::Canvas };
        self.place(Kind::Overlay, 0, Clip::new(frames, Source::Title(title)))
    }

    /// Exports the document to `path` and says how many seconds it plays.
    ///
    /// # Errors
    /// When media or encoders fail or the disk does not take it.
    pub fn export(self, workshop: &Workshop, path: &Path) -> Result<f64, Failure> {
        let metadata = Metadata {
            title: "sandbox".into(),
            comment: "Made by the sandbox; no provider was asked.".into(),
            disclosure: None,
        };
        let order =
            Order { document: Arc::new(self.document), preset: &RESULT, path: path.to_owned(), metadata };
        let made = workshop.engine.export(&order, &|_| {}, workshop.cancel()).map_err(broken)?;
        made.warnings.iter().for_each(|warning| tracing::info!(warning, "an export"));
        Ok(made.seconds)
    }
}

/// A file that cannot be read is the customer's fault, everything else is ours.
pub fn no_media(error: EngineError) -> Failure {
    let reason = match error {
        EngineError::Missing { .. } | EngineError::DiskFull { .. } | EngineError::Io { .. } => Reason::Broken,
        _ => Reason::NoMedia,
    };
    Failure::new(reason, format!("the file is not media that can be used: {}", plain(&error)))
}

/// The sentence without the path of our own copy.
fn plain(error: &EngineError) -> String {
    let text = error.to_string();
    match text.split_once(": ") {
        Some((_, reason)) => reason.to_owned(),
        None => "it has no picture or sound that can be read".to_owned(),
    }
}

/// The size with that shape and short side; both sides even.
pub fn size_of((width, height): (u32, u32), short_side: u32) -> Size {
    let (width, height) = (width.max(1), height.max(1));
    let short = f64::from(width.min(height));
    let even = |side: u32| {
        ((f64::from(side) / short * f64::from(short_side) / 2.0).round() as u32 * 2).clamp(16, 8_192)
    };
    Size::new(even(width), even(height))
}
