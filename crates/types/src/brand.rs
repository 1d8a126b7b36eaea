//! The brand kit: logo, colours, fonts and end card of the one whose ads these are.

mod apply;
mod card;
mod dress;
mod logo;

use serde::{Deserialize, Serialize};

use crate::geometry::{Color, Size};
use crate::media::{MediaIdentity, MediaInfo};

/// What makes an ad look like the brand's. Empty texts mean: not set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct BrandKit {
    /// The brand's name, as the end card has it.
    pub name: String,
    /// Where the picture of the logo lies.
    pub logo: Option<String>,
    /// Behind the call to action and on highlighted words.
    pub primary: Color,
    /// Letters on the primary colour.
    pub on_primary: Color,
    /// Behind the end card.
    pub background: Color,
    /// Letters of titles and captions.
    pub text: Color,
    /// Family name of the font of titles; empty leaves each as it is.
    pub title_font: String,
    /// Family name of the font of captions; empty leaves each as it is.
    pub caption_font: String,
    /// The call to action of the end card.
    pub call_to_action: String,
    /// Under the call to action: an address, a handle.
    pub address: String,
    /// Where the logo stands while the ad runs; none means on the end card only.
    pub logo_corner: Option<Corner>,
}

impl Default for BrandKit {
    fn default() -> Self {
        Self {
            name: String::new(),
            logo: None,
            primary: Color::rgb(255, 214, 10),
            on_primary: Color::BLACK,
            background: Color::rgb(17, 18, 24),
            text: Color::WHITE,
            title_font: String::new(),
            caption_font: String::new(),
            call_to_action: String::new(),
            address: String::new(),
            logo_corner: Some(Corner::TopRight),
        }
    }
}

/// The file of a logo: one that has a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct LogoFile {
    path: String,
    identity: MediaIdentity,
    info: MediaInfo,
    size: Size,
}

impl LogoFile {
    /// A probed file as a logo; none where it is not a still picture.
    pub fn new(path: String, identity: MediaIdentity, info: MediaInfo) -> Option<Self> {
        let size = info.video.as_ref().filter(|_| info.is_still())?.size;
        Some(Self { path, identity, info, size })
    }
}

/// A corner of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Corner {
    /// Top left.
    TopLeft,
    /// Top right.
    TopRight,
    /// Bottom left.
    BottomLeft,
    /// Bottom right.
    BottomRight,
}

impl Corner {
    /// Every corner.
    pub const ALL: [Self; 4] = [Self::TopLeft, Self::TopRight, Self::BottomLeft, Self::BottomRight];
}
