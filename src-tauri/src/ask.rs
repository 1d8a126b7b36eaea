//! Commands that the page may ask for. Each is granted by name in `capabilities/main.json`.

use serde::de::DeserializeOwned;
use studio::desk::Desk;
use studio::error::StudioError;
use tauri::ipc::{InvokeBody, Request, Response};
use tauri::{Builder, State, Wry};
use types::call::Call;
use types::error::{ErrorCode, Failure};

use crate::shell::{self, Shell};
use crate::{files, pictures};

/// A reply on its way: JSON as raw bytes, so that whole numbers stay whole.
pub type Answer = Result<Response, Failure>;

/// What is asked, from the bytes of a request.
pub fn asked<T: DeserializeOwned>(request: &Request<'_>) -> Result<T, Failure> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(Failure::new(ErrorCode::InvalidRequest, "a request is sent as bytes"));
    };
    serde_json::from_slice(bytes).map_err(|error| Failure::new(ErrorCode::InvalidRequest, error.to_string()))
}

/// Asks the desk on a thread that may wait, and packs its reply.
async fn answer<C: Call>(
    shell: &State<'_, Shell>,
    request: &Request<'_>,
    ask: impl FnOnce(&Desk, C) -> Result<C::Reply, StudioError> + Send + 'static,
) -> Answer {
    let (desk, call) = (shell.desk()?, asked::<C>(request)?);
    let answered =
        tauri::async_runtime::spawn_blocking(move || ask(&desk, call).map_err(|error| error.failure()));
    let reply = answered.await.map_err(|error| shell::unexpected(&error))??;
    let bytes = serde_json::to_vec(&reply).map_err(|error| shell::unexpected(&error))?;
    Ok(Response::new(bytes))
}

/// Whether two names are the same, when the program is compiled.
const fn is_same(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (one.as_bytes(), other.as_bytes());
    while let ([first, rest @ ..], [second, remaining @ ..]) = (one, other) {
        if *first != *second {
            return false;
        }
        (one, other) = (rest, remaining);
    }
    one.is_empty() && other.is_empty()
}

/// One command for each request: its name, and who at the desk answers.
macro_rules! commands {
    ($($name:ident: $call:ty;)*) => {
        mod made {
            use super::*;
            $(
                #[tauri::command]
                pub async fn $name(shell: State<'_, Shell>, request: Request<'_>) -> Answer {
                    answer::<$call>(&shell, &request, Desk::$name).await
                }
            )*
        }

        // A command under another name than its request's would never be reached.
        $(const _: () = assert!(is_same(stringify!($name), <$call as Call>::NAME));)*

        /// The builder with every command the page may ask for.
        pub fn with_commands(builder: Builder<Wry>) -> Builder<Wry> {
            builder.invoke_handler(tauri::generate_handler![
                $(made::$name,)*
                shell::ready,
                shell::subscribe,
                shell::close_now,
                shell::data_folder,
                shell::graphics,
                shell::set_graphics,
                pictures::frame,
                pictures::trial_frame,
                pictures::actor_picture,
                pictures::clip_peaks,
                pictures::clip_picture,
                files::choose_files,
                files::choose_folder,
                files::show_in_folder,
                files::open_text,
                files::save_text,
            ])
        }
    };
}

commands! {
    list_projects: types::call::library::ListProjects;
    create_project: types::call::library::CreateProject;
    rename_project: types::call::library::RenameProject;
    set_project_status: types::call::library::SetProjectStatus;
    delete_project: types::call::library::DeleteProject;
    duplicate_project: types::call::library::DuplicateProject;
    welcome: types::call::library::Welcome;
    get_preferences: types::call::library::GetPreferences;
    set_preferences: types::call::library::SetPreferences;
    get_brand: types::call::brand::GetBrand;
    set_brand: types::call::brand::SetBrand;
    apply_brand: types::call::brand::ApplyBrand;
    read_script: types::call::script::ReadScript;
    list_templates: types::call::script::ListTemplates;
    keep_template: types::call::script::KeepTemplate;
    delete_template: types::call::script::DeleteTemplate;
    time_lines: types::call::script::TimeLines;
    open_project: types::call::edit::Open;
    close_project: types::call::edit::Close;
    edit_project: types::call::edit::MakeEdit;
    undo_edit: types::call::edit::Undo;
    redo_edit: types::call::edit::Redo;
    import_media: types::call::edit::ImportMedia;
    list_missing: types::call::edit::ListMissing;
    relink_media: types::call::edit::RelinkMedia;
    set_script: types::call::edit::SetScript;
    list_script_versions: types::call::edit::ListScriptVersions;
    list_voices: types::call::cast::ListVoices;
    install_voice: types::call::cast::InstallVoice;
    hear_line: types::call::cast::HearLine;
    make_draft: types::call::make::MakeDraft;
    check_exports: types::call::make::CheckExports;
    start_exports: types::call::make::StartExports;
    list_tasks: types::call::make::ListTasks;
    cancel_task: types::call::make::CancelTask;
    retry_task: types::call::make::RetryTask;
    play: types::call::play::Play;
    pause: types::call::play::Pause;
    playback: types::call::play::PlaybackNow;
}
