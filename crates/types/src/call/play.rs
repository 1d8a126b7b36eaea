//! Requests about the playhead. Frames themselves come as `types::frame` describes, not as JSON.

use serde::{Deserialize, Serialize};

use super::calls;
use crate::edit::Edit;
use crate::geometry::Size;
use crate::id::{ClipId, ProjectId};

/// The name under which a [`FrameOf`] is asked for. Its reply is raw bytes.
pub const FRAME: &str = "frame";
/// The name under which an [`ActorPicture`] is asked for. Its reply is raw bytes.
pub const ACTOR_PICTURE: &str = "actor_picture";

/// Asks for a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameOf {
    /// Of which project.
    pub id: ProjectId,
    /// Which one, counted from 0; none means the one at which playback is.
    pub frame: Option<i64>,
    /// Pixels across and down.
    pub size: Size,
    /// Whether the playhead stands still, so that the frame is drawn as an export has it.
    pub exact: bool,
}

/// The name under which a [`TrialFrame`] is asked for. Its reply is raw bytes.
pub const TRIAL_FRAME: &str = "trial_frame";

/// Asks for a frame as it would be after an edit that is not made: what a control shows while it is dragged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrialFrame {
    /// Which frame.
    pub of: FrameOf,
    /// The edit.
    pub edit: Edit,
}

/// Asks for the picture of a drawn actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorPicture {
    /// Who.
    pub actor: String,
    /// Pixels across and down, at most 1080 each.
    pub size: Size,
}

/// The name under which [`ClipPeaks`] are asked for. Its reply is raw bytes.
pub const CLIP_PEAKS: &str = "clip_peaks";
/// The name under which a [`ClipPicture`] is asked for. Its reply is raw bytes.
pub const CLIP_PICTURE: &str = "clip_picture";

/// Asks how loud a clip is over its length, for a waveform. The reply is one byte for each stretch of time from the
/// clip's start to its end: the highest sample in it, 255 for full scale, before the clip's gain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ClipPeaks {
    /// Of which project.
    pub id: ProjectId,
    /// Which clip, on a sound track.
    pub clip: ClipId,
    /// Stretches in a second, from 1 to 400.
    pub per_second: u32,
}

/// Asks for one picture of a clip by itself, for a filmstrip: without what lies over and under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClipPicture {
    /// Of which project.
    pub id: ProjectId,
    /// Which clip, on a picture track.
    pub clip: ClipId,
    /// Frames from the clip's start.
    pub at: i64,
    /// Pixels across and down, at most 640 each.
    pub size: Size,
}

/// Begins to play.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Play {
    /// Which project.
    pub id: ProjectId,
    /// From which frame.
    pub from: i64,
    /// How fast, from -8 to 8; below 0 backwards. Sound is heard at 1 only.
    pub speed: i32,
    /// The frames from which to which it plays over and over; none means once to the end.
    #[serde(default)]
    pub around: Option<(i64, i64)>,
}

/// Stops playing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {}

/// Where the playhead is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaybackNow {}

/// Where the playhead is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Playback {
    /// The frame that is seen and heard.
    pub frame: i64,
    /// Whether it moves.
    pub playing: bool,
    /// Whether there is a sound device.
    pub audible: bool,
}

calls! {
    Play => "play" -> Playback;
    Pause => "pause" -> Playback;
    PlaybackNow => "playback" -> Playback;
}
