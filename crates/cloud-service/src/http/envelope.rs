//! The form of all answers: `{success, data, message?}`, or `{success, error: {code, message, details}, timestamp}`.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER, STRICT_TRANSPORT_SECURITY, WWW_AUTHENTICATE,
};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;
use utoipa::{IntoResponses, ToSchema};

use crate::app::SharedApp;
use crate::refusal::{Kind, Refusal};

/// An answer.
#[derive(Serialize, ToSchema)]
pub struct Envelope<T> {
    /// Always true.
    #[schema(example = true)]
    success: bool,
    /// What was asked for.
    data: T,
    /// A sentence about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'static str>,
}

/// An answer with its status.
pub struct Reply<T> {
    status: StatusCode,
    body: Envelope<T>,
}

/// What a request is answered.
pub type Answer<T> = Result<Reply<T>, Refusal>;

impl<T: Serialize> Reply<T> {
    /// 200.
    pub const fn ok(data: T) -> Self {
        Self::with(StatusCode::OK, data)
    }

    /// 201.
    pub const fn created(data: T) -> Self {
        Self::with(StatusCode::CREATED, data)
    }

    /// 202.
    pub const fn accepted(data: T) -> Self {
        Self::with(StatusCode::ACCEPTED, data)
    }

    const fn with(status: StatusCode, data: T) -> Self {
        Self { status, body: Envelope { success: true, data, message: None } }
    }

    /// With a sentence.
    #[must_use]
    pub const fn saying(mut self, message: &'static str) -> Self {
        self.body.message = Some(message);
        self
    }

    /// As it is kept for who sends the same request again.
    ///
    /// # Errors
    /// Where it cannot be written as JSON.
    pub fn to_answer(&self) -> Result<crate::idempotency::Answer, Refusal> {
        let body = serde_json::to_string(&self.body).map_err(|error| unwritable(&error))?;
        Ok(crate::idempotency::Answer { status: self.status.as_u16(), body })
    }
}

impl<T: Serialize> IntoResponse for Reply<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.body) {
            Ok(bytes) => json(self.status, bytes),
            Err(error) => unwritable(&error).into_response(),
        }
    }
}

impl IntoResponse for crate::idempotency::Answer {
    fn into_response(self) -> Response {
        json(StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK), self.body.into_bytes())
    }
}

fn unwritable(error: &serde_json::Error) -> Refusal {
    tracing::error!(%error, "an answer could not be written");
    Refusal::internal()
}

