// Starts the page.
import init from "./ui.js";

init({ module_or_path: new URL("./ui_bg.wasm", import.meta.url) });
