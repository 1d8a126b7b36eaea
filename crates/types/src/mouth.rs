//! Mouth shapes and when they are made.
