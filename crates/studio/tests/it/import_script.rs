//! Scripts out of the files people have.

use std::io::Write as _;
use std::path::Path;

use studio::error::StudioError;
use studio::import_script::{Format, ImportError, text_of};
use types::script::{BlockKind, ScriptError, parse};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

#[track_caller]
fn check(format: Format, source: &str, expected: &str) {
    assert_eq!(text_of(format, source.as_bytes()).expect("a script"), expected);
}

/// A Word document whose main part is that.
fn word(main: &str) -> Vec<u8> {
    archive(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", main)])
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(text.as_bytes()).expect("it is written");
    }
    writer.finish().expect("an archive").into_inner()
}

fn body(paragraphs: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{paragraphs}</w:body></w:document>"#
    )
}

fn run(text: &str) -> String {
    format!(r#"<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#)
}

#[test]
fn the_ending_of_a_name_says_what_a_file_is() {
    for (name, format) in [
        ("a.txt", Format::Text),
        ("a", Format::Text),
        ("a.pages", Format::Text),
        ("a.Md", Format::Markdown),
        ("b.c.DOCX", Format::Word),
        ("a.srt", Format::Subtitles),
        ("a.fountain", Format::Fountain),
    ] {
        assert_eq!(Format::of(Path::new(name)), format, "{name}");
    }
}

#[test]
fn headings_of_markdown_that_name_parts_open_them() {
    let source =
        "# Morrow launch\n\nNot spoken? It is.\n\n## Hook ##\nOne?\n\nBody\n----\nTwo.\n\n### CTA\nThree.";
    let text = text_of(Format::Markdown, source.as_bytes()).expect("a script");
    assert_eq!(
        text,
        "# Morrow launch\n\nNot spoken? It is.\n\n# Hook\nOne?\n\n# Body\nTwo.\n\n# CTA\nThree."
    );
    let script = parse(&text).expect("a script");
    let kinds: Vec<BlockKind> = script.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [BlockKind::Body, BlockKind::Hook, BlockKind::Body, BlockKind::CallToAction]);
}

#[test]
fn headings_of_markdown_that_name_no_part_are_not_spoken() {
    check(Format::Markdown, "# Morrow launch\n\nOne.\n\nTitle\n=====\n\nTwo.", "One.\n\nTwo.");
}

#[test]
fn marks_of_markdown_are_taken_away() {
    for (source, expected) in [
        (
            "* One.\n* Two.\n+ Three.\n1. Four.\n2) Five.\n- [x] Six.",
            "One.\nTwo.\nThree.\nFour.\nFive.\nSix.",
        ),
        ("**Maya:** I tried it.", "Maya: I tried it."),
        ("It is *really* __very__ good, ~~bad~~ _you_ know.", "It is *really* very good, you know."),
        ("See [the shop](https://a.example/b_c) and ![a cup](cup.png) `this`.", "See the shop and this."),
        ("See [the shop][1].\n\n[1]: https://a.example", "See the shop."),
        ("Wait. [pause 0.5] Now.", "Wait. [pause 0.5] Now."),
        ("> Quoted.\n\n***\n\nAfter.<br>Then <b>more</b>.", "Quoted.\n\nAfter. Then more."),
        ("| Seen | Said |\n|:--|--:|\n| A cup | Hello. |", "Seen Said\n\nA cup Hello."),
        ("---\ntitle: Morrow\n---\nOne.", "One."),
        ("One. <!-- not\nsaid --> Two.", "One. Two."),
        ("One.\n```\nlet x = 1;\n```\nTwo.", "One.\nTwo."),
        (
            "This folding cup\nfits in your pocket.\nGet yours.",
            "This folding cup fits in your pocket.\nGet yours.",
        ),
        ("Costs 3 \\* 4 dollars, snake_case, 2 < 3.", "Costs 3 4 dollars, snake_case, 2 < 3."),
    ] {
        check(Format::Markdown, source, expected);
    }
}

#[test]
fn paragraphs_headings_and_letters_of_word_are_read() {
    let heading = |style: &str, text: &str| {
        format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#)
    };
    let main = body(
        &[
            heading("berschrift1", "Hook"),
            r#"<w:p><w:r><w:t>Do you </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>lose</w:t></w:r><w:r><w:t xml:space="preserve"> a cup &amp; a lid&#8217;s</w:t></w:r></w:p>"#.to_owned(),
            r#"<w:p><w:del><w:r><w:delText>Old.</w:delText></w:r></w:del><w:r><w:t>One.</w:t><w:br/><w:t>Two.</w:t></w:r></w:p>"#.to_owned(),
            heading("Heading2", "Call to action"),
            r#"<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>Now.</w:t></mc:Choice><mc:Fallback><w:t>Now.</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"#.to_owned(),
            r#"<w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"#.to_owned(),
        ]
        .concat(),
    );
    let text = text_of(Format::Word, &word(&main)).expect("a script");
    assert_eq!(text, "# Hook\nDo you lose a cup & a lid’s\nOne.\nTwo.\n\n# Call to action\nNow.");
}

