//! What an export changes about an ad: its shape, the placement it keeps clear of, and a label that its people are
//! synthetic. All of it is done to a copy; the user's document stays as it is.

use types::document::clip::{Clip, Source};
use types::document::track::{Kind, TrackSettings};
use types::document::{Canvas, Document};
use types::edit::Edit;
use types::geometry::{Aspect, Color};
use types::id::TrackId;
use types::text::style::{Background, BoxShape, TextStyle};
use types::text::{Position, Title};

use crate::error::StudioError;

/// Text size of the label, as a fraction of the picture's shorter side: 32 pixels of 1080.
const LABEL_SIZE: f32 = 0.03;
/// "AI-generated" by the language of the script.
const LABELS: [(&str, &str); 9] = [
    ("de", "KI-generiert"),
    ("es", "Generado por IA"),
    ("fr", "Généré par IA"),
    ("it", "Generato dall'IA"),
    ("nl", "Gegenereerd door AI"),
    ("pl", "Wygenerowane przez AI"),
    ("pt", "Gerado por IA"),
    ("sv", "AI-genererad"),
    ("tr", "Yapay zekâ ile üretildi"),
];

/// The same ad in another shape.
pub(super) fn reframed(document: &mut Document, aspect: Aspect) -> Result<(), StudioError> {
    let canvas = Canvas { size: aspect.canvas(), ..document.canvas };
    document.apply(&Edit::SetCanvas { canvas })?;
    Ok(())
}

/// The same ad, keeping clear of what a placement draws over it.
pub(super) fn placed(document: &mut Document, placement: &str) -> Result<(), StudioError> {
    document.apply(&Edit::SetPlacement { placement: Some(placement.to_owned()) })?;
    Ok(())
}

/// The same ad with the words that it is made by machine over everything, from its first frame to its last.
/// `language` is that of its script, as `de`; others than the known ones get English.
pub(super) fn labelled(document: &mut Document, language: &str) -> Result<(), StudioError> {
    let (track, length) = (TrackId(document.next_id), document.frames());
    document.apply(&Edit::AddTrack { kind: Kind::Overlay, at: document.tracks.len() })?;
    let solo = document.tracks.iter().any(|track| !track.kind.is_sound() && track.settings.solo);
    let added = document.track(track).map(|track| track.settings.clone());
    if let Some(settings) = added.filter(|_| solo) {
        // Otherwise a track that is looked at by itself would hide the label.
        document.apply(&Edit::SetTrack { track, settings: TrackSettings { solo, ..settings } })?;
    }
    let clip = Box::new(Clip::new(length, Source::Title(label(language))));
    document.apply(&Edit::Overwrite { track, at: 0, clip })?;
    Ok(())
}

fn label(language: &str) -> Title {
    let base = language.split(['-', '_']).next().unwrap_or_default();
    let text = LABELS.iter().find(|(known, _)| *known == base).map_or("AI-generated", |(_, text)| *text);
    let ground = Background {
        color: Color::BLACK.with_alpha(170),
        padding_x: 0.5,
        padding_y: 0.3,
        radius: 0.3,
        shape: BoxShape::Block,
        fade: None,
    };
    let style = TextStyle {
        family: "Inter".to_owned(),
        weight: 600,
        size: LABEL_SIZE,
        background: Some(ground),
        ..TextStyle::default()
    };
    let position = Position { x: 0.0, y: 0.0, ..Position::default() };
    Title { style, position, ..Title::new(text) }
}
