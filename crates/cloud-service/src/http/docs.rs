//! The description of the API (OpenAPI 3.1), and pages to read and try it.

use axum::Router;
use axum::http::StatusCode;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{OpenApi as Document, RefOr};
use utoipa::{Modify, OpenApi};
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::app::SharedApp;
use crate::http::envelope::{ErrorContentForm, ErrorForm};

/// What the description says beyond its routes.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Greenroom",
        version = "1",
        description = "Accounts, exact credits, and generations that survive. Every answer has the form \
                       `{success, data, message?}`, every error `{success, error: {code, message, details}, timestamp}`."
    ),
    components(schemas(ErrorForm, ErrorContentForm)),
    modifiers(&Schemes),
    security(("token" = []), ("key" = [])),
)]
pub struct Description;

struct Schemes;

impl Modify for Schemes {
    fn modify(&self, document: &mut Document) {
        let components = document.components.get_or_insert_default();
        let token = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
        components.add_security_scheme("token", SecurityScheme::Http(token));
        let key = SecurityScheme::ApiKey(ApiKey::Header(ApiKeyValue::new("X-API-Key")));
        components.add_security_scheme("key", key);
    }
}

/// The description with what its form asks for and no route says: a name for every operation, made of its method and
/// path, and a description of every answer.
pub fn complete(mut document: Document) -> Document {
    for (path, item) in &mut document.paths.paths {
        let methods = [
            ("get", &mut item.get),
            ("put", &mut item.put),
            ("post", &mut item.post),
            ("delete", &mut item.delete),
            ("patch", &mut item.patch),
            ("head", &mut item.head),
        ];
        for (method, operation) in methods {
            let Some(operation) = operation else { continue };
            operation.operation_id = Some(name(method, path));
            for (status, response) in &mut operation.responses.responses {
                if let RefOr::T(response) = response
                    && response.description.is_empty()
                {
                    response.description = meaning(status).to_owned();
                }
            }
        }
    }
    document
}

/// `get_projects_id` for `GET /api/v1/projects/{id}`.
fn name(method: &str, path: &str) -> String {
    let path = path.strip_prefix("/api/v1").unwrap_or(path);
    let parts = path.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts.fold(method.to_owned(), |name, part| format!("{name}_{part}"))
}

/// What a status means, in a word or two.
fn meaning(status: &str) -> &'static str {
    let code = status.parse().ok().and_then(|code: u16| StatusCode::from_u16(code).ok());
    code.and_then(|code| code.canonical_reason()).unwrap_or("Answer")
}

/// The pages, and the description itself at `/docs/openapi.json`.
pub fn routes(document: Document) -> Router<SharedApp> {
    let pages = SwaggerUi::new("/docs").url("/docs/openapi.json", document);
    pages.config(Config::default().try_it_out_enabled(true).persist_authorization(false)).into()
}
