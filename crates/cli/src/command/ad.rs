//! `greenroom ad`: a script file to a finished ad.

use std::path::Path;
use std::sync::Arc;

use studio::ad::{Brief, MusicChoice, caption_style, read_script};
use studio::error::StudioError;
use studio::export::Exported;
use studio::progress::Progress;
use studio::workshop::{EnginePlace, Workshop};
use types::geometry::Color;
use types::voice::{Respelling, VoiceSettings};

use super::Done;
use super::interrupt::on_interrupt;
use crate::arguments::AdArguments;
use crate::output::Output;

/// Makes the ad.
pub fn make(folder: &Path, arguments: &AdArguments, output: &Output) -> Done {
    let brief = brief(arguments)?;
    let preset = studio::export::preset(&arguments.preset)?;
    studio::export::check_target(&arguments.out)?;
    let workshop = Workshop::open(folder, EnginePlace::Here)?;
    let told = |stage, done, total| output.progress(stage, done, total);
    let progress = Progress::new(&told, on_interrupt());
    let drafted = workshop.draft(&brief, &progress)?;
    let document = Arc::new(drafted.document);
    let mut exported = workshop.export(&document, preset, &arguments.out, &progress)?;
    exported.warnings.extend(drafted.warnings);
    report(&exported, output);
    Ok(())
}

/// Says what was made.
pub fn report(exported: &Exported, output: &Output) {
    for warning in &exported.warnings {
        output.note(&format!("note: {warning}"));
    }
    output.result(exported, || exported.path.clone());
}

fn brief(arguments: &AdArguments) -> Result<Brief, StudioError> {
    let mut brief = Brief::new(read_script(&arguments.script)?);
    brief.actor.clone_from(&arguments.actor);
    brief.portrait.clone_from(&arguments.portrait);
    brief.voice.clone_from(&arguments.voice);
    brief.voice_settings = VoiceSettings::new(arguments.rate, arguments.pitch, 1.0)
        .map_err(|error| StudioError::Invalid(error.to_string()))?;
    let names = arguments.say.iter().cloned();
    brief.respellings = names.map(|(written, spoken)| Respelling { written, spoken }).collect();
    brief.aspect = arguments.aspect;
    brief.frame_rate = arguments.fps;
    brief.cutaways.clone_from(&arguments.media);
    brief.music = arguments.music.as_deref().map_or(MusicChoice::Any, MusicChoice::of);
    if let Some(style) = &arguments.captions {
        brief.captions = caption_style(style)?;
    }
    brief.hook_title.clone_from(&arguments.title);
    brief.end_card.clone_from(&arguments.end_card);
    brief.placement.clone_from(&arguments.placement);
    if let Some(color) = &arguments.brand {
        let parsed = Color::parse(color);
        brief.brand = parsed.ok_or_else(|| {
            StudioError::Invalid(format!("\"{color}\" is not a colour; write it as #rrggbb"))
        })?;
    }
    Ok(brief)
}
