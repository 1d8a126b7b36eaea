//! Media in: what a file is, its pictures at any moment, its sound at 48 kHz.
