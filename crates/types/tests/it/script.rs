//! Any text is read as a script or refused with a sentence.

use proptest::prelude::*;
use types::script::{BlockKind, Script, ScriptError, decode, parse};

fn lines(script: &Script) -> Vec<String> {
    script.lines().map(|(_, line)| line.text.clone()).collect()
}

fn read(text: &str) -> Script {
    parse(text).expect("this is a script")
}

#[test]
fn the_first_line_is_the_hook_and_the_last_the_call_to_action() {
    let script = read("Tired of dull skin?\nMeet Glow. It works overnight.\nTry it today!");
    assert_eq!(lines(&script), ["Tired of dull skin?", "Meet Glow.", "It works overnight.", "Try it today!"]);
    let kinds: Vec<_> = script.lines().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, [BlockKind::Hook, BlockKind::Body, BlockKind::Body, BlockKind::CallToAction]);
}

#[test]
fn headings_make_blocks() {
    let script = read("# Hook\nStop scrolling.\n\n## Body\nOne. Two.\n# Call to action\nBuy now.");
    let kinds: Vec<_> = script.blocks.iter().map(|block| (block.kind, block.lines.len())).collect();
    assert_eq!(kinds, [(BlockKind::Hook, 1), (BlockKind::Body, 2), (BlockKind::CallToAction, 1)]);
    assert_eq!(lines(&read("#1 in skincare.")), ["#1 in skincare."]);
}

#[test]
fn names_cast_lines_and_times_do_not() {
    let script = read("Maya: I tried it. It works.\nOpens at 10:30 today.\nlisten: this is it");
    let actors: Vec<_> = script.lines().map(|(_, line)| line.actor.clone()).collect();
    assert_eq!(actors, [Some("Maya".into()), Some("Maya".into()), None, None]);
}

#[test]
fn pauses_and_stresses_are_marks_and_not_words() {
    let script = read("Wait. [pause 1.5]\nThis is *so* good [pause] right? 5 * 3 [sic]");
    let all: Vec<_> = script.lines().map(|(_, line)| (line.text.as_str(), line.pause_ms)).collect();
    assert_eq!(all, [("Wait.", 1500), ("This is so good right?", 500), ("5  3 [sic]", 0)]);
    let (_, line) = script.lines().nth(1).expect("there are three");
    assert_eq!(line.stresses.iter().map(|(from, to)| &line.text[*from..*to]).collect::<Vec<_>>(), ["so"]);
}

#[test]
fn a_row_of_marks_is_no_line() {
    assert_eq!(parse("* *\n"), Err(ScriptError::Empty));
    assert_eq!(lines(&read("* so good\n")), ["so good"]);
}

#[test]
fn abbreviations_and_prices_do_not_end_sentences() {
    assert_eq!(lines(&read("Dr. Lee paid $3.50 vs. $9.99. Wow!")), ["Dr. Lee paid $3.50 vs. $9.99.", "Wow!"]);
    assert_eq!(lines(&read("今天很好。明天更好！")), ["今天很好。", "明天更好！"]);
}

#[test]
fn what_is_no_script_is_refused() {
    assert_eq!(parse(""), Err(ScriptError::Empty));
    assert_eq!(parse("  \n\t\n# Hook\n"), Err(ScriptError::Empty));
    assert_eq!(parse(&"word.\n".repeat(201)), Err(ScriptError::TooLong));
    assert_eq!(parse(&"a ".repeat(40_000)), Err(ScriptError::TooLong));
    assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0"), Err(ScriptError::NotText));
    assert_eq!(decode(&[7_u8; 100]), Err(ScriptError::NotText));
    assert_eq!(decode(&vec![b'a'; 200_000]), Err(ScriptError::TooLong));
}

#[test]
fn usual_encodings_are_read() {
    let text = "Größe 5 – schön 👍";
    assert_eq!(decode(text.as_bytes()).expect("utf-8"), text);
    let little: Vec<u8> =
        [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    assert_eq!(decode(&little).expect("utf-16 little"), text);
    assert_eq!(decode(&big).expect("utf-16 big"), text);
    assert_eq!(decode(b"Gr\xf6\xdfe").expect("latin-1"), "Größe");
    assert_eq!(decode(b"\xef\xbb\xbfhi").expect("utf-8 with mark"), "hi");
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,200}|[ a-zA-Z.!?*:#\\[\\]\n]{0,300}") {
        if let Ok(script) = parse(&text) {
            for (_, line) in script.lines() {
                prop_assert!(!line.text.trim().is_empty());
                for (from, to) in &line.stresses {
                    prop_assert!(line.text.get(*from..*to).is_some());
                }
            }
        }
    }

    #[test]
    fn any_bytes_are_decoded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(text) = decode(&bytes) {
            prop_assert!(!text.contains('\0'));
        }
    }
}
