//! The main job: a script file becomes a finished ad.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use speech::Voice;
use types::actor::Gender;
use types::document::clip::Face;
use types::geometry::{Aspect, Color};
use types::id::MediaId;
use types::script::{Script, decode, parse};
use types::text::CaptionLook;
use types::text::preset::CaptionPreset;
use types::time::FrameRate;
use types::voice::{Availability, Respelling, Voice as Description, VoiceGender, VoiceId, VoiceSettings};

use crate::draft::assemble::assemble;
use crate::draft::cast;
use crate::draft::takes::Speaking;
use crate::draft::{Drafted, Footage, Ingredients, Music, SpokenLine};
use crate::error::StudioError;
use crate::progress::{Progress, Stage};
use crate::workshop::Workshop;

/// What an ad is made of.
#[derive(Clone, Debug)]
pub struct Brief {
    /// What is said.
    pub script: Script,
    /// Who speaks: an actor's id or name.
    pub actor: Option<String>,
    /// A photo as the actor.
    pub portrait: Option<PathBuf>,
    /// The voice, by id.
    pub voice: Option<String>,
    /// How it speaks.
    pub voice_settings: VoiceSettings,
    /// How names are said.
    pub respellings: Vec<Respelling>,
    /// Shape of the canvas.
    pub aspect: Aspect,
    /// Pictures a second.
    pub frame_rate: FrameRate,
    /// Own footage and photos over lines.
    pub cutaways: Vec<PathBuf>,
    /// What plays under the speech.
    pub music: MusicChoice,
    /// How captions look; none leaves them out.
    pub captions: Option<CaptionLook>,
    /// Words over the first line; none takes the line itself.
    pub hook_title: Option<String>,
    /// Words on the end card; none takes the last line.
    pub end_card: Option<String>,
    /// Colour of the end card.
    pub brand: Color,
    /// Whose safe area is kept.
    pub placement: Option<String>,
}

/// Which music is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MusicChoice {
    /// The product chooses a bed.
    Any,
    /// None.
    None,
    /// A bed by id, or a file.
    Named(String),
}

impl MusicChoice {
    /// What is meant by a name that a user gave: "none" is none.
    pub fn of(name: &str) -> Self {
        match name {
            "none" | "" => Self::None,
            name => Self::Named(name.to_owned()),
        }
    }
}

impl Brief {
    /// A brief with everything left to the product but the script.
    pub fn new(script: Script) -> Self {
        Self {
            script,
            actor: None,
            portrait: None,
            voice: None,
            voice_settings: VoiceSettings::default(),
            respellings: Vec::new(),
            aspect: Aspect::default(),
            frame_rate: FrameRate::FPS_30,
            cutaways: Vec::new(),
            music: MusicChoice::Any,
            captions: Some(CaptionLook::default()),
            hook_title: None,
            end_card: None,
            brand: Color::rgb(18, 20, 28),
            placement: None,
        }
    }
}

/// Reads a script file.
///
/// # Errors
/// When the file cannot be read or is no script.
pub fn read_script(path: &Path) -> Result<Script, StudioError> {
    Ok(parse(&read_text(path)?)?)
}

/// Reads a script file as text, without looking for lines.
///
/// # Errors
/// When the file cannot be read or is not text.
pub fn read_text(path: &Path) -> Result<String, StudioError> {
    // One byte over twice the limit is enough to see that it is too long, however large the file is.
    Ok(decode(&read_at_most(path, 2 * types::script::BYTES_MAX as u64 + 3)?)?)
}

/// The first bytes of a file.
pub(crate) fn read_at_most(path: &Path, limit: u64) -> Result<Vec<u8>, StudioError> {
    use std::io::Read;
    let file = std::fs::File::open(path).map_err(|error| StudioError::io(path, error))?;
    let mut bytes = Vec::new();
    file.take(limit).read_to_end(&mut bytes).map_err(|error| StudioError::io(path, error))?;
    Ok(bytes)
}

/// How captions look by the name that a user gave: "none" leaves them out.
///
/// # Errors
/// When there is no such style.
pub fn caption_style(name: &str) -> Result<Option<CaptionLook>, StudioError> {
    if name == "none" {
        return Ok(None);
    }
    let known = || CaptionPreset::ALL.iter().map(|preset| preset.id()).collect::<Vec<_>>().join(", ");
    let preset = CaptionPreset::parse(name);
    let preset =
        preset.ok_or_else(|| StudioError::UnknownCaptionStyle { name: name.to_owned(), known: known() })?;
    Ok(Some(CaptionLook::Preset(preset)))
}

