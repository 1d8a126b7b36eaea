//! What is asked of a provider: from what the user asked for and what the stages before made.

use crate::generation::{Attempt, Craft, Request, Work};
use crate::provider::{
    AvatarOrder, CloneOrder, Fault, FaultKind, LipSyncOrder, Order, ShotOrder, Size, SpeechOrder,
    TranscriptionOrder,
};

use super::Worker;

impl Worker {
    /// What an attempt asks for.
    pub(super) fn order(&self, work: &Work, attempt: &Attempt) -> Result<Order, Fault> {
        let generation = &work.generation;
        let request = &generation.request;
        let craft = generation.stages.get(attempt.stage).map(|stage| stage.craft);
        let address = |id| self.tools.addresses.object(generation.workspace, id);
        let made = |craft| generation.made.iter().rev().find(|made| made.craft == craft);
        let voice = || {
            let made = made(Craft::Speech).ok_or_else(|| missing("voice"))?;
            let object = made.object.ok_or_else(|| missing("voice"))?;
            Ok((address(object), made.milliseconds))
        };
        let input = request.input.map(address);
        match craft.ok_or_else(|| missing("stage"))? {
            Craft::Speech => Ok(Order::Speech(speech(request))),
            Craft::Avatar => {
                let (audio, milliseconds) = voice()?;
                let look = Some(request.look.clone()).filter(|look| !look.is_empty());
                Ok(Order::Avatar(AvatarOrder {
                    look,
                    image: input,
                    audio,
                    milliseconds,
                    size: size(request),
                }))
            }
            Craft::Shot => Ok(Order::Shot(ShotOrder {
                prompt: request.text.clone(),
                image: input,
                milliseconds: attempt.route.milliseconds,
                size: size(request),
                sound: false,
                quality: attempt.route.quality.clone(),
            })),
            Craft::LipSync => {
                let (audio, milliseconds) = voice()?;
                let video =
                    made(Craft::Shot).and_then(|made| made.object).ok_or_else(|| missing("picture"))?;
                Ok(Order::LipSync(LipSyncOrder { video: address(video), audio, milliseconds }))
            }
            Craft::Transcription => {
                let audio = input.ok_or_else(|| missing("sound"))?;
                let language = Some(request.language.clone()).filter(|language| !language.is_empty());
                Ok(Order::Transcription(TranscriptionOrder { audio, language }))
            }
            Craft::Clone => Ok(Order::Clone(CloneOrder {
                name: request.name.clone(),
                description: request.text.clone(),
                language: request.language.clone(),
                samples: request.samples.iter().copied().map(address).collect(),
            })),
        }
    }
}

fn speech(request: &Request) -> SpeechOrder {
    SpeechOrder {
        text: request.text.clone(),
        before: request.before.clone(),
        after: request.after.clone(),
        language: request.language.clone(),
        voice: request.voice.clone(),
        rate_thousandths: request.rate_thousandths,
        settings: serde_json::Map::new(),
    }
}

fn size(request: &Request) -> Size {
    request.size.unwrap_or(Size { width: 1080, height: 1920 })
}

fn missing(what: &str) -> Fault {
    Fault { kind: FaultKind::Rejected, message: format!("There is no {what} to work with.") }
}