fn json(status: StatusCode, bytes: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

impl Kind {
    /// Its status.
    pub const fn status(self) -> StatusCode {
        match self {
            Self::Invalid => StatusCode::BAD_REQUEST,
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::Unpaid => StatusCode::PAYMENT_REQUIRED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Missing => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict => StatusCode::CONFLICT,
            Self::Gone => StatusCode::GONE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedForm => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Unprocessable => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Limited(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

impl IntoResponse for Refusal {
    /// Only the status: [`render`] writes the body, since it has the time.
    fn into_response(self) -> Response {
        let mut response = self.kind.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[derive(Serialize)]
struct ErrorBody<'a> {
    success: bool,
    error: ErrorContent<'a>,
    timestamp: String,
}

#[derive(Serialize)]
struct ErrorContent<'a> {
    code: &'a str,
    message: &'a str,
    details: &'a Value,
}

/// Writes the bodies of refusals, also of those that come from the framework, and the headers that all answers have.
pub async fn render(State(app): State<SharedApp>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let status = response.status();
    let refusal = response.extensions_mut().remove::<Refusal>().or_else(|| framework(&response));
    if let Some(refusal) = refusal {
        let content =
            ErrorContent { code: refusal.code, message: &refusal.message, details: &refusal.details };
        let body = ErrorBody { success: false, error: content, timestamp: app.clock.now().rfc3339() };
        let mut written = json(status, serde_json::to_vec(&body).unwrap_or_default());
        let headers = written.headers_mut();
        for (name, value) in response.headers() {
            if name != CONTENT_TYPE && name != axum::http::header::CONTENT_LENGTH {
                headers.append(name, value.clone());
            }
        }
        if let Kind::Limited(seconds) = refusal.kind {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response = written;
    }
    let headers = response.headers_mut();
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    if app.public_url.starts_with("https://") {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.insert(STRICT_TRANSPORT_SECURITY, year);
    }
    headers.insert("x-content-type-options", HeaderValue::from_static("nosniff"));
    headers.entry("referrer-policy").or_insert(HeaderValue::from_static("no-referrer"));
    let is_json =
        headers.get(CONTENT_TYPE).is_some_and(|form| form.as_bytes().starts_with(b"application/json"));
    if is_json {
        headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    }
    response
}

/// What the framework means by an error in its own words.
fn framework(response: &Response) -> Option<Refusal> {
    let form = response.headers().get(CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    // Its own words are plain text or nothing; all else is an answer of ours, such as a page.
    if !form.is_empty() && !form.starts_with(b"text/plain") {
        return None;
    }
    let new = |kind, code, message: &str| Some(Refusal::new(kind, code, message));
    match response.status() {
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => {
            Some(Refusal::invalid("This request cannot be read."))
        }
        StatusCode::NOT_FOUND => Some(Refusal::missing("address")),
        StatusCode::METHOD_NOT_ALLOWED => {
            let allowed = response.headers().get(ALLOW).and_then(|allowed| allowed.to_str().ok());
            let message = format!("This address takes {}.", allowed.unwrap_or("other methods"));
            new(Kind::MethodNotAllowed, "METHOD_NOT_ALLOWED", &message)
        }
        StatusCode::PAYLOAD_TOO_LARGE => {
            new(Kind::TooLarge, "PAYLOAD_TOO_LARGE", "This is more than is taken.")
        }
        StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            new(Kind::UnsupportedForm, "UNSUPPORTED_MEDIA_TYPE", "This form of content is not taken here.")
        }
        status if status.is_server_error() => Some(Refusal::internal()),
        _ => None,
    }
}

/// An error.
#[derive(ToSchema)]
#[schema(as = Error)]
#[expect(dead_code, reason = "describes what `ErrorBody` writes, for the documentation")]
pub struct ErrorForm {
    /// Always false.
    #[schema(example = false)]
    success: bool,
    /// What went wrong.
    error: ErrorContentForm,
    /// When (RFC 3339, UTC).
    #[schema(example = "2025-08-13T10:30:00Z")]
    timestamp: String,
}

/// What went wrong.
#[derive(ToSchema)]
#[schema(as = ErrorContent)]
#[expect(dead_code, reason = "describes what `ErrorContent` writes, for the documentation")]
pub struct ErrorContentForm {
    /// In capitals.
    #[schema(example = "INSUFFICIENT_CREDITS")]
    code: String,
    /// A sentence.
    #[schema(example = "Not enough credits to complete this operation")]
    message: String,
    /// More, for programs.
    #[schema(value_type = Object, example = json!({ "required": 5, "available": 2 }))]
    details: Value,
}

/// What any request may be refused with.
#[derive(IntoResponses)]
pub enum Refusals {
    /// The request does not say something that can be done.
    #[response(status = 400)]
    Invalid(ErrorForm),
    /// The body is too large.
    #[response(status = 413)]
    TooLarge(ErrorForm),
    /// The body is not in a form that is taken.
    #[response(status = 415)]
    Form(ErrorForm),
    /// Too many requests; `Retry-After` says when to try again.
    #[response(status = 429)]
    Limited(ErrorForm),
    /// Our fault.
    #[response(status = 500)]
    Internal(ErrorForm),
    /// Not just now.
    #[response(status = 503)]
    Unavailable(ErrorForm),
}

/// What a page may be refused with.
#[derive(IntoResponses)]
pub enum PageRefusals {
    /// Too many requests; `Retry-After` says when to try again.
    #[response(status = 429)]
    Limited(ErrorForm),
    /// Our fault.
    #[response(status = 500)]
    Internal(ErrorForm),
    /// Not just now.
    #[response(status = 503)]
    Unavailable(ErrorForm),
}

/// What requests that need a caller may also be refused with.
#[derive(IntoResponses)]
pub enum Strangers {
    /// Nobody who is known asks.
    #[response(status = 401)]
    Unauthenticated(ErrorForm),
    /// Who asks may not do this.
    #[response(status = 403)]
    Forbidden(ErrorForm),
    /// It is not there, or belongs to somebody else.
    #[response(status = 404)]
    Missing(ErrorForm),
    /// It is not in a state in which this can be done.
    #[response(status = 409)]
    Conflict(ErrorForm),
}
