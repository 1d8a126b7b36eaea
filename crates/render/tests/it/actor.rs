//! Facts about actor.
