//! Facts about media.
