//! `greenroom actors`, `voices` and `presets`: what there is to choose from.

use std::path::Path;

use serde_json::json;
use studio::error::StudioError;
use studio::progress::Progress;
use studio::workshop::{EnginePlace, Workshop};
use types::actor::{self, ActorFilter};
use types::voice::{Availability, Voice, VoiceId};

use super::{Done, interrupt};
use crate::arguments::{ActorArguments, VoiceCommand};
use crate::output::Output;

/// Lists actors, or how many each filter value has.
pub fn actors(arguments: &ActorArguments, output: &Output) -> Done {
    let filter = filter(arguments)?;
    if arguments.counts {
        let counts = filter.counts(actor::catalogue());
        output.result(&counts, || serde_json::to_string_pretty(&counts).unwrap_or_default());
        return Ok(());
    }
    let chosen = filter.select(actor::catalogue());
    let row = |actor: &&actor::Actor| {
        format!(
            "{}\t{}\t{}\t{}\t{}",
            actor.id,
            actor.name,
            actor.gender.label(),
            actor.age_range.label(),
            actor.profession.label()
        )
    };
    output.result(&chosen, || chosen.iter().map(row).collect::<Vec<_>>().join("\n"));
    Ok(())
}

fn filter(arguments: &ActorArguments) -> Result<ActorFilter, StudioError> {
    Ok(ActorFilter {
        gender: values(
            "gender",
            &arguments.gender,
            actor::Gender::ALL,
            actor::Gender::parse,
            actor::Gender::id,
        )?,
        age: values(
            "age",
            &arguments.age,
            actor::AgeRange::ALL,
            actor::AgeRange::parse,
            actor::AgeRange::id,
        )?,
        ethnicity: values(
            "ethnicity",
            &arguments.ethnicity,
            actor::Ethnicity::ALL,
            actor::Ethnicity::parse,
            actor::Ethnicity::id,
        )?,
        profession: values(
            "profession",
            &arguments.profession,
            actor::Profession::ALL,
            actor::Profession::parse,
            actor::Profession::id,
        )?,
        setting: values(
            "setting",
            &arguments.setting,
            actor::Setting::ALL,
            actor::Setting::parse,
            actor::Setting::id,
        )?,
        style: values("style", &arguments.style, actor::Style::ALL, actor::Style::parse, actor::Style::id)?,
        environment: values(
            "environment",
            &arguments.environment,
            actor::Environment::ALL,
            actor::Environment::parse,
            actor::Environment::id,
        )?,
        language: arguments.language.clone(),
        use_case: values(
            "use-case",
            &arguments.use_case,
            actor::UseCase::ALL,
            actor::UseCase::parse,
            actor::UseCase::id,
        )?,
        text: arguments.search.clone().unwrap_or_default(),
    })
}

fn values<T: Copy>(
    filter: &str,
    given: &[String],
    all: &[T],
    parse: fn(&str) -> Option<T>,
    id: fn(T) -> &'static str,
) -> Result<Vec<T>, StudioError> {
    let known = || all.iter().map(|value| id(*value)).collect::<Vec<_>>().join(", ");
    let unknown = |name: &String| {
        StudioError::Invalid(format!("there is no {filter} \"{name}\"; there are {}", known()))
    };
    given.iter().map(|name| parse(name).ok_or_else(|| unknown(name))).collect()
}

/// Lists voices, or installs one.
pub fn voices(
    folder: &Path,
    (language, installed): (Option<&str>, bool),
    action: Option<VoiceCommand>,
    output: &Output,
) -> Done {
    let workshop = Workshop::open(folder, EnginePlace::Here)?;
    if let Some(VoiceCommand::Install { id, from }) = action {
        return install(&workshop, &VoiceId(id), from.as_deref(), output);
    }
    let mut voices = workshop.list_voices();
    voices.retain(|voice| {
        let ready = !installed || voice.availability == Availability::Installed;
        ready && language.is_none_or(|language| speaks(voice, language))
    });
    let row = |voice: &Voice| {
        let size = match voice.availability {
            Availability::Installed => "installed".to_owned(),
            Availability::Installable => format!("{:.0} MB to fetch", voice.download_bytes as f64 / 1e6),
        };
        format!("{}\t{}\t{}\t{size}", voice.id, voice.language, voice.name)
    };
    output.result(&voices, || voices.iter().map(row).collect::<Vec<_>>().join("\n"));
    Ok(())
}

fn speaks(voice: &Voice, language: &str) -> bool {
    let (voice, language) =
        (voice.language.to_ascii_lowercase(), language.to_ascii_lowercase().replace('_', "-"));
    voice == language || voice.strip_prefix(&language).is_some_and(|rest| rest.starts_with('-'))
}

fn install(workshop: &Workshop, id: &VoiceId, from: Option<&Path>, output: &Output) -> Done {
    let known = workshop.list_voices().into_iter().find(|voice| voice.id == *id);
    if let Some(voice) = known.filter(|voice| voice.download_bytes > 0) {
        output.note(&format!(
            "{}: {:.1} MB, {}",
            voice.name,
            voice.download_bytes as f64 / 1e6,
            voice.licence
        ));
    }
    let told = |stage, done, total| output.progress(stage, done, total);
    let voice = workshop.install_voice(id, from, &Progress::new(&told, interrupt::on_interrupt()))?;
    output.result(&voice, || format!("{} is installed", voice.id));
    Ok(())
}

/// Lists export presets and placements.
pub fn presets(output: &Output) -> Done {
    let (presets, placements) = (types::preset::catalogue(), types::placement::catalogue::ALL);
    let value = json!({ "presets": presets, "placements": placements });
    output.result(&value, || {
        let presets = presets.iter().map(|preset| format!("{}\t{}", preset.id, preset.summary));
        let placements = placements.iter().map(|placement| format!("{}\t{}", placement.id, placement.name));
        let heading = ["".to_owned(), "placements".to_owned()];
        std::iter::once("presets".to_owned())
            .chain(presets)
            .chain(heading)
            .chain(placements)
            .collect::<Vec<_>>()
            .join("\n")
    });
    Ok(())
}
