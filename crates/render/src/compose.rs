//! Lays pictures over each other: scale, crop, turn, blend and the transitions.
