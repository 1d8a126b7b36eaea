//! Time-based one-time passwords (RFC 6238): six digits, thirty seconds, HMAC-SHA1, as every authenticator has them.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::hmac;

use crate::moment::Moment;

/// Seconds a code holds.
const STEP: i64 = 30;
/// Codes have six digits.
const RANGE: u32 = 1_000_000;
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The step that `code` belongs to, where it is one of this moment's or a neighbour's and comes after `last`, the step
/// that was used before: a code is good once.
pub fn check(secret: &[u8], code: &str, now: Moment, last: Option<i64>) -> Option<i64> {
    let current = now.unix_seconds().div_euclid(STEP);
    let fits =
        |step: &i64| verify_slices_are_equal(code_of(secret, *step).as_bytes(), code.as_bytes()).is_ok();
    [current, current - 1, current + 1]
        .into_iter()
        .filter(|step| last.is_none_or(|last| *step > last))
        .find(fits)
}

/// The code of a moment.
pub fn code(secret: &[u8], now: Moment) -> String {
    code_of(secret, now.unix_seconds().div_euclid(STEP))
}

fn code_of(secret: &[u8], step: i64) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let tag = tag.as_ref();
    let offset = usize::from(tag.last().copied().unwrap_or_default() & 15);
    let part = tag.get(offset..).and_then(|rest| rest.first_chunk::<4>()).copied().unwrap_or_default();
    format!("{:06}", (u32::from_be_bytes(part) & 0x7fff_ffff) % RANGE)
}

/// Bytes in base 32 (RFC 4648, without padding): how authenticators are told a secret.
pub fn base32(bytes: &[u8]) -> String {
    let mut text = String::new();
    for group in bytes.chunks(5) {
        let mut padded = [0_u8; 8];
        for (to, from) in padded.iter_mut().skip(3).zip(group) {
            *to = *from;
        }
        let bits = u64::from_be_bytes(padded);
        for position in 0..(group.len() * 8).div_ceil(5) {
            let index = (bits >> (35 - 5 * position)) & 31;
            let letter = usize::try_from(index).ok().and_then(|index| ALPHABET.get(index));
            text.push(char::from(letter.copied().unwrap_or(b'A')));
        }
    }
    text
}

/// The address that an authenticator reads from a picture.
pub fn address(secret: &[u8], account: &str) -> String {
    let account: String = account.bytes().map(escaped).collect();
    format!("otpauth://totp/Greenroom:{account}?secret={}&issuer=Greenroom", base32(secret))
}

fn escaped(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}
