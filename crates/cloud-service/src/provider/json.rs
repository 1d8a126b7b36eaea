//! Reading JSON of others by pointers, where anything may be anything.

use serde_json::Value;

/// A text that is not empty.
pub(crate) fn text<'a>(value: &'a Value, pointer: &str) -> Option<&'a str> {
    value.pointer(pointer)?.as_str().filter(|text| !text.is_empty())
}

/// A list; empty where there is none.
pub(crate) fn list<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value.pointer(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Seconds as milliseconds, no less than 0.
pub(crate) fn milliseconds(value: &Value) -> Option<u32> {
    let milliseconds = value.as_f64()? * 1000.0;
    // The cast is of a number that is in range.
    milliseconds.is_finite().then(|| milliseconds.round().clamp(0.0, f64::from(u32::MAX)) as u32)
}
