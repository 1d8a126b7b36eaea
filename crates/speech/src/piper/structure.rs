//! Whether a file has the structure of an ONNX model, down to every nested length.
//! rten 0.27 takes a length above 2^63 as a step back and reads a damaged file for ever, so it is checked first.

/// Nesting of a sound model: graph, node, attribute, inner graph and so on.
const DEPTH_MAX: u32 = 24;

/// The messages of onnx.proto that hold others.
#[derive(Clone, Copy)]
enum Message {
    Model,
    Graph,
    Node,
    Attribute,
    Tensor,
    ValueInfo,
    Type,
    TensorType,
    Shape,
    Plain,
}

/// Whether the bytes are a model with a graph, and every message inside ends where its length says.
pub fn is_model(bytes: &[u8]) -> bool {
    let mut has_graph = false;
    let whole = walk(bytes, &mut |number, _| {
        has_graph |= number == 7;
        true
    });
    whole && has_graph && is_sound(bytes, Message::Model, 0)
}

fn is_sound(bytes: &[u8], message: Message, depth: u32) -> bool {
    depth < DEPTH_MAX
        && walk(bytes, &mut |number, inside| {
            inner(message, number).is_none_or(|inner| is_sound(inside, inner, depth + 1))
        })
}

/// Which message a field holds; nothing for texts, numbers and weights.
fn inner(message: Message, field: u64) -> Option<Message> {
    Some(match (message, field) {
        (Message::Model, 7) | (Message::Attribute, 6 | 11) => Message::Graph,
        (Message::Model, 8 | 14) | (Message::Tensor, 13) | (Message::Shape, 1) => Message::Plain,
        (Message::Graph, 1) => Message::Node,
        (Message::Graph, 5) | (Message::Attribute, 5 | 10) => Message::Tensor,
        (Message::Graph, 11..=13) => Message::ValueInfo,
        (Message::Node, 5) => Message::Attribute,
        (Message::ValueInfo, 2) => Message::Type,
        (Message::Type, 1) => Message::TensorType,
        (Message::TensorType, 2) => Message::Shape,
        _ => return None,
    })
}

/// Visits the fields of a message that have a length; false when one is malformed or refused.
fn walk(mut bytes: &[u8], visit: &mut dyn FnMut(u64, &[u8]) -> bool) -> bool {
    while !bytes.is_empty() {
        let Some((key, rest)) = varint(bytes) else { return false };
        let next = match key & 7 {
            0 => varint(rest).map(|(_, rest)| rest),
            1 => rest.get(8..),
            2 => varint(rest).and_then(|(length, rest)| {
                let (inside, rest) = rest.split_at_checked(usize::try_from(length).ok()?)?;
                visit(key >> 3, inside).then_some(rest)
            }),
            5 => rest.get(4..),
            _ => None,
        };
        let Some(next) = next else { return false };
        bytes = next;
    }
    true
}

fn varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut value = 0;
    for (index, byte) in bytes.iter().enumerate().take(10) {
        value |= u64::from(byte & 0x7f).checked_shl(7 * index as u32)?;
        if *byte < 0x80 {
            return Some((value, bytes.get(index + 1..)?));
        }
    }
    None
}
