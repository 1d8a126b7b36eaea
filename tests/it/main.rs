//! Stories told end to end, through the studio and the command line.
