//! Voices, their settings, and when words and phonemes are spoken.
