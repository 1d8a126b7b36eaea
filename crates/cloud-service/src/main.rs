//! `greenroom-cloud`.

fn main() {}
