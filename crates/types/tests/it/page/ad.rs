//! An ad with every sort of clip on every sort of track.

use types::document::Document;
use types::document::clip::{
    Bed, Clip, DraftActor, Face, Framing, Source, Speed, Transition, TransitionKind,
};
use types::document::track::{Kind, TrackSettings};
use types::edit::Edit;
use types::geometry::{Aspect, Color, Size};
use types::id::{MarkerId, MediaId};
use types::keyframe::{Animated, Curve, Keyframe};
use types::media::{AudioInfo, MediaIdentity, MediaInfo, Transfer, VideoInfo};
use types::text::title::TitlePreset;
use types::text::{Caption, CaptionWord};
use types::time::{FrameRate, Seconds};

pub fn document() -> Document {
    let mut document = Document::new(Aspect::Tall, FrameRate::FPS_30);
    name_tracks(&mut document);
    let film = add(&mut document, "/films/bikes.mp4", footage());
    let photo = add(&mut document, "/photos/cup.png", still());
    let song = add(&mut document, "/music/song.wav", music());
    place(&mut document, Kind::Video, pictures(film, photo));
    place(
        &mut document,
        Kind::Overlay,
        vec![
            (0, title(TitlePreset::Hook, "Still throwing away cups?")),
            (260, title(TitlePreset::CallToAction, "Get yours today")),
        ],
    );
    let second = 48_000;
    place(
        &mut document,
        Kind::Caption,
        vec![
            (0, caption("Still throwing away a cup a day?")),
            (4 * second, caption("Meet Morrow, the folding cup.")),
        ],
    );
    let sound = |seconds: i64, media| Clip::new(seconds * second, Source::Media(media));
    let mut loud = sound(4, film);
    loud.gain_db = Animated::Fixed(3.0);
    loud.fade_out = second / 2;
    place(&mut document, Kind::Voice, vec![(0, loud), (4 * second, sound(5, film))]);
    let bed = Clip::new(9 * second, Source::Bed(Bed { id: "sunrise".to_owned(), seed: 7 }));
    place(&mut document, Kind::Music, vec![(0, bed), (9 * second, sound(2, song))]);
    place(&mut document, Kind::Effect, vec![(6 * second, sound(1, song))]);
    let marker = types::document::Marker {
        id: MarkerId(document.next_id),
        frame: 120,
        text: "Beat".to_owned(),
        color: Color::rgb(255, 214, 10),
    };
    change(&mut document, &Edit::AddMarker { marker });
    document
}

/// Gives tracks names that are no word of any language, as only the page's own words are looked at in tests.
fn name_tracks(document: &mut Document) {
    for track in document.tracks.clone() {
        let settings = TrackSettings { name: format!("T{}", track.id), ..track.settings.clone() };
        change(document, &Edit::SetTrack { track: track.id, settings });
    }
}

/// An edit that the host made: the video track has another name.
pub fn renamed(document: &Document) -> Edit {
    let track = document.first_track(Kind::Video).expect("a new document has one");
    let mut settings = track.settings.clone();
    settings.name = "Pictures".to_owned();
    Edit::SetTrack { track: track.id, settings }
}

fn pictures(film: MediaId, photo: MediaId) -> Vec<(i64, Clip)> {
    let face = Face::Drawn(types::actor::catalogue().first().expect("somebody").id.0.clone());
    let actor = DraftActor { face, framing: Framing::Close, mouth: [].into() };
    let mut footage = Clip::new(90, Source::Media(film));
    footage.speed = Speed::new(2, 1).expect("a speed");
    footage.transition = Some(Transition { kind: TransitionKind::CrossFade, before: 6, after: 6 });
    let mut image = Clip::new(60, Source::Image(photo));
    image.name = "The cup".to_owned();
    image.picture.x = Animated::Keys(vec![
        Keyframe { at: 0, value: 0.0, curve: Curve::Linear },
        Keyframe { at: 30, value: 0.2, curve: Curve::Ease },
    ]);
    vec![
        (0, Clip::new(100, Source::DraftActor(actor))),
        (100, footage),
        (200, image),
        (260, Clip::new(60, Source::Solid(Color::rgb(20, 90, 160)))),
    ]
}

fn title(preset: TitlePreset, text: &str) -> Clip {
    Clip::new(60, Source::Title(preset.title(text)))
}

fn caption(text: &str) -> Clip {
    let word = |(at, text): (i64, &str)| CaptionWord {
        text: text.to_owned(),
        start: at * 18_000,
        end: at * 18_000 + 15_000,
    };
    let words = (0..).zip(text.split_whitespace()).map(word).collect();
    Clip::new(4 * 48_000, Source::Caption(Caption { words, style: Default::default() }))
}

fn place(document: &mut Document, kind: Kind, clips: Vec<(i64, Clip)>) {
    let track = document.first_track(kind).expect("a new document has one").id;
    for (at, clip) in clips {
        change(document, &Edit::Overwrite { track, at, clip: Box::new(clip) });
    }
}

fn add(document: &mut Document, path: &str, info: MediaInfo) -> MediaId {
    let media = MediaId(document.next_id);
    let identity = MediaIdentity(format!("{:064x}", media.0));
    change(document, &Edit::AddMedia { path: path.to_owned(), identity, info: Box::new(info) });
    media
}

fn change(document: &mut Document, edit: &Edit) {
    document.apply(edit).expect("the edit fits the ad");
}

fn footage() -> MediaInfo {
    let picture = VideoInfo {
        frame_rate: Some(FrameRate::FPS_30),
        frames: 600,
        ..picture("H.264", Size::new(1280, 720))
    };
    MediaInfo { container: "MP4".to_owned(), video: Some(picture), audio: Some(sound("AAC")), ..file(20) }
}

fn still() -> MediaInfo {
    MediaInfo { container: "PNG".to_owned(), video: Some(picture("PNG", Size::new(800, 600))), ..file(0) }
}

fn music() -> MediaInfo {
    MediaInfo { container: "WAV".to_owned(), audio: Some(sound("PCM")), ..file(60) }
}

fn file(seconds: i64) -> MediaInfo {
    MediaInfo {
        container: String::new(),
        duration: Seconds::new(seconds, 1).expect("positive"),
        bytes: 2_000_000,
        video: None,
        audio: None,
        warnings: Vec::new(),
    }
}

fn picture(codec: &str, size: Size) -> VideoInfo {
    VideoInfo {
        codec: codec.to_owned(),
        size,
        coded_size: size,
        rotation: 0,
        pixel_aspect: (1, 1),
        frame_rate: None,
        variable_rate: false,
        frames: 1,
        start: Seconds::ZERO,
        keyframe_distance: 30,
        bit_depth: 8,
        has_alpha: false,
        transfer: Transfer::Sdr,
    }
}

fn sound(codec: &str) -> AudioInfo {
    AudioInfo {
        codec: codec.to_owned(),
        sample_rate: 48_000,
        channels: 2,
        start: Seconds::ZERO,
        duration: Seconds::new(20, 1).expect("positive"),
    }
}
