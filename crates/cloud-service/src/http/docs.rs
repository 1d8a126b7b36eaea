//! The description of the API (OpenAPI 3.1), and pages to read and try it.

use axum::Router;
use utoipa::openapi::OpenApi as Document;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::app::SharedApp;

/// What the description says beyond its routes.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Greenroom",
        version = "1",
        description = "Accounts, exact credits, and generations that survive. Every answer has the form \
                       `{success, data, message?}`, every error `{success, error: {code, message, details}, timestamp}`."
    ),
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

/// The pages, and the description itself at `/docs/openapi.json`.
pub fn routes(document: Document) -> Router<SharedApp> {
    let pages = SwaggerUi::new("/docs").url("/docs/openapi.json", document);
    pages.config(Config::default().try_it_out_enabled(true).persist_authorization(false)).into()
}
