//! Facts about compose.
