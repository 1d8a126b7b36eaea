//! What probing says of files.
