//! Facts about text.
