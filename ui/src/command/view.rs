//! What can be done with how a project is looked at: tools, snapping, zoom, the viewer.

use dioxus::prelude::*;
use ui::cut::gesture::Tool;

use crate::editor::page;
use crate::editor::view::Zoom;
use crate::project::Open;
use crate::words::Words;

group! {
    /// What can be done with how a project is looked at.
    OnView {
        ToolSelect, "V", tool_select;
        ToolBlade, "C", tool_blade;
        ToolRipple, "B", tool_ripple;
        ToolRoll, "R", tool_roll;
        ToolSlip, "Y", tool_slip;
        ToolSlide, "U", tool_slide;
        Snap, "N", snap;
        ZoomIn, "=", zoom_in;
        ZoomOut, "-", zoom_out;
        ZoomFit, "Shift+Z", zoom_fit;
        List, "Shift+T", list;
        ViewerFit, "", viewer_fit;
        ViewerHalf, "", viewer_half;
        ViewerWhole, "", viewer_whole;
        FullScreen, "F", full_screen;
    }
}

impl OnView {
    /// The commands that choose a tool.
    pub const TOOLS: [Self; 6] = [
        Self::ToolSelect,
        Self::ToolBlade,
        Self::ToolRipple,
        Self::ToolRoll,
        Self::ToolSlip,
        Self::ToolSlide,
    ];

    /// The tool it chooses.
    pub fn tool(self) -> Option<Tool> {
        match self {
            Self::ToolSelect => Some(Tool::Select),
            Self::ToolBlade => Some(Tool::Blade),
            Self::ToolRipple => Some(Tool::Ripple),
            Self::ToolRoll => Some(Tool::Roll),
            Self::ToolSlip => Some(Tool::Slip),
            Self::ToolSlide => Some(Tool::Slide),
            _ => None,
        }
    }

    /// Whether it would change anything.
    pub fn is_possible(self, open: Open) -> bool {
        if let Some(tool) = self.tool() {
            return *open.view.tool.read() != tool;
        }
        match self {
            Self::ZoomIn | Self::ZoomOut | Self::ZoomFit => !*open.view.is_list.read(),
            Self::ViewerFit => *open.view.zoom.read() != Zoom::Fit,
            Self::ViewerHalf => *open.view.zoom.read() != Zoom::Half,
            Self::ViewerWhole => *open.view.zoom.read() != Zoom::Whole,
            _ => true,
        }
    }

    /// Why it cannot be done now.
    pub fn reason(self, words: &Words) -> &'static str {
        match self {
            Self::ZoomIn | Self::ZoomOut | Self::ZoomFit => words.reason.is_list,
            _ => words.reason.so_already,
        }
    }

    /// Does it.
    pub fn run(self, mut open: Open) {
        if let Some(tool) = self.tool() {
            return open.view.tool.set(tool);
        }
        match self {
            Self::Snap => open.view.snaps.toggle(),
            Self::ZoomIn => page::zoom_about_playhead(open, 1.25),
            Self::ZoomOut => page::zoom_about_playhead(open, 0.8),
            Self::ZoomFit => page::zoom_to_fit(open),
            Self::List => open.view.is_list.toggle(),
            Self::ViewerFit => open.view.zoom.set(Zoom::Fit),
            Self::ViewerHalf => open.view.zoom.set(Zoom::Half),
            Self::ViewerWhole => open.view.zoom.set(Zoom::Whole),
            _ => page::full_screen(),
        }
    }
}
