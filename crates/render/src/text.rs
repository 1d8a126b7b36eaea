//! Titles and captions as pictures.
