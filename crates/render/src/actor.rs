//! Draws the draft actors.
