//! Names of things. Inside a document they are small numbers drawn from its `next_id`; what lives outside
//! one document has a UUIDv7, made where it is stored.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! document_ids {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

document_ids! {
    /// A track of a document.
    TrackId,
    /// A clip on a track.
    ClipId,
    /// A media file that a document uses.
    MediaId,
    /// A line of the script.
    LineId,
    /// Clips that are selected and moved as one.
    GroupId,
    /// A marker on the ruler.
    MarkerId,
}

/// A project in the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ProjectId(pub Uuid);

impl ProjectId {
    /// Reads the usual hyphenated form.
    pub fn parse(text: &str) -> Option<Self> {
        Uuid::parse_str(text.trim()).ok().map(Self)
    }
}

impl std::fmt::Display for ProjectId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
