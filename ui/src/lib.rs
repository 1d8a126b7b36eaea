//! What the page decides without a page: where an edge snaps, how far a clip can be trimmed, which edit a gesture makes.
//! It knows documents and numbers, so its tests run anywhere.

pub mod cut;
