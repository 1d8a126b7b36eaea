//! The rules of `cargo xtask tidy`, on this workspace and on trees that break them.

mod tidy;
