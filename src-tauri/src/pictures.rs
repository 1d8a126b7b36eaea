//! Pictures on their way to the page: raw bytes, one request at a time.

use studio::desk::Desk;
use studio::error::StudioError;
use tauri::State;
use tauri::ipc::{Request, Response};

use crate::ask::{Answer, asked};
use crate::shell::{self, Shell};

/// A frame of a project.
#[tauri::command]
pub async fn frame(shell: State<'_, Shell>, request: Request<'_>) -> Answer {
    let call = asked(&request)?;
    drawn(shell.desk()?, move |desk| desk.frame(&call)).await
}

/// A frame of a project as it would be after an edit that is not made.
#[tauri::command]
pub async fn trial_frame(shell: State<'_, Shell>, request: Request<'_>) -> Answer {
    let call = asked(&request)?;
    drawn(shell.desk()?, move |desk| desk.trial_frame(&call)).await
}

/// The picture of an actor.
#[tauri::command]
pub async fn actor_picture(shell: State<'_, Shell>, request: Request<'_>) -> Answer {
    let call = asked(&request)?;
    drawn(shell.desk()?, move |desk| desk.actor_picture(&call)).await
}

/// The waveform of a clip.
#[tauri::command]
pub async fn clip_peaks(shell: State<'_, Shell>, request: Request<'_>) -> Answer {
    let call = asked(&request)?;
    drawn(shell.desk()?, move |desk| desk.clip_peaks(&call)).await
}

/// A picture of a clip by itself.
#[tauri::command]
pub async fn clip_picture(shell: State<'_, Shell>, request: Request<'_>) -> Answer {
    let call = asked(&request)?;
    drawn(shell.desk()?, move |desk| desk.clip_picture(&call)).await
}

async fn drawn(
    desk: Desk,
    draw: impl FnOnce(&Desk) -> Result<Vec<u8>, StudioError> + Send + 'static,
) -> Answer {
    let drawn = tauri::async_runtime::spawn_blocking(move || draw(&desk).map_err(|error| error.failure()));
    let bytes = drawn.await.map_err(|error| shell::unexpected(&error))??;
    Ok(Response::new(bytes))
}
