//! What of a document is heard when: the sound half of planning. The picture half is in `plan`.

use std::ops::Range;
use std::sync::Arc;

use types::document::Document;
use types::document::clip::{Bed, Clip, Source, Speed};
use types::document::track::{Ducking, Kind, Track};
use types::keyframe::{Animated, Keyframe};
use types::media::Media;

use crate::sound::duck::{DuckCurve, speech_spans};
use crate::sound::mix::{Fade, FadeShape, Mixer, PlacedSound};
use crate::sound::silence::PauseSettings;
use crate::sound::source::SoundSource;
use crate::sound::stretch::Stretched;

/// Where the sound of files and beds comes from.
pub trait Sounds {
    /// The sound of a file at 48 kHz, sample 0 being its start. `None` where it has none or cannot be read: the
    /// clip is then silent, as a missing picture is a placeholder.
    fn media(&self, media: &Media) -> Option<Arc<dyn SoundSource>>;

    /// A bed of `length` samples. `None` where no bed has that id.
    fn bed(&self, bed: &Bed, length: i64) -> Option<Arc<dyn SoundSource>>;
}

/// Everything heard in a document, ready to be mixed.
pub fn score(document: &Document, sounds: &dyn Sounds) -> Mixer {
    let heard: Vec<&Track> = audible(document);
    let mut placed = Vec::new();
    let mut spans = Vec::new();
    for track in heard.iter().filter(|track| track.kind == Kind::Voice) {
        for part in parts(document, track, sounds) {
            spans.extend(spoken(&part));
            placed.push(part);
        }
    }
    for track in heard.iter().filter(|track| track.kind != Kind::Voice) {
        let duck =
            track.settings.duck.as_ref().map(|duck: &Ducking| Arc::new(DuckCurve::new(spans.clone(), duck)));
        for part in parts(document, track, sounds) {
            placed.push(PlacedSound { duck: duck.clone(), ..part });
        }
    }
    Mixer::new(placed)
}

fn audible(document: &Document) -> Vec<&Track> {
    let sound = document.tracks.iter().map(|track| &**track).filter(|track| track.kind.is_sound());
    let solo = sound.clone().any(|track| track.settings.solo);
    sound.filter(|track| !track.settings.muted && (track.settings.solo || !solo)).collect()
}

fn parts(document: &Document, track: &Track, sounds: &dyn Sounds) -> Vec<PlacedSound> {
    let clips: Vec<(i64, &Clip)> = track.clips().collect();
    let placed = clips.iter().enumerate().filter_map(|(index, (start, clip))| {
        // The clip after this one says how far this one runs on into their transition.
        let next = clips.get(index + 1).filter(|(next, _)| *next == start + clip.length);
        let out = next.and_then(|(_, next)| next.transition).map_or((0, 0), |t| (t.before, t.after));
        let come = clip.transition.map_or((0, 0), |transition| (transition.before, transition.after));
        place(document, clip, *start, (come, out), sounds).map(|part| with_gain(part, track.settings.gain_db))
    });
    placed.collect()
}

/// Places a clip that begins `come.0` samples before its cut and ends `out.1` samples after the next.
fn place(
    document: &Document,
    clip: &Clip,
    start: i64,
    (come, out): ((i64, i64), (i64, i64)),
    sounds: &dyn Sounds,
) -> Option<PlacedSound> {
    let length = come.0 + clip.length + out.1;
    let (num, den) = clip.speed.fraction();
    let in_point = clip.source_start.samples() - come.0 * i64::from(num) / i64::from(den);
    let source = match &clip.source {
        Source::Media(media) => sounds.media(document.media(*media)?)?,
        Source::Bed(bed) => sounds.bed(bed, in_point.max(0).saturating_add(length))?,
        Source::Image(_)
        | Source::DraftActor(_)
        | Source::Title(_)
        | Source::Caption(_)
        | Source::Solid(_) => {
            return None;
        }
    };
    let (source, in_point): (Arc<dyn SoundSource>, i64) = if clip.speed == Speed::NORMAL {
        (source, in_point)
    } else {
        (Arc::new(Stretched::new(source, in_point, clip.speed)), 0)
    };
    let fade = |crossing: i64, own: i64| match (crossing, own) {
        (1.., _) => Fade { length: crossing, shape: FadeShape::EqualPower },
        (_, 1..) => Fade { length: own, shape: FadeShape::Linear },
        (_, _) => Fade::CLICK_FREE,
    };
    Some(PlacedSound {
        in_point,
        gain_db: clip.gain_db.shifted(-come.0),
        fade_in: fade(come.0 + come.1, clip.fade_in),
        fade_out: fade(out.0 + out.1, clip.fade_out),
        ..PlacedSound::new(source, start - come.0, length)
    })
}

fn with_gain(part: PlacedSound, db: f32) -> PlacedSound {
    if db == 0.0 {
        return part;
    }
    let gain_db = match &part.gain_db {
        Animated::Fixed(value) => Animated::Fixed(value + db),
        Animated::Keys(keys) => {
            Animated::Keys(keys.iter().map(|key| Keyframe { value: key.value + db, ..*key }).collect())
        }
    };
    PlacedSound { gain_db, ..part }
}

/// Where on the timeline a placed voice speaks.
fn spoken(part: &PlacedSound) -> Vec<Range<i64>> {
    const BLOCK: usize = 48_000;
    let mut mono = Vec::with_capacity(usize::try_from(part.length).unwrap_or(0));
    let mut block = vec![0.0; 2 * BLOCK];
    while (mono.len() as i64) < part.length {
        let count = BLOCK.min((part.length - mono.len() as i64) as usize);
        let out = &mut block[..2 * count];
        part.source.read(part.in_point + mono.len() as i64, out);
        mono.extend(out.chunks_exact(2).map(|frame| (frame[0] + frame[1]) * 0.5));
    }
    let spans = speech_spans(&mono, &PauseSettings::default());
    spans.into_iter().map(|span| part.start + span.start as i64..part.start + span.end as i64).collect()
}
