//! Requests to the host and events from it.

use serde::Serialize;
use serde::de::DeserializeOwned;
use types::call::Call;
use types::error::{ErrorCode, Failure};
use types::event::Event;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

#[wasm_bindgen(raw_module = "./bridge.js")]
extern "C" {
    #[wasm_bindgen(js_name = ask, catch)]
    async fn raw_ask(name: &str, bytes: &[u8]) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = call, catch)]
    async fn raw_call(name: &str, input: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = listen)]
    fn raw_listen(heard: &Closure<dyn Fn(String)>) -> JsValue;
    #[wasm_bindgen(js_name = dropped)]
    fn raw_dropped(heard: &Closure<dyn Fn(String)>) -> JsValue;
    #[wasm_bindgen(js_name = closing)]
    fn raw_closing(heard: &Closure<dyn Fn()>) -> JsValue;
}

#[wasm_bindgen(raw_module = "./painter.js")]
extern "C" {
    #[wasm_bindgen(js_name = show, catch)]
    async fn raw_show(
        canvas: &HtmlCanvasElement,
        name: &str,
        bytes: &[u8],
        swift: bool,
    ) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen(raw_module = "./waves.js")]
extern "C" {
    #[wasm_bindgen(js_name = wave, catch)]
    async fn raw_wave(
        canvas: &HtmlCanvasElement,
        name: &str,
        call: &[u8],
        key: &str,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = strip, catch)]
    async fn raw_strip(
        canvas: &HtmlCanvasElement,
        name: &str,
        calls: &str,
        key: &str,
    ) -> Result<JsValue, JsValue>;
}

/// How a canvas is drawn on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Brush {
    /// By the graphics processor; for the viewer.
    Swift,
    /// In two dimensions; for the many small pictures of lists.
    Flat,
}

/// Asks the desk.
pub async fn ask<C: Call>(call: &C) -> Result<C::Reply, Failure> {
    let bytes = serde_json::to_vec(call).map_err(|error| unexpected(&error))?;
    let reply = raw_ask(C::NAME, &bytes).await.map_err(failure)?;
    let reply = js_sys::Uint8Array::new(&reply).to_vec();
    serde_json::from_slice(&reply).map_err(|error| unexpected(&error))
}

/// Asks the window itself.
pub async fn call<T: DeserializeOwned>(name: &str, input: &impl Serialize) -> Result<T, Failure> {
    let input = serde_json::to_string(input).map_err(|error| unexpected(&error))?;
    let reply = raw_call(name, &input).await.map_err(failure)?;
    serde_json::from_str(&reply.as_string().unwrap_or_default()).map_err(|error| unexpected(&error))
}

/// Asks for a picture and shows it on a canvas. Gives the number of the frame that is shown.
pub async fn show(
    canvas: &HtmlCanvasElement,
    name: &str,
    call: &impl Serialize,
    brush: Brush,
) -> Result<i64, Failure> {
    let bytes = serde_json::to_vec(call).map_err(|error| unexpected(&error))?;
    let shown = raw_show(canvas, name, &bytes, brush == Brush::Swift).await.map_err(failure)?;
    Ok(shown.as_f64().unwrap_or_default() as i64)
}

/// Asks how loud something is and draws it as a wave, once nothing else is to be done. What cannot be had is not
/// drawn. `key` tells it from all that looks otherwise.
pub async fn wave(canvas: &HtmlCanvasElement, name: &str, call: &impl Serialize, key: &str) {
    if let Ok(bytes) = serde_json::to_vec(call) {
        drop(raw_wave(canvas, name, &bytes, key).await);
    }
}

/// Asks for small pictures and draws them side by side, once nothing else is to be done. What cannot be had is not
/// drawn. `key` tells them from all that look otherwise.
pub async fn strip(canvas: &HtmlCanvasElement, name: &str, calls: &impl Serialize, key: &str) {
    if let Ok(calls) = serde_json::to_string(calls) {
        drop(raw_strip(canvas, name, &calls, key).await);
    }
}

/// Hears every event from now on, for as long as the page lives.
pub fn listen(heard: impl Fn(Event) + 'static) {
    let heard = Closure::<dyn Fn(String)>::new(move |text: String| {
        if let Ok(event) = serde_json::from_str(&text) {
            heard(event);
        }
    });
    raw_listen(&heard);
    heard.forget();
}

/// Hears of files dropped on the window, for as long as the page lives.
pub fn on_drop(heard: impl Fn(Vec<String>) + 'static) {
    let heard = Closure::<dyn Fn(String)>::new(move |text: String| {
        heard(serde_json::from_str(&text).unwrap_or_default());
    });
    raw_dropped(&heard);
    heard.forget();
}

/// Hears that the user wants to close the window while long work goes on, for as long as the page lives.
pub fn on_closing(heard: impl Fn() + 'static) {
    let heard = Closure::<dyn Fn()>::new(heard);
    raw_closing(&heard);
    heard.forget();
}

fn failure(thrown: JsValue) -> Failure {
    let text = thrown.as_string().unwrap_or_else(|| format!("{thrown:?}"));
    serde_json::from_str(&text).unwrap_or_else(|_| Failure::new(ErrorCode::Internal, text))
}

fn unexpected(error: &dyn std::fmt::Display) -> Failure {
    Failure::new(ErrorCode::Internal, error.to_string())
}
