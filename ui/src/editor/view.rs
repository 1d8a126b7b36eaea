//! How a project is looked at: what nobody wants undone and no file keeps.

use dioxus::prelude::*;
use types::id::{ClipId, MarkerId, MediaId, TrackId};
use ui::cut::board::Board;
use ui::cut::gesture::Tool;
use ui::cut::marks::InOut;
use ui::cut::quality::Quality;
use ui::cut::span::Span;

use crate::editor::gesture::Gesture;
use crate::editor::menu::Menu;

/// How large the viewer shows the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zoom {
    /// As large as there is room.
    #[default]
    Fit,
    /// Two pixels of the ad on one of the screen.
    Half,
    /// Pixel by pixel.
    Whole,
}

/// What is being given a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// A track.
    Track(TrackId),
    /// A marker.
    Marker(MarkerId),
}

/// How a project is looked at. Copies are handles to the same.
#[derive(Clone, Copy, PartialEq)]
pub struct View {
    /// What the pointer is for.
    pub tool: Signal<Tool>,
    /// Whether edges snap.
    pub snaps: Signal<bool>,
    /// From where to where is played.
    pub marks: Signal<InOut>,
    /// How fast it plays; below 0 backwards.
    pub speed: Signal<i32>,
    /// Whether it begins again at the end.
    pub loops: Signal<bool>,
    /// What was copied.
    pub board: Signal<Board>,
    /// The track that commands about tracks mean.
    pub track: Signal<Option<TrackId>>,
    /// The marker that commands about markers mean.
    pub marker: Signal<Option<MarkerId>>,
    /// The file that is chosen in the bin.
    pub media: Signal<Option<MediaId>>,
    /// The clip whose transition is selected.
    pub transition: Signal<Option<ClipId>>,
    /// The menu that is open.
    pub menu: Signal<Option<Menu>>,
    /// What is being given a name.
    pub naming: Signal<Option<Naming>>,
    /// Whether the timeline is a list.
    pub is_list: Signal<bool>,
    /// The stretch of the timeline in view.
    pub span: Signal<Span>,
    /// How large the viewer shows the picture.
    pub zoom: Signal<Zoom>,
    /// The placement whose covered bands are shown, by id.
    pub zone: Signal<Option<&'static str>>,
    /// Files that are not where they were.
    pub missing: Signal<Vec<MediaId>>,
    /// How large frames are drawn while they move.
    pub quality: Signal<Quality>,
    /// What the pointer holds.
    pub gesture: Signal<Option<Gesture>>,
}

impl View {
    /// How a project is looked at first.
    pub fn new() -> Self {
        Self {
            tool: Signal::new(Tool::default()),
            snaps: Signal::new(true),
            marks: Signal::new(InOut::default()),
            speed: Signal::new(1),
            loops: Signal::new(false),
            board: Signal::new(Board::default()),
            track: Signal::new(None),
            marker: Signal::new(None),
            media: Signal::new(None),
            transition: Signal::new(None),
            menu: Signal::new(None),
            naming: Signal::new(None),
            is_list: Signal::new(false),
            span: Signal::new(Span { left: 0.0, width: 1600.0 }),
            zoom: Signal::new(Zoom::default()),
            zone: Signal::new(None),
            missing: Signal::new(Vec::new()),
            quality: Signal::new(Quality::default()),
            gesture: Signal::new(None),
        }
    }
}