#[test]
fn what_is_no_word_document_is_refused() {
    let refused = |bytes: &[u8]| match text_of(Format::Word, bytes) {
        Err(StudioError::Import(error)) => error,
        other => panic!("{other:?}"),
    };
    let entity = r#"<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>"#;
    let unknown = body(&run("&a;"));
    let deep = format!("{}{}", "<w:p>".repeat(2_000), "</w:p>".repeat(2_000));
    for bytes in [
        Vec::new(),
        b"PK\x03\x04".to_vec(),
        b"Just text.".to_vec(),
        archive(&[("content.xml", "<a/>")]),
        word("<w:document><w:body>"),
        word("not xml < at all"),
        word(&format!("{entity}{}", body(&run("Hi.")))),
        word(&unknown),
        word(&body(&deep)),
    ] {
        // A broken end may leave text that is a script; what is not there is never made up.
        match text_of(Format::Word, &bytes) {
            Err(StudioError::Import(ImportError::NotWord) | StudioError::Script(ScriptError::Empty)) => {}
            other => panic!("{other:?}"),
        }
    }
    let cut = word(&body(&run("Hello there.")));
    assert_eq!(refused(&cut[..cut.len() / 2]), ImportError::NotWord);
}

#[test]
fn a_word_document_that_unpacks_to_more_than_any_script_is_refused() {
    let bomb = word(&body(&format!("<w:p>{}</w:p>", " ".repeat(21 * 1024 * 1024))));
    assert!(bomb.len() < 200_000, "it is small when packed");
    let refused = text_of(Format::Word, &bomb);
    assert!(matches!(refused, Err(StudioError::Import(ImportError::WordTooLarge))), "{refused:?}");
    let novel = word(&body(&run("word ").repeat(40_000)));
    let refused = text_of(Format::Word, &novel);
    assert!(matches!(refused, Err(StudioError::Script(ScriptError::TooLong))), "{refused:?}");
}

#[test]
fn subtitles_are_a_row_for_each_cue() {
    let source = "\u{feff}1\r\n00:00:00,000 --> 00:00:01,200\r\n<i>Do you lose</i>\r\na cup a day?\r\n\r\n2\r\n00:00:01,300 --> 00:00:02,000 X1:40 X2:600\r\n{\\an8}This one folds.\r\n\r\n3\r\n00:00:02,100 --> 00:00:03,000\r\n\r\n4\r\n00:00:03,100 --> 00:00:04,000\r\n19\r\ndollars.\r\n";
    check(Format::Subtitles, source, "Do you lose a cup a day?\nThis one folds.\n19 dollars.");
    let none = text_of(Format::Subtitles, b"Hello.\n\nNo times --> here.");
    assert!(matches!(none, Err(StudioError::Import(ImportError::NotSubtitles))), "{none:?}");
}

#[test]
fn fountain_gives_what_characters_say() {
    let source = "Title: Morrow\nAuthor: Me\n\nINT. KITCHEN - DAY\n\nMaya holds a CUP.\n\nMAYA (V.O.)\n(smiling)\nDo you lose a cup\na day?\n\n# Call to action\n\n= What it is about\n\nMAN #2 ^\nThis one **folds**.\n\n@McAvoy\nGet _yours_ [[which?]] now.\n  \nToday.\n\nCUT TO:\n\n> THE END <\n/* MAYA\nNot said. */\n";
    check(
        Format::Fountain,
        source,
        "Maya: Do you lose a cup a day?\n\n# Call to action\nMan_2: This one folds.\nMcAvoy: Get yours now. Today.",
    );
    let script = parse(&text_of(Format::Fountain, source.as_bytes()).expect("a script")).expect("a script");
    let actors: Vec<_> = script.lines().filter_map(|(_, line)| line.actor.as_deref()).collect();
    assert_eq!(actors, ["Maya", "Man_2", "McAvoy", "McAvoy"]);
}

#[test]
fn no_bytes_make_a_reader_fail_otherwise_than_with_a_sentence() {
    use proptest::prelude::*;
    let formats = [Format::Text, Format::Markdown, Format::Word, Format::Subtitles, Format::Fountain];
    let pieces = prop::sample::select(vec![
        "#",
        "*",
        "**",
        "_",
        "[",
        "](",
        ")",
        "!",
        "<",
        ">",
        "</",
        "`",
        "```\n",
        "\n",
        " ",
        "|",
        "-->",
        "1\n",
        "00:00:01,000 --> 00:00:02,000\n",
        "{\\",
        "}",
        "[[",
        "]]",
        "/*",
        "*/",
        "MAYA\n",
        "Title: a\n",
        "---\n",
        "ä",
        "🙂",
        "\\",
        "é(",
        "@",
        "~",
    ]);
    let text = prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat());
    proptest!(|(text in text, bytes in prop::collection::vec(any::<u8>(), 0..300))| {
        for format in formats {
            for source in [text.as_bytes(), &bytes, &word(&text), &word(&body(&text))] {
                if let Ok(script) = text_of(format, source) {
                    prop_assert!(parse(&script).is_ok());
                }
            }
        }
    });
}
