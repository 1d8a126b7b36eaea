//! Everything the user can do, once: its name, its key, whether it can be done now, and how. Menus, the palette, the
//! sheet of shortcuts and the tests all read this list.

/// A group of commands: each with its key, as it is shown, and its word. An empty key means it has none.
macro_rules! group {
    ($(#[$doc:meta])* $group:ident { $($command:ident, $key:literal, $word:ident;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $group { $($command,)* }

        impl $group {
            /// Every one, in the order of menus.
            pub const ALL: &'static [Self] = &[$(Self::$command,)*];

            /// Its key, as it is shown; empty where it has none.
            pub fn key(self) -> &'static str {
                match self { $(Self::$command => $key,)* }
            }

            /// What it is called.
            pub fn label(self, words: &crate::words::timeline::TimelineWords) -> &'static str {
                match self { $(Self::$command => words.$word,)* }
            }
        }
    };
}

pub mod clip;
pub mod play;
pub mod track;
pub mod view;

use dioxus::prelude::*;

use self::clip::OnClips;
use self::play::OnPlayhead;
use self::track::OnTracks;
use self::view::OnView;
use crate::project::Open;
use crate::state::{Casting, Layer, Screen, Shared};
use crate::words::Words;

/// Something the user can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    GoHome,
    GoActors,
    GoVoices,
    GoBrand,
    GoQueue,
    GoSettings,
    NewAd,
    Palette,
    Shortcuts,
    Undo,
    Redo,
    Export,
    ApplyBrand,
    /// With clips.
    Clips(OnClips),
    /// With the playhead.
    Playhead(OnPlayhead),
    /// With tracks.
    Tracks(OnTracks),
    /// With how the project is looked at.
    View(OnView),
}

impl Command {
    /// Those that belong to no group, in the order of menus.
    const SINGLE: [Self; 13] = [
        Self::NewAd,
        Self::GoHome,
        Self::GoActors,
        Self::GoVoices,
        Self::GoBrand,
        Self::GoQueue,
        Self::GoSettings,
        Self::Palette,
        Self::Shortcuts,
        Self::Undo,
        Self::Redo,
        Self::Export,
        Self::ApplyBrand,
    ];

    /// Every command, in the order of menus.
    pub fn all() -> impl Iterator<Item = Self> {
        let single = Self::SINGLE.into_iter();
        let playhead = OnPlayhead::ALL.iter().copied().map(Self::Playhead);
        let clips = OnClips::ALL.iter().copied().map(Self::Clips);
        let tracks = OnTracks::ALL.iter().copied().map(Self::Tracks);
        single.chain(playhead).chain(clips).chain(tracks).chain(OnView::ALL.iter().copied().map(Self::View))
    }

    /// What it is called.
    pub fn label(self, words: &Words) -> String {
        let label = match self {
            Self::GoHome => words.home,
            Self::GoActors => words.actors,
            Self::GoVoices => words.voices,
            Self::GoBrand => words.brand.title,
            Self::GoQueue => words.queue,
            Self::GoSettings => words.settings,
            Self::NewAd => words.new_ad,
            Self::Palette => words.palette_hint,
            Self::Shortcuts => words.shortcuts,
            Self::Undo => words.undo,
            Self::Redo => words.redo,
            Self::Export => words.export,
            Self::ApplyBrand => words.brand.apply,
            Self::Clips(command) => command.label(&words.timeline),
            Self::Playhead(command) => command.label(&words.timeline),
            Self::Tracks(command) => command.label(&words.timeline),
            Self::View(command) => command.label(&words.timeline),
        };
        label.to_owned()
    }

