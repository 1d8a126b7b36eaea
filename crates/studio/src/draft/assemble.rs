//! Cuts a draft: a clip a line with pauses trimmed and framing alternated, captions, cutaways, music, titles.

use types::document::Document;
use types::document::clip::{Clip, DraftActor, Face, Framing, Source};
use types::document::track::Kind;
use types::edit::{Edit, EditError};
use types::id::GroupId;
use types::text::{Caption, CaptionWord};
use types::time::Seconds;

use super::build::Build;
use super::{Ingredients, PlacedLine, SpokenLine, cards, cutaways, music};

/// Silence kept before a line's first sound, in samples: 60 ms.
const LEAD: i64 = 2_880;
/// Silence kept after a line's last sound, in samples: 140 ms, the breath between two sentences.
const TAIL: i64 = 6_720;

/// Cuts a draft.
///
/// # Errors
/// Only where a take or the whole outgrows the limits of a document.
pub fn assemble(ingredients: &Ingredients) -> Result<Document, EditError> {
    let mut document = Document::new(ingredients.aspect, ingredients.frame_rate);
    document.placement.clone_from(&ingredients.placement);
    let mut build = Build { document };
    let mut placed = Vec::with_capacity(ingredients.lines.len());
    let mut framing = Alternating::default();
    let mut start = 0;
    for spoken in &ingredients.lines {
        let length = place_line(&mut build, ingredients, spoken, (start, framing.next(&spoken.face)))?;
        placed.push(PlacedLine { line: spoken.line.id, start, length });
        start += length;
    }
    cutaways::lay(&mut build, ingredients, &placed)?;
    cards::add(&mut build, ingredients, &placed)?;
    music::add(&mut build, &ingredients.music)?;
    Ok(build.document)
}

/// Lines of one actor alternate between two framings, so that the jump between two takes looks like a cut.
#[derive(Default)]
struct Alternating<'a> {
    last: Option<(&'a Face, Framing)>,
}

impl<'a> Alternating<'a> {
    fn next(&mut self, face: &'a Face) -> Framing {
        let framing = match self.last {
            Some((before, Framing::Wide)) if before == face => Framing::Close,
            _ => Framing::Wide,
        };
        self.last = Some((face, framing));
        framing
    }
}

fn place_line(
    build: &mut Build,
    ingredients: &Ingredients,
    spoken: &SpokenLine,
    (start, framing): (i64, Framing),
) -> Result<i64, EditError> {
    let rate = ingredients.frame_rate;
    let from = (spoken.speech.start - LEAD).max(0);
    let pause = i64::from(spoken.line.pause_ms) * 48;
    let wanted = spoken.speech.end - from + TAIL + pause;
    let end = rate.frame_from(rate.sample_of(start) + wanted.max(1));
    let length = (end - start).max(1);
    let samples = rate.sample_of(start + length) - rate.sample_of(start);
    let sound = (spoken.take.info.duration.samples() - from).clamp(1, samples);
    let link = Some(GroupId(build.document.next_id));
    let common = |length, source| Clip {
        source_start: Seconds::from_samples(from),
        line: Some(spoken.line.id),
        link,
        ..Clip::new(length, source)
    };

    let take = build.media(&spoken.take)?;
    let face = match (&spoken.face, &ingredients.portrait) {
        (Face::Portrait(_), Some(photo)) => Face::Portrait(build.media(photo)?),
        (face, _) => face.clone(),
    };
    let actor = DraftActor { face, framing, mouth: spoken.mouth.clone() };
    let video = build.track(Kind::Video)?;
    build.place(video, start, common(length, Source::DraftActor(actor)))?;

    let voice = build.track(Kind::Voice)?;
    let at = rate.sample_of(start);
    build.place(voice, at, common(sound, Source::Media(take)))?;

    let words = spoken.words.iter().map(|word| CaptionWord {
        text: word.text.clone(),
        start: word.start,
        end: word.end,
    });
    let words: Vec<_> = words.collect();
    let titled = start == 0 && cards::title_is_first_line(ingredients);
    if let Some(style) = ingredients.captions.clone().filter(|_| !words.is_empty() && !titled) {
        let captions = build.track(Kind::Caption)?;
        build.place(captions, at, common(samples, Source::Caption(Caption { words, style })))?;
    }
    Ok(length)
}

/// Puts back the draft's loudness and placement when a document is made again from a changed script.
pub(crate) fn keep_settings(document: &mut Document, from: &Document) -> Result<(), EditError> {
    document.apply(&Edit::SetLoudness { loudness: from.loudness })?;
    document.apply(&Edit::SetPlacement { placement: from.placement.clone() })?;
    Ok(())
}
