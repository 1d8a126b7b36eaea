//! Scripts by chat completions, read as they are written.

use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::{Ending, ScriptForm, ScriptOrder, Tokens, Written};
use crate::provider::FaultKind;
use crate::provider::SubmitError;
use crate::provider::json::text;
use crate::provider::wire::{ANSWER_BYTES_MAX, Link};

/// The longest line of a stream, in bytes.
const LINE_BYTES_MAX: usize = 256 << 10;

/// Writes a script.
pub(super) async fn script(
    link: &Link,
    order: &ScriptOrder,
    pieces: &mpsc::Sender<String>,
) -> Result<Written, SubmitError> {
    let request = link.post(&["chat", "completions"]).map(|request| request.json(&body(order)));
    let mut response = link.open(request).await?;
    let mut lines = Lines::default();
    let mut so_far = SoFar::default();
    let broken = || SubmitError::Unknown("the stream broke off".to_owned());
    while let Some(bytes) = response.chunk().await.map_err(|_| broken())? {
        for line in lines.push(&bytes).ok_or_else(broken)? {
            match so_far.hear(&line).ok_or_else(broken)? {
                Heard::Nothing => {}
                Heard::Piece(piece) => {
                    if pieces.send(piece).await.is_err() {
                        return Ok(Written { ending: Ending::Unheard, tokens: so_far.tokens });
                    }
                }
                Heard::Fault(message) => {
                    let fault = link.fault(FaultKind::Broken, &message);
                    return Err(SubmitError::Unknown(fault.message));
                }
                Heard::End => return so_far.ended().ok_or_else(broken),
            }
        }
    }
    // A stream may end without its last line; it is whole where a reason to end was given.
    so_far.ended().ok_or_else(broken)
}

fn body(order: &ScriptOrder) -> Value {
    let mut body = json!({
        "model": order.model,
        "messages": [
            { "role": "developer", "content": order.instructions },
            { "role": "user", "content": order.request },
        ],
        "max_completion_tokens": order.tokens_max,
        "stream": true,
        "stream_options": { "include_usage": true },
    });
    if let (ScriptForm::Json { name, schema }, Some(fields)) = (&order.form, body.as_object_mut()) {
        let schema = json!({ "name": name, "schema": schema, "strict": true });
        fields.insert("response_format".to_owned(), json!({ "type": "json_schema", "json_schema": schema }));
    }
    body
}

/// What one line says.
enum Heard {
    Nothing,
    Piece(String),
    Fault(String),
    End,
}

#[derive(Default)]
struct SoFar {
    ending: Option<Ending>,
    refusal: String,
    tokens: Option<Tokens>,
    bytes: usize,
}

impl SoFar {
    /// Reads a line; none where it is not in the format, or all together is more than any script.
    fn hear(&mut self, line: &str) -> Option<Heard> {
        self.bytes = self.bytes.saturating_add(line.len());
        if self.bytes > ANSWER_BYTES_MAX {
            return None;
        }
        let Some(data) = line.strip_prefix("data:").map(str::trim) else { return Some(Heard::Nothing) };
        if data == "[DONE]" {
            return Some(Heard::End);
        }
        let value: Value = serde_json::from_str(data).ok()?;
        if let Some(message) = text(&value, "/error/message") {
            return Some(Heard::Fault(message.to_owned()));
        }
        let count = |pointer| value.pointer(pointer).and_then(Value::as_u64);
        if let (Some(read), Some(written)) =
            (count("/usage/prompt_tokens"), count("/usage/completion_tokens"))
        {
            self.tokens = Some(Tokens { read, written });
        }
        self.refusal.push_str(text(&value, "/choices/0/delta/refusal").unwrap_or_default());
        match text(&value, "/choices/0/finish_reason") {
            Some("length") => self.ending = Some(Ending::Cut),
            Some("content_filter") => self.ending = Some(Ending::Filtered),
            Some(_) => self.ending = Some(Ending::Whole),
            None => {}
        }
        let piece = text(&value, "/choices/0/delta/content");
        Some(piece.map_or(Heard::Nothing, |piece| Heard::Piece(piece.to_owned())))
    }

    fn ended(&mut self) -> Option<Written> {
        let ending = self.ending.take()?;
        let refusal = std::mem::take(&mut self.refusal);
        let ending = if refusal.is_empty() { ending } else { Ending::Refused(refusal) };
        Some(Written { ending, tokens: self.tokens })
    }
}

/// Lines out of pieces that break anywhere.
#[derive(Default)]
struct Lines {
    rest: Vec<u8>,
}

impl Lines {
    /// The lines that are whole now; none where one is too long or not UTF-8.
    fn push(&mut self, bytes: &[u8]) -> Option<Vec<String>> {
        let mut lines = Vec::new();
        for byte in bytes {
            if *byte == b'\n' {
                let line = String::from_utf8(std::mem::take(&mut self.rest)).ok()?;
                lines.push(line.trim_end_matches('\r').to_owned());
            } else if self.rest.len() < LINE_BYTES_MAX {
                self.rest.push(*byte);
            } else {
                return None;
            }
        }
        Some(lines)
    }
}