    /// Its key, as it is shown; empty where it has none.
    pub fn key(self) -> &'static str {
        match self {
            Self::NewAd => "Ctrl+N",
            Self::Palette => "Ctrl+K",
            Self::Shortcuts => "?",
            Self::Undo => "Ctrl+Z",
            Self::Redo => "Ctrl+Shift+Z",
            Self::Export => "Ctrl+E",
            Self::GoHome
            | Self::GoActors
            | Self::GoVoices
            | Self::GoBrand
            | Self::GoQueue
            | Self::GoSettings
            | Self::ApplyBrand => "",
            Self::Clips(command) => command.key(),
            Self::Playhead(command) => command.key(),
            Self::Tracks(command) => command.key(),
            Self::View(command) => command.key(),
        }
    }

    /// The command of a key, as it was pressed.
    pub fn of_key(key: &str) -> Option<Self> {
        let key = match key {
            "Ctrl+Y" => "Ctrl+Shift+Z",
            "Ctrl+B" => "S",
            "Ctrl+/" => "?",
            "K+J" => "←",
            "K+L" => "→",
            key => key,
        };
        Self::all().find(|command| command.key() == key && !key.is_empty())
    }

    /// Whether it needs an open project.
    pub fn is_for_editor(self) -> bool {
        !matches!(
            self,
            Self::GoHome
                | Self::GoActors
                | Self::GoVoices
                | Self::GoBrand
                | Self::GoQueue
                | Self::GoSettings
                | Self::NewAd
                | Self::Palette
                | Self::Shortcuts
        )
    }

    /// Whether it can be done now.
    pub fn is_possible(self, shared: Shared) -> bool {
        let Some(open) = editor(shared) else { return !self.is_for_editor() };
        match self {
            Self::Undo => open.history.read().undo > 0,
            Self::Redo => open.history.read().redo > 0,
            Self::Export | Self::ApplyBrand => open.document.read().frames() > 0,
            Self::Clips(command) => command.is_possible(open),
            Self::Playhead(command) => command.is_possible(open),
            Self::Tracks(command) => command.is_possible(open),
            Self::View(command) => command.is_possible(open),
            _ => true,
        }
    }

    /// What its button says when the pointer rests on it: its name, its key, and why it cannot be done now.
    pub fn title(self, shared: Shared, words: &Words) -> String {
        let (label, key) = (self.label(words), self.key());
        let title = if key.is_empty() { label } else { format!("{label} ({key})") };
        if self.is_possible(shared) {
            return title;
        }
        let why = match self {
            Self::Undo => words.reason.nothing_to_undo,
            Self::Redo => words.reason.nothing_to_redo,
            Self::Clips(command) => command.reason(words),
            Self::View(command) => command.reason(words),
            Self::Playhead(command) => command.reason(words),
            _ => words.reason.empty_ad,
        };
        format!("{title}: {why}")
    }

    /// Does it.
    pub fn run(self, mut shared: Shared) {
        match self {
            Self::GoHome => shared.go(Screen::Home),
            Self::GoActors => shared.go(Screen::Actors),
            Self::GoVoices => shared.go(Screen::Voices),
            Self::GoBrand => shared.go(Screen::Brand),
            Self::GoQueue => shared.go(Screen::Queue),
            Self::GoSettings => shared.go(Screen::Settings),
            Self::NewAd => shared.go(Screen::NewAd(Casting::default())),
            Self::Palette => shared.layer.set(Some(Layer::Palette)),
            Self::Shortcuts => shared.layer.set(Some(Layer::Shortcuts)),
            _ => {
                if let Some(open) = editor(shared).filter(|_| self.is_possible(shared)) {
                    self.edit(shared, open);
                }
            }
        }
    }

    fn edit(self, mut shared: Shared, open: Open) {
        match self {
            Self::Undo => open.undo(shared),
            Self::Redo => open.redo(shared),
            Self::Export => shared.layer.set(Some(Layer::Export)),
            Self::ApplyBrand => apply_brand(shared, open),
            Self::Clips(command) => command.run(shared, open),
            Self::Playhead(command) => command.run(shared, open),
            Self::Tracks(command) => command.run(shared, open),
            Self::View(command) => command.run(open),
            _ => {}
        }
    }
}

/// The project in the editor, while the editor is what the user sees.
fn editor(shared: Shared) -> Option<Open> {
    matches!(*shared.screen.read(), Screen::Editor(_)).then(|| *shared.open.read()).flatten()
}

/// Makes an edit, where there is one to make.
fn make(shared: Shared, open: Open, edit: Option<types::edit::Edit>) -> bool {
    edit.is_some_and(|edit| open.edit(shared, edit))
}

/// Puts the brand on the ad: one edit, which the desk makes.
fn apply_brand(shared: Shared, open: Open) {
    let applied = shared.words().brand.applied;
    dioxus::core::spawn_forever(async move {
        match crate::bridge::ask(&types::call::brand::ApplyBrand { id: open.id }).await {
            Ok(made) => {
                open.take(&made);
                shared.notice(applied);
            }
            Err(failure) => shared.failed(&failure),
        }
    });
}
