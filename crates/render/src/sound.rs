//! Mixes sound, makes music beds and measures loudness.
