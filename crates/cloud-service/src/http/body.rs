//! Bodies, queries and ids as requests bring them: bounded, checked, each fault with the name of its field.

use std::str::FromStr;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::refusal::{Kind, Refusal};

/// How deep JSON may be nested.
const DEPTH: usize = 32;

/// A body of JSON, with the bytes it was read from.
pub struct Json<T> {
    /// What it says.
    pub value: T,
    /// Its bytes, for fingerprints.
    pub bytes: Bytes,
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let form =
            request.headers().get(CONTENT_TYPE).and_then(|form| form.to_str().ok()).unwrap_or_default();
        let form = form.split(';').next().unwrap_or_default().trim();
        let is_json = form.eq_ignore_ascii_case("application/json");
        let bytes = read(request, state).await?;
        if !is_json {
            let message = "Send `Content-Type: application/json`.";
            return Err(Refusal::new(Kind::UnsupportedForm, "UNSUPPORTED_MEDIA_TYPE", message));
        }
        let value = parse(&bytes)?;
        Ok(Self { value, bytes })
    }
}

/// The bytes of a body.
///
/// # Errors
/// Where there are too many, or they do not come.
pub async fn read<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Refusal> {
    Bytes::from_request(request, state).await.map_err(|error: BytesRejection| {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
            Refusal::new(Kind::TooLarge, "PAYLOAD_TOO_LARGE", "The body is larger than is taken.")
        } else {
            Refusal::invalid("The body did not arrive.")
        }
    })
}

/// JSON as a value.
///
/// # Errors
/// Where it is none, is nested too deeply, or does not fit; with the name of the field.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    let text = std::str::from_utf8(bytes).map_err(|_| Refusal::invalid("The body is not UTF-8."))?;
    if depth(text) > DEPTH {
        return Err(Refusal::invalid(format!("The body is nested more than {DEPTH} deep.")));
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        let inner = error.into_inner();
        if inner.is_data() { fault(&path, &inner.to_string()) } else { syntax(&inner) }
    })?;
    reader.end().map_err(|error| syntax(&error))?;
    Ok(value)
}

fn syntax(error: &serde_json::Error) -> Refusal {
    let (line, column) = (error.line(), error.column());
    Refusal::invalid(format!("The body is not JSON: line {line}, column {column}."))
}

/// A fault at a path, or, where a field is missing or unknown, at that field.
fn fault(path: &str, what: &str) -> Refusal {
    let what = what.split(" at line ").next().unwrap_or(what);
    let named = what
        .split('`')
        .nth(1)
        .filter(|_| what.starts_with("missing field") || what.starts_with("unknown field"));
    let field = match (path, named) {
        ("." | "", Some(name)) => name.to_owned(),
        ("." | "", None) => "body".to_owned(),
        (path, Some(name)) if path.rsplit('.').next() == Some(name) => path.to_owned(),
        (path, Some(name)) => format!("{path}.{name}"),
        (path, None) => path.to_owned(),
    };
    Refusal::field(&field, format!("`{field}`: {what}."))
}

/// How deep the brackets of a text go, those within strings apart.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest, mut in_string, mut escaped) = (0_usize, 0, false, false);
    for byte in text.bytes() {
        match (in_string, byte) {
            (true, _) if escaped => escaped = false,
            (true, b'\\') => escaped = true,
            (_, b'"') => in_string = !in_string,
            (false, b'{' | b'[') => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            (false, b'}' | b']') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// The query of an address.
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Refusal> {
        Query::try_from_uri(&parts.uri).map(|Query(value)| Self(value)).map_err(|error| {
            let what = error.to_string();
            let what = what.strip_prefix("Failed to deserialize query string: ").unwrap_or(&what);
            let (field, what) = what.split_once(": ").unwrap_or(("", what));
            fault(field, what)
        })
    }
}

/// The id in an address. What is no id is the id of nothing.
pub struct Id<T>(pub T);

impl<T: FromStr, S: Send + Sync> FromRequestParts<S> for Id<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let missing = || Refusal::missing("thing");
        let Path(text) = Path::<String>::from_request_parts(parts, state).await.map_err(|_| missing())?;
        text.parse().map(Self).map_err(|_| missing())
    }
}
