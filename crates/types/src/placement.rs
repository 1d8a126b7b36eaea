//! Placements: where an ad runs and what it must satisfy there, as data with source and date.
