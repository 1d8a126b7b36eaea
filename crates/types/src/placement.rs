//! Placements: where an ad runs and what it must satisfy there, as data with source and date.
//! The numbers change without notice, so each says where it comes from and how far it can be trusted.

pub mod catalogue;
pub mod check;

use serde::Serialize;

use crate::geometry::{Area, Aspect, Size};
use crate::preset::{Container, Loudness};

/// A place where an ad runs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Placement {
    /// Its name in commands: `tiktok-in-feed`.
    pub id: &'static str,
    /// Its name on screens.
    pub name: &'static str,
    /// Whose it is.
    pub platform: Platform,
    /// Shapes it takes, the recommended one first.
    pub shapes: Fact<&'static [Shape]>,
    /// How long an ad may be.
    pub length: Fact<LengthLimit>,
    /// How large a file may be.
    pub file: Fact<FileLimit>,
    /// What the file must be made of.
    pub codecs: Fact<CodecRule>,
    /// What the platform draws over the picture, on a full-screen upright canvas.
    pub safe_zone: Fact<Margins>,
    /// How loud it should be.
    pub loudness: Fact<Loudness>,
    /// What must be said about synthetic people and voices.
    pub disclosure: Fact<&'static str>,
}

/// Who runs the placement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Platform {
    /// TikTok, its ad network and CapCut.
    TikTok,
    /// Facebook and Instagram.
    Meta,
    /// YouTube through Google Ads.
    YouTube,
    /// Snapchat.
    Snapchat,
    /// LinkedIn.
    LinkedIn,
}

/// Something a page says.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Fact<T> {
    /// What it says.
    pub value: T,
    /// Which page, and what else it says that matters.
    pub source: &'static str,
    /// Year and month of the page, or of reading it where it bears no date.
    pub dated: &'static str,
    /// How far it can be trusted.
    pub status: Status,
}

/// How far a fact can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// The platform's own page.
    Official,
    /// An archived copy of the platform's own page, possibly not the newest.
    Copy,
    /// Somebody else's page.
    Third,
    /// Sources disagree; the stricter value is taken.
    Conflict,
    /// No source was found; the value is a cautious default of Greenroom's own.
    Unverified,
}

/// A shape of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Shape {
    /// Width to height.
    pub aspect: Aspect,
    /// The size that is recommended.
    pub recommended: Size,
    /// The smallest size that is taken.
    pub minimum: Size,
}

/// How long an ad may be, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LengthLimit {
    /// The shortest that is taken.
    pub minimum_ms: u32,
    /// The longest that is taken; `None` when the page sets no limit.
    pub maximum_ms: Option<u32>,
    /// From and to, where a length is advised.
    pub advised_ms: Option<(u32, u32)>,
}

/// How large a file may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct FileLimit {
    /// The fewest bytes, 0 when the page sets no limit.
    pub minimum_bytes: u64,
    /// The most bytes; `None` when the page sets no limit.
    pub maximum_bytes: Option<u64>,
    /// The fewest kbit/s of the whole file, 0 when the page sets no limit.
    pub minimum_kbit_per_second: u32,
}

/// What the file must be made of.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CodecRule {
    /// Containers that are taken, out of those Greenroom writes.
    pub containers: &'static [Container],
    /// The rate that frames must stay below, when there is one.
    pub below_frames_per_second: Option<u32>,
    /// What else is asked, in plain words.
    pub wording: &'static str,
}

/// Bands along the edges that the platform covers, as fractions of the picture's height and width.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Margins {
    /// Of the height, from the top.
    pub top: f32,
    /// Of the height, from the bottom.
    pub bottom: f32,
    /// Of the width, from the left.
    pub left: f32,
    /// Of the width, from the right.
    pub right: f32,
}

impl Margins {
    /// What is left uncovered.
    pub fn area(self) -> Area {
        Area { left: self.left, top: self.top, right: 1.0 - self.right, bottom: 1.0 - self.bottom }
    }
}

/// The placement with that id.
pub fn find(id: &str) -> Option<&'static Placement> {
    catalogue::ALL.iter().copied().find(|placement| placement.id == id)
}

/// Where text may stand on the placement: clear of everything the platform draws over the picture.
pub fn safe_area(placement: &Placement) -> Area {
    placement.safe_zone.value.area()
}

/// Where text may stand on every one of those placements at once, as one master that serves many needs it;
/// the whole picture when none is given.
pub fn shared_safe_area<'a>(placements: impl IntoIterator<Item = &'a Placement>) -> Area {
    placements.into_iter().map(safe_area).fold(Area::FULL, |shared, area| Area {
        left: shared.left.max(area.left),
        top: shared.top.max(area.top),
        right: shared.right.min(area.right),
        bottom: shared.bottom.min(area.bottom),
    })
}