impl Workshop {
    /// Makes the draft of an ad: speaks every line and cuts the takes.
    ///
    /// # Errors
    /// When something named in the brief does not exist or cannot be read, or a voice fails.
    pub fn draft(&self, brief: &Brief, progress: &Progress) -> Result<Drafted, StudioError> {
        if let Some(placement) = &brief.placement {
            types::placement::find(placement)
                .ok_or_else(|| StudioError::UnknownPlacement(placement.clone()))?;
        }
        let (language, voice) = self.voice(brief)?;
        let face = match (&brief.portrait, &brief.actor) {
            // The photo becomes media when the draft is cut; until then it has no id.
            (Some(_), _) => Face::Portrait(MediaId(0)),
            (None, Some(name)) => Face::Drawn(cast::actor(name)?.id.0.clone()),
            (None, None) => {
                let actor = cast::default_actor(&language, voice.description().gender);
                Face::Drawn(actor.map(|actor| actor.id.0.clone()).unwrap_or_default())
            }
        };
        let portrait = brief.portrait.as_deref().map(|path| self.picture(path)).transpose()?;
        let cutaways = brief.cutaways.iter().map(|path| self.picture(path)).collect::<Result<Vec<_>, _>>()?;
        let music = self.music(&brief.music)?;
        let lines = self.speak(brief, (&language, &*voice), &face, progress)?;
        let first = lines.first().map(|line| line.line.text.clone()).unwrap_or_default();
        let mut warnings: Vec<String> = lines.iter().flat_map(|line| line.warnings.clone()).collect();
        warnings.sort();
        warnings.dedup();
        let last = lines.last().map(|line| line.line.text.clone()).unwrap_or_default();
        let ingredients = Ingredients {
            aspect: brief.aspect,
            frame_rate: brief.frame_rate,
            lines,
            portrait,
            cutaways,
            music,
            captions: brief.captions.clone(),
            hook_title: brief.hook_title.clone().unwrap_or(first),
            end_card: brief.end_card.clone().unwrap_or(last),
            brand: brief.brand,
            placement: brief.placement.clone(),
        };
        Ok(Drafted { document: assemble(&ingredients)?, warnings })
    }

    /// The language that is spoken and the voice that speaks it.
    fn voice(&self, brief: &Brief) -> Result<(String, Arc<dyn Voice>), StudioError> {
        if let Some(id) = &brief.voice {
            let voice = self.voices().open(&VoiceId(id.clone()))?;
            return Ok((voice.description().language.clone(), voice));
        }
        let language = cast::language_of(&brief.script.text());
        let gender = brief.actor.as_deref().map(|name| Ok::<_, StudioError>(cast::actor(name)?.gender));
        let id = self.voice_for(language, gender.transpose()?)?;
        Ok((language.to_owned(), self.voices().open(&id)?))
    }

    /// The best voice here for a language; of two alike the one that fits the actor.
    pub(crate) fn voice_for(&self, language: &str, actor: Option<Gender>) -> Result<VoiceId, StudioError> {
        let best = self.voices().default_for(language)?;
        let wanted = match actor {
            Some(Gender::Woman) => VoiceGender::Female,
            Some(Gender::Man) => VoiceGender::Male,
            Some(Gender::NonBinary) | None => return Ok(best),
        };
        let catalogue = self.voices().catalogue();
        let Some(default) = catalogue.iter().find(|voice| voice.id == best) else { return Ok(best) };
        let alike = |voice: &&Description| {
            voice.availability == Availability::Installed
                && voice.engine == default.engine
                && voice.language == default.language
                && voice.gender == wanted
        };
        let fitting = if default.gender == wanted { None } else { catalogue.iter().find(alike) };
        Ok(fitting.map_or(best, |voice| voice.id.clone()))
    }

    fn speak(
        &self,
        brief: &Brief,
        (language, voice): (&str, &dyn Voice),
        face: &Face,
        progress: &Progress,
    ) -> Result<Vec<SpokenLine>, StudioError> {
        let folder = self.paths().takes();
        let speaking = Speaking {
            voice,
            settings: brief.voice_settings,
            respellings: &brief.respellings,
            folder: &folder,
        };
        let faces = cast::faces(&brief.script, face, language);
        let mut lines: Vec<SpokenLine> = Vec::with_capacity(faces.len());
        for (index, (line, face)) in brief.script.lines().zip(&faces).enumerate() {
            progress.report(Stage::Speaking, index as u64, faces.len() as u64)?;
            match (speaking.take(line, face.clone())?, lines.last_mut()) {
                (Some(line), _) => lines.push(line),
                // What cannot be spoken, as a row of stars, still keeps its pause.
                (None, Some(before)) => before.line.pause_ms += line.1.pause_ms,
                (None, None) => {}
            }
        }
        if lines.is_empty() { Err(StudioError::NothingToSay) } else { Ok(lines) }
    }

    fn music(&self, choice: &MusicChoice) -> Result<Music, StudioError> {
        let beds = &types::bed::CATALOGUE;
        match choice {
            MusicChoice::None => Ok(Music::None),
            MusicChoice::Any => Ok(beds.first().map_or(Music::None, |bed| Music::Bed(bed.id.into(), 0))),
            MusicChoice::Named(name) => {
                if let Some(bed) = types::bed::find(name) {
                    return Ok(Music::Bed(bed.id.into(), 0));
                }
                let path = Path::new(name);
                if !path.exists() {
                    let known = beds.iter().map(|bed| bed.id).collect::<Vec<_>>().join(", ");
                    return Err(StudioError::UnknownMusic { name: name.clone(), known });
                }
                let footage = self.footage(path)?;
                match footage.info.audio {
                    Some(_) => Ok(Music::Own(Box::new(footage))),
                    None => Err(StudioError::PictureAsSound(path.to_path_buf())),
                }
            }
        }
    }

    fn picture(&self, path: &Path) -> Result<Footage, StudioError> {
        let footage = self.footage(path)?;
        match footage.info.video {
            Some(_) => Ok(footage),
            None => Err(StudioError::SoundAsPicture(path.to_path_buf())),
        }
    }
}
