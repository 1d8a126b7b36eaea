//! The window itself: opened, shown once the page is there, closed with care.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use directories::{ProjectDirs, UserDirs};
use studio::desk::Desk;
use studio::error::StudioError;
use studio::studio::Studio;
use studio::workshop::EnginePlace;
use tauri::ipc::Channel;
use tauri::{AppHandle, Emitter, Manager, RunEvent, WebviewWindow, WindowEvent};
use types::error::{ErrorCode, Failure};
use types::event::Event;

use crate::graphics::{self, GraphicsMode};
use crate::{ask, log};

/// What every command has at hand.
pub struct Shell {
    data: PathBuf,
    desk: Result<Desk, Failure>,
    page: Arc<Mutex<Option<Channel<Event>>>>,
}

impl Shell {
    /// The desk, or why there is none.
    pub fn desk(&self) -> Result<Desk, Failure> {
        self.desk.clone()
    }

    /// Events go to that channel from now on.
    pub fn listen(&self, channel: Channel<Event>) {
        *self.page.lock().unwrap_or_else(PoisonError::into_inner) = Some(channel);
    }
}

/// Runs the window until it is closed.
pub fn run() -> tauri::Result<()> {
    let data = data_place();
    let log = log::begin(&data);
    let builder = tauri::Builder::default()
        // It comes first, so that a second start does nothing else.
        .plugin(tauri_plugin_single_instance::init(|app, _, _| to_front(app)))
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init());
    let app = ask::with_commands(builder)
        .setup(move |app| {
            app.manage(open(data));
            Ok(())
        })
        .build(tauri::generate_context!())?;
    app.run(|app, event| match event {
        RunEvent::WindowEvent { event: WindowEvent::CloseRequested { api, .. }, .. }
            if may_not_close(app) =>
        {
            api.prevent_close();
        }
        RunEvent::Exit => tracing::info!("the window is closed"),
        _ => {}
    });
    drop(log);
    Ok(())
}

/// Shows the window once the page has drawn itself.
#[tauri::command]
pub fn ready(window: WebviewWindow, shell: tauri::State<'_, Shell>) -> Result<(), Failure> {
    graphics::was_seen(&shell.data);
    window.show().and_then(|()| window.set_focus()).map_err(|error| unexpected(&error))
}

/// Closes the window whatever is going on. Exports are taken up again at the next start.
#[tauri::command]
pub fn close_now(window: WebviewWindow) -> Result<(), Failure> {
    window.destroy().map_err(|error| unexpected(&error))
}

/// Where the library lies.
#[tauri::command]
pub fn data_folder(shell: tauri::State<'_, Shell>) -> String {
    shell.data.display().to_string()
}

/// How the window is drawn from the next start on: "auto", "hardware" or "safe".
#[tauri::command]
pub fn graphics(shell: tauri::State<'_, Shell>) -> GraphicsMode {
    graphics::kept(&shell.data)
}

/// Chooses how the window is drawn from the next start on.
#[tauri::command]
pub fn set_graphics(shell: tauri::State<'_, Shell>, mode: GraphicsMode) -> Result<(), Failure> {
    graphics::keep(&shell.data, mode).map_err(|error| unexpected(&error))
}

/// From now on events go to that channel.
#[tauri::command]
pub fn subscribe(shell: tauri::State<'_, Shell>, channel: Channel<Event>) {
    shell.listen(channel);
}

/// A failure that nobody expected.
pub fn unexpected(error: &dyn std::fmt::Display) -> Failure {
    Failure::new(ErrorCode::Internal, error.to_string())
}

/// Whether the page has been asked to ask the user first, because exports run. A page that cannot be asked does not
/// keep the window open.
fn may_not_close(app: &AppHandle) -> bool {
    let exporting = app.state::<Shell>().desk().is_ok_and(|desk| desk.is_exporting());
    exporting && app.emit_to("main", "closing", ()).is_ok()
}

fn to_front(app: &AppHandle) {
    // The second start counted itself as one in which nothing was seen.
    graphics::was_seen(&app.state::<Shell>().data);
    if let Some(window) = app.get_webview_window("main") {
        let shown = window.show().and_then(|()| window.unminimize()).and_then(|()| window.set_focus());
        if let Err(error) = shown {
            tracing::warn!(%error, "the window could not be brought to the front");
        }
    }
}

fn open(data: PathBuf) -> Shell {
    let page: Arc<Mutex<Option<Channel<Event>>>> = Arc::default();
    let told = {
        let page = Arc::clone(&page);
        move |event| {
            let page = page.lock().unwrap_or_else(PoisonError::into_inner).clone();
            if let Some(Err(error)) = page.map(|page| page.send(event)) {
                tracing::debug!(%error, "an event found no page");
            }
        }
    };
    let desk = || -> Result<Desk, StudioError> {
        let program = std::env::current_exe().map_err(|error| StudioError::io("greenroom-studio", error))?;
        let studio = Studio::open(&data, EnginePlace::worker_of(program), Arc::new(now_ms))?;
        Ok(Desk::new(studio, exports_folder(&data), Arc::new(told)))
    };
    let desk = desk().map_err(|error| {
        tracing::error!(%error, "the library could not be opened");
        error.failure()
    });
    Shell { data, desk, page }
}

/// Milliseconds since 1970 UTC.
#[expect(clippy::disallowed_methods, reason = "a program is where the time comes from")]
fn now_ms() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as i64)
}

/// Where the library lies: the folder named in `GREENROOM_DATA_DIR`, else the user's own for applications.
pub fn data_place() -> PathBuf {
    let named = std::env::var_os("GREENROOM_DATA_DIR").map(PathBuf::from);
    let usual =
        || ProjectDirs::from("video", "Greenroom", "Greenroom").map(|dirs| dirs.data_dir().to_owned());
    named.or_else(usual).unwrap_or_else(|| PathBuf::from("Greenroom"))
}

/// Where exports go unless the user says otherwise.
fn exports_folder(data: &std::path::Path) -> PathBuf {
    let videos = UserDirs::new().and_then(|dirs| dirs.video_dir().map(ToOwned::to_owned));
    let videos = videos.map(|videos| videos.join("Greenroom"));
    if std::env::var_os("GREENROOM_DATA_DIR").is_some() { None } else { videos }
        .unwrap_or_else(|| data.join("exports"))
}
