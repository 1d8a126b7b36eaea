//! Files that are no good are refused in plain words, soon, and nothing else happens.
