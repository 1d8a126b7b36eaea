//! Several of several values, chosen one by one.

/// Takes a value out that is chosen, or chooses it.
pub fn toggle<T: PartialEq>(chosen: &mut Vec<T>, value: T) {
    match chosen.iter().position(|known| *known == value) {
        Some(at) => drop(chosen.remove(at)),
        None => chosen.push(value),
    }
}
