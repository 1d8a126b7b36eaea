//! Requests about the brand kit.

use serde::{Deserialize, Serialize};

use super::calls;
use super::edit::Made;
use crate::brand::BrandKit;
use crate::id::ProjectId;

/// The brand kit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetBrand {}

/// Keeps the brand kit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SetBrand {
    /// The kit.
    pub brand: BrandKit,
}

/// Makes a project look like the brand's: titles, captions, logo and end card, as one edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplyBrand {
    /// Which project.
    pub id: ProjectId,
}

calls! {
    GetBrand => "get_brand" -> BrandKit;
    SetBrand => "set_brand" -> ();
    ApplyBrand => "apply_brand" -> Made;
}
