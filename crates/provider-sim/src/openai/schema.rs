//! An instance of a JSON schema, as structured output gives one: every field there, every value allowed.

use serde_json::{Map, Value, json};

use super::prose::Writer;
use crate::answer::Trouble;

/// How deep a schema may be nested.
const DEPTH_MAX: usize = 12;
/// The most items of a list that are made.
const ITEMS_MAX: u64 = 200;

/// Makes an instance of `schema`.
///
/// # Errors
/// When the schema is not one that structured output takes.
pub fn instance(schema: &Value, writer: &Writer) -> Result<Value, Trouble> {
    Maker { root: schema, writer }.make(schema, "", (0, 0))
}

/// Checks what strict output asks of a schema: every object lists all its fields as required and allows no others.
///
/// # Errors
/// When it does not.
pub fn check_strict(schema: &Value) -> Result<(), Trouble> {
    let mut waiting = vec![(schema, 0)];
    while let Some((part, depth)) = waiting.pop() {
        if depth > DEPTH_MAX {
            return Err(bad("it is nested too deeply"));
        }
        match part {
            Value::Array(parts) => waiting.extend(parts.iter().map(|part| (part, depth + 1))),
            Value::Object(fields) => {
                if let Some(properties) = fields.get("properties").and_then(Value::as_object) {
                    check_object(fields, properties)?;
                }
                waiting.extend(fields.values().map(|part| (part, depth + 1)));
            }
            _ => {}
        }
    }
    Ok(())
}

fn check_object(fields: &Map<String, Value>, properties: &Map<String, Value>) -> Result<(), Trouble> {
    if fields.get("additionalProperties") != Some(&Value::Bool(false)) {
        return Err(bad("'additionalProperties' is required to be supplied and to be false"));
    }
    let required: Vec<&str> = fields
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    match properties.keys().find(|name| !required.contains(&name.as_str())) {
        Some(name) => {
            let why = format!(
                "'required' is required to be supplied and to be an array including every key; missing '{name}'"
            );
            Err(bad(&why))
        }
        None => Ok(()),
    }
}

fn bad(why: &str) -> Trouble {
    let message = format!("Invalid schema for response_format: {why}");
    Trouble::invalid("response_format#invalid_json_schema", message)
}

struct Maker<'a> {
    root: &'a Value,
    writer: &'a Writer,
}

impl Maker<'_> {
    /// A value for a schema: `name` is the field it is for, `index` its place in a list, `depth` how deep it lies.
    fn make(&self, schema: &Value, name: &str, (index, depth): (usize, usize)) -> Result<Value, Trouble> {
        if depth > DEPTH_MAX {
            return Err(bad("it is nested too deeply"));
        }
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            let target = reference.strip_prefix('#').and_then(|path| self.root.pointer(path));
            let target = target.ok_or_else(|| bad("a $ref points nowhere"))?;
            return self.make(target, name, (index, depth + 1));
        }
        if let Some(only) = schema.get("const") {
            return Ok(only.clone());
        }
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            let chosen = (usize::from(self.writer.number(depth)) + index) % values.len().max(1);
            return values.get(chosen).cloned().ok_or_else(|| bad("an enum is empty"));
        }
        if let Some(choices) = schema.get("anyOf").or_else(|| schema.get("oneOf")).and_then(Value::as_array) {
            let filled =
                choices.iter().find(|choice| choice.get("type").and_then(Value::as_str) != Some("null"));
            let choice = filled.or(choices.first()).ok_or_else(|| bad("an anyOf is empty"))?;
            return self.make(choice, name, (index, depth + 1));
        }
        match kind(schema) {
            "object" => self.object(schema, (index, depth)),
            "array" => self.list(schema, name, depth),
            "string" => Ok(Value::String(self.text(schema, name, index))),
            "integer" => Ok(json!(self.number(schema, depth, 1.0) as i64)),
            "number" => Ok(json!(self.number(schema, depth, 0.5))),
            "boolean" => Ok(json!(self.writer.number(depth).is_multiple_of(2))),
            "null" => Ok(Value::Null),
            other => Err(bad(&format!("'{other}' is not a type"))),
        }
    }

    fn object(&self, schema: &Value, (index, depth): (usize, usize)) -> Result<Value, Trouble> {
        let mut made = Map::new();
        for (name, part) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            made.insert(name.clone(), self.make(part, name, (index, depth + 1))?);
        }
        Ok(Value::Object(made))
    }

    fn list(&self, schema: &Value, name: &str, depth: usize) -> Result<Value, Trouble> {
        let bound = |word: &str| schema.get(word).and_then(Value::as_u64);
        let least = bound("minItems").unwrap_or(3).min(ITEMS_MAX);
        let count = least.max(1).min(bound("maxItems").unwrap_or(ITEMS_MAX));
        let item = schema.get("items").ok_or_else(|| bad("an array has no items"))?;
        let items: Result<Vec<Value>, Trouble> = (0..usize::try_from(count).unwrap_or(0))
            .map(|index| self.make(item, name, (index, depth + 1)))
            .collect();
        items.map(Value::Array)
    }

    fn text(&self, schema: &Value, name: &str, index: usize) -> String {
        match schema.get("format").and_then(Value::as_str) {
            Some("date") => return "2026-11-25".into(),
            Some("date-time") => return "2026-11-25T10:00:00Z".into(),
            Some("time") => return "10:00:00Z".into(),
            Some("duration") => return "PT8S".into(),
            Some("email") => return "hello@example.test".into(),
            Some("uuid") => return "00000000-0000-4000-a000-000000000000".into(),
            Some("hostname") => return "example.test".into(),
            _ => {}
        }
        let bound = |word: &str| {
            schema.get(word).and_then(Value::as_u64).and_then(|count| usize::try_from(count).ok())
        };
        let mut text = self.writer.line(name, index);
        let least = bound("minLength").unwrap_or(0).min(10_000);
        while text.chars().count() < least {
            text = format!("{text} {}", self.writer.line("body", text.len()));
        }
        match bound("maxLength") {
            Some(most) => text.chars().take(most).collect(),
            None => text,
        }
    }

    fn number(&self, schema: &Value, depth: usize, step: f64) -> f64 {
        let bound = |word: &str| schema.get(word).and_then(Value::as_f64);
        let low = bound("minimum").or(bound("exclusiveMinimum").map(|low| low + step));
        let high = bound("maximum").or(bound("exclusiveMaximum").map(|high| high - step));
        let step = bound("multipleOf").filter(|step| *step > 0.0).unwrap_or(step);
        let wanted = f64::from(self.writer.number(depth) % 10);
        let wanted = low.map_or(wanted, |low| wanted.max(low));
        let wanted = high.map_or(wanted, |high| wanted.min(high));
        let up = (wanted / step).ceil() * step;
        if high.is_some_and(|high| up > high) { (wanted / step).floor() * step } else { up }
    }
}

/// The type of a schema; of several the first that is not null.
fn kind(schema: &Value) -> &str {
    match schema.get("type") {
        Some(Value::String(kind)) => kind,
        Some(Value::Array(kinds)) => {
            kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null").unwrap_or("null")
        }
        _ if schema.get("properties").is_some() => "object",
        _ => "string",
    }
}
