//! What can be done with clips.

use dioxus::prelude::*;
use types::document::clip::TransitionKind;
use types::edit::{Edge, Edit, Placing, Reach};
use types::id::ClipId;
use ui::cut::board::{Board, Pasted};
use ui::cut::by::By;
use ui::cut::gesture::{self, Act};
use ui::cut::near::{self, Way};
use ui::cut::{join, knife, limits, link, place};

use super::make;
use crate::editor::page;
use crate::project::Open;
use crate::state::Shared;
use crate::words::Words;

group! {
    /// What can be done with clips.
    OnClips {
        Split, "S", split;
        SplitAll, "Shift+S", split_all;
        TrimStart, "Q", trim_start;
        TrimEnd, "W", trim_end;
        Lift, "Delete", lift;
        RippleDelete, "Shift+Delete", ripple_delete;
        Duplicate, "Ctrl+D", duplicate;
        Copy, "Ctrl+C", copy;
        Cut, "Ctrl+X", cut;
        Paste, "Ctrl+V", paste;
        SelectAll, "Ctrl+A", select_all;
        SelectNone, "Escape", select_none;
        ToggleLink, "Ctrl+L", toggle_link;
        Group, "Ctrl+G", group;
        Ungroup, "Ctrl+Shift+G", ungroup;
        NudgeBack, "Alt+←", nudge_back;
        NudgeForward, "Alt+→", nudge_forward;
        ClipBefore, "Ctrl+←", clip_before;
        ClipAfter, "Ctrl+→", clip_after;
        ClipAbove, "Ctrl+↑", clip_above;
        ClipBelow, "Ctrl+↓", clip_below;
        AddTransition, "Ctrl+T", add_transition;
        CrossFade, "", cross_fade;
        DipToBlack, "", dip_to_black;
        DipToWhite, "", dip_to_white;
        Wipe, "", wipe;
        Push, "", push;
        Zoom, "", zoom;
        RemoveTransition, "", remove_transition;
        Insert, ",", insert;
        Overwrite, ".", overwrite;
    }
}

impl OnClips {
    /// Whether it can be done now.
    pub fn is_possible(self, open: Open) -> bool {
        match self {
            Self::Lift => !open.selection.read().is_empty() || open.view.transition.read().is_some(),
            Self::RippleDelete | Self::Duplicate | Self::Copy | Self::Cut => {
                !open.selection.read().is_empty()
            }
            Self::NudgeBack => nudge(open, -1).is_some(),
            Self::NudgeForward => nudge(open, 1).is_some(),
            Self::Ungroup => parted(open).is_some(),
            Self::ClipBefore | Self::ClipAfter | Self::ClipAbove | Self::ClipBelow => {
                self.beside(open).is_some()
            }
            Self::Split => cuts(open, &open.selection.read()).is_some(),
            Self::SplitAll => cuts(open, &[]).is_some(),
            Self::TrimStart => trim(open, Edge::Start).is_some(),
            Self::TrimEnd => trim(open, Edge::End).is_some(),
            Self::ToggleLink | Self::Group => open.selection.read().len() > 1,
            Self::Paste => !open.view.board.read().is_empty(),
            Self::Insert | Self::Overwrite => open.view.media.read().is_some(),
            Self::RemoveTransition => open.view.transition.read().is_some(),
            Self::SelectNone => true,
            Self::AddTransition
            | Self::CrossFade
            | Self::DipToBlack
            | Self::DipToWhite
            | Self::Wipe
            | Self::Push
            | Self::Zoom => joined(open, self.transition_kind()).is_some(),
            Self::SelectAll => open.document.read().frames() > 0,
        }
    }

