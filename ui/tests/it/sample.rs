//! A small ad: three lines on a video and a voice track, linked in pairs, over music.

use types::document::Document;
use types::document::clip::{Bed, Clip, Source};
use types::document::track::Kind;
use types::edit::Edit;
use types::geometry::{Aspect, Size};
use types::id::{ClipId, GroupId, MediaId};
use types::media::{AudioInfo, MediaIdentity, MediaInfo, Transfer, VideoInfo};
use types::time::{FrameRate, Seconds};

/// Frames of a line.
pub const LINE: i64 = 60;

/// The ad. Its only file lasts 10 seconds; each line shows seconds 2 to 4 of it.
pub fn ad() -> Document {
    let mut document = Document::new(Aspect::Tall, FrameRate::FPS_30);
    let media = MediaId(document.next_id);
    let add = Edit::AddMedia {
        path: "/videos/bikes.mp4".into(),
        identity: MediaIdentity("a".into()),
        info: Box::new(info()),
    };
    document.apply(&add).expect("media can always be added");
    for index in 0..3 {
        for (kind, unit) in [(Kind::Video, 1), (Kind::Voice, 1600)] {
            let mut clip = Clip::new(LINE * unit, Source::Media(media));
            clip.source_start = seconds(2);
            clip.link = Some(GroupId(500 + index as u32));
            put(&mut document, kind, index * LINE * unit, clip);
        }
    }
    let bed = Source::Bed(Bed { id: "sunrise".into(), seed: 1 });
    put(&mut document, Kind::Music, 0, Clip::new(3 * LINE * 1600, bed));
    document
}

/// The only file of the ad.
pub fn media(document: &Document) -> MediaId {
    document.media.first().expect("the ad has a file").id
}

/// Puts a clip on the first track of a kind.
pub fn put(document: &mut Document, kind: Kind, at: i64, clip: Clip) {
    let track = document.first_track(kind).expect("the ad has it").id;
    document.apply(&Edit::Overwrite { track, at, clip: Box::new(clip) }).expect("it fits");
}

/// The clips of the first track of a kind.
pub fn clips(document: &Document, kind: Kind) -> Vec<ClipId> {
    let track = document.first_track(kind).expect("the ad has it");
    track.clips().map(|(_, clip)| clip.id).collect()
}

/// Starts and lengths of the clips of the first track of a kind.
pub fn places(document: &Document, kind: Kind) -> Vec<(i64, i64)> {
    let track = document.first_track(kind).expect("the ad has it");
    track.clips().map(|(start, clip)| (start, clip.length)).collect()
}

/// The document after an edit, which there has to be.
#[track_caller]
pub fn after(document: &Document, edit: Option<Edit>) -> Document {
    let mut next = document.clone();
    next.apply(&edit.expect("there is something to do")).expect("the document takes it");
    next
}

/// So many seconds.
pub fn seconds(seconds: i64) -> Seconds {
    Seconds::new(seconds, 1).expect("positive")
}

fn info() -> MediaInfo {
    let size = Size::new(1920, 1080);
    let video = VideoInfo {
        codec: "H.264".into(),
        size,
        coded_size: size,
        rotation: 0,
        pixel_aspect: (1, 1),
        frame_rate: Some(FrameRate::FPS_30),
        variable_rate: false,
        frames: 300,
        start: Seconds::ZERO,
        keyframe_distance: 30,
        bit_depth: 8,
        has_alpha: false,
        transfer: Transfer::Sdr,
    };
    let audio = AudioInfo {
        codec: "AAC".into(),
        sample_rate: 48_000,
        channels: 2,
        start: Seconds::ZERO,
        duration: seconds(10),
    };
    MediaInfo {
        container: "MP4".into(),
        duration: seconds(10),
        bytes: 1,
        video: Some(video),
        audio: Some(audio),
        warnings: Vec::new(),
    }
}
