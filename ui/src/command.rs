//! Everything the user can do, once: its name, its key, whether it can be done now, and how. Menus, the palette, the
//! sheet of shortcuts and the tests all read this list.

use dioxus::prelude::*;
use types::edit::{Edit, Reach};

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
    PlayPause,
    StepBack,
    StepForward,
    SecondBack,
    SecondForward,
    GoToStart,
    GoToEnd,
    Split,
    Lift,
    RippleDelete,
    ZoomIn,
    ZoomOut,
    Export,
    ApplyBrand,
}

impl Command {
    /// Every command, in the order of menus.
    pub const ALL: [Self; 25] = [
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
        Self::PlayPause,
        Self::StepBack,
        Self::StepForward,
        Self::SecondBack,
        Self::SecondForward,
        Self::GoToStart,
        Self::GoToEnd,
        Self::Split,
        Self::Lift,
        Self::RippleDelete,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::Export,
        Self::ApplyBrand,
    ];

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
            Self::PlayPause => words.play,
            Self::StepBack => words.step_back,
            Self::StepForward => words.step_forward,
            Self::SecondBack => return format!("{}: 1 s", words.step_back),
            Self::SecondForward => return format!("{}: 1 s", words.step_forward),
            Self::GoToStart => words.start,
            Self::GoToEnd => words.end,
            Self::Split => words.split,
            Self::Lift => words.lift,
            Self::RippleDelete => words.ripple_delete,
            Self::ZoomIn => words.zoom_in,
            Self::ZoomOut => words.zoom_out,
            Self::Export => words.export,
            Self::ApplyBrand => words.brand.apply,
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
            Self::PlayPause => "Space",
            Self::StepBack => "←",
            Self::StepForward => "→",
            Self::SecondBack => "Shift+←",
            Self::SecondForward => "Shift+→",
            Self::GoToStart => "Home",
            Self::GoToEnd => "End",
            Self::Split => "S",
            Self::Lift => "Delete",
            Self::RippleDelete => "Shift+Delete",
            Self::ZoomIn => "=",
            Self::ZoomOut => "-",
            Self::Export => "Ctrl+E",
            Self::GoHome
            | Self::GoActors
            | Self::GoVoices
            | Self::GoBrand
            | Self::GoQueue
            | Self::GoSettings
            | Self::ApplyBrand => "",
        }
    }

    /// The command of a key, as `key_name` says it.
    pub fn of_key(key: &str) -> Option<Self> {
        let key = if key == "Ctrl+Y" { "Ctrl+Shift+Z" } else { key };
        Self::ALL.into_iter().find(|command| command.key() == key && !key.is_empty())
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
            Self::Lift | Self::RippleDelete => !open.selection.read().is_empty(),
            Self::Split => !cuts(open).is_empty(),
            Self::Export | Self::PlayPause | Self::ApplyBrand => open.document.read().frames() > 0,
            _ => true,
        }
    }

    /// What its button says when the pointer rests on it: its name, its key, and why it cannot be done now.
    pub fn title(self, shared: Shared, words: &Words) -> String {
        let title = format!("{} ({})", self.label(words), self.key());
        if self.is_possible(shared) {
            return title;
        }
        let why = match self {
            Self::Undo => words.reason.nothing_to_undo,
            Self::Redo => words.reason.nothing_to_redo,
            Self::Split => words.reason.no_clip_at_playhead,
            Self::Lift | Self::RippleDelete => words.nothing_selected,
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

    fn edit(self, mut shared: Shared, mut open: Open) {
        let playhead = *open.playhead.peek();
        let second = open.document.peek().canvas.frame_rate.as_f64().round() as i64;
        match self {
            Self::Undo => open.undo(shared),
            Self::Redo => open.redo(shared),
            Self::PlayPause => {
                let playing = *open.playing.peek();
                open.playing.set(!playing);
            }
            Self::StepBack => open.seek(playhead - 1),
            Self::StepForward => open.seek(playhead + 1),
            Self::SecondBack => open.seek(playhead - second),
            Self::SecondForward => open.seek(playhead + second),
            Self::GoToStart => open.seek(0),
            Self::GoToEnd => open.seek(i64::MAX),
            // An edit that is refused has said why.
            Self::Split => drop(open.edit(shared, Edit::Batch(cuts(open)))),
            Self::Lift => remove(shared, open, |clips| Edit::Lift { clips }),
            Self::RippleDelete => remove(shared, open, |clips| Edit::Extract { clips, reach: Reach::Track }),
            Self::ZoomIn => zoom(open, 1.25),
            Self::ZoomOut => zoom(open, 0.8),
            Self::Export => shared.layer.set(Some(Layer::Export)),
            Self::ApplyBrand => apply_brand(shared, open),
            _ => {}
        }
    }
}

/// The project in the editor, while the editor is what the user sees.
fn editor(shared: Shared) -> Option<Open> {
    matches!(*shared.screen.read(), Screen::Editor(_)).then(|| *shared.open.read()).flatten()
}

/// The cuts of the selected clips, or where none is selected of every clip that is not locked, at the playhead.
fn cuts(open: Open) -> Vec<Edit> {
    let document = open.document.read().clone();
    let (playhead, selection) = (*open.playhead.read(), open.selection.read().clone());
    let rate = document.canvas.frame_rate;
    let cuts = document.clips().filter(|(track, _, clip)| {
        if selection.is_empty() { !track.settings.locked } else { selection.contains(&clip.id) }
    });
    let cuts = cuts.filter_map(|(track, start, clip)| {
        let at = match track.kind.unit() {
            types::document::track::Unit::Frames => playhead,
            types::document::track::Unit::Samples => rate.sample_of(playhead),
        } - start;
        (at > 0 && at < clip.length).then_some(Edit::Split { clip: clip.id, at })
    });
    cuts.collect()
}

/// Removes the selected clips by that edit.
fn remove(shared: Shared, open: Open, edit: fn(Vec<types::id::ClipId>) -> Edit) {
    let clips = open.selection.peek().clone();
    open.edit(shared, edit(clips));
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

fn zoom(mut open: Open, factor: f64) {
    let scale = *open.scale.peek();
    open.scale.set((scale * factor).clamp(2.0, 1200.0));
}
