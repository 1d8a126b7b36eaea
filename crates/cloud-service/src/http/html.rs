//! The few pages that links in mails lead to. Nothing in them is fetched, and no script runs.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use crate::refusal::Refusal;

/// A page with a heading and a sentence.
pub fn page(status: StatusCode, heading: &str, sentence: &str) -> Response {
    whole(status, heading, &format!("<p>{}</p>", escaped(sentence)))
}

/// A page that says why something was not done.
pub fn refusal(refusal: &Refusal) -> Response {
    page(refusal.kind.status(), "This did not work", &refusal.message)
}

/// A page with a form for a new password.
pub fn form(status: StatusCode, heading: &str, token: &str) -> Response {
    let field = |name: &str, label: &str, kind: &str, more: &str| {
        format!("<p><label>{label}<br><input name=\"{name}\" type=\"{kind}\" {more}></label></p>")
    };
    let fields = [
        format!("<input type=\"hidden\" name=\"token\" value=\"{}\">", escaped(token)),
        field(
            "password",
            "New password",
            "password",
            "required minlength=\"12\" autocomplete=\"new-password\"",
        ),
        field(
            "totp",
            "Code of your authenticator, if you have one",
            "text",
            "autocomplete=\"one-time-code\"",
        ),
        field("recoveryCode", "Or a recovery code", "text", "autocomplete=\"off\""),
        "<p><button>Change the password</button></p>".to_owned(),
    ];
    whole(status, heading, &format!("<form method=\"post\" action=\"reset\">{}</form>", fields.concat()))
}

/// What the form sends.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ResetForm {
    /// From the link.
    pub token: String,
    /// The new password.
    pub password: String,
    /// The code, or nothing.
    #[serde(default)]
    pub totp: String,
    /// The recovery code, or nothing.
    #[serde(default)]
    pub recovery_code: String,
}

/// The fields of a form.
///
/// # Errors
/// Where they are not those of the form.
pub fn fields(bytes: &[u8]) -> Result<ResetForm, Refusal> {
    let wrong = || Refusal::invalid("This form cannot be read.");
    let text = std::str::from_utf8(bytes).map_err(|_| wrong())?;
    let address = format!("/?{text}").parse().map_err(|_| wrong())?;
    axum::extract::Query::try_from_uri(&address).map(|axum::extract::Query(form)| form).map_err(|_| wrong())
}

fn whole(status: StatusCode, heading: &str, inner: &str) -> Response {
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{heading}</title>\
         <style>body{{font:1rem/1.5 system-ui;margin:4rem auto;max-width:32rem;padding:0 1rem}}</style>\
         <main><h1>{heading}</h1>{inner}</main></html>"
    );
    let policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; \
                  base-uri 'none'";
    (status, [("content-security-policy", policy), ("cache-control", "no-store")], Html(page)).into_response()
}

fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}
