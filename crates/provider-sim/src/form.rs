//! Forms with files, as they are uploaded.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Multipart};
use axum::http::{Request, header};

use crate::answer::Trouble;
use crate::call::Call;

/// The most fields of a form.
const FIELDS_MAX: usize = 200;

/// A form that was read whole.
#[derive(Debug, Default)]
pub struct Form(Vec<Field>);

#[derive(Debug)]
struct Field {
    name: String,
    file: Option<File>,
    text: String,
}

/// A file of a form.
#[derive(Clone, Debug)]
pub struct File {
    /// What it is called.
    pub name: String,
    /// What kind of bytes the customer says it is.
    pub content_type: String,
    /// Its bytes.
    pub bytes: Bytes,
}

impl File {
    /// Whether its first bytes are those of a form of sound or video.
    pub fn is_sound(&self) -> bool {
        let starts = |with: &[u8]| self.bytes.starts_with(with);
        let mp3 =
            self.bytes.first() == Some(&0xff) && self.bytes.get(1).is_some_and(|byte| byte & 0xe0 == 0xe0);
        let mp4 = self.bytes.get(4..8) == Some(b"ftyp".as_slice());
        let ebml = starts(&[0x1a, 0x45, 0xdf, 0xa3]);
        mp3 || mp4 || ebml || [b"ID3".as_slice(), b"RIFF", b"OggS", b"fLaC"].iter().any(|with| starts(with))
    }
}

/// Reads the form in a request.
///
/// # Errors
/// When there is none or it is cut off.
pub async fn read(call: &Call) -> Result<Form, Trouble> {
    let malformed =
        |why: &dyn std::fmt::Display| Trouble::Malformed(format!("the form cannot be read: {why}"));
    let content_type = call.header("content-type").unwrap_or_default();
    let request =
        Request::builder().header(header::CONTENT_TYPE, content_type).body(Body::from(call.body.clone()));
    let request = request.map_err(|error| malformed(&error))?;
    let mut multipart = Multipart::from_request(request, &()).await.map_err(|error| malformed(&error))?;
    let mut fields = Vec::new();
    while let Some(field) = multipart.next_field().await.map_err(|error| malformed(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(str::to_owned);
        let content_type = field.content_type().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(|error| malformed(&error))?;
        if fields.len() >= FIELDS_MAX {
            return Err(malformed(&"it has too many fields"));
        }
        fields.push(match file {
            Some(file) => {
                Field { name, text: String::new(), file: Some(File { name: file, content_type, bytes }) }
            }
            None => Field { name, text: String::from_utf8_lossy(&bytes).into_owned(), file: None },
        });
    }
    Ok(Form(fields))
}

impl Form {
    /// The text of a field.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|field| field.name == name && field.file.is_none())
            .map(|field| field.text.as_str())
    }

    /// The texts of fields of one name.
    pub fn texts<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |field| field.name == name && field.file.is_none())
            .map(|field| field.text.as_str())
    }

    /// The files of fields of one name.
    pub fn files<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a File> {
        self.0.iter().filter(move |field| field.name == name).filter_map(|field| field.file.as_ref())
    }

    /// The names of all fields.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|field| field.name.as_str())
    }
}
