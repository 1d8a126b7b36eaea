//! Names of tasks, requests and deliveries: nobody can guess the next one.

/// Letters and digits of both cases, as ElevenLabs uses them.
pub const BASE62: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
/// Small letters and digits.
pub const BASE36: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";
/// Hexadecimal digits.
pub const HEX: &[u8] = b"0123456789abcdef";

/// `length` random characters of `alphabet`.
pub fn random(length: usize, alphabet: &[u8]) -> String {
    let mut bytes = vec![0; length];
    // Without randomness from the system the address of the buffer would be a poor name; the clock is a better one.
    if getrandom::fill(&mut bytes).is_err() {
        let now = crate::clock::now_ms().to_le_bytes();
        bytes.iter_mut().zip(now.iter().cycle()).for_each(|(byte, from)| *byte = *from);
    }
    spelled(&bytes, alphabet)
}

/// Bytes spelled in an alphabet, a character each: the same bytes, the same name.
pub fn spelled(bytes: &[u8], alphabet: &[u8]) -> String {
    let letter = |byte: &u8| {
        alphabet.get(usize::from(*byte) % alphabet.len().max(1)).map(|letter| char::from(*letter))
    };
    bytes.iter().filter_map(letter).collect()
}

/// A random UUID, version 4.
pub fn uuid() -> String {
    let hex = random(32, HEX);
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("{}-{}-4{}-a{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
}
