//! Checks that the bodies of several providers share: known fields, strings of a list, numbers in a range.

use serde_json::{Map, Value};

use crate::answer::Trouble;

/// The fields of an object, none of them unknown.
///
/// # Errors
/// For a value that is no object, and for a field that is not among `known`.
pub fn fields<'a>(value: &'a Value, at: &str, known: &[&str]) -> Result<&'a Map<String, Value>, Trouble> {
    let fields = value.as_object().ok_or_else(|| Trouble::invalid(at, "Expected object"))?;
    match fields.keys().find(|name| !known.contains(&name.as_str())) {
        Some(unknown) => Err(Trouble::invalid(joined(at, unknown), format!("Unrecognized key: {unknown}"))),
        None => Ok(fields),
    }
}

/// Where a field is.
pub fn joined(at: &str, name: &str) -> String {
    if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") }
}

/// The text of a field, if it is there and not null.
///
/// # Errors
/// When it is no text.
pub fn text<'a>(fields: &'a Map<String, Value>, name: &str) -> Result<Option<&'a str>, Trouble> {
    match fields.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(Trouble::invalid(name, "Expected string")),
    }
}

/// The text of a field that must be there, and not be empty.
///
/// # Errors
/// When it is missing, empty, or no text.
pub fn needed_text<'a>(fields: &'a Map<String, Value>, name: &str) -> Result<&'a str, Trouble> {
    text(fields, name)?
        .filter(|text| !text.trim().is_empty())
        .ok_or_else(|| Trouble::invalid(name, "Required"))
}

/// The text of a field that is one of a list; `usual` when it is not there.
///
/// # Errors
/// When it is none of them.
pub fn one_of<'a>(
    fields: &'a Map<String, Value>,
    name: &str,
    known: &[&str],
    usual: &'a str,
) -> Result<&'a str, Trouble> {
    let value = text(fields, name)?.unwrap_or(usual);
    if known.contains(&value) || value == usual {
        Ok(value)
    } else {
        Err(Trouble::invalid(name, format!("Expected one of {}, received {value}", known.join(", "))))
    }
}

/// The truth of a field; `usual` when it is not there.
///
/// # Errors
/// When it is neither true nor false.
pub fn truth(fields: &Map<String, Value>, name: &str, usual: Switch) -> Result<Switch, Trouble> {
    match fields.get(name) {
        None | Some(Value::Null) => Ok(usual),
        Some(Value::Bool(true)) => Ok(Switch::On),
        Some(Value::Bool(false)) => Ok(Switch::Off),
        Some(_) => Err(Trouble::invalid(name, "Expected boolean")),
    }
}

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// On.
    On,
    /// Off.
    Off,
}

/// The number of a field, if it is there.
///
/// # Errors
/// When it is no number from `low` to `high`.
pub fn number(
    fields: &Map<String, Value>,
    name: &str,
    (low, high): (f64, f64),
) -> Result<Option<f64>, Trouble> {
    match fields.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => match value.as_f64().filter(|number| (low..=high).contains(number)) {
            Some(number) => Ok(Some(number)),
            None => Err(Trouble::invalid(name, format!("Expected number from {low} to {high}"))),
        },
    }
}
