//! Bytes of a script file as text: UTF-8, UTF-16 with a byte order mark, or Latin-1.

use super::{BYTES_MAX, ScriptError};

/// Reads the bytes of a script file. Without a byte order mark they are UTF-8, or Latin-1 where they are
/// no valid UTF-8. A NUL, or more than one control character in a hundred, means it is not text.
pub fn decode(bytes: &[u8]) -> Result<String, ScriptError> {
    // UTF-16 takes up to twice the bytes of the same text as UTF-8.
    if bytes.len() > 2 * BYTES_MAX + 2 {
        return Err(ScriptError::TooLong);
    }
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => {
            String::from_utf8(rest.to_vec()).map_err(|_| ScriptError::NotText)?
        }
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        },
    };
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    let controls = text.chars().filter(|c| is_control(*c)).count();
    if text.contains('\0') || controls * 100 > text.chars().count() {
        return Err(ScriptError::NotText);
    }
    if text.len() > BYTES_MAX {
        return Err(ScriptError::TooLong);
    }
    Ok(text)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, ScriptError> {
    if !bytes.len().is_multiple_of(2) {
        return Err(ScriptError::NotText);
    }
    let units = bytes.chunks_exact(2).filter_map(|pair| Some(unit([*pair.first()?, *pair.get(1)?])));
    char::decode_utf16(units).collect::<Result<_, _>>().map_err(|_| ScriptError::NotText)
}
