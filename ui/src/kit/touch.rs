//! What a control says while it is used, so that a drag shows its effect at once and is one edit in the end.

/// What a control says while it is used.
#[derive(Clone, Debug, PartialEq)]
pub enum Touch<T> {
    /// The value under the hand: to be seen, not kept.
    Try(T),
    /// The value that is meant.
    Set(T),
    /// Nothing was meant; all is as before.
    Leave,
}

impl<T> Touch<T> {
    /// The same with the value made into another.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Touch<U> {
        match self {
            Self::Try(value) => Touch::Try(make(value)),
            Self::Set(value) => Touch::Set(make(value)),
            Self::Leave => Touch::Leave,
        }
    }
}
