//! Stories told end to end. See `it/`.
