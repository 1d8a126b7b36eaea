//! What stories told end to end and benchmarks share. See `it/` and `bench/`.

pub mod material;
pub mod quality;
