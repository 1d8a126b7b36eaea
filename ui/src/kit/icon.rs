//! Icons, drawn here with a stroke of 1.75 on a grid of 24.

use dioxus::prelude::*;

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Home,
    Person,
    Voice,
    Export,
    Dials,
    Plus,
    Play,
    Pause,
    Undo,
    Redo,
    Split,
    Bin,
    Back,
    Search,
    Close,
    ZoomIn,
    ZoomOut,
    StepBack,
    StepForward,
    Folder,
    Copy,
    Box,
    Star,
    Brand,
    Pointer,
    Blade,
    Ripple,
    Roll,
    Slip,
    Slide,
    CloseGap,
    Link,
    Transition,
    Marker,
    Magnet,
    List,
    FitWidth,
    Loop,
    Whole,
}

impl Shape {
    fn path(self) -> &'static str {
        match self {
            Self::Home => "M4 11l8-7 8 7v8a1 1 0 0 1-1 1h-5v-6h-4v6H5a1 1 0 0 1-1-1z",
            Self::Person => {
                "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.700 1.900 7.500 5.500"
            }
            Self::Voice => "M5 10v4M9 6v12M13 9v6M17 5v14M21 10v4",
            Self::Export => "M12 15V4M8 8l4-4 4 4M5 14v5a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1v-5",
            Self::Dials => "M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Play => "M7 4.500v15l12-7.500z",
            Self::Pause => "M8 5v14M16 5v14",
            Self::Undo => "M8 5L4 9l4 4M4 9h10a5.500 5.500 0 0 1 0 11h-3",
            Self::Redo => "M16 5l4 4-4 4M20 9H10a5.500 5.500 0 0 0 0 11h3",
            Self::Split => "M12 3v18M8 8l-4 4 4 4M16 8l4 4-4 4",
            Self::Bin => "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
            Self::Back => "M15 5l-7 7 7 7",
            Self::Search => "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5",
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::ZoomIn => "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5M8 11h6M11 8v6",
            Self::ZoomOut => "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5M8 11h6",
            Self::StepBack => "M18 5v14l-10-7zM6 5v14",
            Self::StepForward => "M6 5v14l10-7zM18 5v14",
            Self::Folder => "M3 6a1 1 0 0 1 1-1h5l2 3h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1z",
            Self::Copy => "M9 9h11v11H9zM15 9V4H4v11h5",
            Self::Star => {
                "M12 4l2.4 5.1 5.600.700-4.100 3.900 1 5.500L12 16.500l-4.900 2.700 1-5.500L4 9.800l5.600-.700z"
            }
            Self::Brand => {
                "M12 4a8 8 0 1 0 0 16c1.500 0 2-.900 2-1.800 0-1.500-1-1.700-1-2.900 0-1 .800-1.300 1.800-1.300H17a3 3 0 0 0 3-3c0-4-3.600-7-8-7zM8 12.500h.01M9.500 8.500h.01M14.500 8.500h.01"
            }
            Self::Box => "M3 5h18v4H3zM5 9v10h14V9M10 13h4",
            Self::Pointer => "M6 3l12 9-6 1 3 7-2.500 1-3-7L6 18z",
            Self::Blade => "M4 20L20 4M14 4h6v6M4 14v6h6",
            Self::Ripple => "M6 4v16M10 12h10M16 8l4 4-4 4",
            Self::Roll => "M12 4v16M8 9l-4 3 4 3M16 9l4 3-4 3",
            Self::Slip => "M4 6v12M20 6v12M8 12h8M10 9l-2 3 2 3M14 9l2 3-2 3",
            Self::Slide => "M9 6h6v12H9zM6 10l-3 2 3 2M18 10l3 2-3 2",
            Self::CloseGap => "M4 5v14M20 5v14M6 12h4M18 12h-4M8 9l3 3-3 3M16 9l-3 3 3 3",
            Self::Link => {
                "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1"
            }
            Self::Transition => "M4 6v12l8-6zM20 6v12l-8-6z",
            Self::Marker => "M6 21V4h12l-3 4 3 4H6",
            Self::Magnet => "M6 4v8a6 6 0 0 0 12 0V4M6 8h3M15 8h3",
            Self::List => "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
            Self::FitWidth => "M4 5v14M20 5v14M7 12h10M9 9l-3 3 3 3M15 9l3 3-3 3",
            Self::Loop => "M5 12a6 6 0 0 1 6-6h7M15 3l3 3-3 3M19 12a6 6 0 0 1-6 6H6M9 21l-3-3 3-3",
            Self::Whole => "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
        }
    }
}

/// An icon. What stands beside it, or the label of its button, says what it means.
#[component]
pub fn Icon(shape: Shape) -> Element {
    rsx! {
        svg { class: "icon", view_box: "0 0 24 24", width: "18", height: "18", "aria-hidden": "true",
            path { d: shape.path() }
        }
    }
}
