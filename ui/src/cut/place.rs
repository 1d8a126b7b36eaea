//! Files put on tracks: footage with its sound, stills, music.

use types::document::Document;
use types::document::clip::{Clip, Source};
use types::document::track::{Kind, Track, Unit};
use types::edit::{Edit, Placing, Reach};
use types::id::{ClipId, MediaId, TrackId};
use types::media::Media;
use types::time::Seconds;

use super::batch::Batch;
use super::board::Pasted;
use super::by::at_frame;
use super::link;

/// Seconds for which a still stands.
pub const STILL_SECONDS: i64 = 3;

/// The frame at which something is put in when the playhead is on a frame: on the last one the end is meant, since the
/// playhead never stands behind it.
pub fn entry(document: &Document, playhead: i64) -> i64 {
    let frames = document.frames();
    if playhead + 1 >= frames { frames } else { playhead }
}

/// Whether a file can lie on a track of that kind.
pub fn fits(media: &Media, kind: Kind) -> bool {
    match kind {
        Kind::Video | Kind::Overlay => media.info.video.is_some(),
        Kind::Voice | Kind::Music | Kind::Effect => media.info.audio.is_some(),
        Kind::Caption => false,
    }
}

/// Puts a file on a track at a frame: the one asked for, if the file can lie on it, otherwise the first that suits it.
/// The sound of footage goes along on a track for effects, linked with the picture.
pub fn put(
    document: &Document,
    media: MediaId,
    (onto, frame): (Option<TrackId>, i64),
    placing: Placing,
) -> Option<Pasted> {
    let media = document.media(media)?;
    let frame = frame.max(0);
    let free = |track: &&Track| !track.settings.locked && fits(media, track.kind);
    let first = |kinds: [Kind; 2]| {
        let of = |kind: Kind| {
            document.tracks.iter().map(|track| &**track).find(|track| track.kind == kind && free(track))
        };
        kinds.into_iter().find_map(of)
    };
    let asked = onto.and_then(|id| document.track(id)).filter(free);
    let track = asked
        .or_else(|| first([Kind::Video, Kind::Overlay]))
        .or_else(|| first([Kind::Music, Kind::Effect]))?;
    let mut clip = clip_of(document, media, track.kind);
    let sound = (track.kind.unit() == Unit::Frames && media.info.audio.is_some())
        .then(|| document.tracks.iter().find(|track| track.kind == Kind::Effect && !track.settings.locked));
    let sound = sound.flatten();
    clip.link = sound.map(|_| link::new_link(document));
    let mut batch = Batch::on(document);
    let mut clips = vec![ClipId(document.next_id)];
    let link = clip.link;
    let length = clip.length;
    batch
        .add(placed(track, at_frame(frame, track.kind.unit(), document.canvas.frame_rate), clip, placing))
        .ok()?;
    if let Some(track) = sound {
        let rate = document.canvas.frame_rate;
        let (from, to) = (rate.sample_of(frame), rate.sample_of(frame + length));
        let mut sound = clip_of(document, media, track.kind);
        sound.length = sound.length.min(to - from).max(1);
        sound.link = link;
        clips.push(ClipId(batch.document().next_id));
        batch.add(Edit::Overwrite { track: track.id, at: from, clip: Box::new(sound) }).ok()?;
    }
    Some(Pasted { edit: batch.finish()?, clips })
}

fn placed(track: &Track, at: i64, clip: Clip, placing: Placing) -> Edit {
    let (clip, id) = (Box::new(clip), track.id);
    // Footage that is put in between takes the sound of all that follows along; music alone does not.
    let reach = if track.kind.unit() == Unit::Frames { Reach::AllTracks } else { Reach::Track };
    match placing {
        Placing::Insert => Edit::Insert { track: id, at, clip, reach },
        Placing::Overwrite => Edit::Overwrite { track: id, at, clip },
    }
}

fn clip_of(document: &Document, media: &Media, kind: Kind) -> Clip {
    let still = media.info.is_still();
    let duration =
        if still { Seconds::new(STILL_SECONDS, 1).unwrap_or(Seconds::ZERO) } else { media.info.duration };
    let length = match kind.unit() {
        Unit::Frames => document.canvas.frame_rate.frame_of(duration),
        Unit::Samples => {
            let sound = media.info.audio.as_ref().map(|audio| audio.duration);
            sound.filter(|sound| *sound > Seconds::ZERO).unwrap_or(duration).samples()
        }
    };
    let source = if still { Source::Image(media.id) } else { Source::Media(media.id) };
    let mut clip = Clip::new(length.max(1), source);
    clip.name = name_of(&media.path).to_owned();
    clip
}

/// The name of a file, of a path on any system.
pub fn name_of(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}