    /// Why it cannot be done now.
    pub fn reason(self, words: &Words) -> &'static str {
        match self {
            Self::Split | Self::SplitAll | Self::TrimStart | Self::TrimEnd => {
                words.reason.no_clip_at_playhead
            }
            Self::Paste => words.reason.nothing_copied,
            Self::AddTransition
            | Self::CrossFade
            | Self::DipToBlack
            | Self::DipToWhite
            | Self::Wipe
            | Self::Push
            | Self::Zoom => words.reason.no_cut,
            Self::NudgeBack
            | Self::NudgeForward
            | Self::ClipBefore
            | Self::ClipAfter
            | Self::ClipAbove
            | Self::ClipBelow => words.reason.no_neighbour,
            Self::Insert | Self::Overwrite => words.reason.no_file_chosen,
            Self::Lift
            | Self::RippleDelete
            | Self::Duplicate
            | Self::Copy
            | Self::Cut
            | Self::Ungroup
            | Self::ToggleLink
            | Self::Group
            | Self::RemoveTransition => words.nothing_selected,
            _ => words.reason.empty_ad,
        }
    }

    /// Does it.
    pub fn run(self, shared: Shared, mut open: Open) {
        let document = open.document.peek().clone();
        let (playhead, selection) = (*open.playhead.peek(), open.selection.peek().clone());
        let edit = match self {
            Self::Split => cuts(open, &selection),
            Self::SplitAll => cuts(open, &[]),
            Self::TrimStart => trim(open, Edge::Start),
            Self::TrimEnd => trim(open, Edge::End),
            Self::Lift if selection.is_empty() => return Self::RemoveTransition.run(shared, open),
            Self::Lift => Some(Edit::Lift { clips: selection }),
            Self::RippleDelete => Some(Edit::Extract { clips: selection, reach: Reach::Track }),
            Self::Duplicate => {
                return paste(shared, open, Board::copy(&document, &selection).duplicate(&document));
            }
            Self::Copy => {
                shared.notice(format!("{}: {}", shared.words().timeline.copied, selection.len()));
                return open.view.board.set(Board::copy(&document, &selection));
            }
            Self::Cut => {
                open.view.board.set(Board::copy(&document, &selection));
                Some(Edit::Lift { clips: selection })
            }
            Self::Paste => {
                let pasted = open.view.board.peek().paste(&document, place::entry(&document, playhead));
                return paste(shared, open, pasted);
            }
            Self::SelectAll => return open.selection.set(knife::about(&document, &[])),
            Self::SelectNone => return let_go(open),
            Self::ToggleLink => link::toggle(&document, &selection),
            Self::Group => link::join(&document, &selection),
            Self::Ungroup => parted(open),
            Self::NudgeBack => nudge(open, -1),
            Self::NudgeForward => nudge(open, 1),
            Self::ClipBefore | Self::ClipAfter | Self::ClipAbove | Self::ClipBelow => {
                return go(open, self.beside(open));
            }
            Self::Insert => return put(shared, open, Placing::Insert),
            Self::Overwrite => return put(shared, open, Placing::Overwrite),
            Self::RemoveTransition => {
                let clip = open.view.transition.write().take();
                clip.and_then(|clip| join::remove(&document, clip))
            }
            _ => return transition(shared, open, self.transition_kind()),
        };
        make(shared, open, edit);
    }

    /// The clip that a step from the one in focus leads to; the first when none is selected.
    fn beside(self, open: Open) -> Option<ClipId> {
        let document = open.document.read();
        let from = page::focused_clip().or_else(|| open.selection.read().first().copied());
        let Some(from) = from else { return near::first(&document) };
        match self {
            Self::ClipBefore => near::beside(&document, from, Way::Back),
            Self::ClipAfter => near::beside(&document, from, Way::Forward),
            Self::ClipAbove => near::across(&document, from, Way::Back),
            _ => near::across(&document, from, Way::Forward),
        }
    }

    fn transition_kind(self) -> TransitionKind {
        let [cross_fade, black, white, wipe, push, zoom] = join::KINDS;
        match self {
            Self::DipToBlack => black,
            Self::DipToWhite => white,
            Self::Wipe => wipe,
            Self::Push => push,
            Self::Zoom => zoom,
            _ => cross_fade,
        }
    }
}

/// Makes what was pasted, and selects it.
pub fn paste(shared: Shared, mut open: Open, pasted: Option<Pasted>) {
    if let Some(pasted) = pasted
        && open.edit(shared, pasted.edit)
    {
        open.selection.set(pasted.clips);
    }
}

/// Puts the file that is chosen in the bin at the playhead, on the chosen track if it suits.
fn put(shared: Shared, open: Open, placing: Placing) {
    let document = open.document.peek().clone();
    let Some(media) = *open.view.media.peek() else { return };
    let at = (*open.view.track.peek(), place::entry(&document, *open.playhead.peek()));
    paste(shared, open, place::put(&document, media, at, placing));
}

/// Gives up what is being done: a gesture, a menu, and only then the selection.
fn let_go(mut open: Open) {
    let held = open.view.gesture.write().take();
    if let Some(gesture) = held {
        return gesture.give_up();
    }
    if open.view.menu.write().take().is_some() || open.view.naming.write().take().is_some() {
        return;
    }
    open.view.transition.set(None);
    open.selection.set(Vec::new());
}

fn nudge(open: Open, frames: i64) -> Option<Edit> {
    let document = open.document.read();
    let clips = open.selection.read();
    let rate = document.canvas.frame_rate;
    let (low, _) = limits::of_all(&document, &clips, Act::Move);
    if frames < 0 && low > -0.5 / rate.as_f64() {
        return None;
    }
    gesture::edit(&document, &clips, Act::Move, By::frames(frames, rate), None)
}

/// Selects and focuses another clip.
fn go(mut open: Open, next: Option<ClipId>) {
    let Some(clip) = next else { return };
    let document = open.document.peek().clone();
    open.selection.set(link::with_linked(&document, &[clip]));
    page::reveal_clip(open, clip);
}

/// The edit that undoes what holds the selected clips together.
fn parted(open: Open) -> Option<Edit> {
    let document = open.document.read();
    link::part(&document, &link::with_linked(&document, &open.selection.read()))
}

/// The cut that a transition goes on, with the edit that puts it there, where that changes anything.
fn joined(open: Open, kind: TransitionKind) -> Option<(ClipId, Edit)> {
    let document = open.document.read();
    let chosen = *open.view.transition.read();
    let cut = chosen.or_else(|| join::cut_for(&document, &open.selection.read(), *open.playhead.read()))?;
    let (_, _, clip) = document.find_clip(cut)?;
    let is_so = clip.transition.is_some_and(|transition| transition.kind == kind);
    Some((cut, join::put(&document, cut, kind)?)).filter(|_| !is_so)
}

fn transition(shared: Shared, mut open: Open, kind: TransitionKind) {
    let joined = joined(open, kind);
    if let Some((clip, edit)) = joined
        && open.edit(shared, edit)
    {
        open.view.transition.set(Some(clip));
        open.selection.set(Vec::new());
    }
}

/// The cut at the playhead of those clips, or where none is named of every one that can be cut.
fn cuts(open: Open, clips: &[ClipId]) -> Option<Edit> {
    let document = open.document.read();
    knife::split(&document, &knife::about(&document, clips), *open.playhead.read())
}

/// The edit that brings an edge of the clip at the playhead there.
fn trim(open: Open, edge: Edge) -> Option<Edit> {
    knife::trim_to(&open.document.read(), &open.selection.read(), *open.playhead.read(), edge)
}
