//! Tells Tauri which commands exist, so that each can be granted by name.

fn main() {
    let shell = [
        "subscribe",
        "ready",
        "close_now",
        "data_folder",
        "graphics",
        "set_graphics",
        "frame",
        "trial_frame",
        "actor_picture",
        "clip_peaks",
        "clip_picture",
        "choose_files",
        "choose_folder",
        "show_in_folder",
        "open_text",
        "save_text",
    ];
    let names: Vec<&'static str> = types::call::NAMES.iter().copied().chain(shell).collect();
    let manifest = tauri_build::AppManifest::new().commands(names.leak());
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))
        .expect("Tauri's build step");
}
