//! Words on the picture: titles and captions with their styles.
