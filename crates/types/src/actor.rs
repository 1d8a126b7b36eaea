//! The catalogue of drawn actors and what can be filtered.
