//! Facts about sound.
