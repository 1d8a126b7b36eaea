//! Faults written into a request's own text: `[[sim:name]]` or `[[sim:name=value]]`.

use super::Fault;

const OPENING: &str = "[[sim:";
const CLOSING: &str = "]]";
/// The longest mark, in bytes.
const MARK_BYTES_MAX: usize = 80;

/// The faults of a text, in order. What is not the name of one is left alone.
pub fn read(text: &str) -> Vec<Fault> {
    marks(text).filter_map(|(_, inside)| fault(inside)).collect()
}

/// The text as it is spoken and shown: without marks.
pub fn without_marks(text: &str) -> String {
    let plain = marks(text).fold(text.to_owned(), |plain, (mark, _)| plain.replace(mark, ""));
    if plain == text { plain } else { plain.split_whitespace().collect::<Vec<_>>().join(" ") }
}

/// Each mark, whole and what is inside.
fn marks(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.match_indices(OPENING).filter_map(|(start, _)| {
        let rest = text.get(start..)?;
        // A mark is short; a text full of openings must not be searched to its end for each.
        let near = rest.get(..rest.floor_char_boundary(MARK_BYTES_MAX))?;
        let end = near.find(CLOSING)?;
        Some((rest.get(..end + CLOSING.len())?, rest.get(OPENING.len()..end)?))
    })
}

fn fault(inside: &str) -> Option<Fault> {
    let (name, value) = inside.split_once('=').unwrap_or((inside, ""));
    let number = |usual: u64| if value.is_empty() { Some(usual) } else { value.trim().parse().ok() };
    Some(match name.trim() {
        "delay" => Fault::Delay { ms: number(3_000)? },
        "status" => {
            let (code, retry_after) = value.split_once(',').unwrap_or((value, ""));
            Fault::Status { code: code.trim().parse().ok()?, retry_after: retry_after.trim().parse().ok() }
        }
        "drop_before" => Fault::DropBefore,
        "drop_after" => Fault::DropAfter,
        "refuse" => Fault::Refuse,
        "fail" => Fault::Fail,
        "corrupt" => Fault::Corrupt,
        "truncate" => Fault::Truncate,
        "expire" => Fault::Expire,
        "webhook_duplicate" => Fault::WebhookDuplicate { times: u32::try_from(number(2)?).ok()? },
        "webhook_late" => Fault::WebhookLate { ms: number(3_000)? },
        "webhook_wrong_signature" => Fault::WebhookWrongSignature,
        "webhook_none" => Fault::WebhookNone,
        "out_of_credit" => Fault::OutOfCredit,
        "never" => Fault::Never,
        _ => return None,
    })
}
