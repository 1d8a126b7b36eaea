//! `greenroom frame`, `export` and `probe`: pictures and files out, facts about files.

use std::path::Path;
use std::sync::Arc;

use serde_json::json;
use studio::progress::Progress;
use studio::studio::{Studio, project_id};
use studio::workshop::{EnginePlace, Workshop};
use types::media::MediaInfo;

use super::{Done, ad, clock, interrupt};
use crate::output::Output;

/// Writes one exact frame.
pub fn frame(folder: &Path, id: &str, (at, out): (i64, &Path), output: &Output) -> Done {
    let studio = Studio::open(folder, EnginePlace::Here, clock::system())?;
    let document = Arc::new(studio.open_project(project_id(id)?)?.document);
    studio.workshop().write_frame(&document, at, out)?;
    output.result(&json!({ "path": out, "frame": at }), || out.display().to_string());
    Ok(())
}

/// Exports a project.
pub fn export(folder: &Path, id: &str, (preset, out): (&str, &Path), output: &Output) -> Done {
    let preset = studio::export::preset(preset)?;
    studio::export::check_target(out)?;
    let studio = Studio::open(folder, EnginePlace::Here, clock::system())?;
    let document = Arc::new(studio.open_project(project_id(id)?)?.document);
    let told = |stage, done, total| output.progress(stage, done, total);
    let progress = Progress::new(&told, interrupt::on_interrupt());
    let exported = studio.workshop().export(&document, preset, out, &progress)?;
    ad::report(&exported, output);
    Ok(())
}

/// Says what a file is.
pub fn probe(folder: &Path, file: &Path, output: &Output) -> Done {
    let info = Workshop::open(folder, EnginePlace::Here)?.probe(file)?;
    output.result(&info, || in_words(&info));
    Ok(())
}

fn in_words(info: &MediaInfo) -> String {
    let mut lines =
        vec![format!("{}, {:.3} s, {} bytes", info.container, info.duration.as_f64(), info.bytes)];
    if let Some(video) = &info.video {
        let rate = video
            .frame_rate
            .map_or("still".to_owned(), |rate| format!("{:.3} frames a second", rate.as_f64()));
        let rate = if video.variable_rate { format!("{rate} on average") } else { rate };
        lines.push(format!(
            "picture: {}, {}x{}, {rate}, {} frames",
            video.codec, video.size.width, video.size.height, video.frames
        ));
    }
    if let Some(audio) = &info.audio {
        lines.push(format!("sound: {}, {} Hz, {} channels", audio.codec, audio.sample_rate, audio.channels));
    }
    lines.extend(info.warnings.iter().map(|warning| format!("note: {warning}")));
    lines.join("\n")
}
