//! What can be done with tracks. They mean the track whose head was used last.

use dioxus::prelude::*;
use types::document::track::{Kind, Track, TrackSettings};
use types::edit::Edit;
use types::id::TrackId;

use super::make;
use crate::editor::view::Naming;
use crate::project::Open;
use crate::state::Shared;

group! {
    /// What can be done with tracks.
    OnTracks {
        AddVideo, "", add_video;
        AddOverlay, "", add_overlay;
        AddCaptions, "", add_captions;
        AddVoice, "", add_voice;
        AddMusic, "", add_music;
        AddEffects, "", add_effects;
        Rename, "", rename_track;
        Mute, "", mute;
        Solo, "", solo;
        Lock, "", lock;
        Up, "", track_up;
        Down, "", track_down;
        Remove, "", remove_track;
    }
}

impl OnTracks {
    /// Those that add a track.
    pub const ADDING: [Self; 6] = [
        Self::AddVideo,
        Self::AddOverlay,
        Self::AddCaptions,
        Self::AddVoice,
        Self::AddMusic,
        Self::AddEffects,
    ];

    /// Whether it can be done now.
    pub fn is_possible(self, open: Open) -> bool {
        if self.added().is_some() {
            return true;
        }
        let document = open.document.read();
        let Some(track) = open.view.track.read().and_then(|id| document.track(id)) else { return false };
        let level = document.tracks.iter().position(|other| other.id == track.id).unwrap_or(0);
        match self {
            Self::Up => level + 1 < document.tracks.len(),
            Self::Down => level > 0,
            Self::Remove => !track.settings.locked,
            _ => true,
        }
    }

    /// Does it.
    pub fn run(self, shared: Shared, mut open: Open) {
        let document = open.document.peek().clone();
        if let Some(kind) = self.added() {
            // Beside its like, over them.
            let like = document.tracks.iter().rposition(|track| track.kind == kind);
            let at = like.map_or(document.tracks.len(), |at| at + 1);
            make(shared, open, Some(Edit::AddTrack { kind, at }));
            return;
        }
        let Some(track) = open.view.track.peek().and_then(|id| document.track(id)) else { return };
        let level = document.tracks.iter().position(|other| other.id == track.id).unwrap_or(0);
        let id = track.id;
        let edit = match self {
            Self::Rename => return open.view.naming.set(Some(Naming::Track(id))),
            Self::Mute => set(track, |settings| settings.muted = !settings.muted),
            Self::Solo => set(track, |settings| settings.solo = !settings.solo),
            Self::Lock => set(track, |settings| settings.locked = !settings.locked),
            Self::Up => Edit::MoveTrack { track: id, to: level + 1 },
            Self::Down => Edit::MoveTrack { track: id, to: level.saturating_sub(1) },
            _ => Edit::RemoveTrack { track: id },
        };
        make(shared, open, Some(edit));
    }

    fn added(self) -> Option<Kind> {
        let at = Self::ADDING.iter().position(|command| *command == self)?;
        Kind::ALL.get(at).copied()
    }
}

fn set(track: &Track, change: impl FnOnce(&mut TrackSettings)) -> Edit {
    let mut settings = track.settings.clone();
    change(&mut settings);
    Edit::SetTrack { track: track.id, settings }
}

/// Changes how a track is played and edited.
pub fn change(shared: Shared, open: Open, id: TrackId, change: impl FnOnce(&mut TrackSettings)) {
    let edit = open.document.peek().track(id).map(|track| set(track, change));
    make(shared, open, edit);
}
