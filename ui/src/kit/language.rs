//! Languages as voices name them.

/// The language of a tag, without its region: "pt" of "pt-BR".
pub fn base(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}
