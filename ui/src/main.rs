//! The studio's page: screens over the requests of `types::call`. It decides how things look, never what they are.

mod app;
mod bridge;
mod command;
mod editor;
mod kit;
mod project;
mod script;
mod screens;
mod state;
mod words;

fn main() {
    console_error_panic_hook::set_once();
    dioxus::launch(app::App);
}
