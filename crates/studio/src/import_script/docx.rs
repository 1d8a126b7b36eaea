//! Word documents as a script: the text of their paragraphs, by the parts of Office Open XML (ECMA-376, 17.3) that
//! hold it. Only the main part is unpacked, never more than 20 MB of it, and no entity is expanded.

use std::io::{Cursor, Read};

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;
use types::script::BYTES_MAX;
use zip::ZipArchive;

use super::rows::{Row, written};
use super::{FILE_BYTES_MAX, ImportError};

/// The most bytes of the main part, unpacked.
const UNPACKED_MAX: u64 = 20 * 1024 * 1024;
/// Where the text lies in the archive.
const MAIN_PART: &str = "word/document.xml";
/// The most parts that an archive may list: Word writes some dozens.
const PARTS_MAX: usize = 10_000;
/// How deep elements may lie in one another; Word's own lie some dozens deep.
const DEPTH_MAX: usize = 1_000;

/// The script in a Word document.
pub(super) fn script(bytes: &[u8]) -> Result<String, ImportError> {
    if bytes.len() as u64 > FILE_BYTES_MAX {
        return Err(ImportError::WordTooLarge);
    }
    let xml = main_part(bytes)?;
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    let mut page = Page::default();
    loop {
        match reader.read_event().map_err(|_| ImportError::NotWord)? {
            Event::Start(element) => page.open(&element)?,
            Event::Empty(element) => page.see(&element),
            Event::End(element) => page.close(element.local_name().as_ref()),
            Event::Text(text) => page.write(&text),
            Event::CData(text) => page.write(&text),
            Event::GeneralRef(reference) => page.write(&resolved(&reference)?),
            // Word writes none, and it is where entities would be defined.
            Event::DocType(_) => return Err(ImportError::NotWord),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            Event::Eof => break,
        }
        // More than this is no script; the rest need not be read.
        if page.bytes > 2 * BYTES_MAX {
            break;
        }
    }
    page.end_paragraph();
    Ok(written(&page.rows))
}

fn main_part(bytes: &[u8]) -> Result<String, ImportError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ImportError::NotWord)?;
    if archive.len() > PARTS_MAX {
        return Err(ImportError::NotWord);
    }
    let part = archive.by_name(MAIN_PART).map_err(|_| ImportError::NotWord)?;
    let mut xml = Vec::new();
    // What the archive says of its sizes may be a lie, so what comes out is counted.
    part.take(UNPACKED_MAX + 1).read_to_end(&mut xml).map_err(|_| ImportError::NotWord)?;
    if xml.len() as u64 > UNPACKED_MAX {
        return Err(ImportError::WordTooLarge);
    }
    String::from_utf8(xml).map_err(|_| ImportError::NotWord)
}

/// "&amp;" and "&#8217;" as the letters they stand for. Others would have to be defined, which Word does not.
fn resolved(reference: &BytesRef<'_>) -> Result<String, ImportError> {
    if let Some(letter) = reference.resolve_char_ref().map_err(|_| ImportError::NotWord)? {
        return Ok(letter.to_string());
    }
    let known = quick_xml::escape::resolve_predefined_entity(reference);
    known.map(str::to_owned).ok_or(ImportError::NotWord)
}

/// What has been read so far.
#[derive(Default)]
struct Page {
    rows: Vec<Row>,
    /// The paragraph that is being read.
    paragraph: String,
    is_heading: bool,
    /// Inside an element whose text is written.
    in_text: bool,
    /// How many elements are open inside one whose text is not to be read; 0 outside of such.
    passed_over: usize,
    depth: usize,
    /// Bytes written so far.
    bytes: usize,
}

impl Page {
    fn open(&mut self, element: &BytesStart<'_>) -> Result<(), ImportError> {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(ImportError::NotWord);
        }
        // What a picture or text box shows is there twice, the second time for older programs.
        if self.passed_over > 0 || element.local_name().as_ref() == "Fallback" {
            self.passed_over += 1;
            return Ok(());
        }
        self.in_text = element.local_name().as_ref() == "t";
        self.see(element);
        Ok(())
    }

    fn see(&mut self, element: &BytesStart<'_>) {
        if self.passed_over > 0 {
            return;
        }
        match element.local_name().as_ref() {
            "br" | "cr" => self.end_paragraph(),
            "tab" if !self.paragraph.is_empty() => self.paragraph.push(' '),
            "noBreakHyphen" => self.paragraph.push('-'),
            "pStyle" => self.is_heading = value(element).is_some_and(|style| is_heading(&style)),
            "outlineLvl" => self.is_heading = value(element).is_some_and(|level| level != "9"),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        if self.passed_over > 0 {
            self.passed_over -= 1;
            return;
        }
        self.in_text = false;
        if name == "p" {
            self.end_paragraph();
            self.is_heading = false;
        }
    }

    fn write(&mut self, text: &str) {
        if self.in_text && self.passed_over == 0 {
            self.paragraph.push_str(text);
            self.bytes += text.len();
        }
    }

    fn end_paragraph(&mut self) {
        // Spaces that do not break a row are no others for a voice.
        let text = std::mem::take(&mut self.paragraph).replace('\u{a0}', " ");
        self.bytes += 1;
        let is_heading = self.is_heading && !text.trim().is_empty();
        self.rows.push(if is_heading { Row::Heading(text) } else { Row::Text(text) });
    }
}

fn value(element: &BytesStart<'_>) -> Option<String> {
    let found =
        element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == "val")?;
    Some(found.value.into_owned())
}

/// Word names its styles in the language in which it was installed; of accented letters the id keeps none.
fn is_heading(style: &str) -> bool {
    let style = style.to_lowercase();
    ["heading", "title", "berschrift", "titre", "titolo", "tulo", "rubrik", "overskrift", "kop"]
        .iter()
        .any(|name| style.contains(name))
}
