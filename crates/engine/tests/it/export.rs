//! Facts about export.
